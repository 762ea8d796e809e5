import Foundation

/// A value of JSON as it is, numbers apart from truths.
enum JSONValue: Decodable, Equatable {
    case null, bool(Bool), number(Double), string(String), array([JSONValue]), object([String: JSONValue])

    init(from decoder: any Decoder) throws {
        let value = try decoder.singleValueContainer()
        if value.decodeNil() {
            self = .null
        } else if let it = try? value.decode(Bool.self) {
            self = .bool(it)
        } else if let it = try? value.decode(Double.self) {
            self = .number(it)
        } else if let it = try? value.decode(String.self) {
            self = .string(it)
        } else if let it = try? value.decode([JSONValue].self) {
            self = .array(it)
        } else {
            self = .object(try value.decode([String: JSONValue].self))
        }
    }

    init(_ text: String) throws { self = try JSONDecoder().decode(JSONValue.self, from: Data(text.utf8)) }

    subscript(_ name: String) -> JSONValue? {
        if case .object(let members) = self { members[name] } else { nil }
    }

    var text: String? { if case .string(let text) = self { text } else { nil } }
    var whole: Int? { if case .number(let number) = self { Int(exactly: number) } else { nil } }
    var items: [JSONValue] { if case .array(let items) = self { items } else { [] } }
}

/// As much of JSON Schema (draft 2020-12, Core and Validation) as the schemas of Open Referral UK 3.0 use: type, required, properties,
/// items, enum, $ref to a file beside them, and format, which is held here and not only noted. Whatever else they hold must be known to
/// be a note.
struct JSONSchema {
    let schema: JSONValue
    /// Another schema, by what a $ref calls it.
    var named: (String) throws -> JSONValue = { throw Unknown(what: $0) }

    struct Unknown: Error { let what: String }

    private static let notes: Set = [
        "name", "path", "title", "description", "datapackage_metadata", "datapackage_type", "constraints", "example",
        "core", "tabular_required",
    ]

    /// Everything that is wrong with a value, each with its place.
    func problems(in value: JSONValue) throws -> [String] { try problems(value, schema, "$") }

    private func problems(_ value: JSONValue, _ schema: JSONValue, _ place: String) throws -> [String] {
        guard case .object(let rules) = schema else { return ["\(place): no schema"] }
        var found: [String] = []
        for (keyword, rule) in rules.sorted(by: { $0.key < $1.key }) {
            switch keyword {
            case "type":
                if !Self.isOf(rule.text ?? "", value) { found.append("\(place): is no \(rule.text ?? "")") }
            case "required":
                guard case .object(let members) = value else { continue }
                found += rule.items.compactMap(\.text).filter { members[$0] == nil }.map { "\(place): lacks \($0)" }
            case "properties":
                guard case .object(let members) = value, case .object(let properties) = rule else { continue }
                for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                    if let inner = properties[name] { found += try problems(member, inner, "\(place).\(name)") }
                }
            case "items":
                for (index, item) in value.items.enumerated() {
                    found += try problems(item, rule, "\(place)[\(index)]")
                }
            case "enum":
                if !rule.items.contains(value) { found.append("\(place): is none of the values") }
            case "format":
                if let text = value.text, !Self.hasFormat(rule.text ?? "", text) {
                    found.append("\(place): is no \(rule.text ?? "")")
                }
            case "$ref": found += try problems(value, named(rule.text ?? ""), place)
            default: if !Self.notes.contains(keyword) { throw Unknown(what: keyword) }
            }
        }
        return found
    }

    private static func isOf(_ type: String, _ value: JSONValue) -> Bool {
        switch (type, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("number", .number): true
        case ("integer", .number(let number)): number.rounded() == number
        default: false
        }
    }

    /// RFC 9562, 3986, 5321 and 3339, as far as a program that reads the feed relies on them.
    private static func hasFormat(_ format: String, _ text: String) -> Bool {
        switch format {
        case "uuid": text.wholeMatch(of: /[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/) != nil
        case "uri": text.wholeMatch(of: /[A-Za-z][A-Za-z0-9+.\-]*:[!-~]+/) != nil
        case "email": text.wholeMatch(of: /[^@\s]+@[A-Za-z0-9\-]+(\.[A-Za-z0-9\-]+)+/) != nil
        case "date-time":
            text.wholeMatch(of: /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+\-]\d\d:\d\d)/) != nil
        default: false
        }
    }
}
