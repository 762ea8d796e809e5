/// The numbers that an update stands on, in words: as they are while it is written, as they were once it is submitted.
struct Numbers: Sendable {
    let lines: [Line]
    /// What the mark behind a small number means.
    let held: FigureNote?

    /// One measure.
    struct Line: Sendable {
        let measure: String
        let link: String?
        let readings: [Read]
        /// In place of readings.
        let absent: String?
        let milestones: [Goal]
        /// Where the readings do not agree with each other.
        let totals: [String]
    }

    /// One reading, or a part of the one before.
    struct Read: Sendable {
        let words: String
        let isPart: Bool
    }

    /// One value to reach.
    struct Goal: Sendable { let words: String }

    /// As they are on a day; nil when nothing is measured. In a grid of many a link each would be in the way.
    init?(_ subject: UpdateSubject, on day: Day, isLinked: Bool = true, for visit: Visit) {
        guard !subject.measures.isEmpty else { return nil }
        let disclosure = Disclosure(seesAll: visit.can(.seeDrafts))
        var held: FigureNote?
        lines = subject.measures.map { measure in
            let milestones = subject.milestones.filter { $0.measureID == measure.id }
            let readings = subject.readingsInForce(of: measure, on: day)
            let shown = ShownReadings(readings, measure.unit, disclosure)
            held = held ?? shown.note
            return Line(
                measure: measure.title, link: isLinked ? visit.link(subject.path) + "#measure-\(measure.id)" : nil,
                readings: Read.all(
                    readings, shown, milestones.first { !$0.breadthUnit.isEmpty }?.breadthUnit ?? ""),
                absent: readings.isEmpty ? subject.cannotBeRecorded ? "Cannot be recorded" : "No reading yet" : nil,
                milestones: milestones.map { Goal(words: "To reach: " + $0.text(measure.unit)) },
                totals: ReadingTotals.disagreements(readings, shown))
        }
        self.held = held
    }

    /// As they were frozen; nil when nothing was measured.
    init?(_ figures: [UpdateFigure], for visit: Visit) {
        guard !figures.isEmpty else { return nil }
        let disclosure = Disclosure(seesAll: visit.can(.seeDrafts))
        var order: [Measure.ID] = []
        for figure in figures where !order.contains(figure.measureID) { order.append(figure.measureID) }
        var held: FigureNote?
        lines = order.compactMap { id in
            let own = figures.filter { $0.measureID == id }
            guard let first = own.first else { return nil }
            let readings = own.compactMap(\.reading)
            let shown = ShownReadings(readings, first.unit, disclosure)
            held = held ?? shown.note
            return Line(
                measure: first.title, link: nil, readings: Read.all(readings, shown, first.breadthUnit),
                absent: readings.isEmpty ? "Nothing had been read" : nil, milestones: [],
                totals: ReadingTotals.disagreements(readings, shown))
        }
        self.held = held
    }
}

extension Numbers.Read {
    fileprivate static func all(_ readings: [Reading], _ shown: ShownReadings, _ breadthUnit: String) -> [Self] {
        readings.map { reading in
            let value = shown.text(reading, breadthUnit: breadthUnit)
            guard reading.wholeID == nil else {
                return Self(words: "of those, \(value): \(reading.subset)", isPart: true)
            }
            let subset = reading.subset.isEmpty ? "" : ": \(reading.subset)"
            return Self(words: "\(value) as of \(reading.asOf.text)\(subset)", isPart: false)
        }
    }
}
