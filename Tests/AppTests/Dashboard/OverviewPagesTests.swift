import Postgres
import Testing

@testable import App

@Suite struct OverviewPagesTests {
    @Test func membersSeeWhatIsOutstandingLongestOverdueFirst() throws {
        let council = try Example.council()
        _ = try Watched(council)
        let page = try council.mo.get("/dashboard")
        #expect(page.status == 200)
        #expect(page.text.contains("Six updates are overdue; one has slipped and one is not achieved"))
        #expect(page.text.contains("14+ Team") && page.text.contains("since the plan was agreed, September 2021"))
        #expect(page.text.contains("July 2024: 3 Slipped.</strong> Recruitment:"))
        #expect(page.text.contains("New date: 31 March 2025."))
        #expect(page.text.contains("Last four updates: Sep 2022 2 On-track, Feb 2023 3 Slipped"))
        let order = [
            "a yearly report", "at least eight apprenticeships", "guaranteed interviews", "every school names",
        ].map {
            page.text.range(of: $0)?.lowerBound
        }
        #expect(order.allSatisfy { $0 != nil })
        #expect(order.compactMap { $0 } == order.compactMap { $0 }.sorted())
    }

    @Test func nobodySeesADraftHere() throws {
        let council = try Example.council()
        let watched = try Watched(council)
        for browser in [council.mo, council.olive, council.ada, council.lena, council.bella, council.cora] {
            for path in ["/dashboard", "/dashboard/print", "/dashboard.csv", "/dashboard?since=1%20Jan%202020"] {
                let page = try browser.get(path)
                #expect(page.status == 200, "\(path)")
                #expect(
                    !page.text.contains("zebras") && !page.text.contains("giraffes") && !page.text.contains("Oct 2024"),
                    "\(path)")
            }
            #expect(try browser.get("/dashboard?plan=\(watched.draft)").status == 404)
        }
        #expect(try council.olive.get("/dashboard").text.contains("this is what members see"))
    }

    @Test func aProviderAndAStrangerAreKeptOut() throws {
        let council = try Example.council()
        for path in ["/dashboard", "/dashboard/print", "/dashboard.csv"] {
            #expect(try council.sam.get(path).status == 403)
            #expect(try council.stranger.get(path).status == 303)
        }
        #expect(try council.mo.send("POST", "/dashboard", [], "").status == 405)
    }

    @Test func anotherCouncilSeesNothing() throws {
        let ashdown = try Example.council(), bramley = try Example.council()
        let watched = try Watched(ashdown)
        let page = try bramley.mo.get("/dashboard")
        #expect(
            page.text.contains("No action plan has been published yet") && page.text.contains("No plans to show yet"))
        #expect(try bramley.mo.get("/dashboard?plan=\(watched.plan)").status == 404)
        #expect(try bramley.mo.get("/dashboard.csv?plan=\(watched.plan)").status == 404)
    }

    @Test func whatChangedSinceADayIsListedWithTheGradeBefore() throws {
        let council = try Example.council()
        _ = try Watched(council)
        let page = try council.mo.get("/dashboard?since=1%20July%202024")
        #expect(
            page.text.contains("What changed since 1 July 2024")
                && page.text.contains("Five updates submitted or agreed, latest first"))
        let changes = page.text.components(separatedBy: "id=\"changes\"").last ?? ""
        #expect(changes.contains("July 2024 update submitted"))
        let moved =
            changes.components(separatedBy: "Recommendation 2</a>").last?.components(separatedBy: "</li>").first ?? ""
        #expect(moved.contains("2 On-track") && moved.contains("1 Fully achieved"))
        #expect(changes.contains("as before"))
        #expect(try council.mo.get("/dashboard?since=1%20January%202025").text.contains("Nothing changed"))
    }

    @Test func theLastMeetingIsWhereChangesBegin() throws {
        let council = try Example.council()
        let watched = try Watched(council)
        try council.inDatabase { db in
            try Watched.update(
                watched.recommendations[4], watched.plan, Day(iso: "2024-10-01"), watched.grades[.achieved],
                state: "agreed",
                agreedOn: Day(iso: "2024-11-05"), in: db)
        }
        let page = try council.mo.get("/dashboard")
        #expect(page.text.contains("What changed since 5 November 2024"))
        #expect(page.text.contains("agreed at Overview and Scrutiny, minute 7, as the paper says"))
        #expect(
            page.text.contains(
                "Achieved, agreed on 5 November 2024, minute 7, as the paper says; sign-off not recorded"))
        #expect(page.text.contains("1 + 1 + 1 + 1 + 1 + 2 = 7 recommendations, each counted once"))
    }

    @Test func aDayThatIsNoneIsKeptAndExplained() throws {
        let council = try Example.council()
        _ = try Watched(council)
        for wrong in ["the%20other%20day", "1%20January%209000"] {
            let page = try council.mo.get("/dashboard?since=\(wrong)")
            #expect(page.status == 200 && page.text.contains("Enter a day up to today"))
            #expect(page.text.contains("<title>Error: Overview"))
        }
        #expect(try council.mo.get("/dashboard?since=the%20other%20day").text.contains("value=\"the other day\""))
        #expect(try council.mo.get("/dashboard?plan=none").status == 404)
        #expect(try council.mo.get("/dashboard?page=99").text.contains("guaranteed interviews"))
    }

    @Test func onePlanCanBeChosen() throws {
        let council = try Example.council()
        let watched = try Watched(council)
        let page = try council.mo.get("/dashboard?plan=\(watched.agreed)")
        #expect(page.text.contains("every school names") && !page.text.contains("guaranteed interviews"))
        #expect(page.text.contains("No grades over time yet"))
        let sheet = try council.mo.get("/dashboard.csv?plan=\(watched.plan)")
        #expect(sheet.header("Content-Type")?.hasPrefix("text/csv; charset=utf-8") == true)
        #expect(sheet.text.components(separatedBy: "\r\n").count == 8)
        #expect(!sheet.text.contains("every school names"))
    }

    @Test func theDrawingsAndTheirTablesSayTheSame() throws {
        let council = try Example.council()
        _ = try Watched(council)
        let page = try council.mo.get("/dashboard")
        #expect(page.text.contains("None of seven recommendations is signed off"))
        #expect(
            page.text.contains(
                "7 recommendations by grade: Achieved, waiting for members 2, On track 1, Slipped 1, Not achieved 1, Not assessed 2"
            ))
        #expect(
            page.text.contains(
                "Jul 2024: 1 Fully achieved 2, 2 On-track 1, 3 Slipped 1, 4 Not achieved 1, Not assessed 1"))
        #expect(page.text.contains("One moved forward at the last update"))
        #expect(!page.text.contains(" style="))
    }

    @Test func whatWasNeverGradedIsNeitherAchievedNorBehind() throws {
        let council = try Example.council()
        let watched = try Watched(council)
        let plan = try council.inDatabase { db in
            let plan = try StoredPlans(db: db).plan("Only words so far", state: .agreed, agreedOn: "2020-01-01")
            let context: Assessment.ID? = try db.value(
                """
                INSERT INTO assessments (words, tone, position) VALUES ('Context only', 'not_assessed', 9)
                RETURNING id
                """)
            let first = try StoredPlans(db: db).recommendation(plan, "1", 1, "That something is said")
            _ = try StoredPlans(db: db).recommendation(plan, "2", 2, "That more is said")
            try Watched.update(first, plan, Day(iso: "2021-01-01"), context, in: db)
            return plan
        }
        #expect(watched.plan != plan)
        let text = try council.mo.get("/dashboard?plan=\(plan)").text
        #expect(
            text.contains("None of two recommendations is signed off") && text.contains("None has been assessed yet"))
        #expect(text.contains("Jan 2021: Context only or Not assessed 2"))
    }

    @Test func thePageToPrintNamesItsFilters() throws {
        let council = try Example.council()
        let watched = try Watched(council)
        let page = try council.mo.get("/dashboard/print?plan=\(watched.plan)&since=2024-01-01")
        #expect(page.text.contains("by Mo Khan. Care leavers into work; changes since 1 January 2024"))
        #expect(page.text.contains("use your browser’s print") && !page.text.contains("name=\"since\""))
    }
}

