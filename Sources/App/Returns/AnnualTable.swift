import HTTP
import Mustache

/// The table of the six figures.
struct AnnualTable: Sendable {
    let caption: String
    /// What stands under work experience, and under apprenticeships.
    let experience, apprenticeships: [String]
    let groups: [Group]

    /// Rows under a heading of their own.
    struct Group: Sendable {
        let heading: String?
        let rows: [Row]
    }

    /// One part of the year.
    struct Row: Sendable {
        let name: String
        let isTotal: Bool
        /// What all of its numbers are where none tells more, then and now: a narrow screen says so once.
        let alike: String?
        let cells: [AnnualCell]

        init(_ name: String, isTotal: Bool, _ cells: [AnnualCell], isTold: Bool) {
            (self.name, self.isTotal, self.cells) = (name, isTotal, cells)
            let isAlike = cells.allSatisfy { $0.isLeast && $0.people.difference == nil }
            alike = !isAlike ? nil : !isTold ? "Nobody" : cells.count > 1 ? "5 or fewer in each" : "5 or fewer"
        }
    }

    init(_ sheet: AnnualSheet, for visit: Visit) {
        caption = "People in \(sheet.year.text.lowercasedFirst), by who offers the work"
        experience = AnnualFigure.columns.filter(\.isExperience).map(\.head)
        apprenticeships = AnnualFigure.columns.filter { !$0.isExperience }.map(\.head)
        func row(_ part: AnnualPart) -> Row {
            Row(
                part.label, isTotal: part.level == .all || part.side == .council && part.level == .side,
                AnnualFigure.columns.map { AnnualCell(sheet, part, $0, for: visit) }, isTold: sheet.isTold)
        }
        groups = [
            Group(heading: "From the council itself", rows: sheet.councilParts.map(row)),
            Group(heading: "From contractors, service providers and other employers", rows: sheet.otherParts.map(row)),
            Group(heading: nil, rows: [row(AnnualPart())]),
        ]
    }
}

/// One number with those of it that are of a group, each leading to its list for those who see young people.
struct AnnualCell: Sendable {
    /// The head of its column, for narrow screens.
    let label: String
    /// Nobody, or no more than what is not told apart from nobody.
    let isLeast: Bool
    let people: Number
    let subsets: [Number]

    /// What the records say now, and who they are where it is anybody.
    struct Difference: Sendable {
        let text: String
        let link: String?
    }

    /// A number, what it is of, and what the records say now where that is something else.
    struct Number: Sendable {
        let text: String
        let word: String?
        let link: String?
        /// Said only to those who hear the page: what the number is of.
        let about: String
        let difference: Difference?
    }

    init(_ sheet: AnnualSheet, _ part: AnnualPart, _ figure: AnnualFigure, for visit: Visit) {
        let number = sheet.figures[part, figure], now = sheet.now?[part, figure] ?? AnnualNumber()
        label = figure.label
        isLeast = number.people == 0
        people = Number(sheet, part, figure, nil, number.people, for: visit)
        subsets =
            number.people + now.people == 0
            ? [] : AnnualSubset.allCases.map { Number(sheet, part, figure, $0, number[$0], for: visit) }
    }
}

extension AnnualCell.Number {
    init(
        _ sheet: AnnualSheet, _ part: AnnualPart, _ figure: AnnualFigure, _ subset: AnnualSubset?, _ number: Int,
        for visit: Visit
    ) {
        func list(_ version: String) -> String {
            var form = Form([("kind", sheet.year.kind.rawValue), ("year", String(sheet.year.year.startYear))])
            form = Form(
                form.pairs + [("version", version), ("of", figure.rawValue)] + part.query
                    + (subset.map { [("subset", $0.rawValue)] } ?? []))
            return visit.link(Paths.annualReturn) + "/people?" + form.encoded()
        }
        text = sheet.words(number)
        word = subset?.word
        about = "\(part.label), \(figure.label.lowercasedFirst)"
        let version: String = if case .version(let version, _) = sheet.source { String(version.number) } else { "now" }
        link = sheet.isTold || number == 0 ? nil : list(version)
        let now = sheet.now.map { $0[part, figure] }.map { now in subset.map { now[$0] } ?? now.people }
        difference = sheet.difference(part, figure, subset).map { words in
            AnnualCell.Difference(text: words, link: now == 0 ? nil : list("now"))
        }
    }
}

/// Where those went whose apprenticeship ended.
struct AnnualDestinations: Sendable {
    let heading: String
    let nobody: String?
    let rows: [AnnualTable.Row]
    /// Those of which no number is told.
    let untold: String?

    init(_ sheet: AnnualSheet, for visit: Visit) {
        let all = sheet.figures[AnnualPart(), .apprenticeshipsEnded].people
        let told = sheet.destinations.filter { sheet.figures[$0, .apprenticeshipsEnded].people > 0 }
        let parts = sheet.isTold ? told : sheet.destinations
        let others = sheet.destinations.filter { !told.contains($0) }.map(\.label)
        untold = sheet.isTold && !others.isEmpty ? "5 or fewer each: \(others.joined(separator: ", "))." : nil
        heading =
            sheet.isTold
            ? "Where apprentices went"
            : all == 0
                ? "Where apprentices went"
                : "Where \(counted(all, "apprentice", "apprentices")) went whose apprenticeship ended"
        nobody =
            parts.isEmpty && !sheet.isTold
            ? "No apprenticeship ended in these days, among the cases that you may open." : nil
        rows =
            parts.isEmpty && !sheet.isTold
            ? []
            : (parts + [AnnualPart()]).map { part in
                AnnualTable.Row(
                    part.level == .all ? "All who ended" : part.label, isTotal: part.level == .all,
                    [AnnualCell(sheet, part, .apprenticeshipsEnded, for: visit)], isTold: sheet.isTold)
            }
    }
}
