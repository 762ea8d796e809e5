/// What Word, LibreOffice or a browser puts on the clipboard, without its styles: a table's row or a paragraph to a line.
struct TidyMarkup {
    /// Whether it is a document of that kind, rather than text with a tag here and there.
    static func isFound(in text: String) -> Bool {
        let start = text.prefix(2_000).lowercased()
        return ["<html", "<!doctype", "<meta", "<!--startfragment", "<table", "class=\"mso", "class=mso"].contains {
            start.contains($0)
        }
            || HTMLRows.isFound(in: text)
    }

    static func read(_ text: String) -> String {
        var tidy = TidyMarkup()
        for token in MarkupScanner(text[...]) {
            switch token {
            case .text(let text): tidy.take(text)
            case .tag(let name, let closing, let source): tidy.take(name, closing, source)
            }
        }
        tidy.endParagraph()
        if tidy.isInRow { tidy.out += "</tr>\n" }
        return tidy.out
    }

    private var out = ""
    private var paragraph = ""
    private var tables = 0
    private var isInRow = false
    private var hidden: (name: String, depth: Int)?
    /// The mark of a list's item, which Word writes as words.
    private var mark: String?
    private var links: [String] = []

    private mutating func take(_ text: Substring) {
        if hidden != nil {
            if mark != nil { mark? += text }
            return
        }
        write(TidyMarkup.spaced(text))
    }

    private mutating func write(_ text: String) { if isInRow { out += text } else { paragraph += text } }

    private mutating func take(_ name: String, _ closing: Bool, _ source: Substring) {
        if let waiting = hidden {
            if name == waiting.name { hidden?.depth += closing ? -1 : 1 }
            if hidden?.depth == 0 { unhide() }
            return
        }
        switch name {
        case "style", "script", "head", "xml", "del": if !closing { hidden = (name, 1) }
        case "span": if !closing, source.lowercased().contains("mso-list:ignore") { (hidden, mark) = ((name, 1), "") }
        case "a": takeLink(closing, source)
        case "table": takeTable(closing)
        case "tr": takeRow(closing)
        case "td", "th": takeCell(closing, source)
        case "b", "strong": write(closing ? "</b>" : "<b>")
        case "i", "em": write(closing ? "</i>" : "<i>")
        case "sup": write(closing ? "</sup>" : "<sup>")
        case "br": isInRow ? (out += "<br>") : endParagraph()
        case "p", "div", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "li", "hr": takeBlock(name, closing)
        default: break
        }
    }

    private mutating func unhide() {
        hidden = nil
        guard let found = mark?.replacing("&nbsp;", with: " ").trimmed else { return }
        mark = nil
        write(found.contains { $0.isLetter && $0 != "o" || $0.isNumber } ? found + " " : "• ")
    }

    /// The mark of a footnote and the way back from it are both its number; other links keep their address.
    private mutating func takeLink(_ closing: Bool, _ source: Substring) {
        if closing { return write(links.popLast() ?? "") }
        let address = TidyMarkup.attribute("href", source)
        let isNote = ["ftn", "edn", "footnote", "fn"].contains {
            address.hasPrefix("#") && address.lowercased().contains($0)
        }
        let digits = address.filter { $0.isASCII && $0.isNumber }
        if isNote, 1...3 ~= digits.count {
            write("<sup>\(digits)</sup>")
            hidden = ("a", 1)
        } else if address.hasPrefix("http"), !address.contains(")"), address.count < 300 {
            write("[")
            links.append("](\(address))")
        } else {
            links.append("")
        }
    }

    private mutating func takeTable(_ closing: Bool) {
        if !closing, tables == 0 { endParagraph() }
        if closing, tables == 1, isInRow { endRow() }
        if tables == (closing ? 1 : 0) { out += closing ? "</table>\n" : "<table>\n" }
        tables = max(0, tables + (closing ? -1 : 1))
    }

    private mutating func takeRow(_ closing: Bool) {
        if tables > 1 { return write("<br>") }
        if closing || isInRow { endRow() }
        if closing { return }
        endParagraph()
        out += "<tr>"
        isInRow = true
    }

    private mutating func endRow() {
        if isInRow { out += "</tr>\n" }
        isInRow = false
    }

    private mutating func takeCell(_ closing: Bool, _ source: Substring) {
        if tables > 1 { return write(" ") }
        if !closing, !isInRow { takeRow(false) }
        guard !closing else { return write("</td>") }
        let spans = ["colspan", "rowspan"].compactMap { name -> String? in
            let value = TidyMarkup.attribute(name, source)
            return value.isEmpty || value == "1" ? nil : " \(name)=\"\(value.prefix(4))\""
        }
        write("<td" + spans.joined() + ">")
    }

    private mutating func takeBlock(_ name: String, _ closing: Bool) {
        if isInRow {
            out += closing ? "</\(name)>" : "<\(name)>"
            return
        }
        endParagraph()
        if closing { return }
        if name == "li" { paragraph = "• " }
        if name.hasPrefix("h"), let level = name.last?.wholeNumberValue {
            paragraph = String(repeating: "#", count: level) + " "
        }
    }

    private mutating func endParagraph() {
        let text = paragraph.trimmed
        paragraph = ""
        if text.contains(where: { !"•# ".contains($0) }) { out += "<p>\(text)</p>\n\n" }
    }

    /// One space for any run of spaces, lines and spaces that do not break.
    private static func spaced(_ text: Substring) -> String {
        var spaced = ""
        spaced.reserveCapacity(text.utf8.count)
        var isApart = false
        for scalar in text.replacing("&nbsp;", with: " ").unicodeScalars {
            if scalar.isSpace || scalar.value == 160 {
                isApart = true
                continue
            }
            if isApart { spaced += " " }
            isApart = false
            spaced.unicodeScalars.append(scalar)
        }
        return isApart ? spaced + " " : spaced
    }

    private static func attribute(_ name: String, _ source: Substring) -> String {
        guard source.utf8.count < 4_000, let found = source.lowercased().firstRange(of: name + "=") else { return "" }
        let lower = source.lowercased(), start = lower.distance(from: lower.startIndex, to: found.upperBound)
        let rest = String(source).dropFirst(start)
        guard let quote = rest.first, quote == "\"" || quote == "'" else {
            return String(rest.prefix { !" >\n".contains($0) })
        }
        return String(rest.dropFirst().prefix { $0 != quote })
    }
}
