import HTTP
import Postgres

/// Adding, changing and removing actions.
enum ActionEditing {
    private static let all = "/plans/:plan/recommendations/:recommendation/actions"
    static let routes: [Route] = [
        .get(all + "/new", .changePlans, new),
        .post(all, .changePlans, add),
        .get(all + "/:action/edit", .changePlans, edit),
        .post(all + "/:action", .changePlans, change),
        .get(all + "/:action/removal", .changePlans, removal),
        .post(all + "/:action/removal", .changePlans, remove),
    ]

    /// Where the pages of one action are, and what its form needs.
    private struct Loaded {
        let place: RecommendationPlace
        let leads: [Lead]
        let assessments: [Assessment]
        let meetings: [Meeting]

        init(_ visit: Visit) throws {
            place = try RecommendationPlace(visit)
            (leads, assessments, meetings) = try visit.db.all(
                Lead.all, Assessment.all, Meeting.offered(to: Action.ID(visit.word("action"))))
        }

        func sheet(_ action: Action? = nil) -> RecordForm {
            let own = action.map { Paths.action($0.id, place.id, place.plan.id) }
            return RecordForm(
                kicker: (action.map { "Action \($0.position) · " } ?? "") + place.kicker,
                heading: action == nil ? "New action" : "Edit the action",
                path: own ?? Paths.actions(place.id, place.plan.id), back: place.back,
                save: action == nil ? "Add the action" : "Save",
                removal: own.map { Link(label: "Remove this action", link: $0 + "/removal") }
            ) { ActionForm.parts($0, leads: leads, assessments: assessments, meetings: meetings) }
        }

        /// After a save, with the leads that it made.
        func redirect(_ visit: Visit, _ form: ActionForm, saying text: String) -> Response {
            let made = form.leads.filter { name in !leads.contains { folded($0.name) == folded(name) } }
            guard !made.isEmpty else { return visit.redirect(to: place.path, saying: text) }
            return visit.redirect(to: place.path, saying: text + " New leads: say who answers under Teams and leads.")
        }
    }

    private static func new(_ visit: Visit) throws -> Response {
        try Loaded(visit).sheet().page(visit, ActionForm.newFields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let form: ActionForm
        do { form = try ActionForm(visit.form, meetings: loaded.meetings) } catch {
            return try loaded.sheet().page(visit, visit.form, error)
        }
        _ = try Action.add(form, to: loaded.place.recommendation, in: visit.db)
        return loaded.redirect(visit, form, saying: "The action is added.")
    }

    private static func action(_ visit: Visit) throws -> Action {
        let query = try Action.find(visit.id("action"), of: visit.id("recommendation"), in: visit.id("plan"))
        let action = try visit.db.all(query)
        guard let action else { throw Failure.notFound }
        return action
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let (loaded, action) = (try Loaded(visit), try action(visit))
        return try loaded.sheet(action).page(visit, ActionForm.fields(action))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let (loaded, action) = (try Loaded(visit), try action(visit))
        let form: ActionForm
        do { form = try ActionForm(visit.form, meetings: loaded.meetings) } catch {
            return try loaded.sheet(action).page(visit, visit.form, error)
        }
        switch try Action.change(
            action, of: loaded.place.recommendation, to: form, version: visit.version, in: visit.db)
        {
        case .saved, .taken: return loaded.redirect(visit, form, saying: "The action is saved.")
        case .stale:
            let now = try Self.action(visit)
            let last = try visit.db.all(LastSave.of("actions", now.id, with: "action_leads", naming: "action_id"))
            return try loaded.sheet(now).stale(visit, theirs: ActionForm.fields(now), by: last)
        }
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let (loaded, action) = (try Loaded(visit), try action(visit))
        let (updates, notes) = try visit.db.all(
            Action.updateCount(action.id, in: loaded.place.plan.id),
            Action.footnoteCount(action.id, in: loaded.place.plan.id))
        let refusal =
            (updates ?? 0) == 0
            ? nil
            : "There are updates on this action, and they are kept. Edit the action instead, or remove the drafts among them first."
        let words = action.words.count > 160 ? action.words.prefix(160) + "…" : action.words[...]
        return Removal(
            kicker: "Action \(action.position) · \(loaded.place.kicker)", what: "this action",
            things: ["“\(words)”", countedIfAny(notes ?? 0, "footnote", "footnotes")].compactMap(\.self),
            refusal: refusal,
            path: Paths.action(action.id, loaded.place.id, loaded.place.plan.id) + "/removal", back: loaded.place.back,
            instead: Link(
                label: "Edit the action", link: Paths.action(action.id, loaded.place.id, loaded.place.plan.id) + "/edit"
            ))
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        if removal.refusal != nil { return try removal.page(visit, status: .conflict) }
        try Action.remove(visit.id("action"), in: visit.db)
        return visit.redirect(to: removal.back.link, saying: "The action is removed.", heading: "Removed")
    }
}
