import Postgres
import Testing

@testable import App
@testable import PlanReader

/// A year that hardly anybody means is asked about once, at its boxes, and kept where it is meant.
@Suite struct FarYearTests {
    private func typed(_ name: String, _ day: String, _ month: String, _ year: String) -> [(String, String)] {
        [(name + "_day", day), (name + "_month", month), (name + "_year", year)]
    }

    @Test(arguments: ["0206", "1989", "2207", "9999"])
    func aFarYearIsAskedAboutOnce(year: String) throws {
        let council = try Example.council()
        let typed = [("body", "Panel")] + typed("held_on", "1", "4", year)
        let asked = try council.olive.post("/meetings", typed)
        #expect(asked.status == 422 && asked.text.contains("it is far from today"))
        #expect(asked.text.contains("href=\"#held_on_sure\"") && asked.text.contains("id=\"held_on_sure\""))
        #expect(asked.typed("held_on_year") == year && asked.typed("held_on_month") == "4")
        let none: Int? = try council.inDatabase { try $0.value("SELECT count(*) FROM meetings") }
        #expect(none == 0)
        let saved = try council.olive.post("/meetings", typed + [("held_on_sure", "1 4 \(year)")])
        #expect(saved.status == 303)
        let edit = saved.location + "/edit"
        let form = try FilledForm(on: council.olive.get(edit))
        #expect(try council.olive.post(form.action, form.fields).status == 303, "what is kept is not asked about again")
    }

    @Test func theTickIsForWhatWasTypedThen() throws {
        let council = try Example.council()
        let other = [("body", ""), ("held_on_sure", "1 4 2207")] + typed("held_on", "1", "4", "2207")
        let kept = try council.olive.post("/meetings", other)
        #expect(kept.status == 422 && kept.text.contains("value=\"1 4 2207\" checked"))
        #expect(!kept.text.contains("it is far from today"))
        let again = [("body", "Panel"), ("held_on_sure", "1 4 2207")] + typed("held_on", "1", "4", "2208")
        #expect(try council.olive.post("/meetings", again).text.contains("Check the year 2208"))
        let near = [("body", "Panel")] + typed("held_on", "1", "4", "1990")
        #expect(try council.olive.post("/meetings", near).status == 303)
    }

    @Test func everyDayOfAPlanAndItsPartsIsAsked() throws {
        let council = try Example.council()
        let page = try council.olive.post(
            "/plans",
            [("title", "Lamps"), ("decision_1_body", "Cabinet"), ("agreed_month", "4"), ("agreed_year", "0206")]
                + typed("target", "31", "3", "2207") + typed("decision_1_on", "1", "4", "0026"))
        #expect(page.status == 422)
        for name in ["agreed", "target", "decision_1_on"] {
            #expect(page.text.contains("id=\"\(name)_sure\""), "\(name)")
        }
        let plan = try Planted(in: council)
        let answer = try council.olive.post(
            plan.recommendation,
            [
                ("version", "1"), ("number", "1"), ("words", "Light."), ("kind", "asks"), ("response", "accepted"),
                ("state", "open"),
            ]
                + typed("response_on", "1", "4", "0026"))
        #expect(answer.status == 422 && answer.text.contains("id=\"response_on_sure\""))
        let action = try council.olive.post(
            plan.recommendation + "/actions",
            [("words", "Light."), ("report_duty", "once"), ("recordability", "counted")] + typed("due", "", "4", "2207")
                + typed("once_on", "1", "4", "0026"))
        for name in ["due", "once_on"] { #expect(action.text.contains("id=\"\(name)_sure\""), "\(name)") }
    }

    /// Whatever form there is: what is asked for a day asks about a far year.
    @Test func everyRegisterThatAsksForADayAsks() throws {
        let story = try Story(), council = story.council
        var asked = 0
        for register in Routes.parts.features.registers where register.isKept {
            let browser = try council.whoCan(register.change ?? .anyone), home = try story.path(register.path)
            let form = try FilledForm(on: browser.get(home + "/new"), saying: "Lamps", today: council.today())
            guard form.fields.contains(where: { $0.0.hasSuffix("_year") }) else { continue }
            let fields = form.fields.map { ($0.0, $0.0.hasSuffix("_year") ? "2207" : $0.1) }
            let page = try browser.post(form.action, fields)
            #expect(page.status == 422 && page.text.contains("Check the year 2207"), "\(register.path)")
            asked += 1
        }
        #expect(asked > 4)
    }

    @Test func anImportAsksBeforeItSaves() throws {
        let council = try Example.council()
        let paper =
            "Lamps\n\nNo\tRecommendation\tAction\tTarget date\n1\tThat lamps are lit\tLight them\t31 March 2207\n"
        let place = try council.olive.post("/imports", [("paper", paper)], key: council.olive.key()).location
        let form = try FilledForm(on: council.olive.get(place))
        let unsure = form.fields.filter { $0.0 != "sure" }
        let asked = try council.olive.post(place, unsure)
        #expect(asked.status == 422 && asked.text.contains("Check “31 March 2207”"))
        #expect(asked.text.contains("31 March 2207 is right"))
        #expect(try council.olive.post(place, unsure + [("sure", "31 March 2207")]).status == 303)
    }

    @Test func aWholeDateInTheFirstBoxIsRead() throws {
        let council = try Example.council()
        for (typed, iso) in [
            ("31-Mar-27", "2027-03-31"), ("2027-06-30", "2027-06-30"), ("30/09/2027 00:00", "2027-09-30"),
        ] {
            #expect(try council.olive.post("/meetings", [("body", "Panel"), ("held_on_day", typed)]).status == 303)
            let kept: Day? = try council.inDatabase {
                try $0.value("SELECT held_on FROM meetings ORDER BY id DESC LIMIT 1")
            }
            #expect(kept?.isoText == iso)
        }
        let plan = try council.olive.post("/plans", [("title", "Lamps"), ("agreed_day", "Mar-26")])
        let form = try council.olive.get(plan.location + "/edit")
        #expect(
            form.typed("agreed_month") == "3" && form.typed("agreed_year") == "2026" && form.typed("agreed_day") == "")
        for wrong in ["27", "31-Smarch-27", "Mar-27"] {
            #expect(try council.olive.post("/meetings", [("body", "Panel"), ("held_on_day", wrong)]).status == 422)
        }
    }
}
