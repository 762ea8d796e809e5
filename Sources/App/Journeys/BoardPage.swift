import Mustache

/// The board: a column a stage, a card a case.
struct BoardPage: View {
    static let template = "journeys/board"
    let top: BoardTop
    let stages: [BoardStage]
    let empty: EmptyState?

    init(
        _ top: BoardTop, _ search: BoardSearch, _ counts: [BoardCounts], _ cases: [BoardCase], _ moves: BoardMoves,
        for visit: Visit
    ) {
        self.top = top
        let known = Dictionary(counts.map { ($0.stage, $0) }) { first, _ in first }
        let by = Dictionary(grouping: cases, by: \.stage)
        // A stage that is no longer used is shown while a case is in it.
        let shown = search.stages.filter { !$0.isRetired || known[$0.id] != nil }
        let isFiltered = search.list.filterSet.inForce != nil
        stages = shown.map { stage in
            BoardStage(stage, known[stage.id], by[stage.id] ?? [], search, moves, isFiltered: isFiltered, for: visit)
        }
        empty = counts.allSatisfy { $0.shown == 0 } ? Self.empty(search, for: visit) : nil
    }

    static func empty(_ search: BoardSearch, for visit: Visit) -> EmptyState {
        let set = search.list.filterSet
        if set.inForce != nil {
            return EmptyState(
                heading: "No case fits these filters", text: "Take one away, or clear them all.",
                next: Link(label: "Clear all filters", link: set.clearLink))
        }
        return EmptyState(
            heading: "No open cases", text: "A case comes to the board with its first referral.",
            next: visit.can(.changeReferrals)
                ? Link(label: "Record a referral", link: visit.link(Paths.referrals + "/new")) : nil)
    }
}

/// One column.
struct BoardStage: Sendable {
    let anchor, name, number, note: String
    let caption: String
    let cases: [BoardCard]
    let nobody: String?
    let more: Link?

    init(
        _ stage: Stage, _ counts: BoardCounts?, _ cases: [BoardCase], _ search: BoardSearch, _ moves: BoardMoves,
        isFiltered: Bool, for visit: Visit
    ) {
        let (all, shown) = (counts?.all ?? 0, counts?.shown ?? 0)
        anchor = "stage-\(stage.id)"
        name = stage.words
        number = isFiltered && shown != all ? "\(shown.formatted()) of \(all.formatted())" : all.formatted()
        let flagged = counts?.shownFlagged ?? 0
        let parts = [
            flagged == 0 ? nil : "\(flagged.formatted()) flagged",
            stage.usualWeeks.map { "usually \($0) \($0 == 1 ? "week" : "weeks")" },
            stage.isRetired ? "no longer used" : nil,
        ]
        note = parts.compactMap(\.self).joined(separator: " · ")
        caption = "\(stage.words): \(counted(shown, "open case", "open cases"))"
        self.cases = cases.map { BoardCard($0, moves, for: visit) }
        nobody = cases.isEmpty ? (all > 0 ? "Nobody whom the filters leave" : "Nobody") : nil
        let hidden = shown - cases.count, address = search.list.address
        if hidden <= 0 {
            more = nil
        } else if cases.count >= BoardSearch.mostUnfolded {
            more = Link(
                label: "All \(shown.formatted()) in the table",
                link: address.at(visit.link(Paths.boardTable)).setting("stage", "\(stage.id)").link)
        } else {
            more = Link(
                label: "Show \(min(hidden, BoardSearch.mostUnfolded - cases.count).formatted()) more",
                link: address.setting("open", "\(stage.id)").link + "#\(anchor)")
        }
    }
}

/// One case.
struct BoardCard: Sendable {
    let anchor, name, reference, time: String
    let link: String
    let worker: String
    /// "stop", "caution" or "plain"
    let look: String
    let flags: [Tag]
    let age: BoardAge?
    let move: BoardMove?
    let moved: BoardMoved?

    init(_ item: BoardCase, _ moves: BoardMoves, for visit: Visit) {
        anchor = "case-\(item.id)"
        (name, reference) = (item.called(for: visit), item.reference)
        time = item.time(on: visit.today)
        link = visit.link(Paths.youngPerson(item.id))
        worker = item.worker ?? "Nobody yet"
        flags = item.flags(on: visit.today)
        let isOver = item.isOver(visit.today)
        let isMoved = moves.moved == item.id
        look = isMoved ? "moved" : item.isLate ? "stop" : isOver ? "caution" : "plain"
        age = item.share(on: visit.today).map { BoardAge(share: "\($0)", look: isOver ? "over" : "within") }
        move = isMoved ? nil : moves.move(item, for: visit)
        moved = isMoved ? moves.taken(item, for: visit) : nil
    }
}

/// How much of the usual time has gone, from 0 to 100.
struct BoardAge: Sendable { let share, look: String }
