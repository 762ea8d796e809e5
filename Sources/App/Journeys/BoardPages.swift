import HTTP
import Mustache
import Postgres

/// Every open case by stage, as a board and as a table.
enum BoardPages {
    static let routes: [Route] = [
        .get(Paths.board, .seeYoungPeople, board),
        .get(Paths.boardTable, .seeYoungPeople, table),
    ]

    private static func board(_ visit: Visit) throws -> Response {
        let search = try BoardSearch.asked(visit, at: Paths.board)
        let moved = ID<YoungPerson>(visit.query("moved")), unfolded = Stage.ID(visit.query("open"))
        let since = Day.read(typed: visit.query("since"), near: visit.today).flatMap { $0 <= visit.today ? $0 : nil }
        var batch = Batch()
        let asked = batch.ask(search.columns(moved: moved, unfolded: unfolded)),
            unplaced = batch.ask(BoardSearch.unplaced)
        let canUndo = moved.map { batch.ask(BoardSearch.canUndo($0)) }
        let movement = since.map { batch.ask(StageMovement.between($0, visit.today)) }
        let answer = try visit.db.all(batch), found = try answer(asked)
        let top = try BoardTop(
            search, found.counts, unplaced: answer(unplaced) ?? 0, since: since,
            movement: movement.map { try answer($0) }, for: visit)
        let moves = BoardMoves(
            search, moved: try canUndo.map { try answer($0) } == true ? moved : nil, for: visit)
        visit.noteLooks(at: found.cases.map(\.id), as: .list)
        let view = BoardPage(top, search, found.counts, found.cases, moves, for: visit)
        return try visit.page(view, title: "Board", filters: search.list.inWords)
    }

    private static func table(_ visit: Visit) throws -> Response {
        let search = try BoardSearch.asked(visit, at: Paths.boardTable)
        let asked = visit.query("page"), size = BoardSearch.perPage
        var (found, unplaced) = try visit.db.all(
            search.rows(from: Paging.offset(asked: asked, size: size)), BoardSearch.unplaced)
        let paging = Paging(asked: asked, count: found.counts.reduce(0) { $0 + $1.shown }, size: size)
        if found.cases.isEmpty, paging.count > 0 { found = try visit.db(search.rows(from: 0)) }
        visit.noteLooks(at: found.cases.map(\.id), as: .list)
        let top = BoardTop(search, found.counts, unplaced: unplaced ?? 0, since: nil, movement: nil, for: visit)
        return try visit.page(
            BoardTable(top, search, found.cases, paging, for: visit), title: "Board, as a table" + paging.titlePart,
            filters: search.list.inWords)
    }
}

/// The table of the same cases.
struct BoardTable: View {
    static let template = "journeys/table"
    let top: BoardTop
    let showing: String
    let table: Table?
    let pages: Pages?
    let empty: EmptyState?

    init(_ top: BoardTop, _ search: BoardSearch, _ rows: [BoardCase], _ paging: Paging, for visit: Visit) {
        self.top = top
        showing = paging.showing("open case", "open cases")
        table =
            rows.isEmpty
            ? nil
            : Table(
                "Open cases", of: rows, search.list.columns, heads: search.list.heads, style: "app-board-table",
                for: visit)
        pages = paging.pages(search.list.address)
        empty = rows.isEmpty ? BoardPage.empty(search, for: visit) : nil
    }
}
