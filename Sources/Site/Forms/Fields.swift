import Foundation
import HTTP
import Postgres

/// What was typed into a form, or what a form begins with: texts by the names of their fields.
struct Fields: Sendable, Equatable {
    private var values: [String: [String]] = [:]
    /// What was typed is to be shown again as it is, and saved by nobody: the form is never without something to do.
    var isHeld = false

    init() {}

    /// Texts as the database may keep them: ends trimmed, one kind of line end, composed accents (security.md).
    init(_ form: Form) {
        for (name, value) in form.pairs {
            values[name, default: []].append(Self.tidy(value))
        }
    }

    static func tidy(_ value: String) -> String { TypedText.tidy(value) }

    /// The first text of this name; empty when there is none.
    subscript(_ name: String) -> String {
        get { values[name]?.first ?? "" }
        set { values[name] = [newValue] }
    }

    func all(_ name: String) -> [String] { (values[name] ?? []).filter { !$0.isEmpty } }

    mutating func set(_ name: String, _ texts: [String]) { values[name] = texts }

    /// One row of a form with many, by the names within it: of "row_7_", "row_7_evidence" is "evidence".
    func part(_ prefix: String) -> Fields {
        var part = Fields()
        part.isHeld = isHeld
        for (name, texts) in values where name.hasPrefix(prefix) {
            part.values[String(name.dropFirst(prefix.count))] = texts
        }
        return part
    }

    mutating func set(_ prefix: String, part: Fields) {
        for (name, texts) in part.values { values[prefix + name] = texts }
    }

    var names: some Collection<String> { values.keys }

    func has(_ name: String) -> Bool { values[name] != nil }

    /// The three boxes of a day.
    mutating func set(_ name: String, _ day: Day?) {
        guard let day else { return }
        let parts = day.parts
        self[name + "_day"] = String(parts.day)
        self[name + "_month"] = String(parts.month)
        self[name + "_year"] = String(day.isoText.prefix(4))
    }

    /// The same, with the boxes empty that are not known.
    mutating func set(_ name: String, _ day: ApproximateDay?) {
        set(name, day?.day)
        if let day, day.precision != .day { self[name + "_day"] = "" }
        if let day, day.precision == .year { self[name + "_month"] = "" }
    }

    /// The numbers of the rows of a part that repeats in which one of these was typed: "decision_2_body" is row 2.
    func rows(_ name: String, with parts: [String]) -> [Int] {
        var found: Set<Int> = []
        for (key, texts) in values where key.hasPrefix(name + "_") && texts.contains(where: { !$0.isEmpty }) {
            if key.hasSuffix(FormBuilder.sure("")) { continue }
            let rest = key.dropFirst(name.count + 1).split(separator: "_", maxSplits: 1)
            guard rest.count == 2, let row = Int(rest[0]), 1...999 ~= row else { continue }
            if parts.contains(where: { rest[1] == $0 || rest[1].hasPrefix($0 + "_") }) { found.insert(row) }
        }
        return found.sorted()
    }
}

/// As JSON: the texts of each name.
extension Fields: Codable {
    init(from decoder: any Decoder) throws {
        self.init()
        values = try [String: [String]](from: decoder)
    }

    func encode(to encoder: any Encoder) throws { try values.encode(to: encoder) }
}
