import HTTP
import Mustache
import Postgres

/// The steering group's sheet for any period, to print.
enum SheetPages {
    static let routes: [Route] = [.get(Paths.boardSheet, .seeYoungPeople, show)]

    private static func show(_ visit: Visit) throws -> Response {
        let asked = SheetPeriod(visit), (from, to) = (asked.from, asked.to)
        let sheet = try Sheet(from: from, to: to, in: visit.db)
        return try visit.page(
            SheetPage(sheet, asked, for: visit), title: "Steering group’s sheet",
            back: Link(label: "Board", link: visit.link(Paths.board)),
            filters: "\(from.longText) to \(to.longText)")
    }
}

/// The days that an address asks for; this quarter where it asks for none that can be.
struct SheetPeriod {
    let from, to: Day
    let boxes: [DayBox]

    init(_ visit: Visit) {
        func read(_ name: String) -> (typed: String, day: Day?) {
            let typed = visit.query(name)
            return (typed, typed.isEmpty ? nil : Day.read(typed: typed, near: visit.today))
        }
        let (first, last) = (read("from"), read("to"))
        let to = last.day.map { min($0, visit.today) } ?? visit.today
        let from = first.day ?? Quarter(of: to).first
        (self.from, self.to) = (min(from, to), to)
        func wrong(_ asked: (typed: String, day: Day?)) -> String? {
            if !asked.typed.isEmpty, asked.day == nil { return "Enter a day, like 1 Sep or 1/9/26" }
            if let day = asked.day, day > visit.today { return "Enter today or an earlier day" }
            return nil
        }
        let order = from > to ? "Enter a day that is not after the last one" : nil
        boxes = [
            DayBox(
                id: "from", name: "from", label: "From", error: wrong(first) ?? order,
                value: first.typed.isEmpty ? from.longText : Self.said(first)),
            DayBox(
                id: "to", name: "to", label: "To", error: wrong(last),
                value: last.typed.isEmpty ? to.longText : Self.said(last)),
        ]
    }

    private static func said(_ asked: (typed: String, day: Day?)) -> String { asked.day?.longText ?? asked.typed }
}

/// One part of the sheet.
struct SheetPart: Sendable {
    let heading: String
    let note: String?
    let table: DataTable?
}

/// The sheet.
struct SheetPage: View {
    static let template = "journeys/sheet"
    let head: PageHead
    let action: String
    let boxes: [DayBox]
    let parts: [SheetPart]
    let foot: String

    init(_ sheet: Sheet, _ period: SheetPeriod, for visit: Visit) {
        head = PageHead(
            heading: "Steering group’s sheet",
            lead: "\(sheet.from.longText) to \(sheet.to.longText), in counts. No names.")
        action = visit.link(Paths.boardSheet)
        boxes = period.boxes
        parts = [
            Self.journeys(sheet), Self.exits(sheet), Self.referrals(sheet), Self.placements(sheet),
            Self.standing(sheet), Self.reviews(sheet, visit.today),
        ]
        foot =
            "Counted are the cases that \(visit.visitor?.name ?? "you") may open: a restricted case of another team is in none of these numbers. Small numbers can tell who somebody is: keep this sheet within the steering group."
    }

    private static func table(_ caption: String, _ heads: [String], _ rows: [(String, [Int])]) -> DataTable {
        DataTable(
            caption: caption, heads: heads.enumerated().map { DataHead(label: $1, isNumber: $0 > 0) },
            rows: rows.map { row in
                DataRow(head: row.0, cells: row.1.map { DataCell(text: $0.formatted(), isNumber: true) })
            })
    }

    private static func journeys(_ sheet: Sheet) -> SheetPart {
        let movement = MovementTable(sheet.movement, sheet.stages, from: sheet.from, to: sheet.to)
        return SheetPart(
            heading: "Cases by stage", note: movement.rows.isEmpty ? "No case was open in this period." : nil,
            table: movement.rows.isEmpty ? nil : movement.table)
    }

