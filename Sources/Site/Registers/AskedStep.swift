import HTTP
import Postgres

/// A move of a record that asks something: on a page of its own, which says what is wrong and keeps what was typed.
struct AskedStep<R: Record>: Sendable {
    /// In the path.
    let noun: String
    let label: String
    let heading: @Sendable (R) -> String
    let lead: @Sendable (R, Day) -> String?
    let isOpen: @Sendable (R) -> Bool
    let begin: @Sendable (R, Day) -> Fields
    let parts: @Sendable (FormBuilder, R) -> [FormPart]
    /// Reads the answers, keeps them, and says what was done; nil where somebody saved in between. Throws mistakes.
    let keep: @Sendable (Visit, R) throws -> String?
    /// What to do first, where something stands in the way.
    var obstacle: @Sendable (R) -> String? = { _ in nil }

    func routes(of register: Register<R>, _ change: Ability) -> [Route] {
        let path = register.one + "/" + noun
        return [
            .get(path, change) { visit in
                let (home, record) = try place(visit, register)
                return try page(visit, register, home, record, begin(record, visit.today))
            },
            .post(path, change) { visit in try answer(visit, register) },
        ]
    }

    private func place(_ visit: Visit, _ register: Register<R>) throws -> (Home, R) {
        let home = try register.home(visit), record = try register.found(visit, home)
        guard isOpen(record) else {
            throw Failure.conflict("This was done already. Open the \(R.words.one) to see how it stands.")
        }
        if let obstacle = obstacle(record) { throw Failure.conflict(obstacle) }
        return (home, record)
    }

    private func answer(_ visit: Visit, _ register: Register<R>) throws -> Response {
        let (home, record) = try place(visit, register)
        let done: String
        do {
            guard let kept = try keep(visit, record) else {
                let last = try visit.db(register.lastSave(record.id))
                let clash = Conflict(changed: "this \(R.words.one)", by: last, for: visit)
                return try page(visit, register, home, record, visit.form, clash: clash)
            }
            done = kept
        } catch let mistakes as Mistakes {
            return try page(visit, register, home, record, visit.form, mistakes)
        }
        return visit.redirect(to: register.path(of: record.id, at: home), saying: done)
    }

    private func page(
        _ visit: Visit, _ register: Register<R>, _ home: Home, _ record: R, _ fields: Fields,
        _ mistakes: Mistakes? = nil, clash: Conflict? = nil
    ) throws -> Response {
        var fields = fields
        if clash != nil || mistakes == nil { fields["version"] = String(record.version) }
        let own = register.path(of: record.id, at: home)
        return try RecordForm(
            kicker: home.owner.isEmpty ? register.title : home.owner, heading: heading(record),
            lead: lead(record, visit.today), path: own + "/" + noun, back: Link(label: record.name, link: own),
            save: label
        ) { parts($0, record) }.page(visit, fields, mistakes, clash: clash)
    }
}
