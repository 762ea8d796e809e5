import HTTP
import Postgres

/// What happens to a placement: it starts, its start is moved with a reason, it ends. Each asks on a page of its own.
enum PlacementSteps {
    private static let register = PlacementRegister.list

    static let routes: [Route] =
        [start, rearrangement, ending].flatMap { $0.routes(of: register, .changePlacements) }
        + resumption.routes(of: register, .changePlacements)

    typealias Move = AskedStep<Placement>

    /// Undoes an end that was recorded by mistake.
    static let resumption = Step<Placement>(
        noun: "resumption", label: "It goes on", heading: { "Does \($0.name) go on?" },
        lead: { _ in "What was recorded of its end is taken back. The history keeps it." }, isOpen: { $0.ended != nil },
        sets: """
            ended_on = NULL, outcome = '', exit_reason = '', outcome_words = '', destination = '', destination_words = ''
            """, done: { _ in ("Saved", "The placement goes on.") })
}

extension PlacementSteps {
    /// The day on which it really started; asked again where that day was wrong.
    static let start = Move(
        noun: "start", label: "Save the start", heading: { "When did \($0.name) start?" },
        lead: { placement, _ in
            placement.started == nil ? "It was planned for \(placement.planned.longText)." : nil
        },
        isOpen: { $0.ended == nil },
        begin: { placement, today in
            var fields = Fields()
            fields.set("started", placement.started ?? min(placement.planned, today))
            return fields
        },
        parts: { form, _ in [FormPart(questions: [.day(form.day("started", "Started"))])] },
        keep: { visit, placement in
            var check = Check(visit.form)
            let day = check.day(
                "started", on: visit.today, kept: placement.started, or: "Enter a real date, like 27 3 2026")
            if day == nil { check.mistake("started", "Enter the day on which it started") }
            if let day, day > visit.today { check.mistake("started", "Enter today or an earlier day") }
            if let day, let earliest = try earliest(placement, visit), day < earliest {
                check.mistake("started", placement.kind.tooEarly(before: earliest))
            }
            try check.finish()
            guard let day, try change(placement, visit, "started_on = \(day)") else { return nil }
            let stage = try JourneyMove.advance(placement.person, placement.kind.rawValue, on: day, in: visit.db)
            return "The start is recorded." + (stage.map { " The case is now at: \($0)." } ?? "")
        })

    /// A new planned day with its reason; the one before is kept.
    static let rearrangement = Move(
        noun: "rearrangement", label: "Save the new start", heading: { "Move the start of \($0.name)" },
        lead: { placement, _ in "It is planned for \(placement.planned.longText). That day and your reason are kept." },
        isOpen: { $0.ended == nil && $0.started == nil },
        begin: { placement, _ in
            var fields = Fields()
            fields.set("planned_end", placement.plannedEnd)
            return fields
        },
        parts: { form, placement in
            let end =
                placement.plannedEnd == nil
                ? [] : [Question.day(form.day("planned_end", "Planned end", optional: true))]
            return [
                FormPart(
                    questions: [.day(form.day("planned", "New planned start"))] + end + [
                        .area(form.area("reason", "Why", hint: "Such as an injury.", rows: 3, limit: 500))
                    ])
            ]
        },
        keep: { visit, placement in
            var check = Check(visit.form)
            let day = check.day("planned", on: visit.today, or: "Enter a real date, like 27 3 2026")
            if day == nil { check.mistake("planned", "Enter the new day") }
            if day == placement.planned { check.mistake("planned", "Enter another day: it is planned for this one") }
            if let day, let earliest = try earliest(placement, visit), day < earliest {
                check.mistake("planned", placement.kind.tooEarly(before: earliest))
            }
            let end = check.day(
                "planned_end", on: visit.today, kept: placement.plannedEnd,
                or: "Planned end: enter a real date, like 27 3 2026")
            if let day, let end, end < day { check.mistake("planned_end", "Enter an end on or after \(day.longText)") }
            let reason = check.text("reason", 1...500, or: "Enter why it moves, in up to 500 characters")
            try check.finish()
            let kept = try visit.db.run(
                """
                INSERT INTO rearrangements (young_person_id, placement_id, was_on, is_on, reason)
                SELECT x.young_person_id, x.id, x.planned_on, \(day), \(reason) FROM placements AS x
                 WHERE x.id = \(placement.id) AND x.version = \(visit.version) AND x.started_on IS NULL
                """)
            guard kept == 1, try change(placement, visit, "planned_on = \(day), planned_end_on = \(end)") else {
                return nil
            }
            return "The new start is kept, and the one before with its reason."
        })

