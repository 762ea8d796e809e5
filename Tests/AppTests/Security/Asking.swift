import HTTP
import Postgres

@testable import App

/// Asks a door without a socket, for sites that are not the one all tests share.
enum Asking {
    /// The same database, reached by the public as https://waymark.example.
    static let secure = Result {
        try Site(
            Routes.parts, database: Example.running.database, directory: Example.directory,
            origin: "https://waymark.example")
    }

    static func secureSite() throws -> Site { try secure.get() }

    static func get(_ path: String, _ headers: Headers = Headers(), of site: Site) -> Response {
        answer(Request(method: .get, path: path, headers: headers), of: site)
    }

    /// A form sent to a path, with the fields of the head that are under test.
    static func post(_ path: String, _ fields: [(String, String)], _ headers: [(String, String)], of site: Site)
        -> Response
    {
        var head: Headers = ["Content-Type": "application/x-www-form-urlencoded"]
        for (name, value) in headers { head.add(name, value) }
        return answer(
            Request(method: .post, path: path, headers: head, body: Array(Form(fields).encoded().utf8)), of: site)
    }

    static func answer(_ request: Request, of site: Site) -> Response {
        guard case .accept(let lane, _, _, _) = site.admit(request) else { return Response(.badRequest) }
        var worker = site.worker(lane)
        return worker.answer(request)
    }
}

extension Browser {
    /// The token that this browser holds.
    func token(_ slug: String) -> Token? { cookies["waymark-" + slug].flatMap(Token.init(cookie:)) }
}

extension ExampleCouncil {
    /// As the owner of the tables, inside the council; for moving clocks and for tampering.
    @discardableResult
    func asOwner<T>(_ body: (Transaction) throws -> T) throws -> T {
        try Example.running.connections.with(.owner) { connection in
            try connection.transaction { db in
                try db.run("SELECT app.open_council(\(slug))")
                return try body(db)
            }
        }
    }

    /// As the site does it, for somebody who is signed in; undone at the end.
    @discardableResult
    func asVisit<T>(
        _ browser: Browser, as role: Database.Role = .site, readOnly: Bool = false, _ body: (Transaction) throws -> T
    ) throws -> T {
        try Example.running.connections.with(role) { connection in
            let (db, entry) = try connection.begin(
                readOnly: readOnly, first: Entry.open(slug, token: browser.token(slug)))
            defer { db.rollback() }
            guard entry != nil else { throw Failure.notFound }
            return try body(db)
        }
    }

    func email(_ role: Role) -> String { "\(role.rawValue)@\(slug).example" }

    func person(_ role: Role) throws -> Person.ID {
        try inDatabase { db in
            guard let person = try Person.find(email: email(role), in: db) else { throw Failure.notFound }
            return person.id
        }
    }
}
