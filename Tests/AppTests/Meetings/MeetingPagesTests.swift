import Testing

@testable import App

@Suite struct MeetingPagesTests {
    private func form(_ day: Day, body: String = "Select Committee", _ more: [(String, String)] = []) -> [(
        String, String
    )] {
        [("body", body)] + ReviewOfCareLeavers.date("held_on", day) + more
    }

    @Test func anOfficerAddsAMeeting() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        #expect(try olive.get("/meetings").text.contains("No meetings yet"))
        let day = review.today.adding(days: 20)
        let page = try olive.postAndFollow(
            "/meetings", form(day, body: "Select  Committee", [("place", "Town Hall")]))
        #expect(page.text.contains("Select Committee") && page.text.contains("\(day.longText), Town Hall"))
        #expect(page.text.contains("No items yet"))
        let list = try olive.get("/meetings")
        #expect(list.text.contains("Upcoming") && list.text.contains(day.longText))
        #expect(try olive.get("/meetings?body=Select+Committee").text.contains(day.longText))
        #expect(try olive.get("/meetings?body=Nobody").status == 200)
        let again = try olive.post("/meetings", form(day, body: "SELECT committee"))
        #expect(again.status == 422 && again.text.contains("is there already"))
        #expect(
            try olive.get("/meetings.csv").text.contains("\(day.isoText),Select Committee,Town Hall,planned,0,0,0,0,"))
    }

    @Test func whatIsWrongIsSaidAndWhatWasTypedIsKept() throws {
        let council = try Example.council()
        let page = try council.olive.post(
            "/meetings", [("body", ""), ("held_on_day", "31"), ("held_on_month", "2"), ("place", "Town Hall")])
        #expect(page.status == 422 && page.text.contains("value=\"Town Hall\""))
        #expect(page.text.contains("name of the committee") && page.text.contains("Day: enter a real date"))
    }

    @Test func aDoubleClickMakesOneMeeting() throws {
        let review = try ReviewOfCareLeavers(), olive = review.council.olive
        let key = try olive.get("/meetings/new").formKey
        let first = try olive.post("/meetings", form(review.today), key: key)
        let second = try olive.post("/meetings", form(review.today), key: key)
        #expect(first.status == 303 && second.location == first.location)
        #expect(try review.value("SELECT count(*) FROM meetings") == Int64(1))
    }

    @Test func theLaterOfTwoSavesIsToldAndLosesNothing() throws {
        let sitting = try Sitting(), olive = sitting.olive
        let version = try olive.get(sitting.path + "/edit").value(of: "version")
        func save(_ place: String, _ version: String) throws -> Page {
            try olive.post(
                sitting.path, form(sitting.day, body: Sitting.body, [("place", place), ("version", version)]))
        }
        #expect(try save("Town Hall", version).status == 303)
        let late = try save("Library", version)
        #expect(late.status == 409 && late.text.contains("Town Hall") && late.text.contains("Library"))
        #expect(try save("Library", late.value(of: "version")).status == 303)
    }

    @Test func aMeetingIsRemovedUnlessMembersDecidedAtIt() throws {
        let sitting = try Sitting()
        #expect(try sitting.olive.get(sitting.path + "/removal").text.contains("The meeting itself"))
        let (_, item) = try sitting.update()
        _ = try sitting.record(item, "confirmed")
        #expect(try sitting.olive.post(sitting.path + "/removal").status == 409)
        let other = try Sitting()
        #expect(try other.olive.confirm(other.path + "/removal").status == 303)
        #expect(try other.olive.get(other.path).status == 404)
    }

    @Test func membersSeeMeetingsAndChangeNothing() throws {
        let sitting = try Sitting(), council = sitting.review.council
        let (_, item) = try sitting.update()
        for browser in [council.mo, council.lena, council.ada, council.bella, council.cora] {
            let page = try browser.get(sitting.path)
            #expect(page.status == 200 && page.text.contains("Update for"))
            #expect(!page.text.contains("Record outcomes") && !page.text.contains("Add an item"))
            for form in ["/edit", "/items/new", "/due", "/outcomes", "/questions/new", "/items/\(item)/edit"] {
                #expect(try browser.get(sitting.path + form).status == 403, "\(form)")
            }
            for change in ["", "/items", "/due", "/outcomes", "/questions", "/items/\(item)", "/removal"] {
                #expect(try browser.post(sitting.path + change).status == 403, "\(change)")
            }
        }
        #expect(try council.sam.get("/meetings").status == 403)
        #expect(try council.stranger.get(sitting.path).status == 303)
    }

    @Test func anotherCouncilSeesNothing() throws {
        let sitting = try Sitting(), other = try Sitting()
        for path in ["", "/edit", "/due", "/outcomes", "/items/new"] {
            #expect(try other.olive.get(sitting.path + path).status == 404)
        }
        #expect(try !other.olive.get("/meetings").text.contains(sitting.path + "\""))
    }
}
