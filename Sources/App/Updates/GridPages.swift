import HTTP
import Mustache
import Postgres

/// A whole plan's update in one sitting: every open recommendation that the person may write for, on one page.
enum GridPages: Feature {
    static let routes: [Route] = [
        .get("/plans/:plan/updates", .seeDrafts, show),
        // Forty rows of three long texts.
        .post("/plans/:plan/updates", .seeDrafts, upTo: 12 << 20, save),
    ]
    static let views: [any View.Type] = [UpdateGrid.self]

    /// Beyond these, the rest follows when some are submitted.
    static let mostRows = 40

    private static func show(_ visit: Visit) throws -> Response {
        try page(visit, PlanSubjects(visit), period(visit.query("period"), visit.today), GridSaving(.save))
    }

    /// The month asked for, as in "2026-11"; this one when there is no such month to write for.
    private static func period(_ asked: String, _ today: Day) -> Day {
        let usual = ApproximateDay(today, .month).day
        guard let day = Day(iso: asked + "-01"), day.year >= 1990, day <= today.adding(months: 3) else { return usual }
        return day
    }

    private static func rows(_ all: PlanSubjects, _ period: Day, _ today: Day) -> [GridRow] {
        var open = 0
        return all.writable.map { GridRow($0, period, today: today) }.filter { row in
            if row.isOpen { open += 1 }
            return !row.isOpen || open <= mostRows
        }
    }

    private static func save(_ visit: Visit) throws -> Response {
        let all = try PlanSubjects(visit), period = period(visit.form["period"], visit.today)
        var saving = GridSaving(GridSaving.Deed(visit.form["do"]))
        for row in rows(all, period, visit.today) { try saving.take(row, for: visit) }
        guard saving.left.isEmpty else { return try page(visit, PlanSubjects(visit), period, saving) }
        let heading = saving.submitted > 0 ? "Submitted" : "Saved"
        return visit.redirect(
            to: Paths.updates(all.plan.id, for: period) + place(saving.deed),
            saying: saving.done ?? "Nothing had changed since it was saved.", heading: heading)
    }

    private static func place(_ deed: GridSaving.Deed) -> String {
        switch deed {
        case .save, .submit: ""
        case .row(let id), .carry(let id): "#row-\(id)"
        }
    }

    private static func page(_ visit: Visit, _ all: PlanSubjects, _ period: Day, _ saving: GridSaving) throws
        -> Response
    {
        let rows = rows(all, period, visit.today)
        var saving = saving
        for row in rows where saving.left[row.id]?.isStale == true {
            saving.left[row.id]?.last = try row.kept.flatMap { try visit.db(LastSave.of("updates", $0.id)) }
        }
        let view = UpdateGrid(all, rows, period, saving, for: visit)
        let title = (view.problems == nil ? "" : "Error: ") + view.head.heading + " – \(all.plan.title)"
        let isStale = saving.left.values.contains(where: \.isStale)
        return try visit.page(
            view, title: title, back: Link(label: all.plan.title, link: visit.link(Paths.plan(all.plan.id))),
            status: isStale ? .conflict : saving.left.isEmpty ? .ok : .unprocessableContent)
    }
}
