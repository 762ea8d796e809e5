import Postgres

/// One sending of the grid: every row that was touched is kept as a draft, and what is ready is submitted if that was asked.
/// No row waits for another: one with mistakes keeps what was typed, and the others are saved.
struct GridSaving {
    /// Which button was pressed.
    enum Deed: Equatable {
        case save, submit
        case row(Recommendation.ID)
        /// Begins a row's evidence with what was said last time.
        case carry(Recommendation.ID)

        init(_ sent: String) {
            let parts = sent.split(separator: "-", maxSplits: 1).map(String.init)
            switch (parts.first, parts.last.flatMap { Recommendation.ID($0) }) {
            case ("row", let id?): self = .row(id)
            case ("carry", let id?): self = .carry(id)
            default: self = sent == "submit" ? .submit : .save
            }
        }
    }

    let deed: Deed
    private(set) var drafts = 0
    private(set) var submitted = 0
    var left: [Recommendation.ID: GridRowLeft] = [:]

    init(_ deed: Deed) { self.deed = deed }

    mutating func take(_ row: GridRow, for visit: Visit) throws {
        let sent = visit.form.part(row.prefix)
        // A row that the page did not show yet was not sent.
        guard sent.has("was") else { return }
        var typed = row.typed(sent)
        if deed == .carry(row.id) { typed["evidence"] = Self.carried(row, typed["evidence"]) }
        let mark = GridRow.mark(typed)
        let isBlank = row.kept == nil && GridRow.isBlank(typed)
        let isTouched = mark != sent["was"] && mark != GridRow.mark(row.begun) && !isBlank
        let isSeen = sent["version"] == row.version
        if isTouched, !isSeen {
            left[row.id] = GridRowLeft(typed: typed, isStale: true)
            return
        }
        guard row.isOpen, isTouched || row.kept != nil else { return }
        var problem: GridRowLeft?
        if deed == .submit {
            guard isSeen || isTouched else { return readFirst(row) }
            problem = try keep(row, typed, submits: true, visit)
            if problem == nil { return }
        }
        if isTouched { problem = try keep(row, typed, submits: false, visit) ?? problem }
        left[row.id] = problem
    }

    /// Nil when it is done.
    private mutating func keep(_ row: GridRow, _ typed: Fields, submits: Bool, _ visit: Visit) throws -> GridRowLeft? {
        switch try row.subject.keep(typed, as: row.kept, submits: submits, for: visit) {
        case .done:
            if submits { submitted += 1 } else { drafts += 1 }
            return nil
        case .refused(let mistakes): return GridRowLeft(typed: typed, mistakes: mistakes)
        case .disagrees(let words): return GridRowLeft(typed: typed, disagreement: words)
        case .taken, .stale: return GridRowLeft(typed: typed, isStale: true)
        }
    }

    /// Nobody submits what they have not seen.
    private mutating func readFirst(_ row: GridRow) {
        left[row.id] = GridRowLeft(
            typed: row.begun,
            mistakes: Mistakes("evidence", "Read what somebody else changed here meanwhile, then submit again"))
    }

    /// Last time's evidence before what is typed already.
    private static func carried(_ row: GridRow, _ typed: String) -> String {
        [row.last?.evidence ?? "", typed].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// "3 updates submitted, 2 drafts saved"; nil when nothing was done.
    var done: String? {
        let parts = [
            countedIfAny(submitted, "update submitted", "updates submitted"),
            countedIfAny(drafts, "draft saved", "drafts saved"),
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: ", ").sentenceCase + "."
    }
}
