/// The words of a cell or paragraph, freed from HTML and Markdown, with its footnote markers lifted out.
struct CellText: Equatable {
    struct Marker: Equatable {
        var number: Int
        var paragraph: Int
        /// How many Unicode scalars of its paragraph stand before it.
        var at: Int
        /// It belongs to the word after it, not to what went before.
        var isInFront: Bool
    }

    var paragraphs: [String] = []
    var markers: [Marker] = []
    var links: [PlanDraft.Link] = []

    var isEmpty: Bool { paragraphs.isEmpty }
    var joined: String { paragraphs.joined(separator: " ") }
    /// A paragraph to a line.
    var lined: String { paragraphs.joined(separator: "\n") }
}

/// What a document's cells have in common.
struct CellHabits {
    /// Numbers that footnotes bear; any other small digit, as in "m²", is part of its word.
    var footnotes: Set<Int> = []
    /// Two spaces stand for a lost paragraph break, because sentences are otherwise one space apart.
    var doubleSpaceBreaks = false
}

/// Reads one cell.
struct CellTextReader {
    private let habits: CellHabits
    private var result = CellText()
    private var line = ""
    private var length = 0
    /// Nothing but the mark of a list's item.
    private var isBareItem = false
    private var spaces = 0
    private var isGluing = false
    private var italics = (wanted: false, open: false)
    private var raised: String?
    private var hidden: String?
    /// A marker after a space, which may yet turn out to be glued in front of a word.
    private var waiting: (number: Int, at: Int, spaced: Bool)?

    static func read(_ source: some StringProtocol, _ habits: CellHabits = CellHabits()) -> CellText {
        var reader = CellTextReader(habits: habits)
        for token in MarkupScanner(Substring(source)) {
            switch token {
            case .text(let text): reader.take(Array(Entity.decoded(text).unicodeScalars))
            case .tag(let name, let closing, _): reader.take(tag: name, closing: closing)
            }
        }
        reader.lower()
        reader.breakLine()
        return reader.result
    }

    private init(habits: CellHabits) { self.habits = habits }

    private mutating func take(tag name: String, closing: Bool) {
        if let waiting = hidden {
            if closing && name == waiting { hidden = nil }
            return
        }
        switch name {
        case "style", "script", "head", "xml", "title": if !closing { hidden = name }
        case "i", "em": closing ? endItalics() : (italics.wanted = true)
        case "sup": closing ? lower() : (raised = "")
        case "li":
            breakLine()
            if !closing { begin("• ") }
        case "p", "div", "br", "ul", "ol", "tr", "td", "th", "table", "h1", "h2", "h3", "h4", "h5", "h6": breakLine()
        default: isGluing = true
        }
    }

    private mutating func take(_ scalars: [Unicode.Scalar]) {
        if hidden != nil { return }
        if raised != nil {
            raised?.unicodeScalars.append(contentsOf: scalars)
            return
        }
        var at = 0
        while at < scalars.count { at = take(scalars, at) }
    }

    /// Takes what stands at one place and answers where the next thing stands.
    private mutating func take(_ scalars: [Unicode.Scalar], _ at: Int) -> Int {
        let scalar = scalars[at]
        if scalar.isSpace {
            spaces += 1
            waiting?.spaced = true
            return at + 1
        }
        if scalar == "•" || scalar == "\u{F0B7}" || length == 0 && CellTextReader.bullets.contains(scalar) {
            breakLine()
            begin("• ")
            return at + 1
        }
        if Superscript.digit(scalar) != nil {
            let run = scalars[at...].prefix { Superscript.digit($0) != nil }
            mark(Superscript.number(run), asPrinted: run)
            return run.endIndex
        }
        if scalar == "*", at + 1 < scalars.count, scalars[at + 1] == "*" { return at + 2 }
        if scalar == "[", let end = takeBracket(scalars, at) { return end }
        put(scalar)
        return at + 1
    }

