import Postgres

/// What was spent of a young person's budget, for reading.
enum BudgetSection {
    private struct Line: RowDecodable {
        let category, words: String
        let pence: Int
        let spentOn: Day?

        init(row: Row) throws(PostgresError) {
            category = try row["category"]
            words = try row["words"]
            pence = try row["amount"]
            spentOn = try row["spent_on"]
        }
    }

    static let section: @Sendable (YoungPerson, Visit) throws -> CaseSection = { person, visit in
        let (lines, cap) = try visit.db.all(
            Query<[Line]>.list(
                """
                SELECT b.category, b.words, b.amount, b.spent_on FROM budget_lines b
                 WHERE b.young_person_id = \(person.id) ORDER BY b.spent_on DESC NULLS FIRST, b.id DESC LIMIT 50
                """),
            Query<Int?>.value(
                """
                SELECT coalesce((SELECT b.cap FROM budgets b WHERE b.young_person_id = \(person.id)),
                                (SELECT s.budget_cap FROM brokerage_settings s))
                """))
        let columns: [ListColumn<Line>] = [
            ListColumn("What") { .text($0.words) }, ListColumn("Kind") { .text($0.category.sentenceCase) },
            ListColumn("Spent") { .day($0.spentOn, absent: "Planned") },
            ListColumn("Amount") { .text(pounds($0.pence)) },
        ]
        let total: Int? = try visit.db.value(
            "SELECT coalesce(sum(b.amount), 0)::integer FROM budget_lines b WHERE b.young_person_id = \(person.id)")
        let left = (cap ?? 0) - (total ?? 0)
        return CaseSection(
            id: "budget", fact: left < 0 ? "\(pounds(-left)) over" : "\(pounds(left)) left of \(pounds(cap ?? 0))",
            isLate: left < 0,
            part: RegisterPart(
                heading: "Budget",
                table: lines.isEmpty ? nil : Table("What it went on", of: lines, columns, for: visit),
                nothing: "Nothing is spent or planned yet.",
                add: visit.caseLink("Add a line", person, "/budget/lines/new", .changeBudgets),
                all: visit.caseLink("The whole budget", person, "/budget")))
    }

    /// "£412.50"
    private static func pounds(_ pence: Int) -> String {
        let rest = pence % 100
        return "£\((pence / 100).formatted()).\(rest < 10 ? "0" : "")\(rest)"
    }
}