    private static func exits(_ sheet: Sheet) -> SheetPart {
        let all = sheet.exits.reduce(0) { $0 + $1.count }
        let rows = sheet.exits.sorted { ($1.count, $0.kind) < ($0.count, $1.kind) }.map {
            (ExitReason(rawValue: $0.kind)?.label ?? $0.kind, [$0.count])
        }
        return SheetPart(
            heading: "Early exits", note: all == 0 ? "Nobody left early in this period." : nil,
            table: all == 0
                ? nil
                : table(
                    "\(counted(all, "early exit", "early exits").sentenceCase) by reason", ["Reason", "Early exits"],
                    rows))
    }

    private static func referrals(_ sheet: Sheet) -> SheetPart {
        guard let referrals = sheet.referrals else { return SheetPart(heading: "Referrals", note: nil, table: nil) }
        let decided = sheet.decisions.reduce(0) { $0 + $1.count }
        let rows = Referral.Decision.allCases.compactMap { decision -> (String, [Int])? in
            sheet.decisions.first { $0.kind == decision.rawValue }.map { (decision.label, [$0.count]) }
        }
        let open =
            referrals.open == 0
            ? "No referral waited for a decision on \(sheet.to.longText)."
            : "\(counted(referrals.open, "referral", "referrals").sentenceCase) waited for a decision on \(sheet.to.longText)"
                + (referrals.late == 0 ? "." : ", \(counted(referrals.late)) of them late.")
        return SheetPart(
            heading: "Referrals and decisions",
            note: "\(counted(referrals.received, "referral", "referrals").sentenceCase) came in. \(open)",
            table: decided == 0
                ? nil
                : table(
                    "\(counted(decided, "decision", "decisions").sentenceCase) made", ["Decision", "Referrals"], rows))
    }

    private static func placements(_ sheet: Sheet) -> SheetPart {
        let rows = sheet.placements.filter { $0.started + $0.ended > 0 }.sorted { $0.started > $1.started }
        func sum(_ part: KeyPath<Sheet.PlacementCounts, Int>) -> Int { rows.reduce(0) { $0 + $1[keyPath: part] } }
        let words = rows.map { ($0.kind.replacing("_", with: " ").sentenceCase, [$0.started, $0.ended, $0.early]) }
        return SheetPart(
            heading: "Placements", note: rows.isEmpty ? "No placement started or ended in this period." : nil,
            table: rows.isEmpty
                ? nil
                : table(
                    "\(sum(\.started).formatted()) started, \(sum(\.ended).formatted()) ended",
                    ["Kind", "Started", "Ended", "Of these early"],
                    words + [("All", [sum(\.started), sum(\.ended), sum(\.early)])]))
    }

    private static func standing(_ sheet: Sheet) -> SheetPart {
        SheetPart(
            heading: "Placements as they stood on \(sheet.to.longText)",
            note: sheet.standing.isEmpty
                ? "No placement had begun or was awaited by then."
                : "All placements up to that day; each young person counts once in a row. Awaited are those of attempts that had begun by then, whenever they were recorded.",
            table: sheet.standing.isEmpty
                ? nil
                : table(
                    "Placements by kind and by who offers them", PlacementStanding.heads,
                    sheet.standing.map { ($0.label, $0.counts) }))
    }

    private static func reviews(_ sheet: Sheet, _ today: Day) -> SheetPart {
        let reviews = sheet.reviews
        let held = counted(reviews?.held ?? 0, "review was", "reviews were").sentenceCase
        let overdue = reviews?.overdue ?? 0
        return SheetPart(
            heading: "Reviews",
            note:
                "\(held) held in this period. On \(today.longText), \(overdue == 0 ? "none is" : counted(overdue, "review is", "reviews are")) overdue, of \(counted(reviews?.due ?? 0, "open case that has", "open cases that have")) a review to come.",
            table: nil)
    }
}
