import HTTP
import Mustache
import Postgres

/// A whole plan's update in one sitting: every action and open recommendation that the person may write for, on one page.
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
        try page(visit, PlanSubjects(visit), GridAsk(visit), GridSaving(.save))
    }

    static func rows(_ all: PlanSubjects, _ ask: GridAsk, _ today: Day) -> [GridRow] {
        var open = 0
        return ask.among(all.rows(ask.period, today: today)).filter { row in
            if row.isOpen { open += 1 }
            return !row.isOpen || open <= mostRows
        }
    }

    private static func save(_ visit: Visit) throws -> Response {
        let all = try PlanSubjects(visit), ask = GridAsk(sent: visit)
        var saving = GridSaving(GridSaving.Deed(visit.form["do"]))
        let sent = rows(all, ask, visit.today)
        for row in sent { try saving.take(row, for: visit) }
        for reading in GridReading.all(sent) { try saving.take(reading, for: visit) }
        if case .takeBack(let place) = saving.deed, !visit.form.isHeld {
            for row in rows(all, ask, visit.today) where place == nil || place == row.place {
                if let update = row.kept, try Update.takeBack(update.id, in: visit.db) { saving.taken += 1 }
            }
        }
        guard saving.isClean, !visit.form.isHeld else {
            return try page(visit, PlanSubjects(visit), ask, saving)
        }
        switch saving.deed {
        case .check: return try check(visit, ask, saving)
        case .takeBack(let place): return takenBack(place, saving, visit, ask.path(all.plan.id))
        case .save, .carry:
            return visit.redirect(
                to: ask.path(all.plan.id) + anchor(saving.deed),
                saying: saving.done ?? "Nothing had changed since it was saved.")
        }
    }

    /// On to the page that submits, where something is ready; else every row says what it still needs.
    private static func check(_ visit: Visit, _ ask: GridAsk, _ saving: GridSaving) throws -> Response {
        let all = try PlanSubjects(visit), check = GridCheck(rows(all, ask, visit.today), today: visit.today)
        if !check.ready.isEmpty { return visit.redirect(to: ask.checkPath(all.plan.id)) }
        guard !check.waiting.isEmpty else {
            return visit.redirect(
                to: ask.path(all.plan.id), saying: "No update is written yet for \(ask.period.monthText).",
                heading: "Nothing to submit")
        }
        var saving = saving
        for (row, needs) in check.waiting { saving.left[row.place] = GridRowLeft(typed: row.begun, mistakes: needs) }
        return try page(visit, all, ask, saving)
    }

    private static func takenBack(_ place: UpdatePlace?, _ saving: GridSaving, _ visit: Visit, _ path: String)
        -> Response
    {
        let done = saving.done.map { $0 + " " } ?? ""
        if let refusal = saving.refusal {
            return visit.redirect(to: path, saying: done + refusal, heading: "Not taken back")
        }
        let pages = saving.taken == 1 ? "its page" : "their pages"
        return visit.redirect(
            to: path + (place.map { "#row-\($0.text)" } ?? ""), saying: "\(done)Nobody else had opened \(pages).",
            heading: "Taken back")
    }

    private static func anchor(_ deed: GridSaving.Deed) -> String {
        if case .carry(let place) = deed { "#row-\(place.text)" } else { "" }
    }

    private static func page(_ visit: Visit, _ all: PlanSubjects, _ ask: GridAsk, _ saving: GridSaving) throws
        -> Response
    {
        let rows = rows(all, ask, visit.today)
        visit.open(rows.compactMap(\.kept))
        var saving = saving
        for row in rows where saving.left[row.place]?.isStale == true {
            saving.left[row.place]?.last = try row.kept.flatMap { try visit.db(LastSave.of("updates", $0.id)) }
        }
        let view = UpdateGrid(all, rows, ask, saving, for: visit)
        let title = (view.problems == nil ? "" : "Error: ") + view.head.heading + " – \(all.plan.title)"
        let isStale = saving.left.values.contains(where: \.isStale)
        return try visit.page(
            view, title: title, back: Link(label: all.plan.title, link: visit.link(Paths.plan(all.plan.id))),
            status: isStale ? .conflict : saving.isClean ? .ok : .unprocessableContent)
    }
}
