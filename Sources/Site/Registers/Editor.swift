import HTTP
import Postgres

/// Adding, changing and removing the records of a register.
extension Register {
    func editing(_ change: Ability) -> [Route] {
        let changes: [Route] = [
            .get(path + "/new", change, new),
            .post(path, change, add),
            .get(one + "/edit", change, edit),
            .post(one, change, save),
        ]
        guard removal != nil else { return changes }
        return changes + [.get(one + "/removal", change, askRemoval), .post(one + "/removal", change, remove)]
    }

    private func context(_ visit: Visit, _ home: Home, _ record: R?) throws -> FormContext<R> {
        FormContext(
            choices: try R.choices(visit, at: home, for: record), existing: record, today: visit.today,
            showsNames: visit.showsNames)
    }

    private func form(_ home: Home, _ context: FormContext<R>) -> RecordForm {
        let record = context.existing
        let own = record.map { path(of: $0.id, at: home) }
        let one = R.words.one
        return RecordForm(
            kicker: kicker(home, record),
            heading: record.map { hasPage && home.owner.isEmpty ? "Edit \(one)" : "Edit \($0.mention)" } ?? newHeading
                ?? "New \(one)",
            lead: formLead(record), path: (own ?? home.path) + home.query,
            back: record.flatMap { hasPage ? Link(label: $0.name, link: path(of: $0.id, at: home)) : nil } ?? home.back,
            save: record == nil ? "Add the \(one)" : "Save",
            removal: own.flatMap { leaving(record, $0) }
        ) { form in FormPart.parts(of: R.fields, form, context) }
    }

    /// What the form belongs to, and the record where the heading only points at it.
    private func kicker(_ home: Home, _ record: R?) -> String {
        if home.owner.isEmpty { return (hasPage ? record?.name : nil) ?? title }
        guard let record, record.isOnlyPointedAt else { return home.owner }
        return "\(record.name) · \(home.owner)"
    }

    /// As its form shows it.
    private func kept(_ visit: Visit, _ home: Home) throws -> R { try found(visit, home).whole(in: visit.db) }

    /// How a record leaves the list, from its form: by a step where one is meant for that, else by its removal.
    private func leaving(_ record: R?, _ path: String) -> Link? {
        if let record, let step = steps.first(where: { $0.leaves(record) }) {
            return step.isOpen(record)
                ? Link(label: "\(step.label) this \(R.words.one)", link: path + "/" + step.noun) : nil
        }
        return removal == nil ? nil : Link(label: "Remove this \(R.words.one)", link: path + "/removal")
    }

    private func new(_ visit: Visit) throws -> Response {
        let home = try home(visit), context = try context(visit, home, nil)
        return try form(home, context).page(visit, R.begin(context).filled(context))
    }

    private func add(_ visit: Visit) throws -> Response {
        let home = try home(visit), context = try context(visit, home, nil)
        if let made = made(visit, home) { return try stale(made, visit, home) }
        let record: R
        do { record = try R.read(visit.form, context) } catch {
            return try form(home, context).page(visit, visit.form, error)
        }
        guard let id = try R.add(record, at: home, in: visit.db) else { return try taken(record, visit, home, context) }
        guard let added = try visit.db(R.find(id, at: home)) else { throw Failure.notFound }
        return saved(record, as: added, visit, home, isNew: true)
    }

    /// The record that this very form made before, with other words: what is typed now is a change of it.
    func made(_ visit: Visit, _ home: Home) -> ID<R>? {
        guard hasPage, let earlier = visit.earlier, let number = earlier.split(separator: "/").last,
            earlier == visit.link(home.path + "/" + number)
        else { return nil }
        return ID(String(number))
    }

    private func edit(_ visit: Visit) throws -> Response {
        let home = try home(visit), record = try kept(visit, home)
        let context = try context(visit, home, record)
        return try form(home, context).page(visit, record.filled(context))
    }

