import Postgres

/// One of the three returns that are told from the same records.
enum Return: String, CaseIterable, Sendable {
    case oc3, nccis, adultSocialCare = "adult-social-care"

    var title: String {
        switch self {
        case .oc3: "Care leavers (SSDA903 OC3)"
        case .nccis: "Current activity (NCCIS)"
        case .adultSocialCare: "Employment (adult social care)"
        }
    }

    /// Who is in it, in words.
    var whoBelongs: String {
        switch self {
        case .oc3:
            "Care leavers whose 17th to 21st birthday falls in the year: relevant, former relevant, or with their eligibility not recorded; at 17 and 18 only who was no longer looked after on that birthday (rules 1007 and 1016). Nobody of whom it was recorded before the year that they died (rule 348)."
        case .nccis:
            "Open cases past compulsory school age: until 31 August after school year 13, and with an EHC plan in force until the 25th birthday."
        case .adultSocialCare: "Open cases in the group Vulnerable adult, 18 or older."
        }
    }

    /// The columns of its file.
    var heads: [String] {
        switch self {
        case .oc3: OC3Row.heads
        case .nccis: ["Young Person ID", "Date of Birth", "Current Activity Code", "Current Activity Start Date"]
        case .adultSocialCare: ["LA Unique Person ID", "Date of Birth", "Employment Status"]
        }
    }

    /// What the file is, and what it is not.
    var fileNote: String {
        switch self {
        case .oc3: "The file has the columns of the OC3 schema and a row for everybody in the return."
        case .nccis, .adultSocialCare:
            "The file has what Waymark keeps for this return, a row for everybody in the return. The other columns of the return come from the system that sends it."
        }
    }

    /// For whom it asks, on which day, and between which days what is known counts: columns `id`, `on_day`, `from_day`, `to_day`.
    func wanted(in period: ReturnPeriod) -> SQL {
        switch self {
        case .oc3: Self.leavers(period)
        case .nccis: Self.learners(on: period.asAt)
        case .adultSocialCare: Self.adults(on: period.asAt)
        }
    }

    private static let isKept: SQL = "y.merged_into IS NULL AND y.processing_ended_on IS NULL"

    private static func isOpen(_ day: Day) -> SQL { "\(isKept) AND coalesce(y.closed_on > \(day), true)" }

    /// Whether a group was in force on a day; of which the beginning may not be known.
    private static func isIn(_ condition: SQL, _ day: SQL) -> SQL {
        """
        EXISTS (SELECT FROM cohorts c WHERE c.tenant_id = y.tenant_id AND c.young_person_id = y.id AND \(condition)
                   AND coalesce(c.began_on <= \(day), true) AND coalesce(c.ended_on > \(day), true))
        """
    }

    private static func leavers(_ period: ReturnPeriod) -> SQL {
        """
        SELECT y.id, b.day AS on_day, b.age AS age, (b.day - interval '3 months')::date AS from_day, (b.day + interval '1 month')::date AS to_day
          FROM young_people y CROSS JOIN LATERAL (
               SELECT a.age, (y.born_on + make_interval(years => a.age))::date AS day FROM generate_series(17, 21) AS a (age)) AS b
         WHERE b.day BETWEEN \(period.first) AND \(period.last) AND \(isKept)
           AND \(isIn("c.cohort = 'care_leaver' AND c.eligibility IN ('', 'relevant', 'former_relevant')", "b.day"))
           AND (b.age > 18 OR NOT \(isIn("c.cohort = 'looked_after'", "b.day")))
           AND NOT EXISTS (SELECT FROM activities a WHERE a.tenant_id = y.tenant_id AND a.young_person_id = y.id
                              AND a.in_touch = 'died' AND a.began_on < \(period.first))
        """
    }

    private static func learners(on day: Day) -> SQL {
        """
        SELECT y.id, \(day) AS on_day, NULL::integer AS age, \(day) AS from_day, \(day) AS to_day FROM young_people y
         WHERE \(isOpen(day)) AND app.leaves_school(y.born_on) < \(day)
           AND (\(day) <= make_date(extract(year FROM app.leaves_school(y.born_on))::integer + 2, 8, 31)
                OR (\(day) < (y.born_on + interval '25 years')::date AND \(isIn("c.cohort = 'send' AND c.has_plan", "\(day)"))))
           AND NOT EXISTS (SELECT FROM activities a WHERE a.tenant_id = y.tenant_id AND a.young_person_id = y.id
                              AND a.in_touch = 'died' AND a.began_on <= \(day))
        """
    }

    private static func adults(on day: Day) -> SQL {
        """
        SELECT y.id, \(day) AS on_day, NULL::integer AS age, \(day) AS from_day, \(day) AS to_day FROM young_people y
         WHERE \(isOpen(day)) AND (y.born_on + interval '18 years')::date <= \(day) AND \(isIn("c.cohort = 'vulnerable_adult'", "\(day)"))
           AND NOT EXISTS (SELECT FROM activities a WHERE a.tenant_id = y.tenant_id AND a.young_person_id = y.id
                              AND a.in_touch = 'died' AND a.began_on <= \(day))
        """
    }
}

/// The year or the month that a return is made for.
struct ReturnPeriod: Sendable {
    /// In the address: "2026", "2026-11".
    let key: String
    let text: String
    let first, last: Day
    /// The day that it shows: its last, or today while that is to come.
    let asAt: Day

    /// Those that can be chosen, the current one first.
    static func all(of return: Return, on today: Day) -> [ReturnPeriod] {
        switch `return` {
        case .oc3, .adultSocialCare:
            let current = CouncilYear(.financial, of: today)
            return (0..<4).map { back in
                let year = CouncilYear(.financial, startYear: current.startYear - back)
                return ReturnPeriod(
                    key: String(year.startYear), text: "1 April \(year.startYear) to 31 March \(year.startYear + 1)",
                    first: year.firstDay, last: year.lastDay, asAt: min(year.lastDay, today))
            }
        case .nccis:
            return (0..<12).map { back in
                let first = today.adding(days: 1 - today.day).adding(months: -back)
                let last = first.adding(months: 1).adding(days: -1)
                return ReturnPeriod(
                    key: String(first.isoText.prefix(7)), text: first.monthText, first: first, last: last,
                    asAt: min(last, today))
            }
        }
    }
}
