import HTTP
import Mustache
import Postgres

/// What can be done with a card at once.
struct BoardMoves {
    /// The case that was just moved by the person asking, and can be taken back.
    let moved: ID<YoungPerson>?
    private let search: BoardSearch
    private let isAllowed: Bool
    /// Beyond these a page of its own offers all.
    private static let most = 4

    init(_ search: BoardSearch, moved: ID<YoungPerson>?, for visit: Visit) {
        (self.search, self.moved) = (search, moved)
        isAllowed = visit.can(.changeReferrals)
    }

    private func ahead(of item: BoardCase) -> [Stage] {
        let offered = search.stages.filter { !$0.isRetired }
        guard item.isUnderWay, let here = search.stages.first(where: { $0.id == item.stage }) else { return [] }
        return here.isRetired ? offered : offered.filter { $0.position > here.position }
    }

    func move(_ item: BoardCase, for visit: Visit) -> BoardMove? {
        guard isAllowed else { return nil }
        let own = visit.link(Paths.youngPerson(item.id)), board = Form([("board", search.kept)]).encoded()
        let buttons =
            item.isUnderWay
            ? ahead(of: item).prefix(Self.most).map { BoardButton(label: $0.words, value: "\($0.id)") }
            : [BoardButton(label: "Begin attempt \(item.attempt + 1)", value: "begin")]
        return BoardMove(
            name: item.called(for: visit), action: own + "/moves", seen: item.seen, board: search.kept,
            buttons: buttons,
            exit: item.isUnderWay ? Link(label: "Left early", link: own + "/early-exit?" + board) : nil,
            other: Link(label: item.isUnderWay ? "Another stage or day" : "Another day", link: own + "/move?" + board))
    }

    func taken(_ item: BoardCase, for visit: Visit) -> BoardMoved {
        let stage = search.stages.first { $0.id == item.stage }
        let kind = item.isUnderWay ? stage?.kind.placement : nil
        return BoardMoved(
            name: item.called(for: visit), action: visit.link(Paths.youngPerson(item.id, "/undo")), seen: item.seen,
            board: search.kept,
            next: visit.can(.changePlacements)
                ? kind.map {
                    Link(label: "Record the placement", link: visit.link(Paths.newPlacement(of: item.id, kind: $0)))
                } : nil)
    }
}

/// The form of a card.
struct BoardMove: Sendable {
    let name, action, seen, board: String
    let buttons: [BoardButton]
    let exit: Link?
    let other: Link
}

/// One of its buttons.
struct BoardButton: Sendable { let label, value: String }

/// What stands on a card that was just moved.
struct BoardMoved: Sendable {
    let name, action, seen, board: String
    let next: Link?
}
