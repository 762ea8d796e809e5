import HTTP
import Mustache
import Postgres

/// A whole plan's update in one sitting: every open recommendation that the person may write for, on one page.
enum GridPages: Feature {
    static let routes: [Route] =
        [
            .get("/plans/:plan/updates", .seeDrafts, show),
            // Forty rows of three long texts.
            .post("/plans/:plan/updates", .seeDrafts, upTo: 12 << 20, fields: 20_000, save),
        ] + GridSubmission.routes
    static let views: [any View.Type] = [UpdateGrid.self, UpdateCheck.self]

    /// Beyond these, the rest follows when some are submitted.
    static let mostRows = 40

    private static func show(_ visit: Visit) throws -> Response {
        try page(visit, PlanSubjects(visit), period(visit.query("period"), visit.today), GridSaving(.save))
    }

    /// The month asked for, as in "2026-11"; this one when there is no such month to write for.
    static func period(_ asked: String, _ today: Day) -> Day {
        let usual = ApproximateDay(today, .month).day
        guard let day = Day(iso: asked + "-01"), day.year >= 1990, day <= today.adding(months: 3) else { return usual }
        return day
    }

    static func rows(_ all: PlanSubjects, _ period: Day, _ today: Day) -> [GridRow] {
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
        if case .takeBack(let id) = saving.deed, !visit.form.isHeld {
            for row in rows(all, period, visit.today) where id == nil || id == row.id {
                if let update = row.kept, try Update.takeBack(update.id, in: visit.db) { saving.taken += 1 }
            }
        }
        guard saving.left.isEmpty, !visit.form.isHeld else {
            return try page(visit, PlanSubjects(visit), period, saving)
        }
        switch saving.deed {
        case .check: return try check(visit, period, saving)
        case .takeBack(let id): return takenBack(id, saving, visit, Paths.updates(all.plan.id, for: period))
        case .save, .row, .carry:
            return visit.redirect(
                to: Paths.updates(all.plan.id, for: period) + place(saving.deed),
                saying: saving.done ?? "Nothing had changed since it was saved.")
        }
    }

    /// On to the page that submits, where something is ready; else every row says what it still needs.
    private static func check(_ visit: Visit, _ period: Day, _ saving: GridSaving) throws -> Response {
        let all = try PlanSubjects(visit), check = GridCheck(rows(all, period, visit.today), today: visit.today)
        if !check.ready.isEmpty { return visit.redirect(to: Paths.check(all.plan.id, for: period)) }
        guard !check.waiting.isEmpty else {
            return visit.redirect(
                to: Paths.updates(all.plan.id, for: period),
                saying: "No update is written yet for \(period.monthText).",
                heading: "Nothing to submit")
        }
        var saving = saving
        for (row, needs) in check.waiting { saving.left[row.id] = GridRowLeft(typed: row.begun, mistakes: needs) }
        return try page(visit, all, period, saving)
    }

    private static func takenBack(
        _ id: Recommendation.ID?, _ saving: GridSaving, _ visit: Visit, _ path: String
    ) -> Response {
        let done = saving.done.map { $0 + " " } ?? ""
        if let refusal = saving.refusal {
            return visit.redirect(to: path, saying: done + refusal, heading: "Not taken back")
        }
        let pages = saving.taken == 1 ? "its page" : "their pages"
        return visit.redirect(
            to: path + (id.map { "#row-\($0)" } ?? ""), saying: "\(done)Nobody else had opened \(pages).",
            heading: "Taken back")
    }

    private static func place(_ deed: GridSaving.Deed) -> String {
        switch deed {
        case .save, .check, .takeBack: ""
        case .row(let id), .carry(let id): "#row-\(id)"
        }
    }

    private static func page(_ visit: Visit, _ all: PlanSubjects, _ period: Day, _ saving: GridSaving) throws
        -> Response
    {
        let rows = rows(all, period, visit.today)
        visit.open(rows.compactMap(\.kept))
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
