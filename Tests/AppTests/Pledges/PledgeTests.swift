import Postgres
import Testing

@testable import App

/// A pledge is counted from what counts towards it; who sees no young people is told no number that tells of one.
@Suite struct PledgeTests {
    @Test func itIsMetOnTheDayOnWhichTheTargetIsReached() throws {
        let pledged = try PledgedCouncil(["target": "3"])
        try pledged.publish()
        #expect(try pledged.words(pledged.council.bella).contains("Not started: nothing counts yet"))
        try pledged.place(2, daysAgo: 90)
        try pledged.count()
        #expect(try pledged.words(pledged.council.bella).contains("Under way: 2 apprenticeships made available"))
        try pledged.place(1, daysAgo: 30, outcome: "completed")
        try pledged.count()
        let words = try pledged.words(pledged.council.bella), met = pledged.office.today.adding(days: -30)
        #expect(words.contains("Met: 3 apprenticeships made available, the target is “up to 3”"))
        #expect(words.contains("Met on \(met.longText)"))
        #expect(words.contains("2 + 1 = 3") && words.contains("Completed an apprenticeship"))
        // As it was before.
        let then = try pledged.words(pledged.council.bella, pledged.path + "?at=\(met.adding(days: -1).isoText)")
        #expect(then.contains("Under way: 2 apprenticeships made available"))
        let people = try pledged.words(pledged.council.bella, pledged.path + "/people?of=completed")
        #expect(people.contains("Completed: one person") && people.contains("P-2"))
    }

    @Test func whatIsOverWithoutItsTargetIsMissed() throws {
        let pledged = try PledgedCouncil(["ends": "-10", "measure": "taken_up"])
        try pledged.publish()
        try pledged.place(1, daysAgo: 50)
        try pledged.count()
        #expect(try pledged.words(pledged.council.bella).contains("Missed: 1 person took up a place"))
        // What began after its last day is none of it.
        try pledged.place(8, daysAgo: 5)
        #expect(try !pledged.council.bella.get(pledged.path + "/counted").text.contains("P-8"))
    }

