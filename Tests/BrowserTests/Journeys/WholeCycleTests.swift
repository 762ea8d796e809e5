import Foundation
import Testing

/// One round of a council's year: from a paper to what members decided, and to the paper that tells them so.
extension InTheBrowser {
    @Suite struct WholeCycleTests {
        @Test func aCouncilGoesRoundOnce() throws {
            let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            defer { try? FileManager.default.removeItem(at: folder) }
            try Demonstration.makeCouncil("wych", name: "Wych Borough Council")
            try Browser.open { browser in
                try officersPrepare(Cycle(browser: browser, folder: folder))
                try membersDecideAndRead(Cycle(browser: browser, folder: folder))
            }
        }

        private func officersPrepare(_ cycle: Cycle) throws {
            let browser = cycle.browser
            try browser.signIn(.scrutiny, at: "wych")
            try browser.bringIn(cycle.paper(), agreed: "January 2026")
            try browser.name("Lead officer", as: "Employment team")
            try cycle.planTheMeeting()
            try browser.signIn(.lead, at: "wych")
            try cycle.openWhatIsOwed()
            try cycle.saveTheWholePlan()
            try cycle.attachAFile()
            try cycle.submitTheWholePlan()
        }

        private func membersDecideAndRead(_ cycle: Cycle) throws {
            let browser = cycle.browser
            try browser.signIn(.scrutiny, at: "wych")
            try cycle.putWhatIsDueOnTheAgenda()
            try cycle.recordOutcomes()
            try cycle.writeThePaper()
            try cycle.publish()
            try browser.signIn(.member, at: "wych")
            try browser.download(to: cycle.folder)
            try cycle.seeTheOutcomes()
            try cycle.readThePaper()
            try cycle.find()
        }
    }
}

/// The steps of the round, in their order.
private struct Cycle {
    let browser: Browser
    /// What is sent comes from here, and what is kept goes here.
    let folder: URL

    let body = "Overview and Scrutiny Committee"
    let title = "Work for care leavers"
    let attachment = Data("Placements by directorate\nHousing, 2\nParks, 3\n".utf8)

    /// Four recommendations; the words of two are what the council grades with.
    func paper() throws -> Paper {
        let text = """
            Work for care leavers

            | Recommendation 1 | Actions | Leads | Status |
            | Offer placements in every directorate. | Ask each directorate for two places. | Employment team | Report back to Scrutiny |
            | Recommendation 2 | Actions | Leads | Status |
            | Name a mentor for each care leaver. | Train twelve mentors. | Employment team | Report back to Scrutiny |
            | Recommendation 3 | Actions | Leads | Status |
            | Support care leavers through traineeships. | Review who takes them up. | Employment team | Part Met |
            | Recommendation 4 | Actions | Leads | Status |
            | Tell schools what is offered. | Write to each school. | Employment team | Met |
            """
        let file = folder.appending(path: "paper.txt")
        try Data(text.utf8).write(to: file)
        return Paper(path: file.path, summary: "Four recommendations, four actions and no updates were read")
    }

    func planTheMeeting() throws {
        try browser.turn(to: "Meetings")
        try browser.leave(by: "Add a meeting")
        try browser.fill("Which committee?", with: body)
        try browser.day(in: "held_on")
        try browser.send("Add the meeting")
        #expect(try browser.notice.contains("The meeting is added"))
    }

    func openWhatIsOwed() throws {
        #expect(try browser.heading.contains("Your due list"))
        #expect(try browser.main.contains("Offer placements in every directorate."))
        try browser.leave(by: "Update the plan")
    }

    private func openThePlan() throws {
        try browser.turn(to: "Action plans")
        try browser.leave(by: title)
    }

    func saveTheWholePlan() throws {
        try write("Every directorate has named its placements.", "Met", in: 1)
        try write("Three of the mentors have begun.", nil, in: 2)
        // Its status of the paper is not meant to go out with it.
        try write("Not for members yet.", "Choose", in: 3)
        try browser.leave(through: ".app-grid__bar button[value=save]")
        #expect(try browser.notice.contains("Three drafts saved"))
    }

    func attachAFile() throws {
        try browser.leave(through: ".app-grid__group:nth-of-type(1) .app-grid__name a")
        try browser.leave(through: ".app-timeline__heading a")
        try browser.leave(by: "Change the draft")
        let file = folder.appending(path: "placements.txt")
        try attachment.write(to: file)
        try browser.upload(file.path, into: "Add files (optional)")
        try browser.send("Save as draft")
        #expect(try browser.text(of: ".app-documents").contains("placements"))
        try FileManager.default.removeItem(at: file)
    }

    /// What is ready is shown once more before it goes; a row without a grade says what it needs, and waits.
    func submitTheWholePlan() throws {
        try openThePlan()
        try browser.leave(by: "Update the plan")
        try check(showing: ["placements", "Not submitted: three rows", "Choose an assessment"])
        try write("Three of twelve mentors have begun.", "Part Met", in: 2)
        try browser.click(field(".app-grid__rest summary", of: 2))
        let slip = "Training began a month late."
        try browser.type(slip, into: field("textarea[name$=_explanation]", of: 2))
        try check(showing: ["Three of twelve mentors have begun.", "Not submitted: two rows"])
        #expect(try browser.main.contains("2 of 4 submitted, 1 in draft"))
    }

