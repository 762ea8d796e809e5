import Postgres
import Testing

@testable import App

/// A request for what is held: one calendar month, until it is answered.
@Suite struct AccessRequestTests {
    private func ask(_ work: Casework, _ person: Int64, on day: Day? = nil) throws -> Int64 {
        let day = day ?? work.today
        let page = try work.bella.post(
            "/young-people/\(person)/subject-access",
            [
                ("asked_on_day", "\(day.day)"), ("asked_on_month", "\(day.month)"), ("asked_on_year", "\(day.year)"),
                ("asked_by", "Zanthe herself"), ("answerer", "Records Officer"),
            ])
        #expect(page.status == 303, "\(page.mistakes)")
        return try #require(try work.council.newest("access_requests"))
    }

    /// The same day of the next month, or its last.
    @Test(arguments: [
        ("2026-01-31", "2026-02-28"), ("2024-01-31", "2024-02-29"), ("2026-03-31", "2026-04-30"),
        ("2026-02-28", "2026-03-28"), ("2025-12-15", "2026-01-15"), ("2026-08-31", "2026-09-30"),
    ]) func theMonthRunsByTheCalendar(_ asked: String, _ due: String) throws {
        let kept = try Case()
        let counted: Day? = try kept.council.inDatabase { db in
            try db.value(
                """
                INSERT INTO access_requests (young_person_id, asked_on, asked_by, answerer)
                VALUES (\(kept.id), (\(asked)::text)::date, 'Themselves', 'Records Officer') RETURNING due_on
                """)
        }
        #expect(counted?.isoText == due)
        #expect(Day(iso: asked[...])?.adding(months: 1).isoText == due, "as the program counts months")
    }

    @Test func itIsDueUntilItIsAnswered() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)"
        let asked = work.today.adding(days: -40), due = asked.adding(months: 1)
        let request = try ask(work, id, on: asked)
        let page = try work.bella.get(path)
        #expect(page.main.contains("Subject access request") && page.main.contains("was due \(due.longText)"))
        #expect(page.main.contains("Records Officer") && page.text.contains("\(path)/subject-access\""))
        #expect(try work.bella.get("/today").main.contains("Subject access request"))
        #expect(try work.bella.get("/young-people").main.contains("Subject access request"))
        let own = try work.bella.get(path + "/subject-access").main
        #expect(own.contains("was due \(due.longText)") && own.contains("Zanthe herself"))
        var form = try FilledForm(on: work.bella.get(path + "/subject-access/\(request)/edit"))
        for (part, value) in [("day", work.today.day), ("month", work.today.month), ("year", work.today.year)] {
            form["answered_on_" + part] = "\(value)"
        }
        #expect(try work.bella.post(form.action, form.fields, key: form.key).status == 303)
        #expect(!(try work.bella.get(path).main.contains("Subject access request")))
        #expect(!(try work.bella.get(path + "/subject-access").main.contains("was due")))
    }

    @Test func itTakesTwoMonthsMoreWhereThatIsToldInTime() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)/subject-access"
        let asked = work.today.adding(days: -40), request = try ask(work, id, on: asked)
        func extend(_ day: Day, _ why: String) throws -> Page {
            var form = try FilledForm(on: work.bella.get("\(path)/\(request)/edit"))
            for (part, value) in [("day", day.day), ("month", day.month), ("year", day.year)] {
                form["extended_on_" + part] = "\(value)"
            }
            form["extended_why"] = why
            return try work.bella.post(form.action, form.fields, key: form.key)
        }
        #expect(try extend(work.today, "Many files.").mistakes.contains { $0.contains("within the first month") })
        #expect(try extend(asked.adding(days: 10), "").mistakes.contains { $0.contains("why it takes longer") })
        #expect(try extend(asked.adding(days: 10), "Many files.").status == 303)
        #expect(!(try work.bella.get(path).main.contains("was due")))
        let due: Day? = try work.council.inDatabase { try $0.value("SELECT due_on FROM access_requests") }
        #expect(due == asked.adding(months: 3))
        #expect(throws: PostgresError.self) {
            try work.council.inDatabase { try $0.run("UPDATE access_requests SET extended_on = app.today()") }
        }
    }

    @Test func aClosedCaseAndOneThatIsOnlyKeptAreAskedForToo() throws {
        let work = try Casework(), id = try work.add("DCY-1"), path = "/young-people/\(id)"
        _ = try work.take("closing", of: id, [("reason", "declined")])
        #expect(try work.bella.get(path).main.contains("Nothing is due."))
        _ = try ask(work, id)
        let closed = try work.bella.get(path).main
        #expect(closed.contains("Closed on") && !closed.contains("Nothing is due.") && closed.contains("in "))
        #expect(try work.take("ending", of: id).status == 303)
        let kept = try work.bella.get(path)
        #expect(kept.main.contains("A subject access request has to be answered by"))
        #expect(kept.text.contains("\(path)/subject-access\""))
        _ = try ask(work, id)
        #expect(try work.bella.get(path + "/subject-access/bundle").main.contains("All that is held about DCY-1"))
    }

    @Test func whatWasMergedIsAskedForInTheOther() throws {
        let work = try Casework(), gone = try work.add("DCY-1"), kept = try work.add("DCY-2", name: "Other Name")
        _ = try ask(work, gone)
        let form = try FilledForm(on: work.take("merging", of: gone, [("into", "DCY-2")]))
        #expect(try work.bella.post(form.action, form.fields + [("sure", "DCY-2")], key: form.key).status == 303)
        #expect(try work.bella.get("/young-people/\(gone)/subject-access").status == 409)
        let page = try work.bella.get("/young-people/\(kept)/subject-access/bundle").main
        #expect(page.contains("Zanthe herself") && page.contains("Zanthe Quillfeather") && page.contains("DCY-1"))
    }

    @Test func mistakesAreExplained() throws {
        let work = try Casework(), id = try work.add("DCY-1")
        let later = work.today.adding(days: 1)
        let page = try work.bella.post(
            "/young-people/\(id)/subject-access",
            [
                ("asked_on_day", "\(later.day)"), ("asked_on_month", "\(later.month)"),
                ("asked_on_year", "\(later.year)"),
            ])
        #expect(page.status == 422)
        #expect(
            page.mistakes == [
                "Enter who asked, in up to 200 characters", "Enter who answers it, in up to 120 characters",
                "Enter today or an earlier day",
            ])
    }
}