    private func save(_ visit: Visit) throws -> Response {
        let home = try home(visit), existing = try kept(visit, home)
        let context = try context(visit, home, existing)
        let record: R
        do { record = try R.read(visit.form, context) } catch {
            return try form(home, context).page(visit, visit.form, error)
        }
        switch try R.change(existing.id, to: record, version: visit.version, at: home, in: visit.db) {
        case .saved: return saved(record, as: record, visit, home, isNew: false)
        case .taken: return try taken(record, visit, home, context)
        case .stale: return try stale(existing.id, visit, home)
        }
    }

    private func saved(_ typed: R, as record: R, _ visit: Visit, _ home: Home, isNew: Bool) -> Response {
        let subject = record.isOnlyPointedAt ? "The " + record.mention.dropFirst(5) : record.name
        let usual = (
            hasPage ? path(of: record.id, at: home) : home.back.link, "\(subject) is \(isNew ? "added" : "saved")."
        )
        let (path, words) = saved(typed, record.id, home, isNew) ?? usual
        return visit.redirect(to: path, saying: words)
    }

    private func taken(_ record: R, _ visit: Visit, _ home: Home, _ context: FormContext<R>) throws -> Response {
        guard let unique = R.unique else { throw Failure.conflict("There is already \(R.words.one) like this") }
        let mistake = Mistakes(unique.field, try unique.mistake(record, visit.db))
        return try form(home, context).page(visit, visit.form, mistake)
    }

    /// Somebody saved first: both versions beside each other, and what was typed still in the form.
    private func stale(_ id: ID<R>, _ visit: Visit, _ home: Home) throws -> Response {
        let (now, by) = try visit.db.all(R.find(id, at: home), lastSave(id))
        guard let now = try now?.whole(in: visit.db) else { throw Failure.notFound }
        noteLooks([now], as: .page, visit)
        let context = try context(visit, home, now)
        return try form(home, context).stale(visit, theirs: now.filled(context), by: by)
    }

    func lastSave(_ id: ID<R>) -> Query<LastSave?> {
        LastSave.of(R.table.description, id, with: parts)
    }

    private func asked(_ visit: Visit) throws -> (record: R, home: Home, removal: Removal) {
        let home = try home(visit), record = try found(visit, home)
        guard let terms = try removal?(record, home, visit) else { throw Failure.notFound }
        let asked = Removal(
            kicker: home.owner.isEmpty ? title : home.owner, what: terms.what ?? record.mention,
            things: terms.things.isEmpty ? ["“\(record.name)”"] : terms.things, refusal: terms.refusal,
            path: path(of: record.id, at: home) + "/removal",
            back: hasPage ? Link(label: record.name, link: path(of: record.id, at: home)) : home.back,
            instead: terms.instead, seen: (record.version, lastSave(record.id)))
        return (record, home, asked)
    }

    private func askRemoval(_ visit: Visit) throws -> Response { try asked(visit).removal.page(visit) }

    private func remove(_ visit: Visit) throws -> Response {
        let (record, home, removal) = try asked(visit)
        if let answer = try removal.obstacle(visit) { return answer }
        guard try R.remove(record, at: home, in: visit.db) else { throw Failure.notFound }
        return visit.redirect(
            to: home.back.link, saying: "\(removal.what.sentenceCase) is removed.".replacing("This ", with: "The "),
            heading: "Removed")
    }
}

extension FormPart {
    /// The questions of these fields, parted where a field begins a part.
    static func parts<R>(of fields: [Field<R>], _ form: FormBuilder, _ context: FormContext<R>) -> [FormPart] {
        var parts: [FormPart] = []
        for field in fields where field.asks(context) {
            if let rows = field.rows?(form, context) { parts.append(rows) }
            guard let question = field.question(form, context) else { continue }
            if field.part != nil || parts.isEmpty {
                parts.append(FormPart(heading: field.part?.heading, hint: field.part?.hint))
            }
            parts[parts.count - 1].questions.append(question)
        }
        return parts
    }
}

extension Visit {
    /// The version that a form began with; a hand-made form without one, or with one that no record can have, is never the newest.
    var version: Int { Int32(form["version"]).map { Int($0) } ?? -1 }
}
