import Foundation

@testable import App

/// A form as its page holds it, filled in by what the page says of each box: no test needs to know the form.
struct FilledForm {
    /// A box that nobody here knows how to fill, or no form at all.
    struct Unfillable: Error, CustomStringConvertible { let description: String }

    /// Where it is sent.
    let action: String
    private(set) var boxes: [Box] = []

    /// What is sent under one name.
    struct Box {
        enum Kind { case hidden, words, other, number, email, telephone, day, choice, ticks, file }
        let name: String
        let kind: Kind
        var values: [String]
        var options: [String] = []

        var hasNothingToChoose: Bool { [.choice, .ticks].contains(kind) && options.allSatisfy(\.isEmpty) }
    }

    /// As it stands on the page.
    init(on page: Page) throws {
        guard
            let start = page.text.range(
                of: "<form class=\"app-form( app-[a-z]+)?\" method=\"post\"", options: .regularExpression),
            let end = page.text[start.lowerBound...].range(of: "</form>")
        else { throw Unfillable(description: "no form, but \(page.status): \(page.words.prefix(200))") }
        let tags = page.text[start.lowerBound..<end.lowerBound].components(separatedBy: "<").dropFirst().map(Tag.init)
        action = tags.first?["action"] ?? ""
        for tag in tags { try take(tag) }
    }

    /// Every box that is still empty filled in: this in those for words, today in those for days, the first of those to
    /// tick; of a choice what the form begins with, unless it asks for nothing else.
    init(on page: Page, saying words: String, today: Day) throws {
        try self.init(on: page)
        let isOneChoice = boxes.count { $0.kind != .hidden } == 1
        for index in boxes.indices where boxes[index].values.allSatisfy(\.isEmpty) {
            let box = boxes[index]
            if box.kind == .choice, box.values == [""], box.options.contains(""), !isOneChoice { continue }
            boxes[index].values = [Self.answer(box, words, today)]
        }
    }

    /// The form of a page on which something is wrong, with the first real choice where one was asked for.
    func choosing(by page: Page) -> FilledForm {
        var form = self
        for index in boxes.indices where boxes[index].kind == .choice {
            guard page.text.contains("id=\"\(boxes[index].name)-error\"") else { continue }
            let box = boxes[index]
            form.boxes[index].values = [box.options.first { !$0.isEmpty && !box.values.contains($0) } ?? ""]
        }
        return form
    }

    private static func answer(_ box: Box, _ words: String, _ today: Day) -> String {
        switch box.kind {
        case .hidden, .other, .file: ""
        case .words: words
        case .number: "7"
        case .email: "zoe@example.org"
        case .telephone: "020 7946 0123"
        // Who may work was born long enough ago.
        case .day where box.name == "born_year": String(today.year - 18)
        case .day:
            String(
                box.name.hasSuffix("_day") ? today.day : box.name.hasSuffix("_month") ? today.month : today.year)
        case .choice, .ticks: box.options.first { !$0.isEmpty } ?? ""
        }
    }

    private mutating func take(_ tag: Tag) throws {
        let name = tag["name"]
        switch tag.name {
        case "textarea": boxes.append(Box(name: name, kind: .words, values: [String(tag.text.dropFirst())]))
        case "select": boxes.append(Box(name: name, kind: .choice, values: []))
        case "option":
            boxes[boxes.count - 1].options.append(tag["value"])
            if tag.words.contains("selected") { boxes[boxes.count - 1].values = [tag["value"]] }
        case "input" where ["radio", "checkbox"].contains(tag["type"]):
            if boxes.last?.name != name {
                boxes.append(Box(name: name, kind: tag["type"] == "radio" ? .choice : .ticks, values: []))
            }
            boxes[boxes.count - 1].options.append(tag["value"])
            if tag.words.contains("checked") { boxes[boxes.count - 1].values.append(tag["value"]) }
        case "input": boxes.append(Box(name: name, kind: try Self.kind(tag), values: [tag["value"]]))
        default: break
        }
    }

    private static func kind(_ tag: Tag) throws -> Box.Kind {
        switch tag["type"] {
        case "hidden": return .hidden
        case "file": return .file
        case "email": return .email
        case "password", "url": return .other
        case "tel": return .telephone
        // One of those that it offers, whose list follows it.
        case "text" where !tag["list"].isEmpty: return .choice
        case "text" where ["_day", "_month", "_year"].contains { tag["name"].hasSuffix($0) }: return .day
        case "text": return ["numeric", "decimal"].contains(tag["inputmode"]) ? .number : .words
        default: throw Unfillable(description: "\(tag["name"]) is a box of the kind “\(tag["type"])”")
        }
    }

