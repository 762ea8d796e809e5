import Postgres
import Testing

@testable import App

/// Files that somebody takes and pages that are refused are entered in the audit.
@Suite struct AccessTests {
    private func entries(_ council: ExampleCouncil, _ entity: String) throws -> Int {
        try council.inDatabase { try $0.value("SELECT count(*) FROM audit WHERE entity = \(entity)") } ?? -1
    }

    private func audit(_ council: ExampleCouncil, _ kind: String) throws -> String {
        try council.ada.get("/audit?kind=\(kind)").main
    }

    @Test func aListThatIsTakenIsEnteredWithItsFiltersAndRows() throws {
        let council = try Example.council()
        try council.inDatabase { db in
            _ = try db.run(
                "INSERT INTO employers (name, sector, size) VALUES ('Acre', 'retail', 'small'), ('Brook', 'health_and_care', 'small')"
            )
        }
        #expect(try council.bella.get("/employers.csv?sector=retail&sort=-name").status == 200)
        #expect(try council.bella.get("/employers.json").status == 200)
        let page = try audit(council, "Downloads")
        #expect(page.contains("“employers.csv” downloaded, one row, filtered by sector retail"))
        #expect(page.contains("“employers.json” downloaded, two rows") && page.contains("Bella Stone"))
        #expect(!page.contains("sort"))
    }

    /// Whatever is no page is a file: each of the site's own is entered, for each role that may take it.
    @Test func everyFileThereIsIsEntered() throws {
        let story = try Story(), council = story.council
        var taken = 0
        // What is for everybody is read by nobody in particular.
        for route in Routes.all where route.method == .get && !route.isPublic {
            let path = try story.path(route)
            for (_, browser) in council.people {
                let answer = try browser.get(path)
                let isPage =
                    answer.header("Content-Type")?.hasPrefix("text/html") == true
                    && answer.header("Content-Disposition") == nil
                if answer.status == 200, !isPage { taken += 1 }
            }
        }
        let plan = "plan-\(story.ids["/plans/:plan"] ?? "").json"
        let (entered, ofThePlan, broken): (Int?, Int?, Int64?) = try council.inDatabase { db in
            try db.all(
                Query<Int?>.value(
                    """
                    SELECT sum(c.times)::bigint FROM audit a JOIN accesses c ON c.tenant_id = a.tenant_id AND c.id = a.entity_id
                     WHERE a.entity = 'downloads'
                    """),
                Query<Int?>.value("SELECT count(*) FROM audit WHERE after ->> 'file' = \(plan)"),
                Query<Int64?>.value("SELECT app.first_broken_entry()"))
        }
        #expect(taken > 30 && entered == taken)
        #expect((ofThePlan ?? 0) > 0 && broken == nil)
    }

    @Test func theSameAgainAtOnceIsOneEntryThatCounts() throws {
        let council = try Example.council()
        for _ in 0..<3 { _ = try council.bella.get("/employers.csv") }
        _ = try council.bella.get("/employers.csv?q=Acre")
        #expect(try entries(council, "downloads") == 2)
        #expect(try audit(council, "Downloads").contains("“employers.csv” downloaded, no rows: 3 times, until"))
    }

    @Test func aStormOfRefusalsIsOneEntry() throws {
        let council = try Example.council()
        for number in 1...60 { #expect(try council.mo.get("/people/\(number)").status == 403) }
        #expect(try council.mo.post("/people").status == 403)
        #expect(try entries(council, "refusals") == 2)
        let page = try audit(council, "Refusals")
        #expect(
            page.contains("Refused, for want of a role: a page under “People” (/people/:person): 60 times, until"))
        #expect(page.contains("a change under “People” (/people)") && page.contains("Mo Khan"))
        #expect(try council.inDatabase { try $0.value("SELECT app.first_broken_entry()") as Int64? } == nil)
    }

    @Test(arguments: [(first: 30, last: 2, is: 2), (70, 0, 2), (50, 0, 1)]) func afterAMinuteOrAnHourItIsAnother(
        _ minutes: (first: Int, last: Int, is: Int)
    ) throws {
        let council = try Example.council(), mo = try council.person(.member)
        try council.asOwner { db in
            _ = try db.run(
                """
                INSERT INTO accesses (person_id, session_id, key_hash, first_at, last_at)
                SELECT person_id, id, sha256(convert_to(jsonb_build_array('refusal', 'GET', '/people')::text, 'UTF8')),
                       now() - make_interval(mins => \(minutes.first)::integer), now() - make_interval(mins => \(minutes.last)::integer)
                  FROM sessions WHERE person_id = \(mo)
                """)
        }
        _ = try council.mo.get("/people")
        let count: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM accesses") }
        #expect(count == minutes.is)
    }

    @Test func whoIsNotSignedInIsAskedAndNotEntered() throws {
        let council = try Example.council()
        #expect(try council.stranger.get("/people").status == 303)
        #expect(try council.olive.get("/plans/999999999").status == 404)
        #expect(try entries(council, "refusals") == 0)
    }

    @Test func theyAreForWhoSeesTheAudit() throws {
        let council = try Example.council(), bramley = try Example.council()
        _ = try council.mo.get("/people")
        _ = try council.bella.get("/employers.csv")
        for browser in [council.olive, council.bella, council.mo, bramley.ada] {
            let home = browser === bramley.ada ? bramley : council
            let seen: Int? = try home.asVisit(browser, readOnly: true) {
                try $0.value(
                    "SELECT (SELECT count(*) FROM audit WHERE entity IN ('downloads', 'refusals')) + (SELECT count(*) FROM accesses)"
                )
            }
            #expect(seen == 0)
        }
    }
}
