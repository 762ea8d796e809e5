import Formats
import Foundation
import HTTP
import Testing

@testable import App

/// What every register promises by being declared; a new one is here without a line, and what cannot be filled in fails.
/// Lists that only show what is made elsewhere have no form: what holds for every route and list holds for them.
@Suite struct RegisterTests {
    /// A register by the path of its list.
    struct Case: CustomTestStringConvertible {
        let register: any AnyRegister
        var testDescription: String { register.path }
    }

    static let all = Routes.parts.features.registers.filter(\.isKept).map(Case.init)
    static let found = all.filter { $0.register.found != nil }
    static let dated = all.filter { $0.register.dated != nil }
    static let listed = all.filter(\.register.isListed)

    /// Accents, an apostrophe, and what a spreadsheet takes for a formula.
    static let typed = "=Zoë’s 7", changed = "=Noël’s 8"

    /// Who changes all of a register, where others with its ability change only what a team of theirs leads.
    private static let wider: [String: Ability] = [
        "/plans/:plan/recommendations/:recommendation/measures/:measure/readings": .changePlans
    ]

    @Test(arguments: all) func aRecordIsAddedShownEditedAndRemoved(_ item: Case) throws {
        let kept = try KeptRecord(item)
        for page in try kept.pages() { #expect(page.status == 200 && page.main.contains(Self.typed)) }
        let form = try kept.form()
        #expect(form.wordBoxes.allSatisfy { form[$0] == kept.added.form[$0] || form[$0].isEmpty }, "read back as typed")
        #expect(try kept.send(form.saying(Self.changed)).status == 303)
        for page in try kept.pages() { #expect(page.main.contains(Self.changed)) }
        let after = try kept.form()
        // A word that is renamed keeps its old spelling.
        for name in form.wordBoxes where name != "spellings" && !form[name].isEmpty {
            #expect(after[name] == Self.changed, "\(name)")
        }
        try take(stepsOf: kept)
        guard item.register.ability(of: item.register.one + "/removal") != nil else { return }
        let question = try FilledForm(on: kept.officer.get(kept.path + "/removal"))
        #expect(try kept.officer.post(kept.path + "/removal", question.fields, key: question.key).status == 303)
        #expect(try kept.officer.get(kept.path + "/edit").status == 404)
        if item.register.isListed { #expect(try kept.pages().allSatisfy { !$0.main.contains(Self.changed) }) }
    }

    /// Each move that is open when its turn comes is made once, and not twice.
    private func take(stepsOf kept: KeptRecord) throws {
        let known = ["edit", "removal", "history"]
        for route in kept.register.routes where route.method == .get && route.path.hasPrefix(kept.register.one + "/") {
            guard let noun = route.pattern.last, !known.contains(noun) else { continue }
            let question = try FilledForm(on: kept.officer.get(kept.path + "/\(noun)"))
            #expect(try kept.officer.post(kept.path + "/\(noun)", question.fields, key: question.key).status == 303)
            #expect(try kept.officer.post(kept.path + "/\(noun)", question.fields).status == 409)
        }
    }

    @Test(arguments: all) func whoMayNotIsRefused(_ item: Case) throws {
        let kept = try KeptRecord(item)
        // What somebody types themselves they are shown again.
        let before = try kept.count, typed = kept.added.form.saying("Of another").fields
        for (role, browser) in kept.story.council.people {
            for route in item.register.routes {
                let path = try kept.story.path(route.path), wider = Self.wider[item.register.path] ?? route.ability
                let may = role.abilities.isSuperset(of: [route.ability, wider])
                if may, route.method == .post { continue }
                let page =
                    try route.method == .get
                    ? browser.get(path) : browser.post(path, typed, key: browser.key())
                #expect(may ? [200, 409].contains(page.status) : page.status == 403, "\(role) \(path) \(page.status)")
                if !may { #expect(!page.text.contains(Self.typed)) }
            }
        }
        #expect(try kept.count == before)
    }

    @Test(arguments: all) func anotherCouncilFindsNothing(_ item: Case) throws {
        let kept = try KeptRecord(item), bramley = try Story(for: item.register)
        let browser = try bramley.council.whoCan(try #require(item.register.change)), before = try kept.count
        let typed = kept.added.form.saying("Of another").fields
        let own = try bramley.path(item.register.path) + "/\(kept.added.id)"
        for route in item.register.routes where route.path.hasPrefix(item.register.one) {
            let rest = String(route.path.dropFirst(item.register.one.count))
            for path in [kept.path + rest, own + rest] {
                let page =
                    try route.method == .get
                    ? browser.get(path) : browser.post(path, typed, key: browser.key())
                #expect(page.status == 404 && !page.text.contains(Self.typed), "\(path) \(page.status)")
            }
        }
        if item.register.path.contains(":") {
            let path = try kept.story.path(item.register.path)
            #expect(try browser.get(path + "/new").status == 404)
            #expect(try browser.post(path, kept.added.form.fields, key: browser.key()).status == 404)
        }
        let list = try browser.get(bramley.path(item.register.path))
        #expect(!list.text.contains(Self.typed))
        #expect(try kept.count == before)
    }

    @Test(arguments: all.filter { $0.register.path.contains(":") }) func itIsOnlyWhereItBelongs(_ item: Case) throws {
        let kept = try KeptRecord(item), other = try #require(try kept.story.otherPath(item.register))
        #expect(try kept.officer.get(other + "/new").status == 200, "there is such a place")
        for route in item.register.routes where route.path.hasPrefix(item.register.one) {
            let path = other + "/\(kept.added.id)" + route.path.dropFirst(item.register.one.count)
            let page =
                try route.method == .get
                ? kept.officer.get(path) : kept.officer.post(path, kept.added.form.fields, key: kept.officer.key())
            #expect(page.status == 404, "\(path) \(page.status)")
        }
        #expect(try kept.officer.get(kept.path + "/edit").status == 200)
    }

    @Test(arguments: all) func mistakesAreExplainedAndTypingIsKept(_ item: Case) throws {
        let kept = try KeptRecord(item)
        let before = try kept.count, path = try kept.story.path(item.register.path)
        let form = kept.added.form.saying("Kept 3")
        let empty = try kept.officer.post(path, form.emptied.fields)
        #expect(empty.status == 422 && empty.text.contains("There is a problem"))
        #expect(empty.optionalAndWrong == [], "what is optional may be left empty")
        for mistake in empty.mistakes { #expect(empty.main.components(separatedBy: mistake).count == 3, "\(mistake)") }
        let tooLong = String(repeating: "long ", count: 5_000) + "end"
        for box in form.wordBoxes {
            var wrong = form
            wrong[box] = tooLong
            for path in [path, kept.path] {
                let page = try kept.officer.post(path, wrong.fields)
                #expect(page.status == 422, "\(box) \(page.status)")
                let again = try FilledForm(on: page)
                for name in wrong.wordBoxes { #expect(again[name] == wrong[name], "\(box): \(name) is kept") }
                let sentence = try #require(page.mistakes.first, "\(box)")
                #expect(page.text.contains("id=\"\(box)-error\"") && page.mistakes.count == 1, "\(box): \(sentence)")
            }
        }
        #expect(try kept.count == before)
    }

    @Test(arguments: all) func theSameFormTwiceIsOneRecord(_ item: Case) throws {
        let kept = try KeptRecord(item), before = try kept.count
        let form = kept.added.form
        let again = try kept.officer.post(form.action, form.fields, key: form.key)
        #expect(again.status == 303 && again.location == kept.added.answer.location)
        #expect(try kept.count == before)
    }

    @Test(arguments: all) func whoSavesSecondSeesBothVersions(_ item: Case) throws {
        let kept = try KeptRecord(item)
        let one = try kept.form().saying(Self.changed), other = try kept.form().saying("Mine 9")
        #expect(try kept.send(one).status == 303)
        let clash = try kept.officer.post(kept.path, other.fields)
        #expect(clash.status == 409 && clash.main.contains("saved this while you were editing"))
        #expect(clash.main.contains(Self.changed) && clash.main.contains("Mine 9"))
        let again = try FilledForm(on: clash)
        #expect(other.wordBoxes.allSatisfy { again[$0] == "Mine 9" })
        #expect(try kept.form()[other.wordBoxes[0]] == Self.changed, "nothing is saved yet")
        #expect(try kept.send(again).status == 303)
        #expect(try kept.form()[other.wordBoxes[0]] == "Mine 9")
    }

    @Test(arguments: all) func nothingHappensToWhatChangedAfterTheQuestion(_ item: Case) throws {
        let kept = try KeptRecord(item), asks = item.register.routes.filter { $0.method == .get }.map(\.path)
        for (place, route) in item.register.routes.enumerated() where route.method == .post {
            guard route.path.hasPrefix(item.register.one + "/"), asks.contains(route.path) else { continue }
            let path = kept.path + route.path.dropFirst(item.register.one.count), page = try kept.officer.get(path)
            if page.status == 409 { continue }
            let question = try FilledForm(on: page)
            #expect(try kept.send(kept.form().saying("Later \(place)")).status == 303)
            let late = try kept.officer.post(path, question.fields)
            #expect(late.status == 409 && late.main.contains("after you opened this page"), "\(path)")
            #expect(try kept.form().wordBoxes.count > 0, "it is still there")
        }
    }

    @Test(arguments: listed) func itsListIsAFileThatRunsNothing(_ item: Case) throws {
        let kept = try KeptRecord(item), path = try kept.story.path(item.register.path)
        let file = try kept.officer.get(path + ".csv"), rows = try file.rows
        let row = try #require(rows.first { $0.contains("'" + Self.typed) }, "guarded against formulas")
        #expect(rows.allSatisfy { $0.count == rows[0].count && !$0.contains(Self.typed) })
        let json = try JSONSerialization.jsonObject(with: Data(kept.officer.get(path + ".json").text.utf8))
        let items = try #require((json as? [String: [[String: Any]]])?.values.first)
        #expect(items.count == rows.count - 1 && items.contains { $0.values.contains { $0 as? String == Self.typed } })
        let paths = [item.register.path + "/import", item.register.one + "/removal"]
        guard paths.allSatisfy({ item.register.ability(of: $0) != nil }) else { return }
        let removal = try FilledForm(on: kept.officer.get(kept.path + "/removal"))
        #expect(try kept.officer.post(kept.path + "/removal", removal.fields, key: removal.key).status == 303)
        let text = [rows[0], row].map { $0.map { "\"\($0)\"" }.joined(separator: ",") }.joined(separator: "\n")
        let read = try kept.officer.post(path + "/import", [("rows", text)])
        #expect(read.status == 200 && read.main.contains("One row read"))
        let form = try FilledForm(on: read)
        #expect(try kept.officer.post(path + "/import", form.fields + [("confirmed", "1")]).status == 303)
        #expect(try kept.officer.get(path + ".csv").rows.contains(row), "read back as it was")
    }

    @Test(arguments: found) func itIsFoundHoweverItIsTyped(_ item: Case) throws {
        let kept = try KeptRecord(item)
        for words in ["zoe's 7", "ZOË’S", "zoe`s 7"] {
            let query = Form([("q", words), ("kind", try #require(item.register.found).name)]).encoded()
            let page = try kept.officer.get("/search?\(query)")
            #expect(page.main.contains(Self.typed), "\(words)")
        }
        // Leads are named on the pages of plans.
        if kept.audited.table == "leads" { return }
        let see = item.register.ability(of: item.register.path) ?? item.register.ability(of: item.register.one)
        for (role, browser) in kept.story.council.people where see.map({ !role.abilities.contains($0) }) ?? false {
            #expect(!(try browser.get("/search?q=7").main.contains(Self.typed)), "\(role)")
        }
    }

    @Test(arguments: all) func itsHistoryAndTheAuditSayWhoChangedWhat(_ item: Case) throws {
        let kept = try KeptRecord(item)
        #expect(try kept.send(kept.form().saying(Self.changed)).status == 303)
        var thing = kept.audited.thing
        if case .nameAlone = kept.audited.subject { thing += " \(Self.changed)" }
        let query = Form([("kind", kept.audited.group)]).encoded()
        let history = try kept.officer.get(kept.path + "/history"), audit = try kept.story.council.ada.get("/audit")
        let isOfCase = try kept.isOfCase
        if isOfCase {
            #expect(audit.status == 200 && !audit.text.contains(Self.typed), "an administrator opens no case")
            #expect(!(try kept.story.council.ada.get("/audit?\(query)").text.contains(Self.changed)))
        }
        for page in isOfCase ? [history] : [history, audit] {
            let words = page.main
            #expect(page.status == 200 && words.contains("\(thing) added") && words.contains("\(thing) changed"))
            #expect(words.contains(kept.name) && words.contains(Self.typed) && words.contains(Self.changed))
        }
        if !isOfCase { #expect(try kept.story.council.ada.get("/audit?\(query)").main.contains("\(thing) changed")) }
    }

    @Test(arguments: dated) func itStandsInTheCalendar(_ item: Case) throws {
        let kept = try KeptRecord(item), today = try kept.story.council.today()
        let page = try kept.officer.post("/calendar", [("scope", "all")])
        let link = try #require(page.text.firstMatch(of: /\/calendar\/[^"< ]+\.ics/)?.output)
        let calendar = try kept.story.council.stranger.get(String(link)).text
        let event = try #require(
            calendar.components(separatedBy: "BEGIN:VEVENT").first { $0.contains(Self.typed) }, "\(calendar)")
        #expect(event.contains(today.isoText.replacing("-", with: "")))
    }
}

extension Page {
    /// A file of comma-separated values.
    fileprivate var rows: [[String]] {
        get throws {
            var reader = CSVReader(), rows: [[String]] = []
            func take(_ record: CSVReader.Record) {
                rows.append((0..<record.count).map { record.text($0) ?? "" })
            }
            try reader.read(Array(text.utf8), each: take)
            reader.finish(each: take)
            return rows
        }
    }
}
