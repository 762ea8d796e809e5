import Fixtures
import Testing
import Values

@testable import PlanReader

/// One plan, laid out in many ways, is read as the same plan.
struct SamePlanTests {
    private struct Row {
        var number, recommendation, action, lead, due, status: String
        var cells: [String] { [number, recommendation, action, lead, due, status] }
    }

    private static let names: [[String]] = [
        ["No", "Ref", "Rec No.", "Recommendation number", "Reference", "R No", "#"],
        [
            "Recommendation", "Panel recommendation", "Task Group Recommendation*", "Key recommendations",
            "Recommendation (as agreed)",
        ],
        ["Action", "Agreed action", "Actions required", "Proposed actions", "How will this be achieved"],
        ["Lead", "Lead Officer", "Responsible Officer/Team", "By whom", "Accountable director", "Action owner"],
        [
            "Timescale", "By when", "Target date for completion", "Expected completion date", "Deadline",
            "Revised timescale",
        ],
        ["Status", "RAG", "Current RAG", "Overall status", "Progress status"],
    ]

    private static func rows(_ chance: inout Chance) -> [Row] {
        let things = ["ponds", "newts", "frogs", "reeds", "boats", "jetties", "locks", "weirs"].shuffled(using: &chance)
        return things.prefix(Int.random(in: 2...8, using: &chance)).enumerated().map { index, thing in
            Row(
                number: String(index + 1), recommendation: "That the council look after \(thing) in every park.",
                action: "Ask each warden what the \(thing) need.",
                lead: ["Parks Team", "Water Team"].randomElement(using: &chance) ?? "",
                due: ["May 2027", "30 June 2027", "Ongoing", "31/03/2028"].randomElement(using: &chance) ?? "",
                status: ["On track", "Complete", "Delayed", "Not started"].randomElement(using: &chance) ?? "")
        }
    }

    private static func heads(_ chance: inout Chance) -> [String] {
        names.map { $0.randomElement(using: &chance) ?? $0[0] }
    }

    /// By number, so that the order of rows does not matter.
    private static func said(_ paper: String) throws -> [String] {
        try ImportedPaper.read(Array(paper.utf8), named: "", today: day(2026, 11, 29)).plan.recommendations.map { it in
            ([it.number, it.words]
                + it.actions.map {
                    "\($0.words) / \($0.leads.map(\.name)) / \($0.dueWords) \($0.due?.isoText ?? "-") / \($0.achievement)"
                }).joined(separator: " / ").split(whereSeparator: \.isWhitespace).joined(separator: " ")
        }.sorted()
    }

    private static func table(_ heads: [String], _ rows: [[String]], _ mark: String) -> String {
        ([heads] + rows).map { mark == "|" ? "| " + $0.joined(separator: " | ") + " |" : $0.joined(separator: mark) }
            .joined(separator: "\n") + "\n"
    }

    @Test func howeverItsRowsAndHeadingsStand() throws {
        var chance = Chance(seed: 0x5A3E)
        for _ in 0..<60 {
            let rows = Self.rows(&chance)
            let plain = try Self.said(Self.table(Self.names.map { $0[0] }, rows.map(\.cells), "\t"))
            #expect(plain.count == rows.count)
            let shuffled = rows.shuffled(using: &chance), order = Array(0..<6).shuffled(using: &chance)
            let heads = Self.heads(&chance), mark = ["\t", "|", ","].randomElement(using: &chance) ?? "\t"
            func ordered(_ cells: [String]) -> [String] { order.map { cells[$0] } }
            let paper = Self.table(ordered(heads), shuffled.map { ordered($0.cells) }, mark)
            #expect(try Self.said(paper) == plain, "\(paper)")
        }
    }

    @Test func whateverStandsAroundIt() throws {
        var chance = Chance(seed: 0xF02)
        for _ in 0..<40 {
            let rows = Self.rows(&chance), heads = Self.heads(&chance)
            let plain = try Self.said(Self.table(Self.names.map { $0[0] }, rows.map(\.cells), "\t"))
            var lines = [heads.joined(separator: "\t")]
            for (index, row) in rows.enumerated() {
                if index > 0, Bool.random(using: &chance) {
                    lines += [
                        ["Page \(index) of 9", "", "The plan of the parks", "Theme \(index): water\t\t\t\t\t"]
                            .randomElement(
                                using: &chance) ?? "", heads.joined(separator: "\t"),
                    ]
                }
                lines.append(row.cells.joined(separator: "\t"))
            }
            let paper =
                "The plan of the parks\n\nReport to: Parks Panel\n\n" + lines.joined(separator: "\n")
                + "\n\nKey\nThe colours are those of the council.\n"
            #expect(try Self.said(paper) == plain, "\(paper)")
        }
    }

    @Test func howeverItsCellsWereBroken() throws {
        var chance = Chance(seed: 0xB40)
        for _ in 0..<40 {
            let rows = Self.rows(&chance), heads = Self.names.map { $0[0] }
            let plain = try Self.said(Self.table(heads, rows.map(\.cells), "\t"))
            let lines = (heads + rows.flatMap(\.cells)).joined(separator: Bool.random(using: &chance) ? "\n" : "\n\n")
            #expect(try Self.said("Parks\n\n" + lines) == plain, "\(lines)")
            let broken = rows.map { row in
                var cells = row.cells
                cells[1] = cells[1].replacing(" in every", with: "\nin every")
                if Bool.random(using: &chance) { cells[2] = cells[2].replacing(" what the", with: "\nwhat the") }
                return cells
            }
            #expect(try Self.said("Parks\n\n" + Self.table(heads, broken, "\t")) == plain, "\(broken)")
            let form = rows.map { row in
                "Recommendation \(row.number): \(row.recommendation)\nAgreed action: \(row.action)\nLead officer: \(row.lead)\nTimescale: \(row.due)\nStatus: \(row.status)\n"
            }
            #expect(try Self.said("Parks\n\n" + form.joined(separator: "\n")) == plain)
        }
    }
}
