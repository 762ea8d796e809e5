import Testing

@testable import App
@testable import PlanReader

/// The review of an imported paper: questions answered in place, pieces split, joined, moved and added, and each step taken back.
@Suite struct ImportReviewTests {
    private let council: ExampleCouncil
    private static let paper =
        "Harbour review\n\nNo.\tRecommendation\tAction\tLead\tDue\n1\tMend the quay. Paint the boats.\tBuy stone.\tHarbour Team\tWhen the tide is out\n2\tCount the gulls.\tBuy a clicker.\tGull Team\tMay 2027\n"

    init() throws { council = try Example.council() }

    private func read(_ paper: String = paper) throws -> String {
        let answer = try council.olive.post("/imports", [("paper", paper)], key: council.olive.key())
        try #require(answer.status == 303, "\(answer.mistakes)")
        return answer.location.replacing("/columns", with: "/review")
    }

    private func form(_ place: String) throws -> FilledForm { try FilledForm(on: council.olive.get(place)) }

    /// Presses a button of the review.
    @discardableResult private func press(_ place: String, _ button: String, _ changes: [(String, String)] = []) throws
        -> Page
    {
        var form = try form(place)
        for (name, value) in changes { form[name] = value }
        return try council.olive.post(place, form.fields + [("mend", button)], key: form.key)
    }

    private func saved(_ place: String, _ changes: [(String, String)] = []) throws -> Page {
        var form = try form(place)
        for (name, value) in changes { form[name] = value }
        return try council.olive.post(place, form.fields + ImportPagesTests.anyway, key: form.key)
    }

    private func words() throws -> [String] {
        try council.inDatabase {
            try $0.values(
                "SELECT r.number || ' ' || r.words || coalesce((SELECT string_agg(' / ' || a.words, '' ORDER BY a.position) FROM actions a WHERE a.recommendation_id = r.id), '') FROM recommendations r ORDER BY r.position"
            )
        }
    }

    @Test func aQuestionIsAnsweredInPlaceAndTheCountGoesToZero() throws {
        let place = try read(), page = try council.olive.get(place)
        #expect(page.main.contains("Which day is meant by “When the tide is out”?"))
        #expect(page.main.contains("One question left") && page.main.contains("One point to check"))
        var form = try FilledForm(on: page)
        (form["d0"], form["d0_value"]) = ("no", "March 2027")
        let kept = try council.olive.postAndFollow(place, form.fields + [("step", "keep")])
        #expect(kept.main.contains("All questions are answered") && kept.main.contains("This day: March 2027"))
        #expect(!kept.main.contains("point to check"))
        // Nothing is open, so that nothing is asked.
        let all = try self.form(place)
        #expect(try council.olive.post(place, all.fields, key: all.key).status == 303)
        let due: String? = try council.inDatabase {
            try $0.value("SELECT due_on::text FROM actions WHERE words = 'Buy stone.'")
        }
        #expect(due == "2027-03-01")
    }

    @Test func whatIsAskedOnceIsAnsweredForAllThatSayTheSame() throws {
        let place = try read(Self.paper.replacing("May 2027", with: "When the tide is out"))
        #expect(try council.olive.get(place).main.contains("Two actions say so: your answer is for all of them."))
        _ = try saved(place, [("d0", "no"), ("d0_value", "March 2027")])
        let due: [String] = try council.inDatabase { try $0.values("SELECT due_on::text FROM actions") }
        #expect(due == ["2027-03-01", "2027-03-01"])
    }

    @Test func anAnswerThatCannotBeReadIsAskedAgainAndNothingIsLost() throws {
        let place = try read()
        var form = try form(place)
        (form["d0"], form["d0_value"], form["r1_words"]) = ("no", "Smarch", "Count all gulls.")
        let page = try council.olive.post(place, form.fields + [("mend", "split:r0:1")], key: form.key)
        #expect(page.status == 422 && page.text.contains("Smarch") && page.text.contains("Count all gulls."))
        #expect(try council.olive.get(place).text.contains("Mend the quay. Paint the boats."))
    }