@Suite struct ReadOnlyMemberTests {
    /// Every address of a plan that takes a change, whatever feature it belongs to.
    @Test func aMemberMayChangeNothingOfAPlan() throws {
        let council = try Example.council()
        let watched = try Watched(council)
        let changes = Routes.all.filter { $0.method == .post && $0.pattern.first == "plans" }
        #expect(!changes.isEmpty)
        for route in changes {
            let path = route.pattern.map { $0 == ":plan" ? "\(watched.plan)" : $0.hasPrefix(":") ? "1" : $0 }
            let answer = try council.mo.post("/" + path.joined(separator: "/"), [("title", "Other"), ("version", "1")])
            #expect(answer.status == 403, "\(route.path)")
        }
    }
}

/// What the pages promise is kept by the database: straight through the door's function, as the site's role.
@Suite struct MemberInDatabaseTests {
    @Test func draftsAreNotThere() throws {
        let council = try Example.council()
        let watched = try Watched(council)
        try council.asVisit(council.mo, readOnly: true) { db in
            let drafts: Int? = try db.value(
                """
                SELECT (SELECT count(*) FROM plans WHERE state = 'draft') + (SELECT count(*) FROM updates WHERE state = 'draft')
                     + (SELECT count(*) FROM recommendations WHERE plan_id = \(watched.draft))
                """)
            #expect(drafts == 0)
            let seen: Int? = try db.value("SELECT count(*) FROM plans")
            #expect(seen == 2)
        }
    }

    @Test(arguments: [true, false]) func nothingCanBeChanged(readOnly: Bool) throws {
        let council = try Example.council()
        let watched = try Watched(council)
        func refusal(_ change: SQL) throws -> PostgresError.Kind? {
            do {
                let rows = try council.asVisit(council.mo, readOnly: readOnly) { try $0.run(change) }
                #expect(rows == 0)
                return nil
            } catch let error as PostgresError {
                return error.kind
            }
        }
        // An UPDATE finds no row that it may change; in the transaction of a page it is refused before it looks.
        #expect(
            try refusal("UPDATE plans SET title = 'Other' WHERE id = \(watched.plan)") == (readOnly ? .readOnly : nil))
        #expect(try refusal("DELETE FROM updates WHERE plan_id = \(watched.plan)") == (readOnly ? .readOnly : nil))
        #expect(
            try refusal("INSERT INTO plans (title) VALUES ('Other')")
                == (readOnly ? .readOnly : .permission))
        let title: String? = try council.inDatabase {
            try $0.value("SELECT title FROM plans WHERE id = \(watched.plan)")
        }
        #expect(title == "Care leavers into work")
    }
}
