/// The numbers that an update stands on, in words: as they are while it is written, as they were once it is submitted.
struct Numbers: Sendable {
    let lines: [Line]
    /// What the mark behind a small number means.
    let held: FigureNote?
    /// What becomes of a number that Waymark counts; nil where none is.
    let counted: String?

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
        counted =
            subject.ties.isEmpty
            ? nil
            : "Waymark counts anew when you submit: as of the evidence date; where none is given, as of the last day of the month, or today if that is earlier."
    }

    /// As they were frozen; nil when nothing was measured. With what the records give now, where that is another number.
    init?(_ figures: [UpdateFigure], _ disclosure: Disclosure, _ differences: [Reading.ID: Double] = [:]) {
        guard !figures.isEmpty else { return nil }
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
                measure: first.title, link: nil,
                readings: Read.all(readings, shown, first.breadthUnit, differences),
                absent: readings.isEmpty ? "Nothing had been read" : nil, milestones: [],
                totals: ReadingTotals.disagreements(readings, shown))
        }
        self.held = held
        counted = nil
    }
}

extension Numbers.Read {
    fileprivate static func all(
        _ readings: [Reading], _ shown: ShownReadings, _ breadthUnit: String, _ differences: [Reading.ID: Double] = [:]
    ) -> [Self] {
        readings.map { reading in
            let value = shown.text(reading, breadthUnit: breadthUnit)
            guard reading.wholeID == nil else {
                return Self(words: "of those, \(value): \(reading.subset)", isPart: true)
            }
            let subset = reading.subset.isEmpty ? "" : ": \(reading.subset)"
            let counted = reading.counted(shown.unit, shown.disclosure)
            let now = differences[reading.id].map { "; " + reading.difference($0, shown.unit) } ?? ""
            return Self(words: "\(value) as of \(reading.asOf.text)\(subset)\(counted)\(now)", isPart: false)
        }
    }
}
