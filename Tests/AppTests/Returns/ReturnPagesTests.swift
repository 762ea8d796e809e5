import Postgres
import Testing

@testable import App

/// The pages and the files of the three returns.
@Suite struct ReturnPagesTests {
    /// A care leaver whose birthday of this age was so many days ago.
    private static func leaver(
        _ work: Casework, _ reference: String, _ age: Int, daysAgo: Int = 0, group: String = "formerRelevant"
    ) throws -> Int64 {
        let born = work.today.adding(days: -daysAgo).adding(months: -12 * age)
        return try work.add(reference, name: "Person \(reference)", born: born, [("cohorts_1_group", group)])
    }

    private static func record(_ work: Casework, _ id: Int64, on day: Day? = nil, _ more: [String: String] = [:]) throws
    {
        let page = try work.bella.post("/young-people/\(id)/activities", ActivityTests.form(day ?? work.today, more))
        try #require(page.status == 303, "\(page.mistakes)")
    }

    /// The rows of a file behind its head.
    private static func rows(_ work: Casework, _ path: String) throws -> [String] {
        let text = try work.bella.get(path).text
        return text.split(whereSeparator: \.isNewline).dropFirst().map(String.init)
    }

    @Test func emptyItTellsTheTruth() throws {
        let work = try Casework()
        #expect(try work.bella.get("/returns").main.contains("Nothing is to be mended now"))
        for part in Return.allCases {
            let page = try work.bella.get("/returns/\(part.rawValue)").main
            #expect(page.contains("Nobody is in this return") && page.contains("none is left out"), "\(part)")
            #expect(try Self.rows(work, "/returns/\(part.rawValue).csv") == [])
        }
    }

