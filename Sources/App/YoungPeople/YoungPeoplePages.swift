import HTTP
import Mustache

/// Young people and their cases: the list, the forms, and what moves a case; the page of one is Caseload's.
enum YoungPeoplePages: Feature {
    static let registers: [any AnyRegister] = [YoungPerson.register, CaseContact.register]
    static let places = [Place("Young people", Paths.youngPeople, .seeYoungPeople, rank: 30, in: .people)]
    static let routes: [Route] =
        [.post(Visit.namesPath, .seeYoungPeople) { $0.switchNames() }]
        + CaseMove.all.flatMap(\.routes) + CaseTeam.routes + QuickContact.routes + ReadyTap.routes
        + Merging.routes
    static let audited = [
        AuditedTable(of: Cohort.self, group: group) {
            $0.columns = [
                AuditedColumn("cohort", "Group", Cohort.Kind.self),
                AuditedColumn("eligibility", "Eligibility") {
                    $0.isEmpty ? nil : $0.replacing("_", with: " ").sentenceCase
                }, AuditedColumn("has_plan", "EHC plan") { ["true": "Yes", "false": "No"][$0] },
                AuditedColumn("began_on", "Since"),
                AuditedColumn("ended_on", "Until"),
            ]
            $0.said = ["cohort", "eligibility"]
        },
        AuditedTable(of: Wish.self, group: group),
        AuditedTable(
            "readiness", "Ready for work", group: group,
            [AuditedColumn("item", "What", Readiness.self), AuditedColumn("ready_on", "Since")]),
        AuditedTable(
            "case_team", "In the team of a restricted case", group: group,
            [AuditedColumn("person_id", "Who", references: "people")]
        ) { $0.subject = .other("person_id") },
    ]
    private static let group = "Young people"
}
