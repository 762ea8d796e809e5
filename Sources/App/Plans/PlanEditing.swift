import HTTP
import Mustache
import Postgres

/// Making, changing and removing plans.
enum PlanEditing {
    static let routes: [Route] = [
        .get("/plans/new", .changePlans, new),
        .post("/plans", .changePlans, add),
        .get("/plans/:plan/edit", .changePlans, edit),
        .post("/plans/:plan", .changePlans, change),
        .get("/plans/:plan/removal", .changePlans, removal),
        .post("/plans/:plan/removal", .changePlans, remove),
    ]

    static func removalPath(_ plan: Plan.ID) -> String { Paths.plan(plan) + "/removal" }

    private static var newSheet: RecordForm {
        RecordForm(
            heading: "New action plan",
            lead: "Begin with its title; the rest can follow. It stays a draft until you say otherwise.",
            path: Paths.plans, back: Link(label: "Action plans", link: Paths.plans), save: "Make the plan",
            parts: PlanForm.parts)
    }

    private static func sheet(_ plan: Plan) -> RecordForm {
        RecordForm(
            kicker: plan.title, heading: "Edit the plan", path: Paths.plan(plan.id),
            back: Link(label: plan.title, link: Paths.plan(plan.id)),
            removal: Link(label: "Remove this plan", link: removalPath(plan.id)), parts: PlanForm.parts)
    }

    private static let titleTaken = Mistakes("title", "Choose another title: there is already a plan with this one")

    private static func new(_ visit: Visit) throws -> Response {
        var fields = Fields()
        fields["state"] = Plan.State.draft.rawValue
        return try newSheet.page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let form: PlanForm
        do { form = try PlanForm(visit.form) } catch { return try newSheet.page(visit, visit.form, error) }
        guard let id = try Plan.add(form, in: visit.db) else { return try newSheet.page(visit, visit.form, titleTaken) }
        return visit.redirect(to: Paths.plan(id), saying: "The plan is made. Now add its recommendations.")
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        let (plan, decisions) = try visit.db.all(Plan.find(id), PlanForm.Decision.all(of: id))
        guard let plan else { throw Failure.notFound }
        return try sheet(plan).page(visit, PlanForm.fields(plan, decisions))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let id: Plan.ID = try visit.id("plan")
        let (plan, contents) = try visit.db.all(Plan.find(id), Plan.Contents.of(id))
        guard let plan else { throw Failure.notFound }
        let form: PlanForm
        do {
            form = try PlanForm(visit.form)
            if form.state == .draft, plan.state != .draft, let contents, contents.submitted > 0 {
                throw Mistakes(
                    "state", "Choose another state: the plan has submitted updates, so it is no longer a draft")
            }
        } catch let mistakes as Mistakes {
            return try sheet(plan).page(visit, visit.form, mistakes)
        }
        switch try Plan.change(id, to: form, version: visit.version, in: visit.db) {
        case .saved: return visit.redirect(to: Paths.plan(id), saying: "The plan is saved.")
        case .taken: return try sheet(plan).page(visit, visit.form, titleTaken)
        case .stale:
            let (now, decisions, last) = try visit.db.all(
                Plan.find(id), PlanForm.Decision.all(of: id),
                LastSave.of("plans", id, with: "decisions", naming: "plan_id"))
            guard let now else { throw Failure.notFound }
            return try sheet(now).stale(visit, theirs: PlanForm.fields(now, decisions), by: last)
        }
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let id: Plan.ID = try visit.id("plan")
        let (plan, contents) = try visit.db.all(Plan.find(id), Plan.Contents.of(id))
        guard let plan, let contents else { throw Failure.notFound }
        var refusal: String?
        if plan.state != .draft {
            refusal =
                "Only a draft can be removed. A plan that was agreed is kept: edit it and say that it is signed off or superseded."
        } else if contents.submitted > 0 {
            refusal = "The plan has submitted updates, which are kept. Edit it and say that it is superseded."
        }
        return Removal(
            kicker: plan.title, what: "this plan", things: ["The plan “\(plan.title)”"] + contents.things,
            refusal: refusal,
            path: removalPath(id), back: Link(label: plan.title, link: Paths.plan(id)),
            instead: Link(label: "Edit the plan", link: Paths.plan(id) + "/edit"))
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        if removal.refusal != nil { return try removal.page(visit, status: .conflict) }
        try Plan.remove(visit.id("plan"), in: visit.db)
        return visit.redirect(to: Paths.plans, saying: "The plan is removed.", heading: "Removed")
    }
}

extension Visit {
    /// The version that a form began with; a hand-made form without one is never the newest.
    var version: Int { Int(form["version"]) ?? -1 }
}
