import Testing

@testable import App

/// What opportunities and interests promise beyond what every register does.
@Suite struct OpportunityTests {
    @Test(arguments: [
        ("9:30", "09:30"), ("9.30", "09:30"), ("930", "09:30"), ("1415", "14:15"), ("9", "09:00"), ("2pm", "14:00"),
        ("2:15 pm", "14:15"), ("12am", "12:00"), ("25:00", nil), ("9:3", nil), ("9:99", nil), ("nine", nil), ("", nil),
        (":", nil),
    ]) func timesAreReadAsTheyAreTyped(_ typed: String, _ time: String?) {
        #expect(TimeOfDay.read(typed) == time)
    }

    @Test func itIsOfAnEmployerOrOfATeamAndOfOneOnly() throws {
        let office = try BrokersOffice()
        let both = try office.bella.post("/opportunities", office.opportunity(["employer": office.employer]))
        #expect(both.status == 422 && both.main.contains("not both"))
        let none = try office.bella.post("/opportunities", office.opportunity(["team": ""]))
        #expect(none.status == 422 && none.main.contains("Choose who offers it"))
    }

    @Test func theListSaysWhatIsOpenAndHowManyPlacesAreLeft() throws {
        let office = try BrokersOffice()
        let page = try office.bella.get(office.addOpportunity())
        #expect(page.main.contains("Two places are left, none taken yet") && page.main.contains("Open"))
        _ = try office.place(office.opportunityID)
        #expect(try office.bella.get(office.opportunityPath).main.contains("1 of 2 places left"))
        #expect(try office.bella.get("/opportunities?state=open").main.contains("1 of 2"))
        // A commissioner, who sees no placement, reads the same number and no young person.
        let theirs = try office.council.cora.get(office.opportunityPath).main
        #expect(
            theirs.contains("1 of 2 places left") && !theirs.contains("Whom it may suit") && !theirs.contains("Kit"))
        #expect(try office.bella.get("/opportunities?state=closed").main.contains("No opportunities match"))
    }

    @Test func itSuggestsWhomItSuitsWithTheReason() throws {
        let office = try BrokersOffice()
        _ = try office.addOpportunity()
        try office.wish(office.person, kind: "apprenticeship", sector: "other")
        let other = try office.addPerson("YP-2", called: "Wren")
        try office.wish(other, kind: "", sector: "retail")
        let page = try office.bella.get(office.opportunityPath).main
        #expect(page.contains("Kit, YP-1") && page.contains("Wants an apprenticeship in another sector"))
        #expect(!page.contains("Wren"), "wishes for something else")
        // Once in a placement nobody is suggested.
        _ = try office.place(office.opportunityID)
        #expect(try !office.bella.get(office.opportunityPath).main.contains("Wants an apprenticeship"))
    }

    @Test func nobodyWhoMayNotBeginIsSuggestedAndNoHiddenCaseIs() throws {
        let office = try BrokersOffice()
        _ = try office.addOpportunity()
        let young = try office.addPerson("YP-3", called: "Robin", born: office.today.adding(months: -14 * 12))
        let hidden = try office.addPerson("YP-4", called: "Heron")
        for person in [young, hidden] { try office.wish(person, kind: "apprenticeship", sector: "") }
        #expect(try office.bella.get(office.opportunityPath).main.contains("Heron"))
        try office.council.inDatabase { db in
            try db.run(
                "UPDATE young_people SET is_restricted = true, restricted_on = app.today() WHERE id = \(Int64(hidden))")
        }
        let page = try office.bella.get(office.opportunityPath).main
        #expect(!page.contains("Robin") && !page.contains("Heron"))
    }

    @Test func theWayInIsTheSameForAllAndIsLogged() throws {
        let office = try BrokersOffice()
        _ = try office.addOpportunity()
        let path = "/young-people/\(office.person)/interests"
        var fields = office.interest
        fields["applied_on"] = "today"
        let asked = try office.bella.post(path, office.days(fields))
        #expect(asked.status == 422 && asked.main.contains("Say whether the application was the same"))
        fields["same_route"] = "no"
        #expect(
            try office.bella.post(path, office.days(fields)).main.contains("Say why the application was not the same"))
        fields["route_words"] = "By telephone, as an adjustment"
        #expect(try office.bella.post(path, office.days(fields)).status == 303)
        #expect(try office.bella.get(office.opportunityPath).main.contains("Kit, YP-1"))
        let id = try #require(try office.council.newest("interests"))
        let history = try office.bella.get(path + "/\(id)/history").main
        #expect(history.contains("Apprentice gardener") && history.contains("added"))
        // A second interest in the same, while the first is open.
        #expect(try office.bella.post(path, office.days(fields)).main.contains("put forward for this already"))
    }

    @Test func anAcceptedOfferFillsThePlacementIn() throws {
        let office = try BrokersOffice()
        _ = try office.addOpportunity()
        let path = "/young-people/\(office.person)/interests"
        var fields = office.interest
        fields["result"] = "accepted"
        let answer = try office.bella.post(path, office.days(fields))
        #expect(answer.location.contains("/placements/new?interest="))
        let form = try FilledForm(on: office.bella.get(answer.location))
        #expect(form["kind"] == "apprenticeship" && form["where"] == "Parks" && form["role"] == "Apprentice gardener")
        let saved = try office.bella.post(form.action, form.fields, key: form.key)
        #expect(saved.status == 303, "one press of Save: \(saved.mistakes)")
        let page = try office.bella.get(saved.location).main
        #expect(page.contains("Apprentice gardener, Parks") && page.contains("Planned for"))
    }

    @Test func whoIsPutForwardIsChosenOnTheOpportunitysPage() throws {
        let office = try BrokersOffice()
        let path = try office.addOpportunity() + "/young-person"
        #expect(try office.bella.get(path).main.contains("Kit, YP-1"))
        #expect(try office.bella.post(path, [("young_person", "")]).main.contains("Choose who is put forward"))
        let answer = try office.bella.post(path, [("young_person", office.person)])
        let form = try FilledForm(on: office.bella.get(answer.location))
        #expect(form["opportunity"] == office.opportunityID)
        #expect(try office.council.cora.get(path).status == 403)
    }

    @Test func aWithdrawnOneIsNotOpenAndNotInTheCalendar() throws {
        let office = try BrokersOffice()
        let path = try office.addOpportunity()
        let page = try office.bella.post("/calendar", [("scope", "all")])
        let feed = try #require(page.text.firstMatch(of: /\/calendar\/[^"< ]+\.ics/)?.output)
        let before = try office.council.stranger.get(String(feed)).text
        #expect(before.contains("Closes: Apprentice gardener") && !before.contains("Kit"))
        #expect(try office.bella.confirmAndFollow(path + "/withdrawal").main.contains("Withdrawn"))
        #expect(try !office.council.stranger.get(String(feed)).text.contains("Apprentice gardener"))
        #expect(try !office.bella.get("/opportunities?state=open").main.contains("Apprentice gardener"))
    }
}
