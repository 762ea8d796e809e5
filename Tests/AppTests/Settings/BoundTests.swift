import Postgres
import Testing

@testable import App

/// A council keeps and sends as much as it may, to the last byte, and is told what to do then.
@Suite struct BoundTests {
    private func set(_ most: [Bound.Kind: Int], _ council: ExampleCouncil) throws {
        try council.inDatabase { try Bound.set(most, in: $0) }
    }

    private func used(_ kind: Bound.Kind, _ council: ExampleCouncil) throws -> Bound {
        try #require(try council.inDatabase { try $0(Bound.all) }.first { $0.kind == kind })
    }

    /// A document of so many bytes in a draft of Olive's, undone afterwards.
    private func keep(_ bytes: Int, _ review: ReviewOfCareLeavers) throws {
        try review.council.asVisit(review.council.olive) { db in
            let update: Update.ID? = try db.value("SELECT id FROM updates WHERE state = 'draft' LIMIT 1")
            let place = DocumentPlace(plan: review.plan, recommendation: review.recommendation, update: update ?? ID(0))
            let text = [UInt8](repeating: 65, count: bytes)
            try place.add(Attachments.File(text, named: "Large.txt"), in: db)
        }
    }

    @Test func aDocumentMayFillTheRoomToTheLastByte() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        _ = try council.olive.post(review.path, review.form([("draft", "1")]))
        try set([.storage: 1], council)
        let rest = (1 << 20) - (try used(.storage, council).used)
        try keep(rest, review)
        let error = #expect(throws: PostgresError.self) { try keep(rest + 1, review) }
        #expect(error.flatMap(BoundReached.init) == .storage)
    }

    @Test func aFormWithTooMuchIsShownAgainWithWhatWasTyped() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        try set([.storage: 1], council)
        let file = Upload(name: "Large.txt", bytes: [UInt8](repeating: 65, count: (1 << 20) + 1))
        let page = try Upload.send(review.form([("draft", "1")]), [file], to: review.path, as: council.olive)
        #expect(page.status == 422 && page.text.contains("Two began apprenticeships."))
        #expect(
            page.text.contains(
                "Choose smaller files, or give their address: they have 1 MB together, and your council has room for 1 MB more"
            ))
        #expect(try council.inDatabase { try $0.value("SELECT count(*) FROM documents") } == 0)
        try set([.storage: 2], council)
        let again = try Upload.send(review.form([("draft", "1")]), [file], to: review.path, as: council.olive)
        #expect(again.status == 303)
    }

    @Test func oneDraftMoreThanTheBoundIsNotMade() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        try set([.drafts: 2], council)
        func draft(_ months: Int) throws -> Page {
            try council.olive.post(
                review.path, review.form(period: review.today.adding(months: -months), [("draft", "1")]))
        }
        #expect(try draft(0).status == 303 && draft(1).status == 303)
        let third = try draft(2)
        #expect(third.status == 409 && third.text.contains("Submit or remove drafts that are there"))
        #expect(third.text.contains("Two began apprenticeships."), "to be copied")
        #expect(try used(.drafts, council).used == 2)
        #expect(
            try council.olive.post(review.path, review.form(period: review.today.adding(months: -3))).status == 303,
            "what is submitted is no draft")
        try set([.drafts: 3], council)
        #expect(try draft(2).status == 303)
    }

    @Test func anotherCouncilAndTheCommandLineAreNotHeldBack() throws {
        let review = try ReviewOfCareLeavers(), other = try ReviewOfCareLeavers()
        try set([.drafts: 1, .forms: 1, .storage: 1, .imports: 1], review.council)
        for months in [0, 1] {
            let form = other.form(period: other.today.adding(months: -months), [("draft", "1")])
            #expect(try other.council.olive.post(other.path, form).status == 303)
        }
        let mine = try review.council.inDatabase { try $0(Bound.all) }.map(\.used)
        #expect(mine == [0, 0, 0, 0], "nor counted for it")
        try review.council.inDatabase { db in
            for month in 1...3 {
                try db.run(
                    """
                    INSERT INTO updates (plan_id, recommendation_id, period_on, evidence)
                    VALUES (\(review.plan), \(review.recommendation), make_date(2024, \(Int32(month)), 1), 'x')
                    """)
            }
        }
    }

    @Test func onePersonSendsSoManyFormsAnHour() throws {
        let council = try Example.council()
        try set([.forms: 2], council)
        func choose(_ browser: Browser, _ theme: String) throws -> Page {
            try browser.post("/account/theme", [("theme", theme)])
        }
        #expect(try choose(council.mo, "dark").status == 303 && choose(council.mo, "light").status == 303)
        let third = try choose(council.mo, "dark")
        #expect(third.status == 429 && third.text.contains("Wait some minutes, then send it again"))
        #expect(try council.mo.get("/account").status == 200, "reading goes on")
        #expect(try choose(council.bella, "dark").status == 303, "others are not held back")
        try council.asOwner {
            try $0.run(
                "UPDATE submissions SET made_at = made_at - interval '61 minutes' WHERE tenant_id = app.tenant()")
        }
        #expect(try choose(council.mo, "dark").status == 303)
        try set([.forms: 0], council)
        for _ in 0..<3 { #expect(try choose(council.mo, "light").status == 303) }
    }

    @Test func oneImportMoreThanTheBoundIsNotBegun() throws {
        let council = try Example.council()
        try set([.imports: 1], council)
        func read(_ number: Int) throws -> Page {
            let paper = PlanImportTests.paper + "\n\(number)"
            return try Upload.send([("paper", paper)], to: "/imports", as: council.olive)
        }
        #expect(try read(1).status == 303)
        let second = try read(2)
        #expect(second.status == 409 && second.text.contains("importing as many plans as it may at once"))
        #expect(try used(.imports, council).used == 1)
    }

    @Test func theAdministratorIsToldWhatIsNear() throws {
        let review = try ReviewOfCareLeavers(), council = review.council
        let calm = try council.ada.get("/settings/storage").main
        #expect(!calm.contains("near") || !calm.contains("One bound is near"))
        #expect(calm.contains("5 GB") && calm.contains("2,000"))
        for months in 0..<4 {
            _ = try council.olive.post(
                review.path, review.form(period: review.today.adding(months: -months), [("draft", "1")]))
        }
        try set([.drafts: 5], council)
        let page = try council.ada.get("/settings/storage").main
        #expect(page.contains("One bound is near") && page.contains("Updates in draft: 4 of 5, 80%."))
        #expect(try council.ada.get("/settings").main.contains("Near its bound"))
        for person in council.people where person.role != .administrator {
            #expect(try person.browser.get("/settings/storage").status == 403)
        }
        #expect(try council.ada.get("/audit").main.contains("Bounds"), "that they were set is in the audit")
    }

    @Test func nobodyOfTheSiteSetsThem() throws {
        let council = try Example.council()
        for attempt in ["INSERT INTO bounds (drafts) VALUES (9)", "UPDATE bounds SET drafts = 9", "DELETE FROM bounds"]
            as [SQL]
        {
            let error = #expect(throws: PostgresError.self) {
                try council.asVisit(council.ada) { try $0.run(attempt) }
            }
            #expect(error?.kind == .permission)
        }
    }

    @Test(arguments: [
        (0, "0 bytes"), (1, "1 byte"), (1_023, "1023 bytes"), (1_024, "1 kB"), (1_536, "1.5 kB"), (1 << 20, "1 MB"),
        ((1 << 30) - 1, "1,023 MB"), (5 << 30, "5 GB"), (150 << 20, "150 MB"), (Int(4.15 * 1_073_741_824), "4.1 GB"),
    ]) func sizesAreWordsForPeople(_ bytes: Int, _ words: String) { #expect(Bound.size(bytes) == words) }
}

