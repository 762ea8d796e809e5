import Postgres

/// Who said that a record is right, when, and by when it is to be said again (Open Referral’s assured date and assurer).
struct Assurance: Sendable {
    var on: Day?
    var by = ""
    var again: Day?
    /// Whether it was said today and is not due again, as the row was read.
    var isFresh = false

    init() {}

    init(row: Row) throws(PostgresError) {
        on = try row["assured_on"]
        by = try row["assured_by"]
        again = try row["assure_again_on"]
        isFresh = try row["is_fresh"]
    }

    /// The one rule: once the day has passed on which it was to be said again.
    func isOverdue(on today: Day) -> Bool { again.map { $0 < today } ?? false }

    /// "Assured by the SEN Service on 3 March 2026; to be assured again by 3 September 2026, 12 days late."
    func words(on today: Day) -> String {
        guard let on else { return "Nobody has said yet that this record is right." }
        let next = again.map { day in
            isOverdue(on: today)
                ? "; to be assured again by \(Late(day, on: today).text)" : "; to be assured again by \(day.longText)"
        }
        return "Assured by \(by) on \(on.longText)\(next ?? "")."
    }

    static let columns: SQL =
        "coalesce(x.assured_on = app.today() AND x.assure_again_on > app.today(), false) AS is_fresh"
}

/// A record that somebody vouches for.
protocol Assured: Record {
    var assurance: Assurance { get set }
}

extension Assured {
    /// After how many months it is to be said again, where nobody says otherwise.
    static var monthsAssured: Int { 6 }

    /// The three questions of its form.
    static var assuranceFields: [Field<Self>] {
        [
            .day(
                \Self.assurance.on, "assured_on", "assured_on", "Assured on",
                hint: "The last day on which somebody said that this record is right.", absent: "Never"
            ).under("Whether it is right").unlisted(),
            .text(
                \Self.assurance.by, "assured_by", "assured_by", "Assured by", 0...200,
                hint: "The post or the team, not a name."
            ).unlisted(),
            .due(
                \Self.assurance.again, "assure_again", "assure_again_on", "Assure again by",
                hint: "It appears in calendars.", absent: "No day set"),
        ]
    }

    static func checkAssurance(_ record: Self, _ check: inout Check, on today: Day) {
        let it = record.assurance
        if let on = it.on, on > today { check.mistake("assured_on", "Enter today or an earlier day") }
        if it.on != nil, it.by.isEmpty { check.mistake("assured_by", "Enter the post or the team that assured it") }
        if it.on == nil, !it.by.isEmpty {
            check.mistake("assured_on", "Enter the day on which \(it.by) assured it")
        }
        if let on = it.on, let again = it.again, again < on {
            check.mistake("assure_again", "Enter a day on or after \(on.longText), when it was assured")
        }
    }

    /// In one press: right as of today, said by whoever presses.
    static var assuranceStep: Step<Self> {
        Step(
            noun: "assurance", label: "Confirm that it is right", heading: { "Is \($0.name) right as it stands?" },
            lead: { record in
                let before = record.assurance.on.map {
                    "It was last assured on \($0.longText), by \(record.assurance.by). "
                }
                return (before ?? "")
                    + "Your name and today stand beside it, and in \(monthsAssured.formatted()) months it is due again."
            },
            isOpen: { !$0.assurance.isFresh },
            sets: """
                assured_on = app.today(), assure_again_on = (app.today() + make_interval(months => \(monthsAssured)::integer))::date,
                assured_by = (SELECT p.name FROM people p WHERE p.id = (SELECT app.person()))
                """,
            done: { ("Confirmed", "\($0.name) is right as of today.") })
    }

    /// By how its assurance stands.
    static var assuranceFilter: ListFilter {
        ListFilter(
            name: "assurance", label: "Assurance", any: "Assured or not",
            options: [("overdue", "Overdue"), ("never", "Never assured"), ("in_date", "In date")],
            condition: { wanted in
                """
                \(wanted) = CASE WHEN x.assure_again_on < app.today() THEN 'overdue' WHEN x.assured_on IS NULL THEN 'never' ELSE 'in_date' END
                """
            })
    }
}

extension DatedKind {
    /// When records of a table are to be assured again; `name` is the kind's, `words` what the record is called, as SQL over its row `x`.
    static func assurance(_ name: String, of table: SQL, _ words: SQL, at path: String) -> DatedKind {
        DatedKind(
            name,
            rows: """
                SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                       \(words) AS words, x.assure_again_on AS on_day, 'day' AS precision FROM \(table) AS x WHERE x.assure_again_on IS NOT NULL
                """, summary: { "Assure again: \($0.words)" }, path: { path + "/\($0.id)" })
    }
}
