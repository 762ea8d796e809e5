import Postgres

extension Claim {
    /// In the order in which somebody has to do with it.
    enum State: String, Choice {
        case submitted, evidenceMissing = "evidence_missing", claimable, validated, notYet = "not_yet", refused, paid
        case cannot

        var label: String {
            switch self {
            case .notYet: "Not yet claimable"
            case .cannot: "Cannot be claimed"
            default: rawValue.replacing("_", with: " ").sentenceCase
            }
        }

        var tag: Tag {
            switch self {
            case .submitted, .claimable: Tag(tone: "steady", text: label)
            case .evidenceMissing: Tag(tone: "caution", text: label)
            case .validated, .paid: Tag(tone: "good", text: label)
            case .notYet, .cannot: Tag(tone: "idle", text: label)
            case .refused: Tag(tone: "stop", text: label)
            }
        }
    }

    /// Claimed in the same attempt or for the same days already, which no refusal undid: the rule that the database holds too.
    static let isClaimedElsewhere: SQL =
        "app.is_claimed_elsewhere(x.id, x.young_person_id, x.milestone_id, x.attempt_id, x.from_on, x.reach_on)"

    /// Whether nothing shows yet that the work went on until the milestone.
    static let lacksEvidence: SQL =
        "m.needs_check AND x.checked_on IS NULL AND (x.evidence_on IS NULL OR x.evidence_on < x.reach_on)"

    /// Whether it could be submitted, now or again after a refusal, were there evidence.
    static let isReached: SQL = """
        coalesce(x.reach_on <= app.today() AND x.resume_by IS NULL, false) AND (x.submitted_on IS NULL OR x.refused_on IS NOT NULL)
          AND NOT \(isClaimedElsewhere)
        """

    /// The one rule of how a claim stands. A spell that ended before its milestone cannot be claimed (004.25) once the permitted break is over.
    static let state: SQL = """
        CASE WHEN x.paid_on IS NOT NULL THEN 'paid' WHEN x.refused_on IS NOT NULL THEN 'refused'
             WHEN x.validated_on IS NOT NULL THEN 'validated' WHEN x.submitted_on IS NOT NULL THEN 'submitted'
             WHEN x.resume_by < app.today() OR \(isClaimedElsewhere) THEN 'cannot'
             WHEN x.resume_by IS NOT NULL OR x.reach_on > app.today() THEN 'not_yet'
             WHEN \(lacksEvidence) THEN 'evidence_missing' ELSE 'claimable' END
        """

    /// Whether the records no longer bear out what was submitted; `contradiction` says why.
    static let disagrees: SQL = """
        (x.submitted_on IS NOT NULL AND x.refused_on IS NULL
          AND (x.from_on IS NULL OR x.resume_by IS NOT NULL OR x.reach_on > x.submitted_on OR (x.validated_on IS NULL AND \(lacksEvidence))))
        """

    /// Why the records no longer bear out what was submitted; nil where they do, and where nothing is claimed.
    var contradiction: String? {
        guard let submission, refused == nil else { return nil }
        guard let spell else {
            return
                "The records have no such work under this contract any more: the placement was changed after the claim was submitted."
        }
        if let ended = spell.ended, spell.resumeBy != nil {
            return
                "By the records the work ended on \(ended.longText), before the milestone would have been reached on \(spell.reach.longText)."
        }
        if validated == nil, spell.reach <= submission.on, rule.needsCheck, checked == nil,
            evidenceOn.map({ $0 < spell.reach }) ?? true
        {
            return "By the records nothing shows any more that the work went on until \(spell.reach.longText)."
        }
        guard spell.reach > submission.on else { return nil }
        return
            "By the records the milestone is reached on \(spell.reach.longText), after the claim was submitted on \(submission.on.longText)."
    }

    /// That the days were corrected since, where the claim holds all the same.
    var correction: String? {
        guard let submission, refused == nil, contradiction == nil, let spell,
            spell.from != submission.from || spell.reach != submission.reach
        else { return nil }
        return
            "The days were corrected after the claim was submitted: it stood on \(submission.from.longText) and \(submission.reach.longText). By the records it still holds."
    }

    var tags: [Tag] {
        [state.tag] + (contradiction == nil ? [] : [Tag(tone: "caution", text: "Records disagree")])
    }
}
