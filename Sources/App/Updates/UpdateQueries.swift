import Postgres

extension Update {
    /// Nil when this period and subject have one already.
    static func add(_ form: UpdateForm, to subject: UpdateSubject, _ stage: Stage, in db: Transaction)
        throws(PostgresError) -> ID?
    {
        try db.value(
            """
            INSERT INTO updates (plan_id, recommendation_id, action_id, period_on, state, evidence, assessment_id, explanation, impact,
                                 as_of, is_context, new_due_on, slip_reason, disagreement, names_reports, submitted_by, submitted_at)
            VALUES (\(subject.plan.id), \(subject.recommendation.id), \(form.actionID), \(form.period), \(stage.state), \(form.evidence),
                    \(form.assessmentID), \(form.explanation), \(form.impact), \(form.asOf), \(form.isContext),
                    \(stage.newDueOn(form)), \(stage.slipReason(form)), \(stage.disagreement), true,
                    \(stage.submitter), CASE WHEN \(stage.submitter)::bigint IS NOT NULL THEN now() END)
            ON CONFLICT DO NOTHING RETURNING id
            """)
    }

    /// False when somebody saved, submitted or removed it meanwhile.
    static func change(_ id: ID, version: Int, _ form: UpdateForm, _ stage: Stage, in db: Transaction)
        throws(PostgresError) -> Bool
    {
        try db.run(
            """
            UPDATE updates SET action_id = \(form.actionID), period_on = \(form.period), state = \(stage.state),
                   evidence = \(form.evidence), assessment_id = \(form.assessmentID), explanation = \(form.explanation),
                   impact = \(form.impact), as_of = \(form.asOf), is_context = \(form.isContext), new_due_on = \(stage.newDueOn(form)),
                   slip_reason = \(stage.slipReason(form)), disagreement = \(stage.disagreement),
                   names_reports = corrects_id IS NULL OR names_reports, submitted_by = \(stage.submitter),
                   submitted_at = CASE WHEN \(stage.submitter)::bigint IS NOT NULL THEN now() END,
                   changed_at = now(), version = version + 1
             WHERE id = \(id) AND version = \(version) AND state = 'draft'
            """) == 1
    }

    /// What a submitted correction takes the place of stays visible.
    static func supersede(_ id: ID, in db: Transaction) throws(PostgresError) {
        try db.run(
            "UPDATE updates SET state = 'superseded', version = version + 1 WHERE id = \(id) AND state IN ('submitted', 'agreed')"
        )
    }

    /// A new edition in draft, as the old one was; nil when there is one already.
    static func correct(_ update: Update, because reason: String, edition: Int, in db: Transaction)
        throws(PostgresError) -> ID?
    {
        let id: ID? = try db.value(
            """
            INSERT INTO updates (plan_id, recommendation_id, action_id, period_on, edition, evidence, assessment_id, explanation, impact,
                                 as_of, is_context, new_due_on, slip_reason, names_reports, corrects_id, correction_reason)
            SELECT plan_id, recommendation_id, action_id, period_on, \(edition), evidence, assessment_id, explanation, impact,
                   as_of, is_context, new_due_on, slip_reason, names_reports, id, \(reason)
              FROM updates WHERE id = \(update.id) AND state IN ('submitted', 'agreed')
            ON CONFLICT DO NOTHING RETURNING id
            """)
        if let id { try answer(id, update.answers, in: db) }
        return id
    }

    /// A draft again; false when it is too late, or somebody else opened it.
    static func takeBack(_ id: ID, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            UPDATE updates AS u SET state = 'draft', submitted_by = NULL, submitted_at = NULL, disagreement = '', changed_at = now(),
                   version = version + 1
             WHERE u.id = \(id) AND app.can_take_back(u)
            """) == 1
    }

    /// Only a draft can be removed; false when somebody saved or submitted it meanwhile.
    static func remove(_ id: ID, version: Int, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run("DELETE FROM updates WHERE id = \(id) AND version = \(version) AND state = 'draft'") == 1
    }

    /// Members confirmed it at this meeting; false when it was corrected or agreed meanwhile.
    static func agree(_ id: ID, at meeting: Meeting, minute: String, by person: Person.ID, in db: Transaction)
        throws(PostgresError) -> Bool
    {
        try db.run(
            """
            UPDATE updates SET state = 'agreed', agreed_by = \(person), meeting_id = \(meeting.id), agreed_on = \(meeting.heldOn),
                   agreed_at = \(meeting.body), minute = \(minute), version = version + 1
             WHERE id = \(id) AND state = 'submitted'
            """) == 1
    }
}

extension Update {
    /// Whether a save keeps a draft or submits, and what goes with that.
    struct Stage {
        /// Who submits; nil keeps a draft.
        let submitter: Person.ID?
        let disagreement: String
        /// A submitted update keeps a new date only where its grade asks for one; a draft keeps what was typed.
        let keepsNewDate: Bool

        static let draft = Stage(submitter: nil, disagreement: "", keepsNewDate: true)

        var state: State { submitter == nil ? .draft : .submitted }
        func newDueOn(_ form: UpdateForm) -> Day? { keepsNewDate ? form.newDueOn : nil }
        func slipReason(_ form: UpdateForm) -> String { keepsNewDate ? form.slipReason : "" }
    }
}

extension Visit {
    /// These updates are on the page: whoever submitted one of them a moment ago can no longer take it back.
    func open(_ updates: [Update]) {
        let news = updates.filter(\.isNews).map(\.id)
        guard visitor != nil, !news.isEmpty else { return }
        let reader = token.hash
        afterwards.append { council in "SELECT app.note_opening(\(council), \(reader), \(news))" }
    }
}

extension Recommendation {
    /// Leaves monitoring; the words name the meeting and the minute.
    static func signOff(_ id: ID, saying words: String, in db: Transaction) throws(PostgresError) {
        try db.run(
            """
            UPDATE recommendations SET state = 'signed_off', state_words = \(words), version = version + 1
             WHERE id = \(id) AND state = 'open'
            """)
    }
}
