import Postgres

@testable import App

/// A council that shows its local offer: two offers that run, one to come, and others of every kind that residents do not see.
struct ShownCouncil {
    let council: ExampleCouncil
    let today: Day

    init() throws {
        council = try Example.council()
        today = try council.today()
        let number = council.number
        try council.inDatabase { db in
            try db.run(
                """
                INSERT INTO local_offer_settings (is_public, telephone, email, hours)
                VALUES (true, '020 7946 0100', \("work@council-\(number).example"), 'Weekdays, 9 to 5.')
                """)
            try db.run("INSERT INTO areas (name, short_name) VALUES ('Ashdown', 'Ash'), ('Bramley', '')")
            try db.run(
                """
                INSERT INTO providers (name, kind, email, telephone, website, words, accreditation, assured_on, assured_by) VALUES
                    (\("Larch College \(number)"), 'college', 'office@larch.example', '020 7946 0111', 'https://larch.example/', 'Teaches joinery.',
                     'Quality mark', app.today(), 'Olive Ward'),
                    (\("Quiet Trust \(number)"), 'charity', '', '', '', '', '', NULL, '')
                """)
            func add(_ name: String, _ columns: SQL, _ values: SQL, of provider: String = "Larch%") throws {
                try db.run(
                    """
                    INSERT INTO offers (provider_id, name, \(columns)) SELECT id, \(name), \(values) FROM providers WHERE name LIKE \(provider)
                    """)
            }
            try add(
                "Joinery <b>& more",
                "kind, state, is_public, description, cohorts, needs_plan, age_from, age_to, capacity, vacancies, counted_on, pay, attendance, how_to_apply, website, assured_on, assured_by",
                """
                'supported_internship', 'current', true, 'You make “chairs” – at a café.', '{care_leaver,send}', true, 16, 24, 12, 3, app.today() - 9,
                'unpaid', 'in_person', 'Ring first.', 'https://larch.example/joinery', app.today() - 5, 'Olive Ward'
                """)
            try add(
                "Odd jobs", "kind, state, is_public, capacity, vacancies, counted_on",
                "'job', 'pilot', true, 4, 0, app.today()", of: "Quiet%")
            try add(
                "Next spring", "kind, state, is_public, starts_on, age_from",
                "'apprenticeship', 'planned', true, app.today() + 90, 18")
            try add("Secret offer", "kind, state", "'job', 'current'")
            try add("Was to begin", "kind, state, is_public, starts_on", "'job', 'planned', true, app.today() - 1")
            try add("Ended offer", "kind, state, is_public", "'job', 'ended', true")
            try add(
                "Over since yesterday", "kind, state, is_public, ends_on", "'job', 'current', true, app.today() - 1")
            try db.run(
                """
                INSERT INTO offer_areas (offer_id, area_id) SELECT o.id, a.id FROM offers o, areas a WHERE o.name LIKE 'Joinery%' AND a.name = 'Ashdown'
                """)
            try db.run(
                """
                INSERT INTO offer_hosts (offer_id, name) SELECT id, h FROM offers, unnest('{Hilton,Terminal 5}'::text[]) AS h WHERE name LIKE 'Joinery%'
                """)
            try db.run(
                "INSERT INTO expansion_plans (stage, words, owner, state) VALUES ('supported', 'Secret plan', 'Secret owner', 'under_way')"
            )
        }
    }

    /// What nobody who is not signed in may read.
    static let secrets = [
        "Secret", "Olive Ward", "Was to begin", "Ended offer", "Over since yesterday", "Cora Nash", "@council",
    ]

    func id(_ name: String) throws -> Int64 {
        try council.inDatabase { try $0.value("SELECT id FROM offers WHERE name LIKE \(name)") } ?? 0
    }

    /// Straight to the database as the public pages are: the site’s login, a transaction that reads, the public door.
    func asResident<T>(_ body: (Transaction) throws -> T) throws -> T {
        try Example.running.connections.with(.site) { connection in
            try connection.transaction(readOnly: true) { db in
                _ = try db(Entry.openToPublic(council.slug))
                return try body(db)
            }
        }
    }
}
