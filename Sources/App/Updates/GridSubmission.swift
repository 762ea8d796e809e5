import HTTP
import Postgres

/// Submitting the completed updates of a plan at once, from a page that shows what goes.
enum GridSubmission {
    static let routes: [Route] = [
        .get("/plans/:plan/updates/check", .seeDrafts, show),
        .post("/plans/:plan/updates/submission", .seeDrafts, submit),
    ]

    private static func show(_ visit: Visit) throws -> Response { try page(visit, GridAsk(visit)) }

    private static func page(_ visit: Visit, _ ask: GridAsk, clash: Conflict? = nil) throws -> Response {
        let all = try PlanSubjects(visit)
        let check = GridCheck(GridPages.rows(all, ask, visit.today), today: visit.today)
        let view = UpdateCheck(check, of: all.plan, ask, clash: clash, for: visit)
        return try visit.page(
            view, title: "\(view.head.heading) – \(all.plan.title)",
            back: Link(
                label: "Updates for \(ask.period.monthText)", link: visit.link(ask.path(all.plan.id))),
            status: clash == nil ? .ok : .conflict)
    }

    /// All that the page showed, as it showed it, or nothing.
    private static func submit(_ visit: Visit) throws -> Response {
        let all = try PlanSubjects(visit), ask = GridAsk(sent: visit)
        let ready = GridCheck(GridPages.rows(all, ask, visit.today), today: visit.today).ready
        let shown = Set(visit.form.all("updates"))
        let going = ready.filter { shown.contains($0.value) && visit.form[$0.confirmedName] == $0.disagreement }
        guard going.count == shown.count else {
            let last = try visit.db(LastSave.ofUpdates(in: all.plan.id))
            let clash = Conflict(changed: "what you were about to submit", by: last, for: visit)
            return try page(visit, ask, clash: clash)
        }
        for it in going {
            guard case .done = try it.row.subject.keep(it.fields, as: it.update, submits: true, for: visit) else {
                throw Failure.conflict(
                    "Nothing is submitted: somebody changed an update meanwhile. Go back and check again.")
            }
        }
        return try done(going.count, all, ask, visit)
    }

    private static func done(_ count: Int, _ all: PlanSubjects, _ ask: GridAsk, _ visit: Visit) throws -> Response {
        let until: String? = try visit.db.value(
            "SELECT to_char((now() + interval '10 minutes') AT TIME ZONE 'Europe/London', 'HH24:MI')")
        let left = all.rows(ask.period, today: visit.today).count(where: \.isOpen) - count
        let next = countedIfAny(left, "row is", "rows are").map { " \($0.sentenceCase) left in this plan." }
        return visit.redirect(
            to: ask.path(all.plan.id),
            saying: count == 0
                ? "Nothing was ready to submit."
                : "\(counted(count, "update is", "updates are").sentenceCase) submitted, and members can read \(count == 1 ? "it" : "them"). "
                    + "You can take back what nobody else has opened until \(until ?? "").\(next ?? "")",
            heading: count == 0 ? "Nothing submitted" : "Submitted")
    }
}

extension LastSave {
    /// Of any update of a plan.
    static func ofUpdates(in plan: Plan.ID) -> Query<LastSave?> {
        last("a.entity = 'updates' AND a.plan_id = \(plan)")
    }
}
