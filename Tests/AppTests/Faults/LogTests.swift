import Foundation
import HTTP
import Postgres
import Testing

@testable import App

@Suite struct LogTests {
    private static let secret = "olga.private@example.org"

    @Test func neitherNamesNorQueriesNorWhatWasTyped() throws {
        let secret = Self.secret
        let server = try TestServer(
            Example.running.database,
            [
                .get("/fails/unreadable", .signedIn) { visit in
                    try visit.db.run("SELECT \(visit.query("q"))::integer")
                    return .text("")
                },
                .get("/fails/decoding", .signedIn) { visit in
                    let number: Int64? = try visit.db.value("SELECT \(visit.query("q"))::text")
                    return .text("\(number ?? 0)")
                },
                .post("/fails/twice", .managePeople) { visit in
                    for _ in 0..<2 {
                        try visit.db.run(
                            "INSERT INTO people (email, name) VALUES (\(visit.form["email"]), 'Olga Private')")
                    }
                    return .text("")
                },
            ])
        defer { server.stop() }
        let council = try Example.council()
        let ada = Browser(slug: council.slug, token: council.ada.token(council.slug), port: server.port)
        let query = "?" + Form([("q", secret), ("next", secret)]).encoded()
        #expect(try ada.get("/fails/unreadable" + query).status == 500)
        #expect(try ada.get("/fails/decoding" + query).status == 500)
        let failed = try ada.post("/fails/twice", [("email", secret)], key: ada.key())
        #expect(failed.status == 500 && !failed.text.contains("people_"))
        _ = try ada.get("/sign-in" + query)
        _ = try ada.get("/people" + query)
        _ = try ada.post("/people", [("email", secret), ("name", "Olga Private"), ("password", "x")], key: ada.key())
        let log = server.lines.text
        #expect(log.contains("error ") && log.contains("/people 422"))
        let database = try String(
            contentsOfFile: Example.home + "/postgres.log", encoding: .utf8)
        #expect(database.contains("ready to accept connections"))
        for word in [secret, "olga", "Private", "?q=", "next="] {
            #expect(!log.contains(word), "\(word) in \(log)")
            #expect(!database.contains(word), "\(word)")
        }
    }

    @Test func aPageForAnUnknownErrorShowsAReferenceAlone() throws {
        var site = try Asking.secureSite()
        let council = try Example.council()
        site.routes = RouteTable([
            .get("/fails", .anyone) {
                try $0.db.run("SELECT no_such_column FROM people"); return .text("")
            }
        ])
        let answer = Asking.get("/\(council.slug)/fails", of: site)
        let text = String(decoding: answer.body, as: UTF8.self)
        #expect(answer.status == .internalServerError && !text.contains("no_such_column") && !text.contains("42703"))
        #expect(text.contains("Nothing was changed"))
    }
}
