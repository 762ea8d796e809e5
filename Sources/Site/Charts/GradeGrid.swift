import Mustache

/// Every row's grade at each update: a mark where a grade was given, nothing where none was.
struct GradeGrid {
    struct Grade {
        let words: String
        let tone: Tone
    }
    struct Row {
        let label: String
        /// As many as there are periods, in their order.
        let grades: [Grade?]
    }

    let id, caption, subtitle, rowName: String
    /// Oldest first.
    let periods: [String]
    let rows: [Row]

    /// The drawing with the same grades, in words, as its table.
    var figure: Figure {
        Figure(
            id: id, caption: caption, subtitle: subtitle, svg: drawing, isWide: true,
            table: DataTable(
                caption: "Grade at each update",
                heads: [DataHead(label: rowName)] + periods.map { DataHead(label: $0) },
                rows: rows.map { row in
                    DataRow(head: row.label, cells: row.grades.map { DataCell(text: $0?.words ?? "No grade") })
                }))
    }

    private static let (width, left, pitch) = (720, 96, 30)

    /// The grades that occur, best first.
    private var key: [(tone: Tone, words: String)] {
        var found: [(tone: Tone, words: String)] = []
        for grade in rows.flatMap(\.grades).compactMap({ $0 }) where !found.contains(where: { $0.words == grade.words })
        {
            found.append((grade.tone, grade.words))
        }
        return found.sorted { ($0.tone.rank, $0.words) < ($1.tone.rank, $1.words) }
    }

    private var drawing: Markup {
        let key = ToneMark.key(key, width: Self.width)
        var content = key.markup
        let step = (Self.width - Self.left) / max(1, periods.count), top = key.rows * 24 + 40
        for (index, period) in periods.enumerated() {
            content =
                "\(content)<text x=\"\(middle(index, step))\" y=\"\(top - 14)\" text-anchor=\"middle\">\(period)</text>"
        }
        for (index, row) in rows.enumerated() {
            let y = top + index * Self.pitch + Self.pitch / 2
            content = """
                \(content)<path d="M0 \(y - Self.pitch / 2)H\(Self.width)" stroke="var(--rule)"/>\
                <text x="\(Self.left - 10)" y="\(y + 5)" text-anchor="end">\(row.label)</text>
                """
            for (column, grade) in row.grades.enumerated() {
                if let grade { content = "\(content)\(ToneMark.shape(grade.tone, x: middle(column, step), y: y))" }
            }
        }
        return ToneMark.drawing(id, name: name, width: Self.width, height: top + rows.count * Self.pitch + 2, content)
    }

    private func middle(_ column: Int, _ step: Int) -> Int { Self.left + column * step + step / 2 }

    private var name: String {
        let latest = rows.map { "\($0.label) \($0.grades.compactMap { $0 }.last?.words ?? "no grade")" }
        return "Grades at \(counted(periods.count, "update", "updates")). Latest: " + latest.joined(separator: ", ")
    }
}

extension Tone {
    /// Best first; what is not assessed comes last.
    var rank: Int { Tone.allCases.firstIndex(of: self) ?? 0 }
}
