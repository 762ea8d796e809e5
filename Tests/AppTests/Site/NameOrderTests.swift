import Testing

@testable import App

@Suite struct NameOrderTests {
    /// As an index of names has them.
    private static let names = [
        "adult learning", "Ålesund Board", "Baker", "Macaulay", "mcallister", "McKay", "Oduya", "Olsen", "Ó’Neill",
        "Oram",
        "Sand", "Šaranović", "Sato", "Team 9", "Team 10",
    ]

    private func order(_ page: Page) -> [String] {
        let text = page.main
        let found = Self.names.compactMap { name in text.range(of: name).map { (name, $0.lowerBound) } }
        return found.sorted { $0.1 < $1.1 }.map(\.0)
    }

    @Test func listsAreSortedAsPeopleLookNamesUp() throws {
        let council = try Example.council(), today = try council.today()
        try council.inDatabase { db in
            for (place, name) in Self.names.reversed().enumerated() {
                _ = try db.run("INSERT INTO people (email, name) VALUES (\("p\(place)@example.org"), \(name))")
                _ = try db.run("INSERT INTO leads (name, kind) VALUES (\(name), 'team')")
                _ = try db.run(
                    """
                    INSERT INTO plans (title, body, agreed_on, state) VALUES (\(name), \(name), \(today), 'monitoring')
                    """)
            }
        }
        #expect(try order(council.ada.get("/people")) == Self.names)
        for path in ["/leads", "/leads?sort=name", "/plans?sort=title"] {
            #expect(try order(council.olive.get(path)) == Self.names, "\(path)")
        }
        #expect(try order(council.olive.get("/leads?sort=-name")) == Self.names.reversed())
        let papers = try council.olive.get("/papers/new"), first = try #require(papers.text.range(of: "id=\"plan\""))
        #expect(order(Page(status: 200, headers: [], text: "<main>" + papers.text[first.lowerBound...])) == Self.names)
    }
}
