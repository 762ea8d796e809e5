import Postgres

/// A group that a young person is or was in, with its days.
struct Cohort: RecordRow {
    /// As the record keeps it, for filters and counts.
    enum Kind: String, Choice {
        case lookedAfter = "looked_after", careLeaver = "care_leaver", send, neet, youthJustice = "youth_justice"
        case disability, vulnerableAdult = "vulnerable_adult"

        var label: String {
            switch self {
            case .lookedAfter: "Looked after"
            case .careLeaver: "Care leaver"
            case .send: "SEND"
            case .neet: "NEET"
            case .youthJustice: "Youth justice"
            case .disability: "Disability or health condition"
            case .vulnerableAdult: "Vulnerable adult"
            }
        }
    }

    /// As it is chosen: a care leaver by eligibility (Children Act 1989, sections 23A to 24), SEND with or without an education,
    /// health and care plan.
    enum Group: String, Choice {
        case lookedAfter, eligible, relevant, formerRelevant, qualifying, careLeaver, withPlan, withoutPlan, neet
        case youthJustice, disability, vulnerableAdult

        var label: String {
            switch self {
            case .lookedAfter: "Looked after"
            case .eligible: "Care leaver, eligible"
            case .relevant: "Care leaver, relevant"
            case .formerRelevant: "Care leaver, former relevant"
            case .qualifying: "Care leaver, qualifying"
            case .careLeaver: "Care leaver, eligibility not known"
            case .withPlan: "SEND with an EHC plan"
            case .withoutPlan: "SEND without an EHC plan"
            case .neet: "NEET"
            case .youthJustice: "Youth justice"
            case .disability: "Disability or health condition"
            case .vulnerableAdult: "Vulnerable adult"
            }
        }

        /// As it is kept.
        var kept: (kind: Kind, eligibility: String, hasPlan: Bool) {
            switch self {
            case .lookedAfter: (.lookedAfter, "", false)
            case .eligible: (.careLeaver, "eligible", false)
            case .relevant: (.careLeaver, "relevant", false)
            case .formerRelevant: (.careLeaver, "former_relevant", false)
            case .qualifying: (.careLeaver, "qualifying", false)
            case .careLeaver: (.careLeaver, "", false)
            case .withPlan: (.send, "", true)
            case .withoutPlan: (.send, "", false)
            case .neet: (.neet, "", false)
            case .youthJustice: (.youthJustice, "", false)
            case .disability: (.disability, "", false)
            case .vulnerableAdult: (.vulnerableAdult, "", false)
            }
        }
    }

    var id = ID<Cohort>(0)
    var group: Group?
    var began: Day?, ended: Day?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        began = try row["began_on"]
        ended = try row["ended_on"]
        let kind: Kind = try row["cohort"], eligibility: String = try row["eligibility"]
        let hasPlan: Bool = try row["has_plan"]
        group = Group.allCases.first { $0.kept == (kind, eligibility, hasPlan) }
    }

    /// "Care leaver, former relevant, since 14 February 2025"
    var inWords: String {
        let days =
            switch (began, ended) {
            case (let began?, let ended?): ", \(began.longText) to \(ended.longText)"
            case (let began?, nil): ", since \(began.longText)"
            case (nil, let ended?): ", to \(ended.longText)"
            case (nil, nil): ""
            }
        return (group?.label ?? "") + days
    }

    func isNow(_ today: Day) -> Bool { ended.map { $0 > today } ?? true }

    static let table: StaticString = "cohorts"
    static let words = RecordWords(one: "group", many: "groups")
    static let owner: StaticString = "young_person_id"
    static let order: SQL = "x.ended_on IS NOT NULL, x.began_on NULLS FIRST, x.id"
    static let select: SQL =
        "SELECT x.id, x.cohort, x.eligibility, x.has_plan, x.began_on, x.ended_on FROM cohorts AS x"

    static func all(of person: YoungPerson.ID) -> Query<[Cohort]> {
        .list("\(select) WHERE x.young_person_id = \(person) ORDER BY \(order)")
    }

    private static let groupMeant = meaning(among: Group.options)

    private static let groupField = asked.offering(offered)
    private static let offered = [(value: "", text: "Choose a group")] + Group.options

    private static let asked = Field<Cohort>(
        name: "group", label: "Group", columns: ["cohort", "eligibility", "has_plan"],
        question: { form, _ in .select(form.select("group", "Group", offered)) },
        read: { check, cohort, _ in cohort.group = check.choice("group", or: "Choose the group") },
        fill: { $1["group"] = $0.group?.rawValue ?? "" },
        bind: { cohort in
            let kept = (cohort.group ?? .neet).kept
            return ["\(kept.kind)", "\(kept.eligibility)", "\(kept.hasPlan)"]
        },
        cell: { .text($0.group?.label ?? "") }, accept: { $1["group"] = groupMeant($0) })

    static let fields: [Field<Cohort>] = [
        groupField,
        .day(\.began, "began", "began_on", "Since", hint: "Leave empty if it is not known."),
        .day(\.ended, "ended", "ended_on", "Until", hint: "Leave empty while it goes on."),
    ]

    static func check(_ cohort: inout Cohort, _ check: inout Check, _ context: FormContext<Cohort>) {
        if let began = cohort.began, began > context.today {
            check.mistake("began", "Enter today or an earlier day, or leave it empty")
        }
        if let began = cohort.began, let ended = cohort.ended, ended < began {
            check.mistake("ended", "Enter a day that is not before \(began.longText), when it began")
        }
    }
}
