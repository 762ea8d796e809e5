import HTTP
import Postgres

/// A move of a record from one state to another: asked on a page of its own, then done.
struct Step<R: Record>: Sendable {
    /// In the path: "retirement".
    let noun: String
    /// On the button that leads here and on the one that does it: "Stop using".
    let label: String
    /// The question: "Stop using Met?"
    let heading: @Sendable (R) -> String
    /// What it means, before it is done.
    let lead: @Sendable (R) -> String
    /// Whether the record can make this move now.
    let isOpen: @Sendable (R) -> Bool
    /// Whether this, not a removal, is how the record leaves the list.
    var leaves: @Sendable (R) -> Bool = { _ in false }
    /// What to do first, where something stands in the way.
    var obstacle: @Sendable (R, Visit) throws -> String? = { _, _ in nil }
    /// What the row becomes.
    let sets: SQL
    /// The notice afterwards.
    let done: @Sendable (R) -> (heading: String, words: String)

    func routes(of register: Register<R>, _ change: Ability) -> [Route] {
        let path = register.one + "/" + noun
        return [
            .get(path, change) { visit in
                let (home, record) = try place(visit, register)
                return try page(record, at: home, of: register, visit)
            },
            .post(path, change) { visit in
                let (home, record) = try place(visit, register)
                let changed = try visit.db.run(
                    """
                    UPDATE \(R.from) AS x SET \(sets), version = version + 1
                     WHERE x.id = \(record.id) AND x.version = \(visit.version) AND \(home.scope)
                    """)
                guard changed == 1 else {
                    let last = try visit.db(register.lastSave(record.id))
                    let clash = Conflict(changed: record.mention, by: last, for: visit)
                    return try page(record, at: home, of: register, visit, clash: clash)
                }
                let (title, words) = done(record)
                let to = register.hasPage ? register.path(of: record.id, at: home) : home.back.link
                return visit.redirect(to: to, saying: words, heading: title)
            },
        ]
    }

    /// Asks, and sends along which version was seen.
    private func page(
        _ record: R, at home: Home, of register: Register<R>, _ visit: Visit, clash: Conflict? = nil
    ) throws -> Response {
        let own = register.path(of: record.id, at: home)
        var fields = Fields()
        fields["version"] = String(record.version)
        return try RecordForm(
            kicker: register.title, heading: heading(record), lead: lead(record), path: own + "/" + noun,
            back: register.hasPage ? Link(label: record.name, link: own) : home.back, save: label
        ) { _ in [] }.page(visit, fields, clash: clash)
    }

    private func place(_ visit: Visit, _ register: Register<R>) throws -> (Home, R) {
        let home = try register.home(visit), record = try register.found(visit, home)
        guard isOpen(record) else {
            throw Failure.conflict("This was done already. Open the record to see how it stands.")
        }
        if let obstacle = try obstacle(record, visit) { throw Failure.conflict(obstacle) }
        return (home, record)
    }
}
