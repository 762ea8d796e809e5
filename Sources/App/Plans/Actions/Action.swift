import PlanReader
import Postgres

/// What is to be done about a recommendation, by whom, with its three separate axes (X.01).
package struct Action: Record {
    package typealias ID = Postgres.ID<Action>

    /// Whether something is owed to scrutiny (000.09, 000.10).
    package typealias ReportDuty = PlanFile.Action.ReportDuty

    /// Whether it can be counted; what cannot be recorded is never zero (000.15).
    package typealias Recordability = PlanFile.Action.Recordability

    package var id = ID(0), version = 0
    package var planID = Plan.ID(0)
    package var recommendationID = Recommendation.ID(0)
    package var position = 0
    /// As printed: "HR", "Procurement"; not the lead (000.05).
    package var workstream = ""
    package var words = "", successMeasure = ""
    package var due: ApproximateDay?
    /// As printed, when it says more than a date.
    package var dueWords = ""
    package var assessmentID: Assessment.ID?
    package var assessmentWords: String?
    package var tone = Tone.notAssessed
    package var reportDuty = ReportDuty.none
    package var reportWords = ""
    package var report: ApproximateDay?
    package var reportEveryMonths: Int?
    /// The meeting that it is owed to, by name.
    package var reportMeetingID: Meeting.ID?
    package var reportMeeting: String?
    package var recordability = Recordability.counted
    package var recordabilityWords = ""
    package var nextReportOn: Day?
    /// Of a recurring duty: how many reports were owed before today, and the days of the next four from today on.
    package var reportsOwed = 0
    package var comingReports: [Day] = []
    /// The names of its leads in the order of the paper, and their numbers.
    package var leads: [String] = []
    package var leadIDs: [Lead.ID] = []
    /// Whether its form named leads that the council did not have.
    var namesNewLeads = false

    package init() {}

    var name: String { "Action \(position)" }
    var mention: String { "this action" }

    /// Level and instruction are two facts, side by side; where there is neither, that is said.
    var tags: [Tag] { statusTags.isEmpty ? [.notAssessed] : statusTags }

    var statusTags: [Tag] {
        var tags: [Tag] = []
        if let assessmentWords { tags.append(Tag(tone: tone.look, text: assessmentWords)) }
        if reportDuty != .none { tags.append(Tag(tone: reportDuty == .once ? "flag" : "idle", text: reportText)) }
        if recordability == .cannot { tags.append(Tag(tone: "idle", text: "Cannot be recorded")) }
        return tags
    }

    /// The duty to report as printed, or in our words.
    var reportText: String { reportDuty.text(reportWords, everyMonths: reportEveryMonths) }
}

extension Tag {
    static let notAssessed = Tag(tone: "idle", text: "Not assessed")
}

extension Action.ReportDuty {
    /// As printed, or in our words; empty where nothing is owed.
    func text(_ printed: String, everyMonths months: Int?) -> String {
        switch self {
        case .none: ""
        case _ where !printed.isEmpty: printed
        case .once: "Report back to Scrutiny"
        case .recurring: Self.cycle(months)
        }
    }

    static func cycle(_ months: Int?) -> String {
        switch months {
        case 12: "Reported annually"
        case 6: "Reported six-monthly"
        case 3: "Reported quarterly"
        case let months?: "Reported every \(months) months"
        case nil: "Repeats"
        }
    }
}

extension Action {
    /// When it is due, as the paper has it or as a day.
    var dueText: String? { dueWords.isEmpty ? due.map { "By \($0.text)" } : dueWords }

    /// Its workstream; nil when it has none, or when its own words begin with it ("HR – Recruitment talks with ...").
    var label: String? {
        let first = workstream.split(separator: ",").first ?? ""
        return first.isEmpty || words.hasPrefix(first + " – ") ? nil : workstream
    }
}

extension Action {
    package init(row: Row) throws(PostgresError) {
        id = try row["id"]
        planID = try row["plan_id"]
        recommendationID = try row["recommendation_id"]
        version = try row["version"]
        position = try row["position"]
        workstream = try row["workstream"]
        words = try row["words"]
        successMeasure = try row["success_measure"]
        let dueOn: Day? = try row["due_on"]
        let duePrecision: ApproximateDay.Precision = try row["due_precision"]
        due = dueOn.map { ApproximateDay($0, duePrecision) }
        dueWords = try row["due_words"]
        assessmentID = try row["assessment_id"]
        assessmentWords = try row["assessment_words"]
        tone = try row["tone"]
        reportDuty = try row["report_duty"]
        reportWords = try row["report_words"]
        let reportOn: Day? = try row["report_on"]
        let reportPrecision: ApproximateDay.Precision = try row["report_precision"]
        report = reportOn.map { ApproximateDay($0, reportPrecision) }
        reportEveryMonths = try row["report_every_months"]
        reportMeetingID = try row["report_meeting_id"]
        let (body, day): (String?, Day?) = (try row["meeting_body"], try row["meeting_on"])
        reportMeeting = body.flatMap { body in day.map { "\(body), \($0.longText)" } }
        recordability = try row["recordability"]
        recordabilityWords = try row["recordability_words"]
        nextReportOn = try row["next_report_on"]
        reportsOwed = try row["reports_owed"]
        comingReports = try row["coming_reports"]
        leads = try row["leads"]
        leadIDs = try row["lead_ids"]
    }

