/// The rows of a grid that may be submitted as they are kept, and what the others still need.
struct GridCheck {
    private(set) var ready: [Ready] = []
    private(set) var waiting: [(row: GridRow, needs: Mistakes)] = []
    /// Rows in which nothing is said yet.
    private(set) var blank: [GridRow] = []

    /// One that may go.
    struct Ready {
        let row: GridRow
        let update: Update
        /// Shown before it is submitted, and then beside its grade.
        let disagreement: String

        /// Which update as it was shown.
        var value: String { "\(update.id)-\(update.version)" }
        var confirmedName: String { "confirmed_\(update.id)" }

        /// As its form would be sent, by somebody who read the disagreement.
        var fields: Fields {
            var fields = row.begun
            fields["confirmed"] = disagreement
            return fields
        }
    }

    init(_ rows: [GridRow], today: Day) {
        for row in rows where row.isOpen {
            guard let update = row.kept else {
                blank.append(row)
                continue
            }
            let (needs, disagreement) = row.subject.readiness(of: update, today: today)
            if needs.isEmpty {
                ready.append(Ready(row: row, update: update, disagreement: disagreement))
            } else {
                waiting.append((row, needs))
            }
        }
    }
}