    @Test func whatIsMissingLeadsToTheFormThatMendsIt() throws {
        let work = try Casework(), id = try Self.leaver(work, "DCY-1", 19)
        let page = try work.bella.get("/returns/oc3")
        #expect(
            page.main.contains("One row lacks something")
                && page.main.contains(
                    "Not recorded around this birthday: whether the council was in touch, what they mainly did, where they lived"
                ))
        let path = "/young-people/\(id)/activities/new?for=oc3&amp;on=\(work.today.isoText)"
        #expect(page.text.contains(path))
        var form = try FilledForm(on: work.bella.get(path.replacing("&amp;", with: "&")))
        for (name, value) in ActivityTests.form(work.today) { form[name] = value }
        let saved = try work.bella.post(form.action, form.fields, key: form.key)
        #expect(saved.status == 303 && saved.location.contains("/returns/oc3"), "back to the return")
        let mended = try work.bella.get("/returns/oc3").main
        #expect(mended.contains("Nothing is to be mended now") && mended.contains("YES") && mended.contains("F2"))
        let born = work.today.adding(months: -12 * 19)
        #expect(try Self.rows(work, "/returns/oc3.csv") == ["DCY1,\(born.britishText),YES,F2,U1"])
    }

    @Test func whatIsMendedLeadsBackToItsYear() throws {
        let work = try Casework(), period = ReturnPeriod.all(of: .oc3, on: work.today)[1]
        let born = period.last.adding(days: -10).adding(months: -12 * 19)
        let id = try work.add("DCY-1", born: born, [("cohorts_1_group", "formerRelevant")])
        let page = try work.bella.get("/returns/oc3?period=\(period.key)")
        #expect(page.text.contains("&amp;period=\(period.key)"))
        let path = "/young-people/\(id)/activities/new?for=oc3&period=\(period.key)"
        var form = try FilledForm(on: work.bella.get(path))
        for (name, value) in ActivityTests.form(period.last.adding(days: -10)) { form[name] = value }
        let saved = try work.bella.post(form.action, form.fields, key: form.key)
        #expect(saved.status == 303 && saved.location.contains("/returns/oc3?period=\(period.key)"))
    }

    @Test func whoDiedBeforeTheDaysThatCountIsReady() throws {
        let work = try Casework(), period = ReturnPeriod.all(of: .oc3, on: work.today)[1]
        let born = period.last.adding(days: -10).adding(months: -12 * 19)
        let id = try work.add("DCY-1", born: born, [("cohorts_1_group", "formerRelevant")])
        let died = ["main": "", "mode": "", "accommodation": "", "suitability": "", "in_touch": "died"]
        try Self.record(work, id, on: period.first.adding(days: 1), died)
        let rows = try Self.rows(work, "/returns/oc3.csv?period=\(period.key)")
        #expect(rows == ["DCY1,\(born.britishText),DIED,0,0"])
    }

    @Test func aLaterConversationIsBelieved() throws {
        let work = try Casework(), id = try Self.leaver(work, "DCY-1", 20)
        func inTouch() throws -> String {
            String(try Self.rows(work, "/returns/oc3.csv")[0].split(separator: ",")[2])
        }
        try Self.record(work, id, on: work.today.adding(days: -20), ["in_touch": "no"])
        #expect(try inTouch() == "NO")
        let spoken = work.today.adding(days: -5)
        try work.council.inDatabase { db in
            try db.run("INSERT INTO case_contacts (young_person_id, made_on, kind) VALUES (\(id), \(spoken), 'call')")
        }
        #expect(try inTouch() == "YES")
        #expect(try work.bella.get("/returns/oc3").main.contains("spoken to on \(spoken.longText)"))
        try Self.record(work, id, ["in_touch": "no"])
        #expect(try inTouch() == "NO", "recorded since")
    }

    @Test func theContactLogAndAPlacementAreNotTypedTwice() throws {
        let work = try Casework(), id = try Self.leaver(work, "DCY-1", 20)
        try Self.record(work, id, on: work.today.adding(days: -200), ["in_touch": ""])
        try work.placement(id, team: "Parks", began: 100)
        try work.council.inDatabase { db in
            try db.run("UPDATE placements SET kind = 'apprenticeship', hours = 30, role = 'Gardener'")
            try db.run(
                "INSERT INTO case_contacts (young_person_id, made_on, kind) VALUES (\(id), \(work.today), 'call')")
        }
        let born = work.today.adding(months: -12 * 20).britishText
        #expect(try Self.rows(work, "/returns/oc3.csv") == ["DCY1,\(born),YES,F4,U1"])
        let page = try work.bella.get("/returns/oc3").main
        #expect(page.contains("by their placement") && page.contains("spoken to on \(work.today.longText)"))
        // Once it has ended, only somebody can say what they do.
        try work.council.inDatabase {
            try $0.run("UPDATE placements SET ended_on = \(work.today.adding(days: -2)), outcome = 'completed'")
        }
        #expect(try Self.rows(work, "/returns/oc3.csv") == ["DCY1,\(born),YES,,U1"])
        #expect(try work.bella.get("/returns/oc3").main.contains("Apprenticeship ended on"))
        let later = try Self.leaver(work, "DCY-2", 19, daysAgo: 8)
        try work.placement(later, team: "Parks", began: 100)
        try work.council.inDatabase { db in
            try db.run(
                """
                UPDATE placements SET kind = 'apprenticeship', hours = 30, ended_on = \(work.today.adding(days: -20)), outcome = 'completed'
                 WHERE young_person_id = \(later)
                """)
        }
        try Self.record(work, later, on: work.today.adding(days: -3), ["main": "seeking", "mode": "none"])
        let rows = try Self.rows(work, "/returns/oc3.csv")
        #expect(rows.contains { $0.hasPrefix("DCY2,") && $0.hasSuffix(",YES,G5,U1") }, "soon after the birthday")
    }

    @Test func whatWasRecordedOfAPlacementEndsWithIt() throws {
        let work = try Casework()
        let id = try work.add("Y-1", name: "Young One", born: work.today.adding(months: -12 * 17 - 3))
        try work.placement(id, team: "Parks", began: 100)
        try work.council.inDatabase { try $0.run("UPDATE placements SET kind = 'apprenticeship', hours = 30") }
        let recorded = ["main": "apprenticeship", "hours": "30"]
        try Self.record(work, id, on: work.today.adding(days: -1), recorded)
        let began = work.today.adding(days: -100).britishText
        #expect(try Self.rows(work, "/returns/nccis.csv")[0].hasSuffix(",310,\(began)"), "since its start")
        try work.council.inDatabase {
            try $0.run("UPDATE placements SET ended_on = \(work.today), outcome = 'completed'")
        }
        #expect(try Self.rows(work, "/returns/nccis.csv")[0].hasSuffix(",,"))
        #expect(try work.bella.get("/young-people/\(id)").main.contains("not known since \(work.today.longText)"))
        try Self.record(work, id, recorded)
        #expect(try Self.rows(work, "/returns/nccis.csv")[0].contains(",310,"), "another begins as it ends")
    }

    @Test func aJobIsRecordedWithOneTap() throws {
        let work = try Casework(), id = try Self.leaver(work, "DCY-1", 20)
        try work.placement(id, team: "Home Care", began: 40)
        try work.council.inDatabase {
            try $0.run("UPDATE placements SET kind = 'job', hours = 30, role = 'Care assistant'")
        }
        let page = try work.bella.get("/young-people/\(id)")
        #expect(
            page.main.contains("Care assistant, Home Care since") && page.main.contains("is that their main activity?"))
        let placement = try #require(try work.council.newest("placements"))
        let path = "/young-people/\(id)/main-activity", sent = [("placement", "\(placement)"), ("to", "employment")]
        #expect(try work.bella.post(path, sent).status == 303)
        #expect(try work.bella.post(path, sent).status == 409, "it is recorded")
        let after = try work.bella.get("/young-people/\(id)").main
        #expect(
            after.contains("A job without training, full time, 30 hours")
                && !after.contains("is that their main activity?"))
        #expect(try work.bella.post(path, [("placement", "\(placement)"), ("to", "apprenticeship")]).status == 409)
    }

    @Test func whoIsInTheReturnFollowsFromAgeAndGroups() throws {
        let work = try Casework()
        for (reference, age, group) in [
            ("IN17", 17, "relevant"), ("IN21", 21, "formerRelevant"), ("IN20", 20, "careLeaver"),
            ("OUT22", 22, "formerRelevant"), ("OUTQ", 19, "qualifying"), ("OUTE", 17, "eligible"), ("OUTN", 19, "neet"),
        ] { _ = try Self.leaver(work, reference, age, group: group) }
        let still = try Self.leaver(work, "OUTLAC", 18)
        let dead = try Self.leaver(work, "OUTDIED", 21)
        try work.council.inDatabase { db in
            try db.run("INSERT INTO cohorts (young_person_id, cohort) VALUES (\(still), 'looked_after')")
            try db.run(
                """
                INSERT INTO activities (young_person_id, began_on, main, mode, in_touch, source)
                VALUES (\(dead), \(work.today.adding(days: -400)), '', 'none', 'died', 'x')
                """)
        }
        let found = try Self.rows(work, "/returns/oc3.csv").map { String($0.prefix { $0 != "," }) }.sorted()
        #expect(found == ["IN17", "IN20", "IN21"])
    }

    @Test func twoThatComeToOneNumberAreNamed() throws {
        let work = try Casework()
        for reference in ["DCY-1", "DCY/1"] { try Self.record(work, try Self.leaver(work, reference, 19)) }
        let page = try work.bella.get("/returns/oc3").main
        #expect(page.contains("2 rows break a rule") || page.contains("Two rows break a rule"))
        #expect(page.contains("rule INT34"))
    }

    @Test func theOtherTwoAskForOneValue() throws {
        let work = try Casework()
        let young = try work.add("Y-1", name: "Young One", born: work.today.adding(months: -12 * 17 - 3))
        let planned = try work.add(
            "Y-2", name: "With Plan", born: work.today.adding(months: -12 * 22), [("cohorts_1_group", "withPlan")])
        _ = try work.add("Y-3", name: "Too Old", born: work.today.adding(months: -12 * 22))
        let adult = try work.add(
            "Y-4", name: "An Adult", born: work.today.adding(months: -12 * 22), [("cohorts_1_group", "vulnerableAdult")]
        )
        #expect(try Self.rows(work, "/returns/nccis.csv").count == 2)
        #expect(try work.bella.get("/returns").main.contains("Three rows are to be mended"))
        try Self.record(work, young)
        try Self.record(work, planned, ["main": "employment", "mode": "part", "hours": "8"])
        try Self.record(work, adult, ["main": "seeking", "mode": "none"])
        let rows = try Self.rows(work, "/returns/nccis.csv"), day = work.today.britishText
        #expect(rows.contains { $0.hasPrefix("Y-1,") && $0.hasSuffix(",230,\(day)") })
        #expect(rows.contains { $0.hasPrefix("Y-2,") && $0.hasSuffix(",360,\(day)") })
        let status = try Self.rows(work, "/returns/adult-social-care.csv")
        #expect(status.count == 1 && status[0].hasSuffix(",Not in Paid Employment (seeking work)"))
        let past = ReturnPeriod.all(of: .nccis, on: work.today)[3]
        #expect(
            try work.bella.get("/returns/nccis?period=\(past.key)").main.contains("as at \(past.last.longText)")
                == false)
        #expect(try work.bella.get("/returns/nccis?period=\(past.key)").main.contains("As at \(past.last.longText)"))
    }

    @Test func aRestrictedCaseIsLeftOutAndThePageSaysSo() throws {
        let work = try Casework(), id = try Self.leaver(work, "DCY-SECRET", 19)
        try work.restrict(id)
        let page = try work.bruno.get("/returns/oc3")
        #expect(
            page.main.contains("Left out: one restricted case that you cannot open") && !page.text.contains("SECRET"))
        #expect(!(try work.bruno.get("/returns/oc3.csv").text.contains("DCYSECRET")))
        #expect(try work.bella.get("/returns/oc3").main.contains("none is left out"))
        #expect(try work.bella.get("/returns/oc3.csv").text.contains("DCYSECRET"))
    }

    @Test func filtersLeaveWhatTheySay() throws {
        let work = try Casework()
        try Self.record(work, try Self.leaver(work, "READY", 19))
        _ = try Self.leaver(work, "LACKING", 20)
        for (query, ready, lacking) in [
            ("state=ready", true, false), ("state=missing", false, true), ("state=broken", false, false),
            ("worker=mine", true, true), ("worker=none", false, false), ("worker=\(work.brunoID)", false, false),
            ("period=1999", true, true),
        ] {
            let page = try work.bella.get("/returns/oc3?\(query)").main
            #expect(page.contains("READY") == ready && page.contains("LACKING") == lacking, "\(query)")
        }
    }

    @Test func aFileIsEnteredWithItsRowsAndLooks() throws {
        let work = try Casework(), id = try Self.leaver(work, "DCY-1", 19)
        #expect(try work.bella.get("/returns/oc3.csv").header("Content-Disposition")?.contains("oc3-") == true)
        let (downloads, looks): (Int?, Int?) = try work.council.asOwner { db in
            (
                try db.value(
                    "SELECT count(*) FROM audit WHERE entity = 'downloads' AND after ->> 'file' LIKE 'oc3-%' AND after ->> 'rows' = '1'"
                ),
                try db.value(
                    "SELECT count(*) FROM looks WHERE entity = 'young_people' AND entity_id = \(id) AND way = 'file'")
            )
        }
        #expect(looks == 1)
        #expect(downloads == 1)
    }

    @Test func whereNamesAreHiddenThereIsNoFile() throws {
        let work = try Casework()
        _ = try Self.leaver(work, "DCY-1", 19, daysAgo: 5)
        _ = try Self.leaver(work, "DCY-0", 19)
        let day = work.today.adding(days: -5)
        let shown = try work.bella.get("/returns/oc3").main
        #expect(shown.contains(day.longText) && shown.contains("a row for everybody in the return"))
        #expect(shown.split(separator: "DCY-0").first?.contains("DCY-1") == true, "by day")
        #expect(try work.bella.post(Visit.namesPath, [("to", "hide")]).status == 303)
        #expect(try work.bella.get("/returns/oc3.csv").status == 409)
        let page = try work.bella.get("/returns/oc3")
        #expect(page.main.contains("DCY-1") && !page.main.contains("Person DCY-1"))
        #expect(page.main.split(separator: "DCY-1").first?.contains("DCY-0") == true, "by reference")
        #expect(page.main.contains("Show names first") && !page.main.contains("a row for everybody"))
        #expect(
            !page.text.contains(day.longText) && !page.text.contains(day.isoText), "a birthday tells who somebody is")
    }
}