    /// Takes "[^1]" and "[words](address)".
    private mutating func takeBracket(_ scalars: [Unicode.Scalar], _ at: Int) -> Int? {
        guard let close = scalars[at...].prefix(120).firstIndex(of: "]") else { return nil }
        let inside = scalars[(at + 1)..<close]
        if inside.first == "^", let number = Int(string(inside.dropFirst())) {
            mark(number, asPrinted: scalars[at...close])
            return close + 1
        }
        guard close + 1 < scalars.count, scalars[close + 1] == "(",
            let end = scalars[close...].prefix(400).firstIndex(of: ")")
        else { return nil }
        let address = string(scalars[(close + 2)..<end])
        if address.hasPrefix("http") { result.links.append(.init(text: string(inside), address: address)) }
        for scalar in inside { scalar.isSpace ? (spaces += 1) : put(scalar) }
        return end + 1
    }

    private mutating func put(_ scalar: Unicode.Scalar) {
        let isEmpty = length == 0 || isBareItem
        if spaces > 1, habits.doubleSpaceBreaks, !isEmpty, scalar.properties.isUppercase { breakLine() }
        let closes = isGluing && CellTextReader.closing.contains(scalar)
        if spaces > 0, !isEmpty, length > 0, !closes { add(" ") }
        settleMarker(before: scalar, isEmpty: isEmpty)
        spaces = 0
        isGluing = false
        if italics.wanted, !italics.open {
            add("*")
            italics.open = true
        }
        add(scalar)
    }

    private mutating func add(_ scalar: Unicode.Scalar) {
        line.unicodeScalars.append(scalar)
        length += 1
        isBareItem = false
    }

    private mutating func begin(_ text: String) {
        line = text
        length = text.unicodeScalars.count
        isBareItem = length > 0
    }

    /// A small digit in front of a word belongs to that word, otherwise to what went before.
    private mutating func mark(_ number: Int?, asPrinted printed: ArraySlice<Unicode.Scalar>) {
        guard let number, habits.footnotes.contains(number) else { return printed.forEach { put($0) } }
        settleMarker()
        waiting = (number, length, false)
        if length > 0 && spaces == 0 { settleMarker() }
        isGluing = true
    }

    private mutating func settleMarker(before scalar: Unicode.Scalar? = nil, isEmpty: Bool = false) {
        guard let marker = waiting else { return }
        waiting = nil
        let isInFront = scalar.map { isEmpty || (!marker.spaced && $0.properties.isAlphabetic) } ?? false
        if result.markers.count < CellTextReader.markerLimit {
            let at = isInFront ? length : marker.at
            result.markers.append(
                .init(number: marker.number, paragraph: result.paragraphs.count, at: at, isInFront: isInFront))
        }
    }

    /// Marks of a list's items, where they open a line.
    private static let bullets: Set<Unicode.Scalar> = ["·", "▪", "◦", "○", "●", "‣", "\u{F0A7}"]

    private static let closing: Set<Unicode.Scalar> = [",", ".", ";", ":", ")"]

    /// No cell of a paper has more, and looking up each costs time.
    private static let markerLimit = 100

    private mutating func lower() {
        guard let text = raised else { return }
        raised = nil
        if let number = Int(text.trimmed) {
            mark(number, asPrinted: Superscript.scalars(number)[...])
        } else {
            spaces = 0
            text.trimmed.unicodeScalars.forEach { put($0) }
        }
    }

    private mutating func endItalics() {
        if italics.open { add("*") }
        italics = (false, false)
        isGluing = true
    }

    private mutating func breakLine() {
        settleMarker()
        if italics.open { line += "*" }
        italics.open = false
        let text = line.trimmed
        if !text.isEmpty && text != "•" { result.paragraphs.append(text) }
        begin("")
        spaces = 0
    }
}

private func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
}

/// Small raised digits.
enum Superscript {
    private static let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹".unicodeScalars)

    static func digit(_ scalar: Unicode.Scalar) -> Int? {
        scalar.value < 0xB2 || scalar.value > 0x2079 ? nil : digits.firstIndex(of: scalar)
    }

    static func number(_ run: ArraySlice<Unicode.Scalar>) -> Int? {
        run.count > 4 ? nil : run.reduce(0) { $0 * 10 + (digit($1) ?? 0) }
    }

    static func scalars(_ number: Int) -> [Unicode.Scalar] {
        String(number).compactMap(\.wholeNumberValue).map { digits[$0] }
    }
}
