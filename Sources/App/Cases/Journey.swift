/// The journey of a young person: attempts and their stages, as one line over the days and as a table of the same days.
struct Journey {
    let attempts: [Attempt]
    let entries: [StageEntry]
    let today: Day

    init(_ attempts: [Attempt], _ entries: [StageEntry], on today: Day) {
        (self.attempts, self.entries, self.today) = (attempts, entries, today)
    }

    /// Nil before the first attempt.
    var figure: Figure? {
        guard !attempts.isEmpty else { return nil }
        return Figure(
            id: "journey", caption: caption,
            subtitle: "The stage reached, day by day. A dashed fall is an early exit, back to the first stage.",
            svg: entries.isEmpty ? nil : JourneyDrawing(self).svg, isWide: true, table: table)
    }

    /// The finding: where it stands and how it came there.
    private var caption: String {
        guard let last = attempts.last else { return "" }
        let exits = attempts.count(where: \.isExit)
        let before = exits == 0 ? "" : ", after \(counted(exits, "early exit", "early exits"))"
        if last.isExit {
            return "Left early on \(last.ended?.longText ?? ""): \(last.exitReason)"
        }
        guard let stage = entries.last(where: { $0.attempt == last.id }) else {
            return "Attempt \(last.number) since \(last.began.longText)" + before
        }
        if let ended = last.ended { return "\(stage.stage) until \(ended.longText)" + before }
        return "\(stage.stage) since \(stage.entered.longText)" + before
    }

    private var table: DataTable {
        let rows = attempts.flatMap { attempt in
            let own = entries.filter { $0.attempt == attempt.id }
            let stages = own.map { entry in
                DataRow(
                    head: entry.stage,
                    cells: [
                        DataCell(text: "Attempt \(attempt.number)"), DataCell(text: entry.entered.longText),
                        DataCell(text: entry.left?.longText ?? "now"), DataCell(text: entry.words),
                    ])
            }
            return stages + [ending(attempt)].compactMap(\.self)
        }
        return DataTable(
            caption: "Every stage, with its days",
            heads: ["Stage", "Attempt", "From", "To", "How it went"].map { DataHead(label: $0) }, rows: rows)
    }

    private func ending(_ attempt: Attempt) -> DataRow? {
        guard let ended = attempt.ended else { return nil }
        let head = attempt.isExit ? "Left early" : attempt.ending == "destination" ? "Reached a destination" : "Closed"
        let told = [
            attempt.exitReason, attempt.words,
            attempt.recontact.map { "to be spoken to again by \($0.longText)" } ?? "",
        ].filter { !$0.isEmpty }
        return DataRow(
            head: head,
            cells: [
                DataCell(text: "Attempt \(attempt.number)"), DataCell(text: ended.longText), DataCell(text: ""),
                DataCell(text: told.joined(separator: "; ").sentenceCase),
            ])
    }
}
