import Postgres

/// One sending of the grid: every row that was touched is kept as a draft.
/// No row waits for another: one with mistakes keeps what was typed, and the others are saved.
struct GridSaving {
    /// Which button was pressed.
    enum Deed: Equatable {
        case save
        /// Saves, and goes on to the page that submits.
        case check
        case row(Recommendation.ID)
        /// Begins a row's evidence with what was said last time.
        case carry(Recommendation.ID)
        /// Takes back what was submitted a moment ago: one row's update, or all that nobody else opened.
        case takeBack(Recommendation.ID?)

        init(_ sent: String) {
            let parts = sent.split(separator: "-", maxSplits: 1).map(String.init)
            switch (parts.first, parts.last.flatMap { Recommendation.ID($0) }) {
            case ("row", let id?): self = .row(id)
            case ("carry", let id?): self = .carry(id)
            case ("back", let id?): self = .takeBack(id)
            default: self = sent == "back" ? .takeBack(nil) : sent == "check" ? .check : .save
            }
        }
    }

    let deed: Deed
    private(set) var drafts = 0
    /// How many updates were taken back.
    var taken = 0
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
        guard mark != sent["was"], mark != GridRow.mark(row.begun), !isBlank else { return }
        guard row.isOpen, sent["version"] == row.version else {
            left[row.id] = GridRowLeft(typed: typed, isStale: true)
            return
        }
        if sent.isHeld {
            left[row.id] = GridRowLeft(typed: typed)
            return
        }
        switch try row.subject.keep(typed, as: row.kept, submits: false, for: visit) {
        case .done: drafts += 1
        case .refused(let mistakes): left[row.id] = GridRowLeft(typed: typed, mistakes: mistakes)
        case .disagrees, .taken, .stale: left[row.id] = GridRowLeft(typed: typed, isStale: true)
        }
    }

    /// Last time's evidence before what is typed already.
    private static func carried(_ row: GridRow, _ typed: String) -> String {
        [row.last?.evidence ?? "", typed].filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    /// Why nothing was taken back, where that was asked for.
    var refusal: String? {
        guard case .takeBack = deed, taken == 0 else { return nil }
        return UpdateSteps.tooLate
    }

    /// "Two drafts saved. One update is a draft again."; nil when nothing was done.
    var done: String? {
        let done = [
            countedIfAny(drafts, "draft saved", "drafts saved"),
            countedIfAny(taken, "update is a draft again", "updates are drafts again"),
        ].compactMap(\.self)
        return done.isEmpty ? nil : done.map { $0.sentenceCase + "." }.joined(separator: " ")
    }
}
