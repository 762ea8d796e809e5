import HTTP
import Postgres

/// Moving one case: at once from the board, or with another day and words on a page of its own.
enum MovePages {
    private static let one = "/young-people/:young_person"

    static let routes: [Route] = [
        .get(one + "/move", .changeReferrals, ask),
        .post(one + "/move", .changeReferrals, move),
        .post(one + "/moves", .changeReferrals, moveNow),
        .post(one + "/undo", .changeReferrals, undo),
        .get(one + "/early-exit", .changeReferrals, askExit),
        .post(one + "/early-exit", .changeReferrals, leave),
    ]

    /// The case and the council's stages.
    private static func open(_ visit: Visit) throws -> (standing: CaseStanding, stages: [Stage]) {
        let (standing, stages) = try visit.db.all(CaseStanding.of(visit.id("young_person")), Stage.all)
        guard let standing else { throw Failure.notFound }
        visit.noteLook(at: standing.id)
        guard !standing.isClosed else { throw Failure.conflict("This case is closed. Open it again first.") }
        return (standing, stages.sorted { $0.position < $1.position })
    }

    // MARK: At once

    /// One button of a card: a stage, or the next attempt. The day is today.
    private static func moveNow(_ visit: Visit) throws -> Response {
        let (standing, stages) = try open(visit), to = visit.form["to"]
        guard visit.form["seen"] == standing.seen else {
            return back(
                visit, standing, saying: "Somebody moved this case after you opened the page. This is how it is now.",
                heading: "\(standing.reference) was not moved")
        }
        if to == "begin", !standing.isUnderWay {
            try JourneyMove.begin(standing.id, on: max(visit.today, standing.since ?? visit.today), in: visit.db)
            return back(visit, standing, saying: "Attempt \(standing.attempt + 1) begins today.", heading: "Moved")
        }
        guard let stage = standing.ahead(of: stages).first(where: { "\($0.id)" == to }) else {
            throw Failure.conflict(
                "A case moves to a later stage of the same attempt. Open the board to see where it is now.")
        }
        try JourneyMove.move(standing.id, to: stage.id, on: visit.today, in: visit.db)
        return back(visit, standing, saying: "\(standing.reference) is in \(stage.words) from today.", heading: "Moved")
    }

    private static func undo(_ visit: Visit) throws -> Response {
        let (standing, _) = try open(visit)
        guard standing.canUndo, visit.form["seen"] == standing.seen else {
            throw Failure.conflict(
                "A move can be taken back for ten minutes, by whoever made it, while nothing came after it. It stays as it is."
            )
        }
        try JourneyMove.undo(standing.id, in: visit.db)
        return back(visit, standing, saying: "\(standing.reference) is where it was before.", heading: "Taken back")
    }

    /// To the board as it was filtered, at the card; else to the young person.
    private static func back(_ visit: Visit, _ standing: CaseStanding, saying words: String, heading: String)
        -> Response
    {
        let board = board(visit)
        guard board.hasPrefix("?") else {
            return visit.redirect(to: Paths.youngPerson(standing.id), saying: words, heading: heading)
        }
        var pairs = ((try? Form.parse(Array(board.utf8.dropFirst())))?.pairs ?? []).filter {
            BoardSearch.names.contains($0.name)
        }
        pairs.append((name: "moved", value: "\(standing.id)"))
        return visit.redirect(
            to: "\(Paths.board)?\(Form(pairs).encoded())#case-\(standing.id)", saying: words, heading: heading)
    }

    /// The board that one came from, as "?" and what filters it; empty where one came from elsewhere.
    private static func board(_ visit: Visit) -> String {
        visit.form.has("board") ? visit.form["board"] : visit.query("board")
    }

    /// A form that leads back there.
    private static func path(_ standing: CaseStanding, _ noun: String, _ visit: Visit) -> String {
        let board = board(visit)
        return Paths.youngPerson(standing.id, noun) + (board.isEmpty ? "" : "?" + Form([("board", board)]).encoded())
    }

    // MARK: With a day and words

    private static func moveSheet(_ standing: CaseStanding, _ stages: [Stage], _ visit: Visit) -> RecordForm {
        let own = Paths.youngPerson(standing.id), back = Link(label: standing.reference, link: own)
        guard standing.isUnderWay else {
            let number = standing.attempt + 1
            return RecordForm(
                kicker: standing.reference, heading: "Begin attempt \(number)",
                lead: "It begins in the first stage. What was before stays as it is.",
                path: path(standing, "/move", visit), back: back,
                save: "Begin attempt \(number)"
            ) { form in [FormPart(questions: [.day(form.day("on", "Day"))])] }
        }
        let ahead = standing.ahead(of: stages)
        var links: [Link] = []
        if !ahead.isEmpty || standing.isUnderWay {
            links.append(Link(label: "They left early", link: path(standing, "/early-exit", visit)))
        }
        return RecordForm(
            kicker: standing.reference, heading: "Move this case",
            lead: "In \(standing.stageWords) since \(standing.since?.longText ?? "")."
                + (ahead.isEmpty ? " It is the last stage: nothing comes after it." : ""),
            path: path(standing, "/move", visit), back: back, save: "Move", links: links
        ) { form in
            [
                FormPart(questions: [
                    .radios(form.radios("to", "To", ahead.map { ("\($0.id)", $0.words) })),
                    .day(form.day("on", "Day", hint: "On which they entered it.")),
                    .area(form.area("words", "How it went until then", optional: true, rows: 3, limit: 500)),
                ])
            ]
        }
    }

