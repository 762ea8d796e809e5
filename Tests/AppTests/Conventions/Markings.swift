/// Reads a page the strict way and notes what a browser would have to guess.
struct Markings {
    private(set) var problems: [String] = []
    /// Where links, forms and files lead.
    private(set) var addresses: [String] = []
    private var open: [String] = []
    private let page: [UInt8]
    private var position = 0

    init(_ page: [UInt8]) {
        self.page = page
        while let byte = peek() {
            switch byte {
            case UInt8(ascii: "<"): readTag()
            case UInt8(ascii: "&"): readReference()
            default: position += 1
            }
        }
        if !open.isEmpty { note("never closed: \(open)") }
    }

    private static let empty: Set = ["meta", "link", "input", "br", "hr", "img", "wbr", "col"]
    private static let blocks: Set = [
        "address", "article", "aside", "blockquote", "details", "div", "dl", "fieldset", "figure", "footer", "form",
        "h1", "h2",
        "h3", "h4", "header", "hr", "main", "nav", "ol", "p", "section", "table", "ul",
    ]
    private static let parents: [String: Set<String>] = [
        "li": ["ul", "ol"], "tr": ["table", "thead", "tbody", "tfoot"], "td": ["tr"], "th": ["tr"],
        "option": ["select", "optgroup", "datalist"], "dt": ["dl", "div"], "dd": ["dl", "div"], "summary": ["details"],
        "legend": ["fieldset"], "figcaption": ["figure"], "thead": ["table"], "tbody": ["table"], "caption": ["table"],
    ]

    private func peek(_ ahead: Int = 0) -> UInt8? { position + ahead < page.count ? page[position + ahead] : nil }

    private mutating func note(_ what: String) {
        let around = page[max(0, position - 80)..<min(page.count, position + 20)]
        problems.append("\(what) near …\(String(decoding: around, as: UTF8.self))")
    }

    private mutating func take(while isSo: (UInt8) -> Bool) -> String {
        let start = position
        while let byte = peek(), isSo(byte) { position += 1 }
        return String(decoding: page[start..<position], as: UTF8.self)
    }

    private static func isName(_ byte: UInt8) -> Bool {
        (97...122).contains(byte | 0x20) || (48...57).contains(byte) || byte == UInt8(ascii: "-")
            || byte == UInt8(ascii: ":")
    }

    /// `&amp;` or `&#39;`, nothing else.
    private mutating func readReference() {
        position += 1
        if peek() == UInt8(ascii: "#") { position += 1 }
        if take(while: Self.isName).isEmpty || peek() != UInt8(ascii: ";") { note("a bare &") }
    }

    private mutating func readTag() {
        position += 1
        if peek() == UInt8(ascii: "!") {
            _ = take { $0 != UInt8(ascii: ">") }
            return
        }
        let isEnd = peek() == UInt8(ascii: "/")
        if isEnd { position += 1 }
        let name = take(while: Self.isName)
        guard !name.isEmpty else { return note("a bare <") }
        let closesItself = readAttributes(of: name)
        if isEnd { close(name) } else if !closesItself, !Self.empty.contains(name) { enter(name) }
    }

    private mutating func enter(_ name: String) {
        if let allowed = Self.parents[name], !allowed.contains(open.last ?? "") {
            note("<\(name)> in \(open.last ?? "nothing")")
        }
        if Self.blocks.contains(name), open.contains("p") { note("<\(name)> in a <p>") }
        if name == "a" || name == "button", open.contains("a") || open.contains("button") {
            note("<\(name)> in another")
        }
        if name == "form", open.contains("form") { note("a form in a form") }
        open.append(name)
    }

    private mutating func close(_ name: String) {
        if open.last == name { open.removeLast() } else { note("</\(name)> where \(open.last ?? "nothing") is open") }
    }

    /// Whether the tag ends with `/>`.
    private mutating func readAttributes(of tag: String) -> Bool {
        var names: Set<String> = []
        while true {
            let space = take { $0 == 32 || $0 == 10 || $0 == 9 }
            switch peek() {
            case UInt8(ascii: ">"):
                position += 1
                return false
            case UInt8(ascii: "/") where peek(1) == UInt8(ascii: ">"):
                position += 2
                return true
            case nil:
                note("a tag without an end")
                return false
            default: break
            }
            let name = take(while: Self.isName)
            guard !name.isEmpty, !space.isEmpty else {
                note("<\(tag)> with an attribute that is none")
                _ = take { $0 != UInt8(ascii: ">") }
                continue
            }
            if !names.insert(name).inserted { note("<\(tag)> with \(name) twice") }
            if name.hasPrefix("on") || name == "style" { note("<\(tag)> with \(name)") }
            readValue(of: name)
        }
    }

    private mutating func readValue(of name: String) {
        guard peek() == UInt8(ascii: "=") else { return }
        position += 1
        guard peek() == UInt8(ascii: "\"") else { return note("\(name) without quotes") }
        position += 1
        let start = position
        while let byte = peek(), byte != UInt8(ascii: "\"") {
            if byte == UInt8(ascii: "<") { note("< in \(name)") }
            if byte == UInt8(ascii: "&") { readReference() } else { position += 1 }
        }
        if ["href", "src", "action", "formaction"].contains(name) {
            addresses.append(String(decoding: page[start..<position], as: UTF8.self))
        }
        position += 1
    }
}
