import Postgres

/// A report to a committee as it is being written: one plan, one meeting, and words under the council's headings.
struct Paper: Sendable {
    typealias ID = Postgres.ID<Paper>

    /// What stands under one heading.
    struct Answer: Sendable, Equatable {
        var heading: PaperHeading.ID
        var words = ""
        /// Nothing, and said so.
        var isNone = false
        /// When an officer approved.
        var givenOn: Day?

        var isEmpty: Bool { words.isEmpty && !isNone && givenOn == nil }
    }

    /// A text at the end.
    struct Appendix: Sendable, Equatable { var title, words: String }

    let id: ID
    let version: Int
    let planID: Plan.ID
    let meetingID: Meeting.ID
    let title: String
    let body: String
    let heldOn: Day
    /// The number of the last version published; nil when there is none.
    let published: Int?
    /// Whether it was changed since.
    let isChanged: Bool

    var tag: Tag {
        switch published {
        case nil: Tag(tone: "idle", text: "Draft")
        case let number? where isChanged: Tag(tone: "flag", text: "Changed since version \(number)")
        case let number?: Tag(tone: "good", text: "Version \(number) published")
        }
    }
}

extension Paper: RowDecodable {
    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        planID = try row["plan_id"]
        meetingID = try row["meeting_id"]
        title = try row["title"]
        body = try row["body"]
        heldOn = try row["held_on"]
        published = try row["published"]
        isChanged = try row["is_changed"]
    }

    private static func select(_ condition: SQL) -> SQL {
        """
        SELECT p.id, p.version, p.plan_id, p.meeting_id, p.title, m.body, m.held_on, v.number AS published,
               coalesce(p.changed_at > v.made_at, false) AS is_changed
          FROM papers p JOIN meetings m ON m.tenant_id = p.tenant_id AND m.id = p.meeting_id
          LEFT JOIN LATERAL (SELECT number, made_at FROM paper_versions v
                              WHERE v.tenant_id = p.tenant_id AND v.paper_id = p.id ORDER BY number DESC LIMIT 1) AS v ON true
         WHERE \(condition)
        """
    }

    static func find(_ id: ID) -> Query<Paper?> { .first(select("p.id = \(id)")) }

    /// Begins a paper; its table is made from the plan, so nothing of that is kept here.
    static func add(_ form: PaperStart, in db: Transaction) throws(PostgresError) -> ID {
        let id: ID? = try db.value(
            """
            INSERT INTO papers (plan_id, meeting_id, title) VALUES (\(form.plan), \(form.meeting), \(form.title)) RETURNING id
            """)
        guard let id else { throw PostgresError(.other, "a paper was not made") }
        return id
    }

    /// Only one that was never published; false when somebody saved in between.
    static func remove(_ id: ID, version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run("DELETE FROM papers WHERE id = \(id) AND version = \(version)") == 1
    }

    /// False when somebody saved in between.
    static func change(_ id: ID, to form: PaperForm, version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        let changed = try db.run(
            """
            UPDATE papers SET title = \(form.title), meeting_id = \(form.meeting), changed_at = now(), version = version + 1
             WHERE id = \(id) AND version = \(version)
            """)
        guard changed == 1 else { return false }
        try keep(form.answers, form.appendices, of: id, in: db)
        return true
    }

    static func keep(
        _ answers: [Answer], _ appendices: [Appendix], of id: ID, in db: Transaction
    ) throws(PostgresError) {
        var changes = answers.map { answer in
            Query<Int>.run(
                """
                INSERT INTO paper_answers AS a (paper_id, heading_id, words, is_none, given_on)
                VALUES (\(id), \(answer.heading), \(answer.words), \(answer.isNone), \(answer.givenOn))
                ON CONFLICT (tenant_id, paper_id, heading_id)
                DO UPDATE SET words = excluded.words, is_none = excluded.is_none, given_on = excluded.given_on
                 WHERE ROW(a.words, a.is_none, a.given_on) IS DISTINCT FROM ROW(excluded.words, excluded.is_none, excluded.given_on)
                """)
        }
        changes.append(
            .run("DELETE FROM paper_appendices WHERE paper_id = \(id) AND position > \(appendices.count)"))
        for (index, appendix) in appendices.enumerated() {
            changes.append(
                .run(
                    """
                    INSERT INTO paper_appendices AS a (paper_id, position, title, words)
                    VALUES (\(id), \(index + 1), \(appendix.title), \(appendix.words))
                    ON CONFLICT (tenant_id, paper_id, position) DO UPDATE SET title = excluded.title, words = excluded.words
                     WHERE ROW(a.title, a.words) IS DISTINCT FROM ROW(excluded.title, excluded.words)
                    """))
        }
        _ = try db.each(changes)
    }
}

extension Paper.Answer: RowDecodable {
    init(row: Row) throws(PostgresError) {
        heading = try row["heading_id"]
        words = try row["words"]
        isNone = try row["is_none"]
        givenOn = try row["given_on"]
    }

    static func all(of paper: Paper.ID) -> Query<[Paper.Answer]> {
        .list("SELECT heading_id, words, is_none, given_on FROM paper_answers WHERE paper_id = \(paper)")
    }
}

extension Paper.Appendix: RowDecodable {
    init(row: Row) throws(PostgresError) {
        title = try row["title"]
        words = try row["words"]
    }

    static func all(of paper: Paper.ID) -> Query<[Paper.Appendix]> {
        .list("SELECT title, words FROM paper_appendices WHERE paper_id = \(paper) ORDER BY position")
    }
}