    static let table: StaticString = "actions"
    static let words = RecordWords(one: "action", many: "actions")
    static let order: SQL = "x.position, x.id"
    static let select: SQL = selecting(itsLeads, noSchedule)

    private static let recurs: SQL = "x.report_duty = 'recurring' AND x.next_report_on IS NOT NULL"
    private static let cycle: SQL = "x.report_on, x.report_every_months, x.next_report_on, app.today()"

    /// What it owes and what comes; only the page of its recommendation shows them.
    private static let itsSchedule: SQL = """
        CASE WHEN \(recurs) THEN app.reports_owed(x.id, \(cycle)) ELSE 0 END AS reports_owed,
        CASE WHEN \(recurs) THEN ARRAY(SELECT d FROM unnest(app.coming_reports(\(cycle))) AS d
                                   WHERE NOT app.is_reported(x.id, d) ORDER BY d) ELSE '{}' END AS coming_reports
        """
    private static let noSchedule: SQL = "0 AS reports_owed, '{}'::date[] AS coming_reports"

    private static let itsLeads: SQL = """
        SELECT coalesce(array_agg(d.name ORDER BY j.position), '{}') AS names, coalesce(array_agg(d.id ORDER BY j.position), '{}') AS ids
          FROM action_leads j JOIN leads d ON d.tenant_id = j.tenant_id AND d.id = j.lead_id
         WHERE j.tenant_id = x.tenant_id AND j.plan_id = x.plan_id AND j.action_id = x.id
        """
    private static let noLeads: SQL = "SELECT '{}'::text[] AS names, '{}'::bigint[] AS ids"

    private static func selecting(_ leads: SQL, _ schedule: SQL) -> SQL {
        """
        SELECT x.id, x.plan_id, x.recommendation_id, x.version, x.position, x.workstream, x.words, x.success_measure, x.due_on,
               x.due_precision, x.due_words, x.assessment_id, s.words AS assessment_words, coalesce(s.tone, 'not_assessed') AS tone,
               x.report_duty, x.report_words, x.report_on, x.report_precision, x.report_every_months, x.recordability,
               x.recordability_words, x.next_report_on, x.report_meeting_id, m.body AS meeting_body, m.held_on AS meeting_on,
               \(schedule), l.names AS leads, l.ids AS lead_ids
          FROM actions AS x
          LEFT JOIN assessments s ON s.tenant_id = x.tenant_id AND s.id = x.assessment_id
          LEFT JOIN meetings m ON m.tenant_id = x.tenant_id AND m.id = x.report_meeting_id
         CROSS JOIN LATERAL (\(leads)) AS l
        """
    }

    /// Every action of a plan, in the order of the paper.
    package static func all(of plan: Plan.ID) -> Query<[Action]> {
        .list("\(select) WHERE x.plan_id = \(plan) ORDER BY \(order)")
    }

    /// With the reports that they owe and those to come.
    package static func all(of recommendation: Recommendation.ID, in plan: Plan.ID) -> Query<[Action]> {
        .list(
            """
            \(selecting(itsLeads, itsSchedule)) WHERE x.plan_id = \(plan) AND x.recommendation_id = \(recommendation)
             ORDER BY \(order)
            """)
    }

    /// Without their leads, for a page that asks for those of the whole plan at once (`ActionLead`): a quarter of the cost.
    static func withoutLeads(of plan: Plan.ID) -> Query<[Action]> {
        .list("\(selecting(noLeads, noSchedule)) WHERE x.plan_id = \(plan) ORDER BY \(order)")
    }

    func led(by leads: [ActionLead]) -> Action {
        var action = self
        (action.leads, action.leadIDs) = (leads.map(\.name), leads.map(\.id))
        return action
    }
}

extension Action.ReportDuty: Choice {
    package var label: String {
        switch self {
        case .none: "Nothing owed"
        case .once: "Once"
        case .recurring: "Repeats"
        }
    }
}

extension Action.Recordability: Choice {}

extension [Action] {
    /// "HR", "action 2": which of several actions of a recommendation it is; nil when it is the only one, or none of them.
    func part(_ id: Action.ID?) -> String? {
        guard count > 1, let action = first(where: { $0.id == id }) else { return nil }
        return action.workstream.isEmpty ? "action \(action.position)" : action.workstream
    }
}
