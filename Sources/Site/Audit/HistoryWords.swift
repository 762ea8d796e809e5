/// Turns entries of the audit into words: what was changed, before and after, with names for numbers.
struct HistoryWords {
    private let tables: [String: AuditedTable]
    private var things: [String: NamedThing] = [:]
    private let showsNames: Bool

    init(_ things: [NamedThing], _ tables: [String: AuditedTable], showsNames: Bool = true) {
        (self.tables, self.showsNames) = (tables, showsNames)
        for thing in things { self.things["\(thing.kind) \(thing.id)"] = thing }
    }

    private func table(_ change: Change) -> AuditedTable { tables[change.entity] ?? AuditedTable(unknown: change) }

    /// The record that a change is of, while it is there.
    func thing(_ change: Change) -> NamedThing? {
        change.entityID.flatMap { things["\(table(change).numbered) \($0)"] }
    }

    /// The plan that it belongs to, while it is there.
    func plan(_ change: Change) -> NamedThing? { change.planID.flatMap { things["plans \($0)"] } }

    /// The page that shows the record of a change, for those who may see it.
    func path(_ change: Change, _ visit: Visit) -> String? { table(change).path(thing(change), visit) }

    func entry(_ change: Change) -> HistoryEntry {
        HistoryEntry(
            when: change.madeAt, who: Self.who(change), what: what(change), changes: changes(change))
    }

    /// Before the name of who answered without an account (app.answer_confirmation).
    private static let signedLink = "signed link: "

    private static func who(_ change: Change) -> String {
        if let person = change.person { return person }
        if let firm = change.commander, firm.hasPrefix(Self.signedLink) { return firm.sentenceCase }
        return "the command line" + (change.commander.map { " (\($0))" } ?? "")
    }

    private func what(_ change: Change) -> String {
        let table = table(change)
        let all = change.after.merging(change.before) { after, _ in after }
        func text(_ column: String) -> String {
            switch all[column] {
            case .text(let text): text
            case .number(let number): number.plain
            default: ""
            }
        }
        if let sentence = table.sentence?(change.operation, text) {
            return sentence + (thing(change).map { ": \($0.name)" } ?? "")
        }
        let name = name(of: change, all)
        var head = table.thing
        let main = main(change, all)
        var isSaid = name.map { main?.hasPrefix($0) ?? false } ?? true
        if case .nameAlone = table.subject { (head, isSaid) = (name ?? head, true) }
        return "\(head) \(change.operation)" + [isSaid ? nil : name, main].compactMap { $0.map { ": " + $0 } }.joined()
    }

    private func name(of change: Change, _ all: [String: Change.Value]) -> String? {
        let own = thing(change)?.name
        let place = value("recommendation_id", all["recommendation_id"], change)
        switch table(change).subject {
        case .byName, .nameAlone: return own ?? place
        case .pair(let one, let other):
            let names = [one, other].map { value($0, all[$0], change) ?? "one that is no longer here" }
            return names.joined(separator: " for ")
        case .other(let column): return value(column, all[column], change)
        case .byWords: return change.operation == "changed" ? own ?? place : place
        }
    }

    /// What was added or removed, in its first words; nil for a change, which shows each value before and after.
    private func main(_ change: Change, _ all: [String: Change.Value]) -> String? {
        guard change.operation != "changed" else { return nil }
        let table = table(change)
        let words = table.said.filter { showsNames || table.column($0)?.isPersonal != true }.compactMap {
            value($0, all[$0], change)
        }.map {
            Excerpt.start($0, 90).map { $0 + " …" } ?? $0
        }
        return words.isEmpty
            ? nil
            : words.joined(separator: ", ").replacing("• ", with: "").split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
    }

    /// Each field that changed in one line and at its full length, for a file.
    func wholeChanges(_ change: Change) -> [String] {
        wholeValues(change).map { "\($0.column.label): \($0.before ?? "empty") → \($0.after ?? "empty")" }
    }

    /// Each field that an entry tells of, before and after, at its full length.
    func wholeValues(_ change: Change) -> [(column: AuditedColumn, before: String?, after: String?)] {
        let told = Set(change.before.keys).union(change.after.keys)
        return table(change).columns.filter { told.contains($0.name) }.map { column in
            let values = [change.before[column.name], change.after[column.name]].map { whole(column.name, $0, change) }
            return (column, values[0], values[1])
        }
    }

    private func whole(_ column: String, _ value: Change.Value?, _ change: Change) -> String? {
        if case .text(let text) = value, text.count > 300 { return text }
        return self.value(column, value, change)
    }

    private func changes(_ change: Change) -> [HistoryChange] {
        guard change.operation == "changed" else { return [] }
        return table(change).columns.compactMap { column in
            let (old, new) = (change.before[column.name], change.after[column.name])
            if column.isPersonal, !showsNames {
                return old == new ? nil : HistoryChange(label: column.label, after: Visit.hiddenName)
            }
            if case .text(let old) = old, case .text(let new) = new, min(old.count, new.count) > 80 {
                return HistoryChange(label: column.label, difference: WordDifference.markup(from: old, to: new))
            }
            let (before, after) = (value(column.name, old, change), value(column.name, new, change))
            return before == after ? nil : HistoryChange(label: column.label, before: before, after: after)
        }
    }

    /// A value for a person to read; nil when there is none.
    private func value(_ column: String, _ value: Change.Value?, _ change: Change) -> String? {
        let table = table(change)
        switch value {
        case nil, .nothing: return nil
        case .text(let text):
            return text.isEmpty ? nil : table.column(column)?.words(text) ?? Self.text(column, text)
        case .truth(let truth): return table.column(column)?.words(String(truth)) ?? (truth ? "yes" : "no")
        case .list(let texts): return texts.isEmpty ? nil : texts.joined(separator: ", ")
        case .number(let number):
            return table.references(column).map {
                things["\($0) \(number.plain)"]?.name ?? "one that is no longer here"
            } ?? table.column(column)?.words(number.plain) ?? Quantity.grouped(number)
        }
    }

    private static func text(_ column: String, _ text: String) -> String {
        if let day = Day(iso: text.prefix(10)), column.hasSuffix("_on") || column == "as_of" {
            return column == "period_on" ? day.monthText : day.longText
        }
        return text.count > 300 ? text.prefix(300).trimmingSuffix() + " …" : text
    }
}

extension Substring {
    fileprivate func trimmingSuffix() -> Substring {
        var text = self
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
