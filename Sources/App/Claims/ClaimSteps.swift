import HTTP
import Postgres

/// What becomes of a claim: evidence, submission, validation by another person, refusal with a reason, payment. The database holds each
/// (`Migrations/rules/claims.sql`).
enum ClaimSteps {
    static let routes: [Route] =
        evidence.routes(of: Claim.register, .submitClaims) + submission.routes(of: Claim.register, .submitClaims)
        + validation.routes(of: Claim.register, .changeClaims)
        + [refusal, payment].flatMap { $0.routes(of: Claim.register, .changeClaims) }

    static let submission = Step<Claim>(
        noun: "submission", label: "Submit the claim", heading: { "Submit the claim \($0.name)?" },
        lead: { claim in
            let again = claim.refused.map { "It was refused on \($0.on.longText): \(claim.refusedBecause). " } ?? ""
            return again
                + "It claims \(claim.rule.amount.text) from \(claim.provider)’s contract \(claim.contractReference): \(claim.shownBy). The amount and the days stay as they are now, and somebody else validates it."
        },
        isOpen: { $0.isReady },
        sets: """
            submitted_on = app.today(), submitted_by = (SELECT app.person()), refused_on = NULL, refused_by = NULL, refused_because = ''
            """, done: { ("Submitted", "The claim \($0.name) is submitted. Somebody else validates it.") })

    /// Nobody validates what they submitted, and nothing that the records do not bear out (004.27).
    static let validation = Step<Claim>(
        noun: "validation", label: "Validate", heading: { "Validate the claim \($0.name)?" },
        lead: { claim in
            "\(claim.amount.text) is then due to \(claim.provider). "
                + "Submitted by \(claim.submission?.by ?? ""): \(claim.shownBy)."
        },
        isOpen: { $0.state == .submitted },
        obstacle: { claim, visit in
            if claim.isOwn(visit) {
                return "You submitted this claim, so somebody else validates it."
            }
            return claim.obstacle
        },
        sets: "validated_on = app.today(), validated_by = (SELECT app.person())",
        done: { ("Validated", "The claim \($0.name) is validated: \($0.amount.text) is due.") })

    static let evidence = AskedStep<Claim>(
        noun: "evidence", label: "Record evidence", heading: { "What shows that the work of \($0.reference) went on?" },
        lead: { claim, _ in
            (claim.rule.evidence.isEmpty ? "" : "The contract asks for: \(claim.rule.evidence). ")
                + "It must show a day on or after \(claim.spell?.reach.longText ?? "")."
        },
        isOpen: { $0.isReached && $0.checked == nil && $0.rule.needsCheck },
        begin: { claim, today in
            var fields = Fields()
            fields.set("shows", claim.evidenceOn ?? today)
            fields["evidence"] = claim.evidence
            return fields
        },
        parts: { form, _ in
            [
                FormPart(questions: [
                    .day(form.day("shows", "Day on which it shows them in work")),
                    .area(
                        form.area(
                            "evidence", "What it is", hint: "Such as: payslip of October. No names of young people.",
                            rows: 3,
                            limit: 1_000)),
                ])
            ]
        },
        keep: { visit, claim in
            var check = Check(visit.form)
            let day = check.day(
                "shows", on: visit.today, kept: claim.evidenceOn, or: "Enter a real date, like 27 3 \(visit.today.year)"
            )
            if day == nil { check.mistake("shows", "Enter the day on which it shows them in work") }
            if let day, day > visit.today { check.mistake("shows", "Enter today or an earlier day") }
            if let day, let reach = claim.spell?.reach, day < reach {
                check.mistake("shows", "Enter a day on or after the milestone, \(reach.longText)")
            }
            let words = check.text("evidence", 1...1_000, or: "Enter what the evidence is, in up to 1,000 characters")
            try check.finish()
            guard let day, try change(claim, visit, "evidence_on = \(day), evidence = \(words)") else { return nil }
            return "The evidence is recorded."
        })

    static let refusal = AskedStep<Claim>(
        noun: "refusal", label: "Refuse", heading: { "Why is the claim \($0.name) refused?" },
        lead: { _, _ in "It can be submitted again once that is put right. The reason is read by whoever submitted it."
        },
        isOpen: { $0.state == .submitted || $0.state == .validated },
        begin: { claim, _ in
            var fields = Fields()
            fields["because"] = claim.contradiction ?? ""
            return fields
        },
        parts: { form, _ in
            [
                FormPart(questions: [
                    .area(form.area("because", "Why", hint: "No names of young people.", rows: 3, limit: 1_000))
                ])
            ]
        },
        keep: { visit, claim in
            var check = Check(visit.form)
            let words = check.text("because", 1...1_000, or: "Enter why it is refused, in up to 1,000 characters")
            try check.finish()
            let sets: SQL =
                "refused_on = app.today(), refused_by = (SELECT app.person()), refused_because = \(words)"
            return try change(claim, visit, sets) ? "The claim is refused, with the reason." : nil
        })

    static let payment = AskedStep<Claim>(
        noun: "payment", label: "Record the payment", heading: { "When was the claim \($0.name) paid?" },
        lead: { claim, _ in "\(claim.amount.text) to \(claim.provider). What was paid is not taken back here." },
        isOpen: { $0.state == .validated },
        begin: { _, today in
            var fields = Fields()
            fields.set("paid", today)
            return fields
        },
        parts: { form, _ in [FormPart(questions: [.day(form.day("paid", "Paid on"))])] },
        keep: { visit, claim in
            var check = Check(visit.form)
            let day = check.day("paid", on: visit.today, or: "Enter a real date, like 27 3 \(visit.today.year)")
            if day == nil { check.mistake("paid", "Enter the day on which it was paid") }
            if let day, day > visit.today { check.mistake("paid", "Enter today or an earlier day") }
            if let day, let validated = claim.validated?.on, day < validated {
                check.mistake("paid", "Enter a day on or after the validation, \(validated.longText)")
            }
            try check.finish()
            guard let day, try change(claim, visit, "paid_on = \(day), paid_by = (SELECT app.person())") else {
                return nil
            }
            return "The payment of \(claim.amount.text) is recorded."
        }, obstacle: \.obstacle)

    /// False where somebody saved after the page was opened.
    private static func change(_ claim: Claim, _ visit: Visit, _ sets: SQL) throws -> Bool {
        try visit.db.run(
            "UPDATE claims AS x SET \(sets), version = version + 1 WHERE x.id = \(claim.id) AND x.version = \(visit.version)"
        ) == 1
    }
}

extension Claim {
    /// Whether the visitor submitted it.
    func isOwn(_ visit: Visit) -> Bool { submission.map { $0.person == visit.visitor?.id } ?? false }
    /// What to do before it is decided or paid.
    var obstacle: String? { contradiction.map { "\($0) It can be refused, or its days put right first." } }
    func mayBeValidated(by visit: Visit) -> Bool { !isOwn(visit) && contradiction == nil }
}
