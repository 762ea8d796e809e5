import HTTP
import Mustache
import Postgres

/// Publishing a plan to members: first what they will see of it, then from when it is followed up.
enum PublicationPages: Feature {
    static let routes: [Route] = [
        .get("/plans/:plan/publication", .changePlans, ask),
        .post("/plans/:plan/publication", .changePlans, publish),
    ]
    static let views: [any View.Type] = [PublicationView.self]

    private static func ask(_ visit: Visit) throws -> Response {
        let found = try PublicationFound(visit.id("plan"), visit)
        return try page(visit, found, found.details.fields)
    }

    private static func page(
        _ visit: Visit, _ found: PublicationFound, _ fields: Fields, _ mistakes: Mistakes? = nil,
        changed: PublicationView.Changed? = nil
    ) throws -> Response {
        let form = FormBuilder(fields, mistakes)
        return try visit.page(
            PublicationView(found, form, changed: changed, for: visit),
            title: form.title("Publish to members – \(found.plan.title)"),
            back: Link(label: found.plan.title, link: visit.link(Paths.plan(found.plan.id))),
            status: mistakes != nil ? .unprocessableContent : changed == .meanwhile ? .conflict : .ok)
    }

    /// What is typed about the plan is kept first; only what was looked at is published.
    private static func publish(_ visit: Visit) throws -> Response {
        var found = try PublicationFound(visit.id("plan"), visit)
        if let obstacle = found.obstacle { throw Failure.conflict(obstacle.text) }
        if visit.form.isHeld { return try page(visit, found, visit.form) }
        var typed = found.details.fields
        typed.set("", part: visit.form)
        var check = Check(visit.form)
        let start: FollowUp? = check.choice("start", or: "Choose from when the plan is followed up")
        let isStale = visit.form["seen"] != found.seen(visit) ?? ""
        // What another saved meanwhile is not written over unseen.
        if isStale {
            let mistakes = found.plan.agreed == nil || start != nil ? nil : check.mistakes
            return try page(visit, found, found.details.fields(under: visit.form), mistakes, changed: .meanwhile)
        }
        do {
            if try found.details.keep(visit.form, version: visit.version, today: visit.today, in: visit.db) {
                found = try PublicationFound(found.plan.id, visit)
                var fields = found.details.fields
                fields["start"] = visit.form["start"]
                return try page(visit, found, fields, changed: .kept)
            }
        } catch let mistakes as Mistakes {
            return try page(visit, found, typed, mistakes)
        }
        guard let start else {
            return try page(visit, found, typed, check.mistakes)
        }
        guard
            try Plan.publish(
                found.plan.id, version: visit.version, from: start.day(visit.today), in: visit.db)
        else {
            throw Failure.conflict(
                "Somebody changed the plan meanwhile. Look at what members will see of it before you publish it.")
        }
        let next = try visit.db(Plan.find(found.plan.id))?.nextDueOn
        let due = next.map { " Next due: \(Late($0, on: visit.today).text)." } ?? ""
        return visit.redirect(
            to: Paths.plan(found.plan.id), saying: "Members see the plan from now on.\(due)", heading: "Published")
    }
}

/// A plan as members would see it, by each day from which it may be followed up.
struct PublicationFound {
    let plan: Plan
    let details: PublicationDetails
    let contents: PlanContents?
    /// From today, then from the agreement.
    let starts: [Start]

    struct Start {
        let start: FollowUp
        let overview: Overview
        let first: FirstDay?
        let list: [Outstanding]
        let reports: [Report]
    }

    init(_ id: Plan.ID, _ visit: Visit) throws {
        let (plan, contents) = try visit.db.all(Plan.find(id), PlanContents.of(id))
        guard let plan else { throw Failure.notFound }
        (self.plan, self.contents) = (plan, contents)
        details = try PublicationDetails(plan, in: visit.db)
        starts = try FollowUp.allCases.map { start in
            let ask = OverviewQueries(plan: id, since: nil, today: visit.today, order: .plan, start: start)
            let (counts, past, first, list, reports) = try visit.db.all(
                ask.counts, ask.actionsPast, ask.firstDay, ask.outstanding(500, from: 0), ask.reports(500, from: 0))
            return Start(
                start: start, overview: Overview(counts, actionsPast: past ?? 0), first: first, list: list,
                reports: reports)
        }
    }

    /// What the page says, in a digest.
    func seen(_ visit: Visit) -> String? {
        plan.agreed == nil ? nil : PublicationView.Preview(self, for: visit).digest(of: self, on: visit.today)
    }

    /// What is to be done first.
    var obstacle: EmptyState? {
        if plan.state != .draft {
            return EmptyState(
                heading: "Published already", text: "Members see this plan: it was published before.",
                next: Link(label: "See the plan", link: Paths.plan(plan.id)))
        }
        if contents?.recommendations ?? 0 == 0 {
            return EmptyState(
                heading: "No recommendations yet", text: "Add a recommendation before you publish the plan.",
                next: Link(label: "Add a recommendation", link: Paths.recommendations(plan.id) + "/new"))
        }
        return nil
    }
}

/// When anything is due first once a plan is followed up, reports of how many actions are overdue on that day, and by when
/// come those that were owed once before it.
struct FirstDay: RowDecodable, Sendable {
    let firstOn: Day?
    let reports: Int
    let laterOn: Day?

    init(row: Row) throws(PostgresError) {
        firstOn = try row["first_on"]
        reports = try row["reports"]
        laterOn = try row["later_on"]
    }
}
