/// Which sheet is asked for: of which month, and perhaps of some rows only.
struct GridAsk {
    let period: Day
    /// Empty for all.
    private let places: [UpdatePlace]

    /// The month as in "2026-11"; this one when there is no such month to write for.
    init(period asked: String, rows: String, today: Day) {
        let usual = ApproximateDay(today, .month).day
        let day = Day(iso: asked + "-01")
        period = day.map { $0.year >= 1990 && $0 <= today.adding(months: 3) ? $0 : usual } ?? usual
        places = rows.split(separator: ",").prefix(200).compactMap { UpdatePlace(String($0)) }
    }

    init(_ visit: Visit) {
        self.init(period: visit.query("period"), rows: visit.query("rows"), today: visit.today)
    }

    init(sent visit: Visit) { self.init(period: visit.form["period"], rows: visit.form["rows"], today: visit.today) }

    var month: String { String(period.isoText.prefix(7)) }
    var rows: String { places.map(\.text).joined(separator: ",") }
    var isOfSome: Bool { !places.isEmpty }

    private var query: String { "?period=\(month)" + (isOfSome ? "&rows=\(rows)" : "") }
    func path(_ plan: Plan.ID) -> String { Paths.updates(plan) + query }
    func checkPath(_ plan: Plan.ID) -> String { Paths.updates(plan) + "/check" + query }

    /// Of what is asked for by recommendation, or has no row of its own, all rows of its recommendation.
    func among(_ rows: [GridRow]) -> [GridRow] {
        guard isOfSome else { return rows }
        let there = Set(rows.map(\.place)), wanted = Set(places)
        let whole = Set(wanted.filter { !there.contains($0) }.map(\.recommendationID))
        return rows.filter { wanted.contains($0.place) || whole.contains($0.place.recommendationID) }
    }
}
