import Postgres

/// One sending of the grid: every row that was touched is kept as a draft.
/// No row waits for another: one with mistakes keeps what was typed, and the others are saved.
struct GridSaving {
    /// Which button was pressed.
    enum Deed: Equatable {
        case save
        /// Saves, and goes on to the page that submits.
        case check
        /// Begins a row's evidence with what was said last time.
        case carry(UpdatePlace)
        /// Takes back what was submitted a moment ago: one row's update, or all that nobody else opened.
        case takeBack(UpdatePlace?)

        init(_ sent: String) {
            let parts = sent.split(separator: "-", maxSplits: 1).map(String.init)
            switch (parts.first, parts.last.flatMap { UpdatePlace($0) }) {
            case ("carry", let place?): self = .carry(place)
            case ("back", let place?): self = .takeBack(place)
            default: self = sent == "back" ? .takeBack(nil) : sent == "check" ? .check : .save
            }
        }
    }

    let deed: Deed
    private(set) var drafts = 0
    /// How many updates were taken back.
    var taken = 0
    var left: [UpdatePlace: GridRowLeft] = [:]
    private(set) var readings = 0
    private(set) var leftReadings: [Measure.ID: GridReadingLeft] = [:]
    /// Nothing needs another look.
    var isClean: Bool { left.isEmpty && leftReadings.isEmpty }

    init(_ deed: Deed) { self.deed = deed }

    mutating func take(_ row: GridRow, for visit: Visit) throws {
        let sent = visit.form.part(row.prefix)
        // A row that the page did not show yet was not sent.
        guard sent.has("was") else { return }
        var typed = row.typed(sent)
        if deed == .carry(row.place) { typed["evidence"] = Self.carried(row, typed["evidence"]) }
        let mark = GridRow.mark(typed)
        let isBlank = row.kept == nil && row.isBlank(typed)
        guard mark != sent["was"], mark != GridRow.mark(row.begun), !isBlank else { return }
        guard row.isOpen, sent["version"] == row.version else {
            left[row.place] = GridRowLeft(typed: typed, isStale: true)
            return
        }
        if sent.isHeld {
            left[row.place] = GridRowLeft(typed: typed)
            return
        }
        switch try row.subject.keep(row.said(typed), as: row.kept, submits: false, for: visit) {
        case .done: drafts += 1
        case .refused(let mistakes): left[row.place] = GridRowLeft(typed: typed, mistakes: mistakes)
        case .disagrees, .taken, .stale: left[row.place] = GridRowLeft(typed: typed, isStale: true)
        }
    }

    mutating func take(_ reading: GridReading, for visit: Visit) throws {
        let sent = visit.form.part(reading.prefix)
        guard !sent["value"].isEmpty else { return }
        if sent.isHeld {
            leftReadings[reading.measure.id] = GridReadingLeft(typed: sent)
            return
        }
        do {
            if try reading.record(sent, for: visit) { readings += 1 }
        } catch let mistakes as Mistakes {
            leftReadings[reading.measure.id] = GridReadingLeft(typed: sent, mistakes: mistakes)
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
            countedIfAny(readings, "number is recorded", "numbers are recorded"),
            countedIfAny(taken, "update is a draft again", "updates are drafts again"),
        ].compactMap(\.self)
        return done.isEmpty ? nil : done.map { $0.sentenceCase + "." }.joined(separator: " ")
    }
}
