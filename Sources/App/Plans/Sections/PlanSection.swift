import PlanReader
import Postgres

/// A part of the paper that a plan came from, kept as text: the head of the report, its summary, its implications.
package struct PlanSection: Record {
    package typealias ID = Postgres.ID<PlanSection>

    package var id = ID(0), version = 0
    package var heading = "", words = ""

    package init() {}

    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        heading = try row["heading"]
        words = try row["words"]
    }

    var name: String { heading.isEmpty ? Excerpt.start(words, 90) ?? words : heading }

    var mention: String { "this section" }

    static let table: StaticString = "plan_sections"
    static let words = RecordWords(one: "section", many: "sections")
    static let select: SQL = "SELECT x.id, x.version, x.heading, x.words FROM plan_sections AS x"
    static let order: SQL = "x.position, x.id"

    /// In the order of the paper.
    package static func all(of plan: Plan.ID) -> Query<[PlanSection]> {
        .list("\(select) WHERE x.plan_id = \(plan) ORDER BY \(order)")
    }

    static let fields: [Field<PlanSection>] = [
        .text(\.heading, "heading", "heading", "Heading", PlanLimit.sectionHeading.range),
        .area(
            \.words, "words", "words", "Text", PlanLimit.section.range,
            hint: "Needed unless the section is a heading only.", rows: 14
        ).neededAtTimes(),
    ]

    static func check(_ section: inout PlanSection, _ check: inout Check, _ context: FormContext<PlanSection>) {
        if section.heading.isEmpty, section.words.isEmpty {
            check.mistake("words", "Enter the text, or remove the section")
        }
    }

    /// At the end of the plan's sections.
    static func given(at home: Home) -> [(column: StaticString, value: SQL)] { [home.lastPosition(in: from)] }

    static let register = Register<PlanSection>(
        "/plans/:plan/sections", see: .seePlans, change: .changePlans, title: "From the paper",
        empty: EmptyState(heading: "No sections", text: "What a paper says besides its recommendations is kept here.")
    ) {
        $0.hasList = false
        $0.home = { try Plan.home($0, "sections") }
        $0.formLead = { _ in "Kept with the plan as text, under “From the paper”." }
        $0.naming = "coalesce(nullif(x.heading, ''), left(x.words, 90))"
        $0.auditGroup = AuditedTable.planGroup
        $0.removal = { section, _, _ in
            RemovalTerms(things: ["“\(section.name)”, with its text"])
        }
    }
}

extension Paths {
    static func sections(_ plan: Plan.ID) -> String { Self.plan(plan) + "/sections" }
    static func section(_ section: PlanSection.ID, _ plan: Plan.ID) -> String { sections(plan) + "/\(section)" }
}
