import Values

/// How the numbers of a workbook are shown, as far as days, times and percentages go: each is a number that some style shows so (18.8.30).
struct CellStyles {
    private enum Kind { case number, day, time, percent }

    private var kinds: [Kind] = []
    private let is1904: Bool

    init(_ markup: [UInt8]?, is1904: Bool) throws(OfficeFile.Refusal) {
        self.is1904 = is1904
        guard let markup else { return }
        var reader = MarkupReader(markup), own: [Int: Kind] = [:], isInCells = false
        while let piece = try reader.next() {
            switch piece {
            case .open where reader.isNamed("numFmt"):
                guard let id = reader.words("numFmtId").flatMap({ Int($0) }) else { break }
                own[id] = Self.kind(of: reader.words("formatCode") ?? "")
            case .open where reader.isNamed("cellXfs"): isInCells = true
            case .close where reader.isNamed("cellXfs"): isInCells = false
            case .open where isInCells && reader.isNamed("xf"):
                let id = reader.words("numFmtId").flatMap { Int($0) } ?? 0
                kinds.append(own[id] ?? Self.kind(builtIn: id))
            default: break
            }
        }
    }

    /// Formats that have a number and no code (18.8.30).
    private static func kind(builtIn id: Int) -> Kind {
        switch id {
        case 14...17, 22, 27...31, 36, 50...54, 57, 58: .day
        case 9, 10: .percent
        case 18...21, 32...35, 45, 47, 55, 56: .time
        default: .number
        }
    }

    /// By its first section, without what is quoted, escaped or in brackets.
    private static func kind(of code: String) -> Kind {
        var letters = "", isQuoted = false, isBracketed = false, isEscaped = false
        for letter in code.lowercased() {
            if isEscaped { isEscaped = false; continue }
            switch letter {
            case "\"": isQuoted.toggle()
            case _ where isQuoted: continue
            case "\\", "_", "*": isEscaped = true
            case "[": isBracketed = true
            case "]": isBracketed = false
            case _ where isBracketed: continue
            case ";": return kind(letters: letters)
            default: letters.append(letter)
            }
        }
        return kind(letters: letters)
    }

    private static func kind(letters: String) -> Kind {
        if letters.contains("%") { return .percent }
        if letters.contains("general") { return .number }
        if letters.contains("y") || letters.contains("d") { return .day }
        if letters.contains("h") || letters.contains("s") { return .time }
        return letters.contains("m") ? .day : .number
    }

    /// A number as text: a day as "2026-03-27", a time as "09:30", 0.6 as "60%", else the number without what its storing added.
    func text(of number: Double, _ style: Int) -> String {
        let kind = kinds.indices.contains(style) ? kinds[style] : .number
        switch kind {
        case .day: return day(number)?.isoText ?? plain(number)
        case .time where 0..<1 ~= number:
            let minutes = Int((number * 1_440).rounded()) % 1_440
            return "\(minutes / 60 < 10 ? "0" : "")\(minutes / 60):\(minutes % 60 < 10 ? "0" : "")\(minutes % 60)"
        case .percent: return plain(number * 100) + "%"
        case .time, .number: return plain(number)
        }
    }

    /// Days are counted from 1900, with a 29 February that there was not, or from 1904 (18.17.4.1).
    private func day(_ number: Double) -> Day? {
        guard number.isFinite, 0..<2_958_466 ~= number else { return nil }
        let count = Int(number)
        if is1904 { return Day(year: 1904, month: 1, day: 1)?.adding(days: count) }
        guard count != 60, count > 0 else { return nil }
        return Day(year: 1899, month: 12, day: 31)?.adding(days: count < 60 ? count : count - 1)
    }

    /// With fifteen figures, as Excel shows it.
    private func plain(_ number: Double) -> String {
        guard number.isFinite else { return "" }
        if number == number.rounded(), abs(number) < 1e15 { return String(Int64(number)) }
        let exponent = Int(number.magnitude.exponent10)
        guard 0..<15 ~= exponent else { return String(number) }
        let scale = (0..<(14 - exponent)).reduce(1.0) { scale, _ in scale * 10 }
        return ((number * scale).rounded() / scale).plain
    }
}

extension Double {
    /// How many figures stand before the point, less one; 0 below ten.
    fileprivate var exponent10: Double {
        var rest = self, count = 0.0
        while rest >= 10, count < 400 { (rest, count) = (rest / 10, count + 1) }
        return count
    }
}
