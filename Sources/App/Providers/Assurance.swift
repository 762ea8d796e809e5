import Postgres

/// Who said that a record is right, when, and by when it is to be said again (Open Referral’s assured date and assurer).
struct Assurance: Sendable {
    var on: Day?
    var by = ""
    var again: Day?
    /// Whether it was said today and is not due again, as the row was read.
    var isFresh = false
    /// Whether what it is about is over: nobody is asked to vouch for it again.
    var isOver = false

    init() {}

    init(row: Row) throws(PostgresError) {
        on = try row["assured_on"]
        by = try row["assured_by"]
        again = try row["assure_again_on"]
        isFresh = try row["is_fresh"]
        isOver = try row["is_over"]
    }

    /// The one rule: once the day has passed on which it was to be said again.
    func isOverdue(on today: Day) -> Bool { !isOver && (again.map { $0 < today } ?? false) }

    /// The day by which it is to be said again; of what is over it is a day like any other.
    var againCell: Cell { isOver ? .day(again, absent: "No day set") : .due(again, absent: "No day set") }

    /// "Assured by the SEN Service on 3 March 2026; to be assured again by 3 September 2026, 12 days late."
    func words(on today: Day) -> String {
        guard let on else { return "Nobody has said yet that this record is right." }
        let next = (isOver ? nil : again).map { day in
            isOverdue(on: today)
                ? "; to be assured again by \(Late(day, on: today).text)" : "; to be assured again by \(day.longText)"
        }
        return "Assured by \(by) on \(on.longText)\(next ?? "")."
    }
}

/// A record that somebody vouches for.
protocol Assured: Record {
    var assurance: Assurance { get set }
    /// Which rows of `x` are over.
    static var isOver: SQL { get }
}

extension Assured {
    /// After how many months it is to be said again, where nobody says otherwise.
    static var monthsAssured: Int { 6 }

    static var isOver: SQL { "false" }

    /// What a row tells of it beside its own columns.
    static var assuranceColumns: SQL {
        """
        coalesce(x.assured_on = app.today() AND x.assure_again_on > app.today(), false) AS is_fresh, \(isOver) AS is_over
        """
    }

    /// The three questions of its form.
    static var assuranceFields: [Field<Self>] {
        var who = Field<Self>.text(
            \Self.assurance.by, "assured_by", "assured_by", "Assured by", 0...200,
            hint: "The post or the team, not a name.")
        // Nobody is looked for by what they vouch for.
        who.isWords = false
        var again = Field<Self>.due(
            \Self.assurance.again, "assure_again", "assure_again_on", "Assure again by",
            hint: "It appears in calendars.")
        again.cell = { $0.assurance.againCell }
        return [
            .day(
                \Self.assurance.on, "assured_on", "assured_on", "Assured on",
                hint: "The last day on which somebody said that this record is right.", absent: "Never"
            ).under("Whether it is right").unlisted(),
            who.unlisted(), again,
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
            isOpen: { !$0.assurance.isFresh && !$0.assurance.isOver },
            sets: """
                assured_on = app.today(), assure_again_on = (app.today() + make_interval(months => \(monthsAssured)::integer))::date,
                assured_by = (SELECT p.name FROM people p WHERE p.id = (SELECT app.person()))
                """,
            done: { ("Confirmed", "\($0.name) is right as of today.") })
    }

    /// By how its assurance stands.
    static var assuranceFilter: ListFilter {
        let isOver = isOver
        return ListFilter(
            name: "assurance", label: "Assurance", any: "Assured or not",
            options: [("overdue", "Overdue"), ("never", "Never assured"), ("in_date", "In date")],
            condition: { wanted in
                """
                NOT (\(isOver)) AND \(wanted) = CASE WHEN x.assure_again_on < app.today() THEN 'overdue' WHEN x.assured_on IS NULL THEN 'never' ELSE 'in_date' END
                """
            })
    }
}

extension DatedKind {
    /// When records that are not over are to be assured again; `name` is the kind's.
    static func assurance<R: Assured>(_ name: String, of kind: R.Type, at path: String) -> DatedKind {
        DatedKind(
            name,
            rows: """
                SELECT x.id, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, '' AS number,
                       x.name AS words, x.assure_again_on AS on_day, 'day' AS precision FROM \(R.from) AS x
                 WHERE x.assure_again_on IS NOT NULL AND NOT (\(R.isOver))
                """, summary: { "Assure again: \($0.words)" }, path: { path + "/\($0.id)" })
    }
}
