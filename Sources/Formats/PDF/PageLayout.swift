/// Rows and columns of a page again, from where its words stand: `pdftotext` keeps what stood beside each other apart by spaces. Cells come
/// apart by tabs; what is no table stays as it is.
enum PageLayout {
    /// Words without a gap, and where they stand.
    private struct Piece {
        let start, end: Int
        let text: String
    }

    /// So many spaces are a gap between cells, and no space between words.
    private static let gap = 2
    /// Of what is no table no more columns are looked for.
    private static let mostColumns = 20
    /// A second row begins within so many lines, or it is no table.
    private static let mostLines = 60

    static func tabbed(_ text: String) -> String {
        let lines = text.split(omittingEmptySubsequences: false) { $0.isNewline }.map(pieces)
        var out: [String] = [], at = 0
        while at < lines.count {
            if let (rows, next) = table(lines, from: at) {
                out += rows
                at = next
            } else {
                out.append(lines[at].map(\.text).joined(separator: " "))
                at += 1
            }
        }
        return out.joined(separator: "\n")
    }

    private static func pieces(_ line: Substring) -> [Piece] {
        var pieces: [Piece] = [], words = "", start = 0, spaces = 0, place = 0
        for character in line {
            if character == " " || character == "\u{A0}" {
                spaces += 1
            } else {
                if !words.isEmpty, spaces >= gap {
                    pieces.append(Piece(start: start, end: place - spaces, text: words))
                    words = ""
                }
                if words.isEmpty { start = place } else if spaces > 0 { words += " " }
                words.append(character)
                spaces = 0
            }
            place += 1
        }
        if !words.isEmpty { pieces.append(Piece(start: start, end: place - spaces, text: words)) }
        return pieces
    }

    /// A table begins with a line of three pieces or more, under which others stand in its columns; it ends where words cross them.
    private static func table(_ lines: [[Piece]], from start: Int) -> (rows: [String], next: Int)? {
        let starts = lines[start].map(\.start), count = starts.count
        guard 3...mostColumns ~= count else { return nil }
        var rows: [[String]] = [], next = start, isApart = true, before = 0, filled = 0
        for at in start..<lines.count {
            if filled == 0, at - start > mostLines { break }
            if lines[at].isEmpty {
                isApart = true
                continue
            }
            guard let cells = cells(lines[at], starts) else { break }
            let number = cells.count { !$0.isEmpty }
            // A row begins with its number, below a gap, or where most cells begin anew.
            let isNumber = !cells[0].isEmpty && cells[0].utf8.count <= 6 && cells[0].contains(where: \.isNumber)
            let isNew = isNumber || isApart && !cells[0].isEmpty || number > before && number * 5 >= count * 3
            if at == start || isNew {
                rows.append(cells)
                if at > start, number > 1 { filled += 1 }
            } else {
                for (place, cell) in cells.enumerated() where !cell.isEmpty {
                    rows[rows.count - 1][place] += (rows[rows.count - 1][place].isEmpty ? "" : " ") + cell
                }
            }
            (isApart, before, next) = (false, number, at + 1)
        }
        return filled > 0 ? (rows.map { $0.joined(separator: "\t") }, next) : nil
    }

    /// The pieces of a line by the columns in which they begin; nil where one of them crosses into another that is not empty or begins
    /// left of all.
    private static func cells(_ line: [Piece], _ starts: [Int]) -> [String]? {
        var cells = [String](repeating: "", count: starts.count)
        for piece in line {
            guard let column = starts.lastIndex(where: { $0 <= piece.start + 1 }) else { return nil }
            if column + 1 < starts.count, piece.end > starts[column + 1] + 1 { return nil }
            cells[column] += (cells[column].isEmpty ? "" : " ") + piece.text
        }
        return cells
    }
}
