/// Turns entries of the audit into words: what was changed, before and after, with names for numbers.
struct HistoryWords {
    private var names: [String: String] = [:]

    init(_ things: [NamedThing]) { for thing in things { names["\(thing.kind) \(thing.id)"] = thing.name } }

    func entry(_ change: Change) -> HistoryEntry {
        HistoryEntry(
            when: change.madeAt, who: change.person ?? "the command line", what: what(change), changes: changes(change))
    }

    private func what(_ change: Change) -> String {
        let thing = Self.things[change.entity] ?? "Record"
        let all = change.after.merging(change.before) { after, _ in after }
        let name: String? =
            switch change.entity {
            case "recommendations", "actions", "measures", "updates", "meeting_items", "meeting_questions":
                change.entityID.flatMap { names["\(change.entity) \($0)"] } ?? place(all)
            case "action_leads":
                "\(value("lead_id", all["lead_id"]) ?? "a lead") for \(value("action_id", all["action_id"]) ?? "an action")"
            case "milestones", "readings": value("measure_id", all["measure_id"])
            default: place(all)
            }
        let head = change.entity == "recommendations" ? name ?? thing : thing
        let main = main(change, all)
        // A measure's first words are its name.
        let isSaid = change.entity == "recommendations" || name.map { main?.hasPrefix($0) ?? false } ?? true
        return "\(head) \(change.deed)" + [isSaid ? nil : name, main].compactMap { $0.map { ": " + $0 } }.joined()
    }

    /// What was added or removed, in its first words; nil for a change, which shows each value before and after.
    private func main(_ change: Change, _ all: [String: Change.Value]) -> String? {
        guard change.deed != "changed", let labels = Self.labels[change.entity] else { return nil }
        let columns = labels.filter { $0.value.isMain }.sorted { $0.value.order < $1.value.order }
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

    private func changes(_ change: Change) -> [HistoryChange] {
        guard change.deed == "changed", let labels = Self.labels[change.entity] else { return [] }
        return labels.keys.sorted { (labels[$0]?.order ?? 0, $0) < (labels[$1]?.order ?? 0, $1) }.compactMap { column in
            guard let label = labels[column] else { return nil }
            let (before, after) = (value(column, change.before[column]), value(column, change.after[column]))
            return before == after ? nil : HistoryChange(label: label.words, before: before, after: after)
        }
    }

    /// A value for a person to read; nil when there is none.
    private func value(_ column: String, _ value: Change.Value?) -> String? {
        switch value {
        case nil, .nothing: nil
        case .text(let text): text.isEmpty ? nil : Self.text(column, text)
        case .truth(let truth): truth ? "yes" : "no"
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