/// What nobody came back for is cleared away, and nothing else.
@Suite(.serialized) struct ClearingTests {
    @Test func onlyWhatIsOldGoes() throws {
        let council = try Example.council(), bramley = try Example.council()
        for council in [council, bramley] {
            let olive = try council.person(.scrutiny)
            try council.asOwner { db in
                try db.run("SELECT app.seal_visit(app.tenant(), \(olive), NULL, NULL, ' administration ')")
                for hours in [6 * 24 + 23, 7 * 24 + 1] {
                    try db.run(
                        """
                        INSERT INTO pending_imports (author_id, fingerprint, source, content, changed_at)
                        SELECT \(olive), \("f\(hours)"), 'x', '{}', now() - make_interval(hours => \(Int32(hours)))
                        """)
                }
                try db.run("SELECT app.enter(app.tenant())")
                for hours in [23, 25] {
                    try db.run(
                        """
                        INSERT INTO unsent_forms (person_id, nonce, form_hash, target, page, was_sent, names, texts, had_files, kept_at)
                        VALUES (\(olive), decode(repeat('00', 16), 'hex'), sha256(\([UInt8(hours)])), '/x', '', true, '{}', '{}', false,
                                now() - make_interval(hours => \(Int32(hours))))
                        """)
                }
                for hours in [8 * 24 - 1, 8 * 24 + 1] {
                    try db.run(
                        "INSERT INTO submissions (key_hash, form_hash, made_at) VALUES (sha256(\([UInt8(hours)])), '', now() - make_interval(hours => \(Int32(hours))))"
                    )
                }
                for months in [71, 73] {
                    try db.run(
                        """
                        INSERT INTO looks (person_id, session_id, entity, entity_id, way, first_at)
                        VALUES (\(olive), 1, 'employers', 1, 'page', now() - make_interval(months => \(Int32(months))))
                        """)
                    try db.run(
                        "INSERT INTO accesses (person_id, session_id, key_hash, first_at) VALUES (\(olive), 1, sha256(''), now() - make_interval(months => \(Int32(months))))"
                    )
                }
            }
        }
        let connection = try Example.running.database.connect(as: .site)
        defer { connection.close() }
        let cleared = try connection.transaction { try Cleared.all(in: $0) }
        #expect(cleared.count == 5 && cleared.allSatisfy { $0.count >= 2 }, "in both councils: \(cleared)")
        for council in [council, bramley] {
            let left: [Int64] = try council.asOwner { db in
                try db.values(
                    """
                    SELECT n FROM (VALUES (1, (SELECT count(*) FROM pending_imports)), (2, (SELECT count(*) FROM unsent_forms)),
                        (3, (SELECT count(*) FROM submissions)), (4, (SELECT count(*) FROM looks)), (5, (SELECT count(*) FROM accesses))) AS t (place, n)
                     ORDER BY place
                    """)
            }
            #expect(left == [1, 1, 1, 1, 1])
        }
        #expect(try connection.transaction { try Cleared.all(in: $0) }.count == 5)
    }

    @Test func oneAtATime() throws {
        let first = try Example.running.database.connect(as: .site),
            second = try Example.running.database.connect(as: .site)
        defer { first.close(); second.close() }
        try first.transaction { db in
            try db.run("SELECT pg_advisory_xact_lock(7239147)")
            let none = try second.transaction { try Cleared.all(in: $0) }
            #expect(none.isEmpty)
        }
    }
}
