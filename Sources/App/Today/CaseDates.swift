extension DatedKind {
    /// What is due in a broker's own caseload: the kind and the council's reference, never a name; of a restricted case the kind alone.
    static let caseSteps = DatedKind(
        "case",
        // A further kind goes to the end: its place is part of what a calendar knows an entry by.
        rows: """
            SELECT d.number * 16 + array_position(ARRAY['review','contact','work_check','application','interview','referral','start','end','goal','access_request','placement'], d.kind) AS id,
                   NULL::bigint AS plan_id, NULL::bigint AS recommendation_id, NULL::bigint AS action_id, '' AS plan, d.reference AS number,
                   d.kind AS words, d.on_day, 'day' AS precision
              FROM app.my_case_days() AS d
            """,
        mine: "true",
        summary: { thing in
            let what = DayStep.Kind(rawValue: thing.words)?.label ?? ""
            return thing.number.isEmpty ? "A \(what.lowercased())" : "\(what), \(thing.number)"
        }, path: { _ in Paths.today })
}
