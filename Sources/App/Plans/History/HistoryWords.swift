/// Turns entries of the audit into words: what was changed, before and after, with names for numbers.
struct HistoryWords {
    private var names: [String: String] = [:]
    private var things: [String: NamedThing] = [:]

    init(_ things: [NamedThing]) {
        for thing in things {
            names["\(thing.kind) \(thing.id)"] = thing.name
            self.things["\(thing.kind) \(thing.id)"] = thing
        }
    }

    /// The record that a change is of, while it is there.
    func thing(_ change: Change) -> NamedThing? {
        change.entityID.flatMap { things["\(Self.owner(of: change.entity)) \($0)"] }
    }

    /// The plan that it belongs to, while it is there.
    func plan(_ change: Change) -> NamedThing? { change.planID.flatMap { things["plans \($0)"] } }

    func entry(_ change: Change) -> HistoryEntry {
        HistoryEntry(
            when: change.madeAt, who: change.person ?? "the command line", what: what(change), changes: changes(change))
    }

    private func what(_ change: Change) -> String {
        let all = change.after.merging(change.before) { after, _ in after }
        if let words = Self.operations(change, all) { return words + (subject(change).map { ": \($0)" } ?? "") }
        let thing = Self.things[change.entity] ?? change.entity.replacing("_", with: " ").sentenceCase
        let name: String? =
            switch change.entity {
            case "recommendations", "actions", "measures", "updates", "meeting_items", "meeting_questions":
                change.entityID.flatMap { names["\(change.entity) \($0)"] } ?? place(all)
            case "action_leads":
                "\(value("lead_id", all["lead_id"]) ?? "a lead") for \(value("action_id", all["action_id"]) ?? "an action")"
            case "milestones", "readings": value("measure_id", all["measure_id"])
            default: change.operation == "changed" ? subject(change) ?? place(all) : place(all)
            }
        let head = change.entity == "recommendations" ? name ?? thing : thing
        let main = main(change, all)
        // A measure's first words are its name.
        let isSaid = change.entity == "recommendations" || name.map { main?.hasPrefix($0) ?? false } ?? true
        return "\(head) \(change.operation)" + [isSaid ? nil : name, main].compactMap { $0.map { ": " + $0 } }.joined()
    }

    /// The name of the record itself, or of the person it belongs to.
    private func subject(_ change: Change) -> String? {
        change.entityID.flatMap { names["\(Self.owner(of: change.entity)) \($0)"] }
    }

    /// What was added or removed, in its first words; nil for a change, which shows each value before and after.
    private func main(_ change: Change, _ all: [String: Change.Value]) -> String? {
        guard change.operation != "changed" else { return nil }
        let columns = Self.labels(change).filter { $0.value.isMain }.sorted { $0.value.order < $1.value.order }
        let words = columns.compactMap { value($0.key, all[$0.key]) }.map {
            Excerpt.start($0, 90).map { $0 + " …" } ?? $0
        }
        return words.isEmpty
            ? nil
            : words.joined(separator: ", ").replacing("• ", with: "").split(whereSeparator: \.isWhitespace).joined(
                separator: " ")
    }

    private func place(_ values: [String: Change.Value]) -> String? {
        value("recommendation_id", values["recommendation_id"])
    }

    /// Each field that changed in one line and at its full length, for a file.
    func wholeChanges(_ change: Change) -> [String] {
        let labels = Self.labels(change)
        let columns = Set(change.before.keys).union(change.after.keys).filter { labels[$0] != nil }
        return columns.sorted { (labels[$0]?.order ?? 0, $0) < (labels[$1]?.order ?? 0, $1) }.map { column in
            let (before, after) = (whole(column, change.before[column]), whole(column, change.after[column]))
            return "\(labels[column]?.words ?? column): "
                + [before, after].map { $0 ?? "empty" }.joined(separator: " → ")
        }
    }

    private func whole(_ column: String, _ value: Change.Value?) -> String? {
        if case .text(let text) = value, text.count > 300 { return text }
        return self.value(column, value)
    }

    private func changes(_ change: Change) -> [HistoryChange] {
        guard change.operation == "changed" else { return [] }
        let labels = Self.labels(change)
        return labels.keys.sorted { (labels[$0]?.order ?? 0, $0) < (labels[$1]?.order ?? 0, $1) }.compactMap { column in
            guard let label = labels[column] else { return nil }
            let (before, after) = (value(column, change.before[column]), value(column, change.after[column]))
            if case .text(let old) = change.before[column], case .text(let new) = change.after[column],
                min(old.count, new.count) > 80
            {
                return HistoryChange(label: label.words, difference: WordDifference.markup(from: old, to: new))
            }
            return before == after ? nil : HistoryChange(label: label.words, before: before, after: after)
        }
    }

    /// A value for a person to read; nil when there is none.
    private func value(_ column: String, _ value: Change.Value?) -> String? {
        switch value {
        case nil, .nothing: nil
        case .text(let text): text.isEmpty ? nil : Self.text(column, text)
        case .truth(let truth): truth ? "yes" : "no"
        case .list(let texts): texts.isEmpty ? nil : texts.joined(separator: ", ")
        case .number(let number):
            Self.references[column].map { names["\($0) \(Quantity.plain(number))"] ?? "one that is no longer here" }
                ?? Quantity.grouped(number)
        }
    }

    private static func text(_ column: String, _ text: String) -> String {
        if let label = choices[column]?(text) { return label }
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