    /// The names of the boxes that take any words; of rows that repeat only those of rows that are there.
    var wordBoxes: [String] { boxes.filter { $0.kind == .words && !isInEmptyRow($0) }.map(\.name) }

    private func isInEmptyRow(_ box: Box) -> Bool {
        guard let row = box.name.prefixMatch(of: /.+?_\d+_/)?.output else { return false }
        return boxes.allSatisfy { $0.kind == .choice || !$0.name.hasPrefix(row) || $0.values.allSatisfy(\.isEmpty) }
    }

    /// What is sent, without the key.
    var fields: [(String, String)] {
        boxes.filter { $0.name != "form_key" && $0.kind != .file }.flatMap { box in box.values.map { (box.name, $0) } }
    }

    var key: String { self["form_key"] }

    subscript(_ name: String) -> String {
        get { boxes.first { $0.name == name }?.values.first ?? "" }
        set { for index in boxes.indices where boxes[index].name == name { boxes[index].values = [newValue] } }
    }

    /// The same with other words in every box that takes any.
    func saying(_ words: String) -> FilledForm {
        var form = self
        for name in wordBoxes { form[name] = words }
        return form
    }

    /// The same with nothing in any box.
    var emptied: FilledForm {
        var form = self
        for index in boxes.indices where boxes[index].kind != .hidden { form.boxes[index].values = [] }
        return form
    }
}

/// One tag of a page with the text behind it.
private struct Tag {
    let name: String
    /// What stands in it without a value: "selected".
    let words: [String]
    let text: String
    private let attributes: [String: String]

    subscript(_ attribute: String) -> String { attributes[attribute] ?? "" }

    init(_ piece: String) {
        let head = piece.prefix { $0 != ">" }
        text = String(piece.dropFirst(head.count + 1)).unescaped
        let parts = head.components(separatedBy: "\"")
        var words: [String] = [], attributes: [String: String] = [:]
        for (index, part) in parts.enumerated() where index % 2 == 0 {
            var bare = part.split(separator: " ").map(String.init)
            if index + 1 < parts.count, let name = bare.popLast() {
                attributes[String(name.dropLast())] = parts[index + 1].unescaped
            }
            words += bare
        }
        (name, self.words, self.attributes) = (words.first ?? "", Array(words.dropFirst()), attributes)
    }
}

extension Browser {
    /// Opens the page that asks, and presses its button.
    func confirm(_ path: String) throws -> Page {
        let question = try FilledForm(on: get(path))
        return try post(question.action, question.fields, key: question.key)
    }

    func confirmAndFollow(_ path: String) throws -> Page { try get(confirm(path).location) }
}

extension Page {
    /// What a person reads on it.
    var words: String {
        text.components(separatedBy: "<").map { $0.drop { $0 != ">" }.dropFirst() }.joined().unescaped
    }

    /// The sentences at the top of a page whose form was wrong.
    var mistakes: [String] {
        text.matches(of: /app-error-summary__link" href="#[^"]*">([^<]*)</).map { String($0.1) }
    }

    /// The questions that say “(optional)” and at which something is wrong.
    var optionalAndWrong: [String] {
        var wrong: String?, found: [String] = []
        for piece in text.components(separatedBy: "class=\"app-field").dropFirst() {
            if piece.hasPrefix("\"") || piece.hasPrefix(" ") {
                wrong = piece.prefix { $0 != ">" }.contains("app-field--wrong") ? String(piece.prefix(200)) : nil
            } else if piece.hasPrefix("__optional"), let wrong {
                found.append(wrong)
            }
        }
        return found
    }

    /// What a person reads in its main part.
    var main: String {
        guard let start = text.range(of: "<main") else { return words }
        return Page(status: status, headers: [], text: String(text[start.lowerBound...])).words
    }
}

extension String {
    /// What a page escaped, as it was.
    fileprivate var unescaped: String {
        guard contains("&") else { return self }
        return [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#39;", "'"), ("&amp;", "&")].reduce(self) {
            $0.replacing($1.0, with: $1.1)
        }
    }
}
