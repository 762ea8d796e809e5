import Postgres
import Testing

@testable import App

/// What the database lets a visit read that nobody signed in for.
@Suite struct LocalOfferDoorTests {
    /// Everything of a council’s that the site’s login may select from, and holds rows.
    private static let filled: SQL = """
        SELECT c.relname::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
         WHERE c.relkind IN ('r', 'v') AND (c.relname = 'tenants' OR EXISTS (
                   SELECT FROM pg_attribute a WHERE a.attrelid = c.oid AND a.attname IN ('tenant_id', 'young_person_id')))
           AND CASE WHEN has_table_privilege('waymark_site', c.oid, 'SELECT') THEN
                   (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', c.relname), false, true, '')))[1]::text::bigint > 0
               ELSE false END ORDER BY 1
        """

    @Test func everyTableIsEmptyToIt() throws {
        let shown = try ShownCouncil()
        _ = try Story(in: shown.council)
        let there: [String] = try shown.council.inDatabase { try $0.values(Self.filled) }
        #expect(
            there.count > 40 && Set(["people", "offers", "providers", "areas", "tenants", "plans"]).isSubset(of: there))
        let seen: [String] = try shown.asResident { try $0.values(Self.filled) }
        #expect(seen == [])
    }

    @Test func itReadsWhatIsShownAndNothingOfAnotherCouncil() throws {
        let shown = try ShownCouncil(), other = try ShownCouncil()
        func names(_ shown: ShownCouncil) throws -> [String] {
            try shown.asResident { try $0.values("SELECT name FROM app.public_offers() ORDER BY name") }
        }
        #expect(try names(shown) == ["Joinery <b>& more", "Next spring", "Odd jobs"])
        let providers: [String] = try shown.asResident {
            try $0.values("SELECT DISTINCT provider_name FROM app.public_offers() ORDER BY 1")
        }
        #expect(providers == ["Larch College \(shown.council.number)", "Quiet Trust \(shown.council.number)"])
        let email: String? = try other.asResident { try $0.value("SELECT email FROM app.public_contact()") }
        #expect(email == "work@council-\(other.council.number).example")
        try other.council.inDatabase { try $0.run("UPDATE offers SET is_public = false WHERE name <> 'Odd jobs'") }
        #expect(try names(other) == ["Odd jobs"])
        #expect(try names(shown).count == 3)
    }

    @Test func onlyTheDoorOpensIt() throws {
        let shown = try ShownCouncil(), other = try ShownCouncil()
        let count: SQL =
            "SELECT (SELECT count(*) FROM app.public_offers()) + (SELECT count(*) FROM app.public_contact())"
        func tenant(_ shown: ShownCouncil) throws -> Int32 {
            try shown.council.inDatabase { try $0.value("SELECT app.tenant()") } ?? 0
        }
        let (own, theirs) = try (tenant(shown), tenant(other))
        for browser in [shown.council.stranger, shown.council.olive, shown.council.ada] {
            let seen: Int? = try shown.council.asVisit(browser, readOnly: true) { try $0.value(count) }
            #expect(seen == 0, "no other visit reads it")
        }
        for forged in [" see_public_offers of_council_\(theirs) ", " see_public_offers of_council_\(own)  see_offers "]
        {
            let seen: Int? = try shown.asResident { db in
                try db.run("SELECT set_config('app.abilities', \(forged), true)")
                return try db.value(count)
            }
            #expect(seen == 0, "without its seal nothing is believed")
        }
        #expect(try shown.asResident { try $0.value(count) } == 4)
        #expect(throws: PostgresError.self, "never where something may be changed") {
            try shown.council.asVisit(shown.council.stranger) {
                try $0.run("SELECT FROM app.open_local_offer(\(shown.council.slug))")
            }
        }
        #expect(throws: PostgresError.self) { try shown.asResident { try $0.run("UPDATE offers SET name = 'x'") } }
    }

    @Test func aCouncilThatShowsNoneIsLikeNoCouncil() throws {
        let shown = try ShownCouncil(), number = shown.council.number
        for (off, on): (SQL, SQL) in [
            ("UPDATE local_offer_settings SET is_public = false", "UPDATE local_offer_settings SET is_public = true"),
            (
                "UPDATE tenants SET state = 'suspended' WHERE slug = \(shown.council.slug)",
                "UPDATE tenants SET state = 'active' WHERE slug = \(shown.council.slug)"
            ),
        ] {
            try shown.council.inDatabase { try $0.run(off) }
            let entry: String? = try Example.running.connections.with(.site) { connection in
                try connection.transaction(readOnly: true) {
                    try $0.value("SELECT council_name FROM app.open_local_offer(\(shown.council.slug))")
                }
            }
            #expect(entry == nil)
            let unknown = Browser(slug: "nobody-\(number)", token: nil)
            for path in ["/local-offer", "/local-offer/1", "/open-referral", "/open-referral/services"] {
                let here = try shown.council.stranger.get(path), nowhere = try unknown.get(path)
                #expect(here.status == 404 && nowhere.status == 404, "\(path)")
                #expect(here.words == nowhere.words, "\(path)")
            }
            try shown.council.inDatabase { try $0.run(on) }
            #expect(try shown.council.stranger.get("/local-offer").status == 200)
        }
    }

    @Test func aThousandOffersAreShownAndNoMore() throws {
        let council = try ShownCouncil().council
        func mark(_ count: Int, in db: Transaction) throws {
            try db.run(
                """
                INSERT INTO offers (provider_id, name, kind, state, is_public)
                SELECT (SELECT min(id) FROM providers), 'Many ' || n, 'job', 'current', true FROM generate_series(1, \(Int32(count))) AS n
                """)
        }
        let error = #expect(throws: PostgresError.self) { try council.asVisit(council.cora) { try mark(995, in: $0) } }
        #expect(error.flatMap(BoundReached.init) == .publicOffers)
        try council.inDatabase { try mark(994, in: $0) }
        let form = try FilledForm(on: council.cora.get("/offers/new"), saying: "One more", today: council.today())
        let chosen = try form.choosing(by: council.cora.post(form.action, form.fields, key: form.key))
        let page = try council.cora.post(chosen.action, chosen.fields, key: chosen.key)
        #expect(page.main.contains("Residents can be shown 1,000 offers"), "\(page.status) \(page.main)")
    }
}
