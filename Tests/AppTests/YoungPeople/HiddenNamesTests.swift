import HTTP
import Postgres
import Testing

@testable import App

/// Names hidden on a shared screen: every page, list, file, form and history there is, each asked by its route.
@Suite struct HiddenNamesTests {
    private static let told = ["Zanthe", "Quillfeather", "Kestrelina", "zq@example.org", "01632 960 001"]

    @Test func noPageTellsWhoSomebodyIs() throws {
        let council = try Example.council(), story = try Story(in: council)
        let id = try #require(story.ids["/young-people/:young_person"])
        try council.inDatabase { db in
            try db.run(
                """
                UPDATE young_people SET name = 'Zanthe Quillfeather', preferred_name = 'Kestrelina', born_on = '2007-02-14',
                       email = 'zq@example.org', telephone = '01632 960 001', contact_words = 'Ask for Zanthe', version = version + 1
                """)
            try db.run("UPDATE case_contacts SET words = 'Zanthe rang back'")
        }
        let bella = council.bella, path = "/young-people/\(id)"
        #expect(try bella.get(path).main.contains("Kestrelina"), "while they are shown")
        let answer = try bella.post(Visit.namesPath, [("to", "hide"), ("back", "/\(council.slug)\(path)")])
        #expect(answer.status == 303 && answer.location == "/\(council.slug)\(path)")
        let cookie = try #require(answer.header("Set-Cookie"))
        #expect(cookie.contains("HttpOnly") && cookie.contains("SameSite") && !cookie.contains("Max-Age"))
        for route in Routes.all where route.method == .get {
            let page = try bella.get(story.path(route))
            for name in Self.told { #expect(!page.text.contains(name), "\(route.path) tells \(name)") }
            #expect(!page.text.contains("14 February 2007"), "\(route.path)")
        }
        for query in ["/search?q=Zanthe", "/young-people?q=Zanthe", "/young-people?sort=called"] {
            #expect(!(try bella.get(query).main.replacing("“Zanthe”", with: "").contains("Zanthe Q")), "\(query)")
        }
        #expect(try bella.get("/young-people").main.contains("Names are hidden in this browser"))
        #expect(try bella.get("/young-people.csv").text.contains("Hidden"))
        // What is not asked stays as it is.
        var form = try FilledForm(on: bella.get(path + "/edit"))
        #expect(form["name"].isEmpty)
        form["skills"] = "Forklift"
        #expect(try bella.post(form.action, form.fields, key: form.key).status == 303)
        #expect(
            try bella.post(Visit.namesPath, [("to", "show"), ("back", "https://evil.example/")]).location
                == "/\(council.slug)")
        let page = try bella.get(path).main
        #expect(page.contains("Kestrelina") && page.contains("Forklift") && page.contains("14 February 2007"))
    }

    @Test func onlyWhoSeesYoungPeopleHasTheButton() throws {
        let council = try Example.council()
        #expect(try council.bella.get("/account").text.contains("Hide names"))
        #expect(!(try council.olive.get("/account").text.contains("Hide names")))
        #expect(try council.olive.post(Visit.namesPath, [("to", "hide")]).status == 403)
    }
}
