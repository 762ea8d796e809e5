import Values

/// The rows of a sheet, one at a time, each with its number and its cells as text (ECMA-376 part 1, section 18.3).
struct SheetReader {
    /// As many as Excel has.
    static let mostRows = 1_048_576
    /// Further to the right nothing is read.
    static let mostColumns = 256

    private var reader: MarkupReader
    private let texts: SharedTexts
    private let styles: CellStyles
    private var number = 0

    init(_ markup: [UInt8], _ texts: SharedTexts, _ styles: CellStyles) {
        (reader, self.texts, self.styles) = (MarkupReader(markup), texts, styles)
    }

    /// The next row that holds something; nil after the last.
    mutating func next() throws(OfficeFile.Refusal) -> (number: Int, cells: [String])? {
        while let piece = try reader.next() {
            guard case .open(let isEmpty) = piece, reader.isNamed("row") else { continue }
            number = reader.attribute("r").flatMap(Self.number) ?? number + 1
            guard 1...Self.mostRows ~= number else { throw .damaged }
            let cells = isEmpty ? [] : try row()
            if cells.contains(where: { !$0.isEmpty }) { return (number, cells) }
        }
        return nil
    }

    private mutating func row() throws(OfficeFile.Refusal) -> [String] {
        var cells: [String] = [], next = 0
        while let piece = try reader.next() {
            switch piece {
            case .close where reader.isNamed("row"): return cells
            case .open(let isEmpty) where reader.isNamed("c"):
                let place = reader.attribute("r").map(Self.column) ?? next
                next = place + 1
                let text = try cell(isEmpty: isEmpty)
                guard !text.isEmpty, place < Self.mostColumns else { continue }
                while cells.count < place { cells.append("") }
                if place < cells.count { cells[place] = text } else { cells.append(text) }
            default: break
            }
        }
        throw .damaged
    }

    private mutating func cell(isEmpty: Bool) throws(OfficeFile.Refusal) -> String {
        if isEmpty { return "" }
        let kind = reader.attribute("t").map { String(decoding: $0, as: UTF8.self) } ?? "n"
        let style = reader.attribute("s").flatMap(Self.number) ?? 0
        var value = "", isInside = false, phonetic = 0
        while let piece = try reader.next() {
            switch piece {
            case .open(isEmpty: false) where reader.isNamed("rPh"): phonetic += 1
            case .close where reader.isNamed("rPh"): phonetic -= 1
            case .open(isEmpty: false) where reader.isNamed("v") || reader.isNamed("t"): isInside = phonetic == 0
            case .close where reader.isNamed("v") || reader.isNamed("t"): isInside = false
            case .text where isInside: value += reader.text
            case .close where reader.isNamed("c"): return shown(value, kind, style)
            default: break
            }
        }
        throw .damaged
    }

    /// By its type (18.18.11): a place among the shared texts, a text, yes or no, a day as ISO 8601 writes it, or a number.
    private func shown(_ value: String, _ kind: String, _ style: Int) -> String {
        switch kind {
        case "s": Int(value).map { texts[$0] } ?? ""
        case "b": value == "1" ? "yes" : "no"
        case "d": value.count > 10 && value.hasSuffix("T00:00:00") ? String(value.prefix(10)) : value
        case "n": Double(value).map { styles.text(of: $0, style) } ?? value
        default: value
        }
    }

    private static func number(_ digits: ArraySlice<UInt8>) -> Int? {
        guard 1...9 ~= digits.count else { return nil }
        var number = 0
        for digit in digits {
            guard 48...57 ~= digit else { return nil }
            number = number * 10 + Int(digit - 48)
        }
        return number
    }

    /// "A" is 0, "AB" is 27.
    private static func column(_ reference: ArraySlice<UInt8>) -> Int {
        var column = 0
        for letter in reference.prefix(4) {
            guard 65...90 ~= letter else { break }
            column = column * 26 + Int(letter - 64)
        }
        return max(0, column - 1)
    }
}

/// The texts that cells share (18.4.9), without what says how they are pronounced.
struct SharedTexts {
    private var texts: [String] = []

    init(_ markup: [UInt8]?) throws(OfficeFile.Refusal) {
        guard let markup else { return }
        var reader = MarkupReader(markup), text = "", isInside = false, phonetic = 0
        while let piece = try reader.next() {
            switch piece {
            case .open(isEmpty: true) where reader.isNamed("si"): texts.append("")
            case .open(isEmpty: false) where reader.isNamed("si"): text = ""
            case .open(isEmpty: false) where reader.isNamed("rPh"): phonetic += 1
            case .close where reader.isNamed("rPh"): phonetic -= 1
            case .open(isEmpty: false) where reader.isNamed("t"): isInside = phonetic == 0
            case .close where reader.isNamed("t"): isInside = false
            case .text where isInside: text += reader.text
            case .close where reader.isNamed("si"): texts.append(text)
            default: break
            }
        }
    }

    subscript(_ index: Int) -> String { texts.indices.contains(index) ? texts[index] : "" }
}