    static let ending = Move(
        noun: "ending", label: "Save the end",
        heading: { $0.ended == nil ? "How did \($0.name) end?" : "Change how \($0.name) ended" },
        lead: { placement, _ in
            placement.started == nil ? "It has not started by the record. Where it did, record its start first." : nil
        },
        isOpen: { _ in true },
        begin: { placement, today in
            var fields = Fields()
            fields.set("ended", placement.ended ?? min(placement.plannedEnd ?? today, today))
            fields["outcome"] = placement.started == nil ? "did_not_start" : placement.outcome.rawValue
            fields["exit_reason"] = placement.exitReason?.rawValue ?? ""
            fields["destination"] = placement.destination.rawValue
            fields["destination_words"] = placement.destinationWords
            fields["outcome_words"] = placement.outcomeWords
            return fields
        },
        parts: { form, placement in
            let outcomes: [Placement.Outcome] =
                placement.started == nil ? [.didNotStart] : [.completed, .job, .earlyExit]
            let reason = form.select(
                "exit_reason", "Why they left early", [("", "Choose why")] + ExitReason.options,
                hint:
                    "Leaving early ends the attempt too, unless another placement of it is open or the case has moved on since."
            )
            return [
                FormPart(questions: [
                    .branch(
                        form.branch(
                            "outcome", "Outcome",
                            outcomes.map { ($0.rawValue, $0.label, $0 == .earlyExit ? [.select(reason)] : []) })),
                    .day(form.day("ended", placement.started == nil ? "Known on" : "Last day")),
                    .area(
                        form.area(
                            "outcome_words", "How it ended", hint: "In a sentence. No names of other young people.",
                            optional: true, rows: 3, limit: 1_000)),
                ]),
                FormPart(
                    heading: "Where they are afterwards",
                    questions: [
                        .select(
                            form.select("destination", "Destination", Placement.Destination.options, optional: true)),
                        .text(
                            form.text(
                                "destination_words", "In words", hint: "Such as the team that took them on.",
                                optional: true)),
                    ]),
            ]
        },
        keep: { visit, placement in
            let end = try Ending(visit.form, placement, on: visit.today)
            guard try change(placement, visit, end.sets) else { return nil }
            let again = placement.ended == nil ? try JourneyMove.endLeft(placement.id.value, in: visit.db) : nil
            return "The end is recorded."
                + (again.map { " It ends the attempt: speak to them again by \($0.longText)." } ?? "")
        })

    private static func earliest(_ placement: Placement, _ visit: Visit) throws -> Day? {
        try visit.db.value(
            "SELECT app.earliest_start(\(placement.kind), y.born_on) FROM young_people y WHERE y.id = \(placement.person)"
        )
    }

    /// False where somebody saved after the page was opened.
    private static func change(_ placement: Placement, _ visit: Visit, _ sets: SQL) throws -> Bool {
        try visit.db.run(
            """
            UPDATE placements AS x SET \(sets), version = version + 1
             WHERE x.id = \(placement.id) AND x.version = \(visit.version)
            """) == 1
    }
}

/// How a placement ended, as it was typed.
private struct Ending {
    let sets: SQL

    init(_ form: Fields, _ placement: Placement, on today: Day) throws {
        var check = Check(form)
        let day = check.day("ended", on: today, kept: placement.ended, or: "Enter a real date, like 27 3 2026")
        if day == nil { check.mistake("ended", "Enter the day on which it ended") }
        if let day, day > today { check.mistake("ended", "Enter today or an earlier day") }
        if let day, let started = placement.started, day < started {
            check.mistake("ended", "Enter a day on or after the start, \(started.longText)")
        }
        let outcome: Placement.Outcome? = check.choice("outcome", or: "Choose how it ended")
        let mayBe: [Placement.Outcome] = placement.started == nil ? [.didNotStart] : [.completed, .job, .earlyExit]
        if let outcome, !mayBe.contains(outcome) { check.mistake("outcome", "Choose how it ended") }
        let reason: ExitReason? =
            outcome == .earlyExit ? check.choice("exit_reason", or: "Choose why they left early") : nil
        var destination: Placement.Destination? = check.choice(
            "destination", or: "Choose a destination, or “Not recorded”")
        if outcome == .job, destination == Placement.Destination.none { destination = .employed }
        let words = check.text("outcome_words", upTo: 1_000, "How it ended")
        let place = check.text("destination_words", upTo: 200, "The destination in words")
        try check.finish()
        sets = """
            ended_on = \(day), outcome = \(outcome), exit_reason = \(reason?.rawValue ?? ""), outcome_words = \(words),
            destination = \(destination), destination_words = \(place)
            """
    }
}