    private func check(showing words: [String]) throws {
        try browser.leave(through: ".app-grid__bar button[value=check]")
        for words in words { #expect(try browser.main.contains(words), "\(words)") }
        try browser.send("Submit one update")
        #expect(try browser.notice.contains("One update is submitted"))
    }

    private func write(_ evidence: String, _ grade: String?, in row: Int) throws {
        try browser.type(evidence, into: field("textarea[name$=_evidence]", of: row))
        if let grade { try browser.choose(grade, in: field("select[name$=_assessment]", of: row)) }
    }

    private func field(_ selector: String, of row: Int) -> Locator {
        .css(".app-grid__group:nth-of-type(\(row)) .app-grid__row \(selector)")
    }

    private func openTheMeeting() throws {
        try browser.turn(to: "Meetings")
        try browser.leave(through: "main tbody a[href*='/meetings/']")
    }
}

// MARK: At the meeting

extension Cycle {
    fileprivate func putWhatIsDueOnTheAgenda() throws {
        try openTheMeeting()
        try browser.leave(by: "Add due items")
        try browser.send("Add to the agenda")
        #expect(try browser.notice.contains("Two items are on the agenda now"))
    }

    fileprivate func recordOutcomes() throws {
        try browser.leave(by: "Record outcomes")
        try browser.fill("Minute of all these items", with: "OSC/12/26")
        try browser.tick("Confirmed the assessment “Met”")
        try browser.tick("Close recommendation 1")
        try browser.tick("Did not confirm “Part Met”")
        try browser.type(
            "Members wanted twelve mentors by now.", into: .css(".app-form-row:nth-of-type(2) textarea[name$=_words]"))
        try browser.send("Record the outcomes")
        #expect(try browser.main.contains("Members wanted twelve mentors by now."))
        #expect(try PageCheck.problems(in: browser) == [])
    }
}

// MARK: The paper

extension Cycle {
    fileprivate func writeThePaper() throws {
        try openThePlan()
        try browser.leave(by: "Committee papers")
        try browser.leave(by: "Start a paper")
        let meeting: String = try browser.run(
            "return [...document.querySelectorAll('[name=meeting] option')].at(-1).text")
        try browser.choose(meeting, from: "Meeting that it goes to")
        try browser.send("Begin the paper")
        for (heading, words) in answers { try browser.fill(heading, with: words) }
        for box in try browser.all(.css("input[name^=none_]")) { try browser.click(box) }
        let approvals: [String] = try browser.run(
            "return [...document.querySelectorAll('[name^=given_][name$=_day]')].map((box) => box.name.slice(0, -4))")
        for approval in approvals { try browser.day(in: approval) }
        try browser.send("Save")
        #expect(try browser.notice.contains("The paper is saved"))
    }

    /// All that a council's usual headings ask for but the contact.
    private var answers: KeyValuePairs<String, String> {
        [
            "Report of": "Head of Skills", "Key decision": "No", "Exempt or confidential": "No",
            "Summary": "One recommendation was signed off and one was not confirmed.",
            "Summary for children and young people": "We checked what we promised you.",
            "Recommendations": "Members are asked to note the progress.",
            "Reasons for the recommendations": "The committee asked for a report.",
            "Legal officer": "Head of Law", "Finance officer": "Head of Finance",
        ]
    }

    /// What the check asks for is filled in from its own link.
    fileprivate func publish() throws {
        try browser.leave(by: "Publish")
        #expect(try browser.heading.contains("Not ready to be published"))
        #expect(try browser.text(of: ".app-findings") == "“Contact” is empty Edit the section")
        try browser.leave(by: "Edit the section")
        try browser.fill("Contact", with: "Scrutiny team, Town Hall")
        try browser.send("Save")
        try browser.leave(by: "Publish")
        if try browser.has("input[name=read]") { try browser.click("input[name=read]") }
        try browser.send("Publish version 1")
        #expect(try browser.notice.contains("Version 1 is published"))
        #expect(try PageCheck.problems(in: browser) == [])
    }
}

// MARK: What a member sees

extension Cycle {
    fileprivate func seeTheOutcomes() throws {
        #expect(try browser.heading.contains("Overview"))
        #expect(try browser.text(of: "#outstanding ~ ul").contains("Members wanted twelve mentors by now."))
        try openTheMeeting()
        let agenda = try browser.text(of: ".app-agenda")
        #expect(agenda.contains("OSC/12/26") && agenda.contains("Members wanted twelve mentors by now."))
        try browser.leave(through: ".app-agenda__heading a")
        #expect(try browser.main.contains("Every directorate has named its placements."))
        let kept = try keep("placements", through: ".app-documents a")
        #expect(kept == attachment)
    }

    fileprivate func readThePaper() throws {
        try browser.turn(to: "Papers")
        try browser.leave(by: "Progress: \(title)")
        #expect(try browser.main.contains("Version 1, published"))
        #expect(try !browser.main.contains("Not for members yet.") && !browser.has(.link("Go to the draft")))
        #expect(try keep("version-1", through: ".app-exports__link").prefix(2) == Data("PK".utf8))
    }

    fileprivate func find() throws {
        try browser.type("directorate", into: "#finder")
        try browser.send("Search")
        #expect(try browser.text(of: ".app-hits mark").lowercased() == "directorate")
        try browser.type("\"not for members\"", into: "#finder")
        try browser.send("Search")
        #expect(try !browser.has(".app-hits__hit"))
        try openThePlan()
        try browser.leave(through: ".app-progress tbody:nth-of-type(3) .app-progress__number")
        #expect(try !browser.main.contains("Not for members yet."))
    }

    /// The bytes of what a link gives to be kept; the page stays.
    private func keep(_ name: String, through link: String) throws -> Data {
        let before = try browser.address
        try browser.click(.css(link))
        let file = wait(seconds: 10) { () -> URL? in
            let files = try? FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil)
            return files?.first {
                $0.lastPathComponent.contains(name) && $0.pathExtension != "crdownload"
            }
        }
        #expect(try browser.address == before)
        guard let file else { throw WebDriverFailure.late("The file “\(name)”", seconds: 10) }
        return try Data(contentsOf: file)
    }
}
