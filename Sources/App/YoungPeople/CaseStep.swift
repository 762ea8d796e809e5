import Postgres

/// Something that is still to be done for a young person by a day, of a closed case only the answer to a request: one row of the view
/// `case_steps`, which the list, the page of a young person and whoever works with them ask, so that they cannot disagree.
struct CaseStep: RowDecodable {
    /// In the order in which counts of them stand.
    enum Kind: String, Choice {
        case review, contact, workCheck = "work_check", application, interview, referral, placement, start, end, goal
        case accessRequest = "access_request"

        var label: String {
            switch self {
            case .review: "Six-monthly review"
            case .contact: "Re-contact"
            case .workCheck: "In-work check"
            case .application: "Closing date"
            case .interview: "Interview"
            case .referral: "Referral to answer"
            case .placement: "Placement to record"
            case .start: "Planned start"
            case .end: "Planned end"
            case .goal: "Goal"
            case .accessRequest: "Subject access request"
            }
        }
    }

    let kind: Kind
    /// Of the record that it is about; 0 of what is only a day of the young person's own.
    let recordID: Int64
    /// The placement that it is about.
    let placementID: Int64?
    let due: Day
    let booked: Day?
    /// "10:30"
    let time: String?
    /// What it is about: a goal, a place to work.
    let words: String
    /// Who does it, where that is not the worker.
    let who: String

    init(row: Row) throws(PostgresError) {
        kind = try row["kind"]
        recordID = try row["record_id"]
        placementID = try row["placement_id"]
        due = try row["due_on"]
        booked = try row["booked_on"]
        time = try row["at_time"]
        words = try row["words"]
        who = try row["who"]
    }

    /// The earliest first.
    static func all(of person: YoungPerson.ID) -> Query<[CaseStep]> {
        .list(
            """
            SELECT s.kind, s.record_id, p.id AS placement_id, s.due_on, s.booked_on, to_char(s.at_time, 'HH24:MI') AS at_time,
                   coalesce(g.words, o.title, concat_ws(', ', nullif(p.role, ''), coalesce(e.name, t.name)), '') AS words,
                   coalesce(g.who, a.answerer, '') AS who
              FROM case_steps s
              LEFT JOIN goals g ON s.kind = 'goal' AND g.tenant_id = s.tenant_id AND g.id = s.record_id
              LEFT JOIN access_requests a ON s.kind = 'access_request' AND a.tenant_id = s.tenant_id AND a.id = s.record_id
              LEFT JOIN interests i ON s.kind IN ('interview', 'application', 'placement') AND i.tenant_id = s.tenant_id AND i.id = s.record_id
              LEFT JOIN opportunities o ON o.tenant_id = i.tenant_id AND o.id = i.opportunity_id
              LEFT JOIN work_checks k ON s.kind = 'work_check' AND k.tenant_id = s.tenant_id AND k.id = s.record_id
              LEFT JOIN placements p ON p.tenant_id = s.tenant_id
                    AND p.id = CASE WHEN s.kind IN ('start', 'end') THEN s.record_id ELSE k.placement_id END
              LEFT JOIN employers e ON e.tenant_id = p.tenant_id AND e.id = p.employer_id
              LEFT JOIN council_teams t ON t.tenant_id = p.tenant_id AND t.id = p.team_id
             WHERE s.young_person_id = \(person) ORDER BY s.due_on, s.kind, s.record_id
            """)
    }

    /// How far off it is, in words and days: "4 days late", "today", "in 3 days".
    func lateness(on today: Day) -> String {
        let days = today.days(to: due)
        switch days {
        case ..<0: return "\((-days).formatted()) \(days == -1 ? "day" : "days") late"
        case 0: return "today"
        case 1: return "tomorrow"
        default: return "in \(days.formatted()) days"
        }
    }
}

/// What one feature shows on the page of a young person: a list under a heading, and the fact at the top that leads to it.
struct CaseSection {
    /// Its anchor on the page.
    let id: String
    /// "2 of 5 done"
    let fact: String
    var isLate = false
    let part: RegisterPart
}

extension CaseStep.Kind {
    /// What to press, and where it is done under the young person's own page: with the number of the record that it is about, and of the
    /// placement where it is about one.
    func act(_ record: Int64, at placement: Int64?) -> (label: String, path: String)? {
        switch self {
        case .review: ("Record the review", "/reviews/record")
        case .contact: ("Record the contact", "/contacts/new")
        case .referral: ("Decide", "/referrals/\(record)/decision")
        case .interview: ("Record the result", "/interests/\(record)/edit")
        case .application: ("Open the application", "/interests/\(record)/edit")
        case .placement: ("Record the placement", "/placements/new?interest=\(record)")
        case .start: ("Record the start", "/placements/\(record)/start")
        case .end: ("Record the end", "/placements/\(record)/ending")
        case .workCheck: placement.map { ("Still in work?", "/placements/\($0)") }
        case .goal: ("Open the goals", "#plan")
        case .accessRequest: ("Open the request", "/subject-access")
        }
    }

    /// Who may do it.
    var ability: Ability {
        switch self {
        case .review: .changeReviews
        case .contact, .accessRequest: .changeYoungPeople
        case .referral: .changeReferrals
        case .interview, .application, .placement, .start, .end, .workCheck: .changePlacements
        case .goal: .changeSupportPlans
        }
    }
}