    @Test func piecesAreSplitMovedJoinedAndTakenBack() throws {
        let place = try read()
        let answer = try press(place, "split:r0:1", [("r1_words", "Count all gulls.")])
        #expect(answer.location.hasSuffix("review?open=n2#n2"))
        let split = try council.olive.get(place)
        #expect(split.main.contains("Recommendation 1 is split: what follows is 1a"))
        #expect(split.text.contains("Count all gulls."), "what was typed is kept by the step")
        // The action moves by the number of its recommendation.
        try press(place, "action:r1", [("r0a0_of", "1a")])
        let back = try press(place, "back", [("r1_words", "Count every gull.")])
        #expect(try council.olive.get(back.location).text.contains("The last step is taken back"))
        #expect(try !council.olive.get(place).main.contains("Take it back"))
        _ = try saved(place)
        #expect(
            try words() == [
                "1 Mend the quay.", "1a Paint the boats. / Buy stone.", "2 Count every gull. / Buy a clicker.",
            ])
    }

    @Test func aNumberThatNoRecommendationHasIsAMistake() throws {
        let page = try saved(try read(), [("r0a0_of", "9")])
        #expect(page.status == 422 && page.text.contains("there is no 9") && page.text.contains("href=\"#r0a0_of\""))
    }

    @Test func whatWasNotUnderstoodIsPutInKeptOrLeftOut() throws {
        let place = try read(Self.paper + "\nSomething of Neptune\n\nA word of Triton\n\nA line of Proteus\n")
        let page = try council.olive.get(place)
        try #require(page.main.contains("Not understood (3)"), "\(page.main)")
        try press(place, "leftover:0:action:r1")
        #expect(
            try press(place, "leftover:0:action:r1").main.contains("Nothing was changed"), "it is in the plan already")
        let answer = try saved(place, [("l2_out", "yes")])
        #expect(answer.status == 303)
        #expect(try words().last == "2 Count the gulls. / Buy a clicker. / Something of Neptune")
        let text: [String] = try council.inDatabase {
            try $0.values("SELECT heading || ': ' || words FROM plan_sections")
        }
        let kept = try #require(text.last)
        #expect(kept.hasPrefix("Not understood when it was imported: Line") && kept.contains("Triton"))
        #expect(!kept.contains("Proteus") && !kept.contains("Neptune"))
    }

    @Test func theCommitteeThatThePaperNamesIsAskedAbout() throws {
        try council.inDatabase { db in
            for body in ["Scrutiny Panel", "Children’s Scrutiny Panel"] {
                try db.run("INSERT INTO meetings (body, held_on) VALUES (\(body), '2026-12-01')")
            }
        }
        let place = try read(
            Self.paper.replacing("Harbour review\n", with: "Harbour review\n\nFor the children's scrutiny panel\n"))
        let page = try council.olive.get(place)
        #expect(page.main.contains("Is this a plan of the Children’s Scrutiny Panel?"))
        #expect(try FilledForm(on: page)["body"] == "Children’s Scrutiny Panel")
        let name = try #require(
            page.text.firstMatch(
                of: /name="(d\d+)" value="no"[^>]*><label[^>]*>No: another, or none/)?.output.1)
        _ = try saved(place, [(String(name), "no"), (name + "_value", "Scrutiny Panel")])
        #expect(try council.inDatabase { try $0.value("SELECT body FROM plans") } == "Scrutiny Panel")
    }

    @Test func aTrackerOfSeveralReviewsBecomesAPlanForEach() throws {
        let head = "No\tRecommendation\tAction\tLead\n"
        let tracker =
            "Tracker\n\nReview of ponds\n\(head)1\tDig one.\tFind a field.\tPonds Team\n\nReview of newts\n\(head)1\tCount them.\tBuy torches.\tNewts Team\n"
        let place = try read(tracker)
        let answer = try saved(place, [("d0", "yes"), ("d0_part1", "Newts of the borough")])
        #expect(answer.status == 303)
        #expect(
            try council.olive.get(answer.location).text.contains(
                "“Review of ponds” and “Newts of the borough” were imported."))
        let plans: [String] = try council.inDatabase {
            try $0.values(
                "SELECT p.title || ' ' || r.number FROM plans p JOIN recommendations r ON r.plan_id = p.id ORDER BY p.id"
            )
        }
        #expect(plans == ["Review of ponds 1", "Newts of the borough 1"])
        let again = try council.olive.post("/imports", [("paper", tracker)], key: council.olive.key())
        #expect(again.status == 409 && again.text.contains("This paper was imported before"))
    }

    @Test func recommendationsOfOneNumberAreJoinedByAnAnswer() throws {
        let place = try read(
            "Harbour\n\nRecommendation\tAction\n1. Mend the quay.\tBuy stone.\n1. Count the gulls.\tBuy a clicker.\n")
        let page = try council.olive.get(place).text
        let name = try #require(
            page.firstMatch(of: /name="(d\d+)" value="no"[^>]*><label[^>]*>No: join them/)?.output.1)
        let answer = try saved(place, [(String(name), "no")])
        #expect(answer.location.contains("?open=r0"))
        #expect(try council.olive.get(place).main.contains("No: they are joined"))
        #expect(try saved(place).status == 303)
        #expect(try words().count == 1)
    }

    @Test func whatWasTypedOverAnotherReadingIsNotLaidOverThisOne() throws {
        let place = try read(), old = try form(place)
        let columns = try FilledForm(on: council.olive.get(place.replacing("/review", with: "/columns")))
        #expect(try council.olive.post(columns.action, columns.fields, key: columns.key).status == 303)
        let page = try council.olive.post(place, old.fields, key: old.key)
        #expect(page.status == 409 && page.text.contains("Its pieces are others now"))
    }

    @Test func aNumberThatIsChangedTakesItsActionsAlong() throws {
        let place = try read()
        #expect(try saved(place, [("r0_number", "2"), ("r1_number", "1a")]).status == 303)
        #expect(
            try words() == ["2 Mend the quay. Paint the boats. / Buy stone.", "1a Count the gulls. / Buy a clicker."])
    }

    @Test func numbersThatNoComputerHoldsAreNumbersAllTheSame() throws {
        let place = try read(), most = String(Int.max)
        try press(place, "recommendation:r1", [("r1_number", most)])
        try press(place, "update:r0")
        let form = try form(place)
        let update = try #require(form.fields.first { $0.0.hasSuffix("_about") }?.0)
        try press(place, "join:r0", [(update, most)])
        #expect(try council.olive.get(place).status == 200)
    }

    @Test func aTitleThatIsTakenSavesNoneOfSeveralPlans() throws {
        let head = "No\tRecommendation\tAction\tLead\n"
        let place = try read(
            "Tracker\n\nReview of ponds\n\(head)1\tDig one.\tFind a field.\tPonds Team\n\nReview of newts\n\(head)1\tCount them.\tBuy torches.\tNewts Team\n"
        )
        let refused = try saved(place, [("d0", "yes"), ("d0_part1", "review of Ponds")])
        #expect(refused.status == 422 && refused.text.contains("href=\"#d0_part1\""))
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM plans") } == 0)
        #expect(try saved(place, [("d0", "yes"), ("d0_part1", "Newts")]).status == 303)
    }

    @Test func whatIsTypedIntoAPieceStaysWhateverIsAnswered() throws {
        let place = try read(Self.paper.replacing("May 2027", with: "When the tide is out"))
        _ = try saved(place, [("d0", "no"), ("d0_value", "March 2027"), ("r1a0_due", "June 2028")])
        let due: [String] = try council.inDatabase { try $0.values("SELECT due_on::text FROM actions ORDER BY id") }
        #expect(due == ["2027-03-01", "2028-06-01"])
    }

    @Test func anAnswerWithoutItsDayIsNone() throws {
        let place = try read()
        for value in ["", "soon"] {
            let page = try saved(place, [("d0", "no"), ("d0_value", value)])
            #expect(page.status == 422 && page.text.contains("href=\"#d0_value\""))
        }
    }

    @Test func joinedTwinsAreTakenBackAndStaySo() throws {
        let place = try read(
            "Harbour\n\nRecommendation\tAction\n1. Mend the quay.\tBuy stone.\n1. Count the gulls.\tBuy a clicker.\n1. Feed them.\tBuy fish.\n"
        )
        let page = try council.olive.get(place).text
        let names = page.matches(of: /name="(d\d+)" value="no"[^>]*><label[^>]*>No: join them/).map {
            String($0.output.1)
        }
        _ = try press(place, "", names.map { ($0, "no") })
        #expect(try council.olive.get(place).text.contains("part of 1 now"))
        try press(place, "back")
        #expect(try council.olive.get(place).text.matches(of: /No: join them/).count == names.count)
        let kept = try form(place)
        #expect(try council.olive.post(place, kept.fields + [("step", "keep")], key: kept.key).status == 303)
        #expect(try council.olive.get(place).text.contains("Count the gulls."))
        #expect(try !council.olive.get(place).text.contains("No: they are joined"))
    }

    @Test func progressOfNoMonthIsAnUpdateOnceItsMonthIsSaid() throws {
        let paper =
            "Harbour\n\nRecommendation\tAction\tProgress\n1. Mend the quay.\tBuy stone.\tStone was bought.\n2. Count the gulls.\tBuy a clicker.\tNone was counted.\n"
        func updates() throws -> [String] {
            try council.inDatabase {
                try $0.values("SELECT evidence || ' ' || period_on FROM updates ORDER BY id")
            }
        }
        let place = try read(paper)
        let page = try council.olive.get(place).main
        #expect(
            page.contains(
                "Of which month is the progress? The paper does not say: without an answer it is kept as words"))
        #expect(page.contains("Progress on recommendation 1, of no month"))
        let text = try council.olive.get(place).text
        let name = try #require(
            text.firstMatch(of: /name="(d\d+)" value="no"[^>]*><label[^>]*>Another month/)?.output.1)
        _ = try saved(place, [(String(name), "no"), (name + "_value", "May 2026")])
        #expect(try updates() == ["Stone was bought. 2026-05-01", "None was counted. 2026-05-01"])
        _ = try saved(read(paper.replacing("Harbour", with: "Harbour, again")))
        #expect(try updates().count == 2, "without an answer it is no update")
        let words: [String] = try council.inDatabase {
            try $0.values("SELECT other_words FROM recommendations ORDER BY id")
        }
        #expect(words.last == "Progress: None was counted.")
    }

    @Test func aStepPressedTwiceIsDoneOnce() throws {
        let place = try read(), form = try form(place)
        let sent = form.fields + [("mend", "split:r0:1")]
        #expect(try council.olive.post(place, sent, key: form.key).status == 303)
        _ = try council.olive.post(place, sent, key: form.key)
        _ = try saved(place)
        #expect(try words().count == 3)
    }
}
