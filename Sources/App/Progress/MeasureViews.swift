import Mustache

/// The measures of a recommendation, with what they are to reach and what was read.
struct MeasurePart: Sendable {
    let measures: [MeasureTable]
    let addLink: String?

    /// Nil when there is nothing to show and nothing to do.
    init?(_ it: RecommendationRecord, for visit: Visit) {
        let path = Paths.measures(it.recommendation.id, it.plan.id)
        addLink = visit.can(.changePlans) && it.recommendation.state == .open ? visit.link(path + "/new") : nil
        measures = it.measures.map { MeasureTable($0, it, for: visit) }
        if measures.isEmpty, addLink == nil { return nil }
    }
}

/// One measure.
struct MeasureTable: Sendable {
    let anchor, name: String
    let comparator: String?
    let counted: Counted?
    let milestones: Table?
    let readings: Readings?
    let noReadings: String?
    /// Where its numbers do not agree with each other.
    let totals: [String]
    let held: FigureNote?
    let editLink, readingLink: String?
    /// Where one says how Waymark counts it, or that it is to.
    let countLink: Link?

    /// What Waymark counts for it.
    struct Counted: Sendable {
        let words: String
        /// As at today, for those who may read it.
        let today: String?
    }

    /// What was read, newest first, parts under their whole.
    struct Readings: Sendable {
        let caption: String
        let rows: [ReadingRow]
    }

    /// One reading.
    struct ReadingRow: Sendable {
        let when, value: String
        let isPart: Bool
        let remarks: String?
        /// Where it is changed, taken out or divided, for those who may.
        let editLink, removalLink, partLink: String?
    }

    init(_ measure: Measure, _ it: RecommendationRecord, for visit: Visit) {
        anchor = "measure-\(measure.id)"
        name = measure.title
        comparator = measure.comparator.isEmpty ? nil : measure.comparator
        let readings = it.readings.filter { $0.measureID == measure.id }
        let milestones = it.milestones.filter { $0.measureID == measure.id }
        let tie = it.ties[measure.id]
        let shown = ShownReadings(readings, measure.unit, Disclosure(seesAll: visit.can(.seeDrafts)))
        held = shown.note
        totals = ReadingTotals.disagreements(readings, shown)
        let breadthUnit = milestones.first { !$0.breadthUnit.isEmpty }?.breadthUnit ?? ""
        let cannot = it.actions.contains { $0.recordability == .cannot }
        self.milestones =
            milestones.isEmpty
            ? nil
            : Table(
                "Milestones of “\(measure.title)”", of: milestones,
                Self.columns(readings, shown, cannot: cannot, on: visit.today), style: "app-milestones", for: visit)
        let ids = (measure.id, it.recommendation.id, it.plan.id)
        let path = visit.link(Paths.readings(ids.0, ids.1, ids.2))
        let mayRead = visit.can(.changePlans) || visit.can(.updateLed) && it.isLed
        let rows = readings.filter { $0.wholeID == nil }.flatMap { whole in
            ([whole] + readings.filter { $0.wholeID == whole.id }).map { reading in
                ReadingRow(
                    reading, shown, breadthUnit, now: tie?.differences[reading.id], path: mayRead ? path : nil)
            }
        }
        self.readings = rows.isEmpty ? nil : Readings(caption: "Readings of “\(measure.title)”", rows: rows)
        noReadings = rows.isEmpty ? (cannot ? "Cannot be recorded" : "Nothing has been read yet") : nil
        editLink = visit.can(.changePlans) ? visit.link(Paths.measure(ids.0, ids.1, ids.2) + "/edit") : nil
        readingLink = mayRead ? path + "/new" : nil
        counted = tie.map { Counted($0, measure.unit, on: visit.today) }
        let counts = visit.link(Paths.counts(ids.0, ids.1, ids.2))
        countLink =
            visit.can(.changePlans) && (tie != nil || [.people, .places].contains(measure.unit))
            ? Link(
                label: tie == nil ? "Let Waymark count it" : "Change how it is counted",
                link: counts + (tie.map { "/\($0.id)/edit" } ?? "/new")) : nil
    }
}

extension MeasureTable {
    /// What is to be reached, beside the reading that answers it.
    private static func columns(_ readings: [Reading], _ shown: ShownReadings, cannot: Bool, on today: Day)
        -> [ListColumn<Milestone>]
    {
        /// Which reading answers would tell as much as the answer does.
        @Sendable func answering(_ milestone: Milestone) -> (MilestoneAnswer?, Reading?) {
            let told = MilestoneAnswer(milestone, readings, toldBy: shown, on: today)
            return (told, told == nil ? readings.filter(\.isOfWhole).max { $0.asOf < $1.asOf } : told?.reading)
        }
        return [
            ListColumn("To reach") { .text($0.text(shown.unit).sentenceCase) },
            ListColumn("Read") { milestone in
                let reading = answering(milestone).1
                return .text(
                    reading.map { shown.text($0, breadthUnit: milestone.breadthUnit) } ?? "",
                    absent: cannot ? "Cannot be recorded" : "No reading")
            },
            ListColumn("When") { .text(answering($0).1?.asOf.text ?? "", absent: "") },
            ListColumn("Result") { milestone in
                let (told, reading) = answering(milestone)
                let idle = Tag(tone: "idle", text: cannot && reading == nil ? "Not counted" : "Held back")
                return .tags([cannot && reading == nil ? idle : told?.tag ?? idle], file: "")
            },
        ]
    }
}

extension MeasureTable.Counted {
    init(_ tie: MeasureTie, _ unit: Unit, on day: Day) {
        words = MeasureTie.source + tie.words + "." + (tie.caveat.isEmpty ? "" : " " + tie.caveat)
        let live = tie.live[day] ?? []
        let shown = ShownReadings(live, unit, Disclosure(seesAll: true))
        let parts = live.dropFirst().map { "\(shown.text($0)): \($0.subset)" }
        today = live.first.map {
            "Today \(shown.text($0))" + (parts.isEmpty ? "." : "; of those, \(parts.joined(separator: "; ")).")
                + " The number of its evidence date is kept with the next update."
        }
    }
}

extension MeasureTable.ReadingRow {
    init(_ reading: Reading, _ shown: ShownReadings, _ breadthUnit: String, now: Double?, path: String?) {
        editLink = reading.isCounted ? nil : path.map { "\($0)/\(reading.id)/edit" }
        removalLink = path.map { "\($0)/\(reading.id)/removal" }
        partLink = reading.wholeID == nil && !reading.isCounted ? path.map { "\($0)/new?whole=\(reading.id)" } : nil
        when = reading.asOf.text
        isPart = reading.wholeID != nil
        let value = shown.text(reading, breadthUnit: breadthUnit)
        self.value =
            reading.subset.isEmpty
            ? value : isPart ? "of those, \(value): \(reading.subset)" : "\(value): \(reading.subset)"
        let source = reading.isCounted ? reading.source : reading.source.isEmpty ? "" : "Source: \(reading.source)"
        let remarks = [
            source.isEmpty ? "" : source + ".", reading.caveat,
            reading.isCounted && reading.wholeID == nil && shown.disclosure.seesAll
                ? "Members read “\(reading.told(shown.unit))”." : "",
            now.map { reading.difference($0, shown.unit).sentenceCase + "." } ?? "",
        ].filter { !$0.isEmpty }
        self.remarks = remarks.isEmpty ? nil : remarks.joined(separator: " ")
    }
}
