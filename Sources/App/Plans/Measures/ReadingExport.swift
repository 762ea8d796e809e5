import HTTP
import Postgres

/// The measures of a plan with what was read of them, as a file. Small counts of people stay with officers.
enum ReadingExport {
    static let routes = Route.files("/plans/:plan/readings", .seePlans, file)

    /// A measure with one reading; one without any stands once.
    private struct Line {
        let recommendation: String
        let measure: Measure
        let reading: Reading?
        let shown: ShownReadings
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        let (plan, recommendations, measures, readings) = try visit.db.all(
            Plan.find(id), Recommendation.all(of: id), Measure.all(of: id), Reading.all(in: id))
        guard let plan else { throw Failure.notFound }
        let disclosure = Disclosure(seesAll: visit.can(.seeDrafts))
        let lines = recommendations.flatMap { recommendation in
            measures.filter { $0.recommendationID == recommendation.id }.flatMap { measure -> [Line] in
                let own = readings.filter { $0.measureID == measure.id }
                let shown = ShownReadings(own, measure.unit, disclosure)
                let rows: [Reading?] = own.isEmpty ? [nil] : own
                return rows.map {
                    Line(recommendation: recommendation.number, measure: measure, reading: $0, shown: shown)
                }
            }
        }
        return try list(plan).answer(lines, as: format, for: visit)
    }

    private static func list(_ plan: Plan) -> ListExport<Line> {
        ListExport(
            name: "readings-\(plan.id)", key: "readings",
            columns: [
                .init("Plan", "plan") { _ in .text(plan.title) },
                .init("Recommendation", "recommendation") { .text($0.recommendation) },
                .init("Measure", "measure") { .text($0.measure.title) },
                .init("Unit", "unit") { .text($0.measure.unit.label) },
                .init("Compared with", "comparator") { .text($0.measure.comparator) },
                .init("As of", "asOf") { .approximateDay($0.reading?.asOf) },
                .init("Reading", "reading") { line in .text(line.reading.map { line.shown.text($0) } ?? "No reading") },
                .init("Value", "value") { line in line.reading.flatMap(line.shown.value).map { .number($0) } ?? .none },
                .init("Projected", "isProjected") { $0.reading.map { .truth($0.isProjected) } ?? .none },
                .init("Of those", "isPart") { $0.reading.map { .truth($0.wholeID != nil) } ?? .none },
                .init("Who is counted", "subset") { .text($0.reading?.subset ?? "") },
                .init("Source", "source") { .text($0.reading?.source ?? "") },
                .init("Caveat", "caveat") { .text($0.reading?.caveat ?? "") },
            ])
    }
}

extension Reading {
    /// Newest first, parts behind their whole.
    static func all(in plan: Plan.ID) -> Query<[Reading]> {
        .list(
            """
            \(select) WHERE x.plan_id = \(plan)
             ORDER BY x.as_of DESC, coalesce(x.whole_id, x.id), x.whole_id NULLS FIRST, x.id
            """)
    }
}
