import HTTP
import Postgres

/// Adding, changing and removing recommendations.
enum RecommendationEditing {
    private static let one = "/plans/:plan/recommendations/:recommendation"
    static let routes: [Route] = [
        .get("/plans/:plan/recommendations/new", .changePlans, new),
        .post("/plans/:plan/recommendations", .changePlans, add),
        .get(one + "/edit", .changePlans, edit),
        .post(one, .changePlans, change),
        .get(one + "/removal", .changePlans, removal),
        .post(one + "/removal", .changePlans, remove),
    ]

    private static func newSheet(_ plan: Plan, _ others: [Numbered]) -> RecordForm {
        RecordForm(
            kicker: plan.title, heading: "New recommendation", path: Paths.recommendations(plan.id),
            back: Link(label: plan.title, link: Paths.plan(plan.id)), save: "Add the recommendation"
        ) { RecommendationForm.parts($0, nil, among: others) }
    }

    private static func sheet(_ recommendation: Recommendation, _ others: [Numbered], _ plan: Plan) -> RecordForm {
        let path = Paths.recommendation(recommendation.id, plan.id)
        return RecordForm(
            kicker: plan.title, heading: "Edit recommendation \(recommendation.number)", path: path,
            back: Link(label: "Recommendation \(recommendation.number)", link: path),
            removal: Link(label: "Remove this recommendation", link: path + "/removal")
        ) { RecommendationForm.parts($0, recommendation.id, among: others) }
    }

    private static func taken(_ number: String) -> Mistakes {
        Mistakes("number", "Enter another number: there is already a recommendation \(number) in this plan")
    }

    private static func planAndOthers(_ visit: Visit) throws -> (Plan, [Numbered]) {
        let id: Plan.ID = try visit.id("plan")
        let (plan, others) = try visit.db.all(Plan.find(id), Numbered.all(of: id))
        guard let plan else { throw Failure.notFound }
        return (plan, others)
    }

    private static func new(_ visit: Visit) throws -> Response {
        let (plan, others) = try planAndOthers(visit)
        return try newSheet(plan, others).page(visit, RecommendationForm.fields(after: others))
    }

    private static func add(_ visit: Visit) throws -> Response {
        let (plan, others) = try planAndOthers(visit)
        let form: RecommendationForm
        do { form = try RecommendationForm(visit.form) } catch {
            return try newSheet(plan, others).page(visit, visit.form, error)
        }
        guard let id = try Recommendation.add(form, to: plan.id, in: visit.db) else {
            return try newSheet(plan, others).page(visit, visit.form, taken(form.number))
        }
        if form.after != others.last(where: \.isOwn)?.id {
            try Recommendation.move(id, after: form.after, in: plan.id, visit.db)
        }
        return visit.redirect(
            to: Paths.recommendation(id, plan.id),
            saying: "Recommendation \(form.number) is added. Now add its actions.")
    }

    /// What the pages of one recommendation need.
    private static func found(_ visit: Visit) throws -> (Plan, Recommendation, [Numbered], [LinkLine]) {
        let (planID, id): (Plan.ID, Recommendation.ID) = (try visit.id("plan"), try visit.id("recommendation"))
        let (plan, recommendation, others, links) = try visit.db.all(
            Plan.find(planID), Recommendation.find(id, of: planID), Numbered.all(of: planID),
            LinkLine.all(of: id, in: planID))
        guard let plan, let recommendation else { throw Failure.notFound }
        return (plan, recommendation, others, links)
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let (plan, recommendation, others, links) = try found(visit)
        return try sheet(recommendation, others, plan)
            .page(visit, RecommendationForm.fields(recommendation, links, among: others))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let (plan, recommendation, others, _) = try found(visit)
        let sheet = sheet(recommendation, others, plan)
        let form: RecommendationForm
        do { form = try RecommendationForm(visit.form) } catch { return try sheet.page(visit, visit.form, error) }
        switch try Recommendation.change(recommendation, to: form, version: visit.version, in: visit.db) {
        case .taken: return try sheet.page(visit, visit.form, taken(form.number))
        case .stale:
            let (_, now, others, links) = try found(visit)
            let last = try visit.db.all(
                LastSave.of("recommendations", now.id, with: "recommendation_links", naming: "recommendation_id"))
            return try self.sheet(now, others, plan)
                .stale(visit, theirs: RecommendationForm.fields(now, links, among: others), by: last)
        case .saved:
            if form.after != Numbered.before(recommendation.id, in: others) {
                try Recommendation.move(recommendation.id, after: form.after, in: plan.id, visit.db)
            }
            return visit.redirect(
                to: Paths.recommendation(recommendation.id, plan.id), saying: "Recommendation \(form.number) is saved.")
        }
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let (planID, id): (Plan.ID, Recommendation.ID) = (try visit.id("plan"), try visit.id("recommendation"))
        let (plan, recommendation, contents) = try visit.db.all(
            Plan.find(planID), Recommendation.find(id, of: planID), Recommendation.Contents.of(id, in: planID))
        guard let plan, let recommendation, let contents else { throw Failure.notFound }
        let what = "recommendation \(recommendation.number)"
        let refusal =
            contents.submitted == 0
            ? nil
            : "R\(what.dropFirst()) has submitted updates, which are kept. Edit it and choose another state, such as withdrawn, with the reason."
        let path = Paths.recommendation(id, planID)
        return Removal(
            kicker: plan.title, what: what,
            things: ["R\(what.dropFirst()), with its words and the response"] + contents.things,
            refusal: refusal, path: path + "/removal", back: Link(label: "R\(what.dropFirst())", link: path),
            instead: Link(label: "Edit \(what)", link: path + "/edit"))
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        if removal.refusal != nil { return try removal.page(visit, status: .conflict) }
        try Recommendation.remove(visit.id("recommendation"), in: visit.db)
        let plan: Plan.ID = try visit.id("plan")
        return visit.redirect(to: Paths.plan(plan), saying: "The \(removal.what) is removed.", heading: "Removed")
    }
}
