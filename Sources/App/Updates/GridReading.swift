import Mustache
import Postgres

/// A number typed in the sheet: recorded as a reading of its measure when the sheet is saved.
struct GridReading {
    let subject: UpdateSubject
    let measure: Measure
    let period: Day

    /// Of the recommendations with an open row; what Waymark counts itself is typed by nobody.
    static func all(_ rows: [GridRow]) -> [GridReading] {
        var seen: Set<Measure.ID> = []
        return rows.filter(\.isOpen).flatMap { row in
            row.subject.measures.filter { row.subject.ties[$0.id] == nil && seen.insert($0.id).inserted }.map {
                GridReading(subject: row.subject, measure: $0, period: row.period)
            }
        }
    }

    var prefix: String { "reading_\(measure.id)_" }
    private var name: String { "\(subject.name), \(measure.title)" }

    /// True where a number was typed and is recorded now, not where it stands already; throws what is wrong with it.
    func record(_ sent: Fields, for visit: Visit) throws -> Bool {
        guard !sent["value"].isEmpty else { return false }
        var check = Check(sent)
        let value = check.number("value", or: "\(name): enter the number, such as 12, or leave it empty")
        let day = Day.read(typed: sent["day"], near: visit.today)
        if day.map({ $0 > visit.today || $0.isFar(from: visit.today) }) ?? true {
            check.mistake("day", "\(name): enter the day that the number is of, today or earlier, like 9/7/26")
        }
        try check.finish()
        guard let value, let day else { return false }
        // Two who send the same number at once record it once.
        try visit.db.run("SELECT pg_advisory_xact_lock(hashtextextended('reading ' || app.tenant(), \(measure.id)))")
        return try visit.db.run(
            """
            INSERT INTO readings (plan_id, measure_id, value, as_of, source)
            SELECT \(subject.plan.id), \(measure.id), \(value), \(day), \("Update for \(period.monthText)")
             WHERE NOT EXISTS (SELECT FROM readings r
                    WHERE r.measure_id = \(measure.id) AND r.value = \(value) AND r.as_of = \(day) AND r.as_of_precision = 'day'
                      AND r.qualifier = 'exactly' AND NOT r.is_projected AND r.whole_id IS NULL AND r.subset = '')
            """) == 1
    }

    func box(_ left: GridReadingLeft?, today: Day) -> UpdateGrid.ReadingBox {
        var fields = left?.typed ?? Fields()
        if left == nil { fields["day"] = today.shortText }
        let form = FormBuilder(fields, left?.mistakes, prefix: prefix)
        return UpdateGrid.ReadingBox(
            value: form.text(
                "value", "\(measure.title): number of \(measure.unit.label)",
                hint: "Recorded as soon as you save, with an update or without.", optional: true, width: "10",
                inputMode: "decimal"),
            day: DayBox(
                id: prefix + "day", name: prefix + "day", label: "Counted on", hint: "Like 9 Jul or 9/7/26.",
                error: form.mistakes["day"], value: fields["day"]))
    }
}

/// A number that needs another look, as it was typed.
struct GridReadingLeft {
    let typed: Fields
    var mistakes = Mistakes()
}
