import Testing

@testable import App

/// A council to which two firms owe something, through the front door.
struct OwedCouncil {
    let council: ExampleCouncil
    let today: Day
    let path: String
    let firms: [String]

    init() throws {
        council = try Example.council()
        today = try council.today()
        let cora = council.cora
        func add(_ path: String, _ form: [(String, String)]) throws {
            let answer = try cora.post(path, form)
            try #require(answer.status == 303, "\(path): \(answer.mistakes)")
        }
        try add(
            "/obligations",
            [("reference", "S-1"), ("name", "Harbour works"), ("source", "social_value"), ("allowed", "10")])
        path = "/obligations/\(try #require(try council.newest("obligations")))"
        var made: [String] = []
        for name in ["Rowan Roofing", "Alder Plumbing"] {
            try add(path + "/firms", [("name", name), ("email", "office@\(name.prefix(5).lowercased()).example")])
            made.append("\(try #require(try council.newest("counterparties")))")
        }
        firms = made
    }

    func day(_ name: String, _ ago: Int) -> [(String, String)] {
        let day = today.adding(days: -ago)
        return [("\(name)_day", "\(day.day)"), ("\(name)_month", "\(day.month)"), ("\(name)_year", "\(day.year)")]
    }

    /// A promise of so many days, due in parts: each so much, so many days ago.
    @discardableResult
    func promise(
        _ what: String, _ amount: String, unit: String = "days", firm: Int? = nil,
        parts: [(amount: String, ago: Int)] = []
    )
        throws -> String
    {
        let rows = parts.enumerated().flatMap { index, part in
            [("instalments_\(index + 1)_amount", part.amount)] + day("instalments_\(index + 1)_due", part.ago)
        }
        let answer = try council.cora.post(
            path + "/promises",
            [("what", what), ("unit", unit), ("amount", amount), ("firm", firm.map { firms[$0] } ?? "")] + rows)
        try #require(answer.status == 303, "\(answer.mistakes)")
        return "\(try #require(try council.newest("promises")))"
    }

    @discardableResult
    func entry(
        _ promise: String, _ kind: String, _ amount: String, ago: Int, by firm: Int? = nil,
        saying words: String = "On site",
        confirmed: Int? = nil
    ) throws -> String {
        let sure = confirmed.map { day("confirmed", $0) + [("confirmed_by", "Site manager by telephone")] } ?? []
        let answer = try council.cora.post(
            path + "/entries",
            [
                ("promise", promise), ("kind", kind), ("amount", amount), ("words", words),
                ("firm", firm.map { firms[$0] } ?? ""),
            ]
                + day("day", ago) + sure)
        try #require(answer.status == 303, "\(answer.mistakes)")
        return "\(try #require(try council.newest("promise_entries")))"
    }

    /// The address that a firm gets, for what it delivered in the last hundred days.
    func link(for firm: Int, ends: Int = -14) throws -> String {
        let page = try council.cora.post(
            path + "/firms/\(firms[firm])/confirmation", day("first", 100) + day("last", 0) + day("ends", ends))
        try #require(page.status == 200, "\(page.mistakes)")
        return try #require(page.text.firstMatch(of: /\/confirm\/[^"< &%]+/).map { String($0.0) })
    }

    func page() throws -> String { try council.cora.get(path).main }

    /// Sends a firm’s answers, without an account, from the page as it is now or as it was opened before.
    func answer(_ link: String, opened: Page? = nil, _ answers: [(String, String)], name: String = "Jo Fell") throws
        -> Page
    {
        let page = try opened ?? council.stranger.get(link + "?change=1")
        let seen = page.text.matches(of: /name="(q[0-9]+_seen)" value="([^"]*)"/).map { (String($0.1), String($0.2)) }
        return try council.stranger.post(
            link, seen + answers + [("name", name), ("post", "Site manager"), ("may", "1")], key: page.formKey)
    }
}