    private static func begun(_ standing: CaseStanding, _ visit: Visit) -> Fields {
        var fields = Fields()
        fields["version"] = standing.seen
        fields.set("on", visit.today)
        return fields
    }

    private static func ask(_ visit: Visit) throws -> Response {
        let (standing, stages) = try open(visit)
        return try moveSheet(standing, stages, visit).page(visit, begun(standing, visit))
    }

    /// The form again where the case was moved meanwhile.
    private static func clash(_ sheet: RecordForm, _ standing: CaseStanding, _ visit: Visit) throws -> Response? {
        guard visit.form["version"] != standing.seen else { return nil }
        let last = try visit.db(
            LastSave.last("a.young_person_id = \(standing.id) AND a.entity IN ('attempts', 'stage_entries')"))
        var fields = visit.form
        fields["version"] = standing.seen
        return try sheet.page(visit, fields, clash: Conflict(changed: standing.reference, by: last, for: visit))
    }

    private static func day(_ check: inout Check, _ standing: CaseStanding, _ visit: Visit) -> Day? {
        let day = check.pastDay("on", on: visit.today, "the day")
        if let day, let since = standing.since, day < since {
            check.mistake("on", "Enter \(since.longText) or a later day: the case has been where it is since then")
        }
        return day
    }

    private static func move(_ visit: Visit) throws -> Response {
        let (standing, stages) = try open(visit), sheet = moveSheet(standing, stages, visit)
        if let clash = try clash(sheet, standing, visit) { return clash }
        var check = Check(visit.form)
        let stage = standing.ahead(of: stages).first { "\($0.id)" == check.fields["to"] }
        if standing.isUnderWay, stage == nil { check.mistake("to", "Choose the stage that they entered") }
        let day = day(&check, standing, visit)
        let words = check.text("words", upTo: 500, "How it went")
        guard check.isDone, let day else { return try sheet.page(visit, visit.form, check.mistakes) }
        guard let stage else {
            try JourneyMove.begin(standing.id, on: day, in: visit.db)
            return back(
                visit, standing, saying: "Attempt \(standing.attempt + 1) began on \(day.longText).", heading: "Saved")
        }
        try JourneyMove.move(standing.id, to: stage.id, on: day, saying: words, in: visit.db)
        return back(
            visit, standing, saying: "\(standing.reference) is in \(stage.words) since \(day.longText).",
            heading: "Moved")
    }

    // MARK: Leaving early

    private static func exitSheet(_ standing: CaseStanding, _ visit: Visit) -> RecordForm {
        let own = Paths.youngPerson(standing.id)
        let placement =
            standing.openPlacements > 0
            ? " A placement is still under way: end it too, on its own page." : ""
        return RecordForm(
            kicker: standing.reference, heading: "Left early",
            lead:
                "Attempt \(standing.attempt) ends, and counts as one. The case goes back to the first stage until the next attempt begins.\(placement)",
            path: path(standing, "/early-exit", visit), back: Link(label: standing.reference, link: own),
            save: "Record the early exit"
        ) { form in
            [
                FormPart(questions: [
                    .select(form.select("reason", "Why", [("", "Choose why")] + ExitReason.options)),
                    .area(form.area("words", "In more words", optional: true, rows: 3, limit: 1_000)),
                    .day(form.day("on", "Day on which they left")),
                    .day(
                        form.day(
                            "again", "Day to speak to them again", hint: "It stands on the board and with what is due.")
                    ),
                ])
            ]
        }
    }

    private static func leaving(_ visit: Visit) throws -> CaseStanding {
        let (standing, _) = try open(visit)
        guard standing.isUnderWay else {
            throw Failure.conflict("No attempt is open: the case waits in the first stage for the next one.")
        }
        return standing
    }

    private static func askExit(_ visit: Visit) throws -> Response {
        let standing = try leaving(visit)
        var fields = begun(standing, visit)
        fields.set("again", visit.today.adding(days: standing.recontactDays))
        return try exitSheet(standing, visit).page(visit, fields)
    }

    private static func leave(_ visit: Visit) throws -> Response {
        let standing = try leaving(visit), sheet = exitSheet(standing, visit)
        if let clash = try clash(sheet, standing, visit) { return clash }
        var check = Check(visit.form)
        let reason: ExitReason? = check.choice("reason", or: "Choose why they left early")
        let words = check.text("words", upTo: 1_000, "In more words")
        let day = day(&check, standing, visit)
        let again = check.day("again", on: visit.today, or: "Enter a real date, like 27 3 \(visit.today.year)")
        if again == nil { check.mistake("again", "Enter the day to speak to them again") }
        if let day, let again, again < day {
            check.mistake("again", "Enter \(day.longText) or a later day: they left then")
        }
        guard check.isDone, let reason, let day, let again else {
            return try sheet.page(visit, visit.form, check.mistakes)
        }
        try JourneyMove.leaveEarly(standing.id, on: day, because: reason, saying: words, again: again, in: visit.db)
        return back(
            visit, standing,
            saying: "Attempt \(standing.attempt) ended on \(day.longText). Speak to them again by \(again.longText).",
            heading: "Early exit recorded")
    }
}