    @Test func whoSeesNoYoungPeopleIsToldStepsOfFive() throws {
        let pledged = try PledgedCouncil()
        try pledged.publish()
        try pledged.place(9, daysAgo: 60)
        try pledged.count()
        let mo = pledged.council.mo
        #expect(try pledged.words(mo).contains("No figures yet"))
        try pledged.keep()
        for person in [mo, pledged.council.olive, pledged.council.cora, pledged.council.lena] {
            let words = try pledged.words(person)
            #expect(words.contains("Met: about 10 apprenticeships made available"), "9 is told as 8 to 12")
            #expect(!words.contains(" 9 ") && !words.contains("Met on") && words.contains("5 or fewer"))
            #expect(try person.get(pledged.path + "/people").status == 403)
            #expect(try person.get(pledged.path + "/counted").status == 403)
        }
        // No other day is told than the end of a month.
        let earlier = try pledged.words(mo, pledged.path + "?at=\(pledged.office.today.adding(days: -61).isoText)")
        #expect(earlier.contains("about 10") && !earlier.contains("Position at"))
        let file = try mo.get("/pledges.csv").text
        #expect(file.contains("about 10") && file.contains("5 or fewer") && !file.contains(",9,"))
        let seen: Int? = try pledged.council.asVisit(mo, readOnly: true) { db in
            try db.value(
                """
                SELECT (SELECT count(*) FROM placements) + (SELECT count(*) FROM pledge_placements) + (SELECT count(*) FROM pledge_figures)
                     + (SELECT n.taken_up + n.reached FROM pledges p CROSS JOIN LATERAL app.count_pledge(p.id, app.today()) AS n)
                """)
        }
        #expect(seen == 0, "a member's visit counts nobody")
        // What was told stays.
        try pledged.place(6, daysAgo: 59)
        try pledged.count()
        try pledged.keep()
        #expect(try pledged.words(mo).contains("about 10"))
        #expect(throws: PostgresError.self) {
            try pledged.council.inDatabase { try $0.run("UPDATE pledge_counts SET number = 20") }
        }
    }

    @Test(arguments: [(5, 3), (9, 9), (8, 10)]) func whetherItIsMetTellsNoNumber(_ people: Int, _ target: Int) throws {
        let pledged = try PledgedCouncil(["target": String(target)])
        try pledged.publish()
        try pledged.place(people, daysAgo: 60)
        try pledged.count()
        try pledged.keep()
        let words = try pledged.words(pledged.council.mo)
        #expect(words.contains("Too close to say") && !words.contains("Met:") && !words.contains("Not met"))
    }

    /// Nor does it tell whether anything counts.
    @Test func figuresBeginWithThePublicationWhateverCounts() throws {
        let pledged = try PledgedCouncil()
        try pledged.publish()
        try pledged.keep()
        let words = try pledged.words(pledged.council.mo)
        #expect(words.contains("Not met yet: 5 or fewer apprenticeships made available"))
    }

    @Test func whatWasToldByIsHeld() throws {
        let pledged = try PledgedCouncil(), olive = pledged.council.olive
        try pledged.publish()
        var form = try FilledForm(on: olive.get(pledged.path + "/edit"))
        try pledged.keep()
        form["measure"] = "employed"
        let answer = try olive.post(form.action, form.fields, key: form.key)
        #expect(answer.status == 422 && answer.mistakes.contains { $0.contains("add a new pledge") })
        #expect(throws: PostgresError.self) {
            try pledged.council.inDatabase { try $0.run("UPDATE pledges SET begins_on = begins_on + 1") }
        }
    }

    @Test func whatCameAfterItsLastDayMeetsNothing() throws {
        let pledged = try PledgedCouncil(["ends": "-40", "measure": "completed", "target": "2"])
        try pledged.publish()
        try pledged.place(2, daysAgo: 90, outcome: "completed")
        try pledged.count()
        #expect(
            try pledged.words(pledged.council.bella).contains("Missed: 0 people completed"), "they did so yesterday")
        try pledged.keep()
        #expect(try !pledged.words(pledged.council.mo).contains("Met:"))
    }

    @Test func aDraftIsForThoseWhoChangePledges() throws {
        let pledged = try PledgedCouncil()
        for person in [pledged.council.mo, pledged.council.bella, pledged.council.cora] {
            #expect(try person.get(pledged.path).status == 404)
            #expect(try person.get("/pledges").words.contains("No pledges yet"))
        }
        #expect(try pledged.council.olive.get(pledged.path).main.contains("Draft"))
        try pledged.publish()
        #expect(try pledged.council.mo.get(pledged.path).status == 200)
    }

    @Test func whatIsTypedWronglyIsExplained() throws {
        let pledged = try PledgedCouncil()
        let answer = try pledged.add(["name": "Another", "target": "0", "begins": "-10", "ends": "-20", "kinds": ""])
        #expect(answer.status == 422)
        #expect(answer.mistakes.contains("Enter the number that was pledged, from 1 to 9,999"))
        #expect(answer.mistakes.contains { $0.hasPrefix("Enter a last day on or after the first, ") })
        #expect(answer.mistakes.contains("Choose at least one kind of work that counts"))
        #expect(try pledged.add().mistakes == ["Enter another name: a pledge of this name begins on the same day"])
    }

    @Test func itsEndStandsInTheCalendarOnceItIsPublished() throws {
        let pledged = try PledgedCouncil(["ends": "+40"]), mo = pledged.council.mo
        let page = try mo.post("/calendar", [("scope", "all")])
        let link = try #require(page.text.firstMatch(of: /\/calendar\/[^"< ]+\.ics/)?.output)
        let feed = { try pledged.council.stranger.get(String(link)).text }
        #expect(try !feed().contains("Pledge ends"))
        try pledged.publish()
        #expect(try feed().contains("Pledge ends: Apprenticeships for care leavers"))
    }

    @Test func aYearTakesItsOwnDays() throws {
        let pledged = try PledgedCouncil(["period": "municipal", "begins": "today"])
        let year = CouncilYear(.municipal, of: pledged.office.today)
        #expect(try pledged.council.olive.get(pledged.path).main.contains("Municipal year \(year.text)"))
    }

    @Test func aPaperThatDiffersIsShownBesideTheRecords() throws {
        let pledged = try PledgedCouncil()
        try pledged.publish()
        try pledged.place(3, daysAgo: 60)
        try pledged.count()
        let olive = pledged.council.olive
        let paper = [
            "figure": "taken_up", "value": "2", "as_of": "today", "words": "Two are apprentices",
            "source": "Report, 1.2",
        ]
        #expect(try olive.post(pledged.path + "/figures", pledged.office.days(paper)).status == 303)
        let broker = try pledged.words(pledged.council.bella)
        #expect(broker.contains("One count on which papers and records differ") && broker.contains("They differ"))
        #expect(broker.contains("“Two are apprentices”") && broker.contains("Linked placements on that day"))
        let officer = try pledged.words(olive)
        #expect(officer.contains("Two are apprentices") && !officer.contains("Linked placements"))
        #expect(try !pledged.words(pledged.council.mo).contains("Two are apprentices"))
    }

    @Test func twoWhoSayWhatCountsLoseNothing() throws {
        let pledged = try PledgedCouncil()
        try pledged.publish()
        try pledged.place(2, daysAgo: 60)
        let path = pledged.path + "/counted", bella = pledged.council.bella
        let before = try bella.get(path).value(of: "version")
        try pledged.count()
        let late = try bella.post(path, [("version", before)], key: bella.key())
        #expect(late.status == 409)
        #expect(try pledged.words(bella).contains("Under way: 2 "))
    }
}
