import HTTP
import Mustache

/// What stands above the board and above its table: the finding, counts that are filters, filters, movement.
struct BoardTop: Sendable {
    let heading, note: String
    let views: [BoardLink]
    let counts: [BoardLink]
    let fields: [FilterField]
    let filterAction: String
    /// "2 set"
    let filterCount: String?
    let filtersSet: FiltersSet?
    let movement: BoardMovement?
    let sheetLink: String
    let referralLink: String?
    let unplaced: Link?

    init(
        _ search: BoardSearch, _ counts: [BoardCounts], unplaced: Int, since: Day?, movement: [StageMovement]?,
        for visit: Visit
    ) {
        func sum(_ part: KeyPath<BoardCounts, Int>) -> Int { counts.reduce(0) { $0 + $1[keyPath: part] } }
        let list = search.list, all = sum(\.all), flagged = sum(\.flagged), set = list.filterSet
        heading = Self.heading(flagged: flagged, of: all)
        note =
            visit.today.longText
            + (set.inForce == nil ? "" : " · \(sum(\.shown).formatted()) of \(all.formatted()) shown")
        let isBoard = list.address.path == visit.link(Paths.board)
        func view(_ label: String, _ path: String, _ isCurrent: Bool) -> BoardLink {
            BoardLink(
                label: label, number: nil, link: list.address.at(visit.link(path)).setting("sort", nil).link,
                isCurrent: isCurrent)
        }
        views = [view("Board", Paths.board, isBoard), view("Table", Paths.boardTable, !isBoard)]
        let clear = ListAddress(path: list.address.path, query: .init())
        let asked = list.address.query.pairs.filter { $0.name != "sort" && $0.name != "page" }
        func count(_ label: String, _ number: Int, _ name: String? = nil, _ value: String = "") -> BoardLink {
            let isCurrent =
                name.map { asked.count == 1 && asked[0].name == $0 && asked[0].value == value } ?? asked.isEmpty
            return BoardLink(
                label: label, number: number.formatted(),
                link: name.map { clear.setting($0, value).link } ?? clear.link,
                isCurrent: isCurrent)
        }
        func flag(_ kind: BoardFlag.Kind, _ number: Int) -> BoardLink {
            count(kind.label, number, "flag", kind.rawValue)
        }
        self.counts = [
            count("All", all), count("Mine", sum(\.mine), "worker", "me"), flag(.any, flagged),
            flag(.review, sum(\.review)),
            flag(.contact, sum(\.contact)), flag(.time, sum(\.time)),
        ]
        (fields, filterAction) = (set.form.fields, set.form.action)
        (filterCount, filtersSet) = (set.form.count, set.inForce)
        self.movement = isBoard ? BoardMovement(search, movement, since: since, for: visit) : nil
        sheetLink = visit.link(Paths.boardSheet)
        referralLink = visit.can(.changeReferrals) ? visit.link(Paths.referrals + "/new") : nil
        self.unplaced =
            unplaced == 0
            ? nil
            : Link(
                label: "\(counted(unplaced, "open case", "open cases")) in no stage: nobody has recorded a referral"
                    .sentenceCase,
                link: visit.link("/young-people"))
    }

    private static func heading(flagged: Int, of all: Int) -> String {
        if all == 0 { return "No open cases" }
        if flagged == 0 { return "\(counted(all, "case", "cases").sentenceCase), and nothing is late" }
        return
            "\(flagged.formatted()) of \(all.formatted()) \(all == 1 ? "case" : "cases") \(flagged == 1 ? "needs" : "need") a look"
    }
}

/// Words that lead somewhere, with how many are there.
struct BoardLink: Sendable {
    let label: String
    let number: String?
    let link: String
    let isCurrent: Bool
}

/// How the stages changed since a day.
struct BoardMovement: Sendable {
    let action: String
    let day: DayBox
    let isOpen: Bool
    let table: DataTable?
    let sheetLink: String

    init(_ search: BoardSearch, _ movement: [StageMovement]?, since: Day?, for visit: Visit) {
        let typed = visit.query("since"), quarter = Quarter(of: visit.today).first
        action = visit.link(Paths.board)
        day = DayBox(
            id: "since", name: "since", label: "Since",
            error: !typed.isEmpty && since == nil ? "Enter a day that has been, like 1 Sep" : nil,
            value: typed.isEmpty ? quarter.longText : typed)
        isOpen = !typed.isEmpty
        if let movement, let since {
            table = MovementTable(movement, search.stages, from: since, to: visit.today).table
        } else {
            table = nil
        }
        sheetLink =
            visit.link(Paths.boardSheet) + "?from=\((since ?? quarter).isoText)&to=\(visit.today.isoText)"
    }
}

/// Three months from January, April, July or October.
struct Quarter {
    let first: Day

    init(of day: Day) { first = Day(year: day.year, month: (day.month - 1) / 3 * 3 + 1, day: 1) ?? day }
}
