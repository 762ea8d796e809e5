import HTTP
import Mustache
import Postgres

/// Changing what is kept of the paper behind a plan; it is read on the plan's own page.
enum SectionPages: Feature {
    static let routes: [Route] = [
        .get("/plans/:plan/sections/new", .changePlans, new),
        .post("/plans/:plan/sections", .changePlans, add),
        .get("/plans/:plan/sections/:section/edit", .changePlans, edit),
        .post("/plans/:plan/sections/:section", .changePlans, change),
        .get("/plans/:plan/sections/:section/removal", .changePlans, removal),
        .post("/plans/:plan/sections/:section/removal", .changePlans, remove),
    ]
    static let views: [any View.Type] = []

    /// A plan, and the section of it that is asked for.
    private static func place(_ visit: Visit) throws -> (plan: Plan, section: PlanSection) {
        let id: Plan.ID = try visit.id("plan")
        let (plan, section) = try visit.db.all(Plan.find(id), PlanSection.find(try visit.id("section"), of: id))
        guard let plan, let section else { throw Failure.notFound }
        return (plan, section)
    }

    private static func plan(_ visit: Visit) throws -> Plan {
        let id: Plan.ID = try visit.id("plan")
        let plan = try visit.db.all(Plan.find(id))
        guard let plan else { throw Failure.notFound }
        return plan
    }

    private static func sheet(_ plan: Plan, _ section: PlanSection? = nil) -> RecordForm {
        let own = section.map { Paths.section($0.id, plan.id) }
        return RecordForm(
            kicker: plan.title, heading: section == nil ? "New section" : "Edit this section",
            lead: "Kept with the plan as text, under “From the paper”.",
            path: own ?? Paths.sections(plan.id), back: Link(label: plan.title, link: Paths.plan(plan.id)),
            save: section == nil ? "Add the section" : "Save",
            removal: own.map { Link(label: "Remove this section", link: $0 + "/removal") }, parts: SectionForm.parts)
    }

    private static func new(_ visit: Visit) throws -> Response { try sheet(plan(visit)).page(visit, Fields()) }

    private static func add(_ visit: Visit) throws -> Response {
        let plan = try plan(visit)
        let form: SectionForm
        do { form = try SectionForm(visit.form) } catch { return try sheet(plan).page(visit, visit.form, error) }
        try PlanSection.add(form, to: plan.id, in: visit.db)
        return visit.redirect(to: Paths.plan(plan.id), saying: "The section is added.")
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let (plan, section) = try place(visit)
        return try sheet(plan, section).page(visit, SectionForm.fields(section))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let (plan, section) = try place(visit)
        let form: SectionForm
        do { form = try SectionForm(visit.form) } catch {
            return try sheet(plan, section).page(visit, visit.form, error)
        }
        if try PlanSection.change(section.id, to: form, version: visit.version, in: visit.db) {
            return visit.redirect(to: Paths.plan(plan.id), saying: "The section is saved.")
        }
        let (now, last) = try visit.db.all(
            PlanSection.find(section.id, of: plan.id), LastSave.of("plan_sections", section.id))
        guard let now else { throw Failure.notFound }
        return try sheet(plan, now).stale(visit, theirs: SectionForm.fields(now), by: last)
    }

    private static func asked(_ visit: Visit) throws -> (removal: Removal, section: PlanSection) {
        let (plan, section) = try place(visit)
        let first = section.heading.isEmpty ? Excerpt.start(section.words, 90) ?? section.words : section.heading
        let removal = Removal(
            kicker: plan.title, what: "this section", things: ["“\(first)”, with its text"],
            path: Paths.section(section.id, plan.id) + "/removal",
            back: Link(label: plan.title, link: Paths.plan(plan.id)))
        return (removal, section)
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).removal.page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let (removal, section) = try asked(visit)
        try PlanSection.remove(section.id, in: visit.db)
        return visit.redirect(to: removal.back.link, saying: "The section is removed.", heading: "Removed")
    }
}

extension Paths {
    static func sections(_ plan: Plan.ID) -> String { Self.plan(plan) + "/sections" }
    static func section(_ section: PlanSection.ID, _ plan: Plan.ID) -> String { sections(plan) + "/\(section)" }
}
