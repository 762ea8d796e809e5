import Postgres

/// An address at which somebody at a firm says, without an account, whether what the council has on record was delivered.
struct ConfirmationLink: RowDecodable, Sendable {
    let id: ID<ConfirmationLink>, firm: ID<Counterparty>
    let first, last, ends: Day
    let made: Day, madeBy: String
    let withdrawn, opened, answered: Day?
    let answeredBy, post, note: String
    /// How many answers named another amount than the council’s and are not settled yet.
    let differing: Int

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        firm = try row["counterparty_id"]
        first = try row["first_on"]
        last = try row["last_on"]
        ends = try row["ends_on"]
        made = try row["made_on"]
        madeBy = try row["made_by_name"]
        withdrawn = try row["withdrawn_on"]
        opened = try row["opened_on"]
        answered = try row["answered_on"]
        answeredBy = try row["answered_by"]
        post = try row["answered_post"]
        note = try row["note"]
        differing = try row["differing"]
    }

    static func all(of obligation: ID<Obligation>) -> Query<[ConfirmationLink]> {
        .list(
            """
            SELECT l.id, l.counterparty_id, l.first_on, l.last_on, l.ends_on, l.made_on, coalesce(p.name, '') AS made_by_name, l.withdrawn_on,
                   (l.opened_at AT TIME ZONE 'Europe/London')::date AS opened_on, (l.answered_at AT TIME ZONE 'Europe/London')::date AS answered_on,
                   l.answered_by, l.answered_post, l.note,
                   (SELECT count(*) FROM confirmation_answers a
                     WHERE a.tenant_id = l.tenant_id AND a.link_id = l.id AND a.said <> a.was AND EXISTS (
                           SELECT FROM promise_entries e WHERE e.tenant_id = a.tenant_id AND e.id = a.entry_id AND e.said IS NOT NULL)
                       AND NOT EXISTS (
                           SELECT FROM confirmation_answers n
                            WHERE n.tenant_id = a.tenant_id AND n.link_id = a.link_id AND n.entry_id = a.entry_id AND n.id > a.id)) AS differing
              FROM confirmation_links l LEFT JOIN people p ON p.tenant_id = l.tenant_id AND p.id = l.made_by
             WHERE l.obligation_id = \(obligation) ORDER BY l.id DESC LIMIT 200
            """)
    }

    /// Whether somebody can still answer by it.
    func isOpen(on today: Day) -> Bool { withdrawn == nil && ends >= today }

    var period: String { "\(first.longText) to \(last.longText)" }

    /// "Answered on 10 January 2027 by Jo Fell, site manager"
    func words(on today: Day) -> String {
        let until = isOpen(on: today) ? "works until \(ends.longText)" : nil
        if let answered {
            let who = post.isEmpty ? answeredBy : "\(answeredBy), \(post)"
            let differs =
                differing == 0 ? "" : ": \(counted(differing, "answer differs", "answers differ")) from the record"
            return "Answered on \(answered.longText) by \(who)\(differs)"
        }
        if let withdrawn { return "Ended on \(withdrawn.longText), not answered" }
        let seen = opened.map { "Opened on \($0.longText)" } ?? "Not opened"
        return ([seen, until ?? "ran out on \(ends.longText)"] + ["not answered"]).joined(separator: ", ")
    }

    func tag(on today: Day) -> Tag {
        if answered != nil {
            return Tag(tone: differing > 0 ? "caution" : "good", text: differing > 0 ? "Differs" : "Answered")
        }
        return isOpen(on: today) ? Tag(tone: "steady", text: "Waiting") : Tag(tone: "idle", text: "Ended")
    }
}

/// What a firm is asked by a link, without an account: nothing of anybody but this firm.
struct ConfirmationAsked: RowDecodable, Sendable {
    let firm, lot, obligation: String
    let first, last, ends: Day
    let answered: Day?
    let answeredBy, post, note: String

    init(row: Row) throws(PostgresError) {
        firm = try row["firm"]
        lot = try row["lot"]
        obligation = try row["obligation"]
        first = try row["first_on"]
        last = try row["last_on"]
        ends = try row["ends_on"]
        answered = try row["answered_on"]
        answeredBy = try row["answered_by"]
        post = try row["answered_post"]
        note = try row["note"]
    }

    static func by(_ token: Token) -> Query<ConfirmationAsked?> {
        .first("SELECT * FROM app.confirmation(\(token.hash))")
    }
}

/// One of the questions, and what was answered by this link before.
struct ConfirmationQuestion: RowDecodable, Sendable {
    let id: ID<PromiseEntry>
    let what, words: String
    let unit: PromiseUnit
    let amount: Double
    let day: Day
    let said: Double?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        what = try row["what"]
        unit = try row["unit"]
        amount = try row["amount"]
        day = try row["on_day"]
        words = try row["words"]
        said = try row["said"]
    }

    static func all(by token: Token) -> Query<[ConfirmationQuestion]> {
        .list("SELECT * FROM app.confirmation_questions(\(token.hash))")
    }

    var name: String { "q\(id)" }
    /// What stands in the question, as a form sends it back: an answer is to what was read.
    var seen: String {
        Secret.text(Secret.sha256(Array("\(what)|\(unit.rawValue)|\(amount)|\(day.isoText)|\(words)".utf8)))
    }
}

/// What was answered to a question, as it was asked then.
struct ConfirmationGiven: RowDecodable, Sendable {
    let asked: String
    let unit: PromiseUnit
    let was, said: Double

    init(row: Row) throws(PostgresError) {
        asked = try row["asked"]
        unit = try row["unit"]
        was = try row["was"]
        said = try row["said"]
    }

    static func all(by token: Token) -> Query<[ConfirmationGiven]> {
        .list("SELECT * FROM app.confirmation_given(\(token.hash))")
    }

    /// "Yes, 10 days"
    var answer: String {
        said == was ? "Yes, \(unit.text(said))" : said == 0 ? "No, none" : "No: \(unit.text(said))"
    }
}
