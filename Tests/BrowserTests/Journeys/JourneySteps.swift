import App
import Foundation
import Testing

/// What every journey does on its way.
extension Browser {
    func visit(_ council: String, _ path: String) throws {
        try go(to: Demonstration.address(council, path))
    }

    /// Signs in as the council's person of this role; whoever was signed in before is signed out.
    func signIn(_ role: Role, at council: String) throws {
        try visit(council, "/sign-in")
        if try has(.button("Sign out")) { try send("Sign out") }
        try fill("E-mail address", with: "\(role.rawValue)@\(council).example")
        try fill("Password", with: Demo.password)
        try send("Sign in")
    }

    /// Goes where a link of the navigation leads. On a wide screen the style sheet shows what is in its closed menu,
    /// which the driver takes for hidden and so would not click.
    func turn(to label: String) throws {
        let script = """
            return [...document.querySelectorAll('nav[aria-label=Service] a')]
              .filter((link) => link.checkVisibility() && link.textContent.trim() === arguments[0])
              .map((link) => link.href);
            """
        func addresses(_ label: String) throws -> [String] { try run(script, [.text(label)]) }
        if let address = try addresses(label).first { return try go(to: address) }
        // It may stand within a section.
        let sections: [String] = try run(
            "return [...document.querySelectorAll('nav[aria-label=Service] a')].map((link) => link.href)", [])
        for section in sections {
            try go(to: section)
            if let address = try addresses(label).first { return try go(to: address) }
        }
        throw WebDriverFailure(code: "no such element", message: "The navigation has no “\(label)”")
    }

    /// Presses a button and waits for the page that answers.
    func send(_ button: String) throws { try leave { try press(button) } }

    /// Follows a link to another page and waits for it.
    func leave(by link: String) throws { try leave { try follow(link) } }

    /// Follows the first link that matches and waits for its page.
    func leave(through selector: String) throws { try leave { try click(.css(selector)) } }

    /// Presses Enter and waits for the page that answers.
    func enter() throws { try leave { try press(.enter) } }

    /// What the driver itself waits for ends before a form's answer has come.
    private func leave(_ deed: () throws -> Void) throws {
        let _: Bool = try run("return window.isBefore = true")
        try deed()
        let hasCome = wait(seconds: 10) { () -> Bool? in
            let isHere = try? run("return !window.isBefore && document.readyState === 'complete'") as Bool
            return isHere == true ? true : nil
        }
        if hasCome == nil {
            throw WebDriverFailure.late("The next page after \((try? heading) ?? "this")", seconds: 10)
        }
    }

    var heading: String { get throws { try text(of: "h1") } }
    var main: String { get throws { try text(of: "main") } }
    /// What the last save did.
    var notice: String { get throws { try text(of: "#notice") } }
}

extension Browser {
    /// Today or a day after it, in the three boxes of a question about a day.
    func day(_ later: Int = 0, in question: String) throws {
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = TimeZone(identifier: "Europe/London") ?? .gmt
        let date = Date().addingTimeInterval(Double(later) * 86_400)
        let day = calendar.dateComponents([.day, .month, .year], from: date)
        for (part, number) in [("day", day.day), ("month", day.month), ("year", day.year)] {
            try type("\(number ?? 0)", into: .css("[name=\(question)_\(part)]"))
        }
    }
}

// MARK: What a scrutiny officer begins with

extension Browser {
    /// From a paper to a draft, and from there to a plan that members see, followed up from the day on which it was agreed.
    func bringIn(_ paper: Paper, agreed: String) throws {
        try turn(to: "Import a plan")
        try upload(paper.path, into: "Choose a file (optional)")
        try send("Read the plan")
        #expect(try heading.contains("Check what was read"))
        #expect(try main.contains(paper.summary))
        #expect(try PageCheck.problems(in: self) == [])
        try fill("Action plan agreed (optional)", with: agreed)
        try send("Import this plan")
        if try has(.css("#anyway")) {
            // Questions without an answer are asked about once.
            try click(.css("#anyway"))
            try send("Import this plan")
        }
        #expect(try notice.hasPrefix("Imported as a draft"))
        try leave(by: "Publish to members")
        #expect(try PageCheck.problems(in: self) == [])
        try tick("When the plan was agreed, \(agreed)")
        try send("Publish to members")
        #expect(try notice.hasPrefix("Published"))
    }

    /// Says that a person is a member of what leads.
    func name(_ person: String, as lead: String) throws {
        try turn(to: "Teams and leads")
        try go(
            to: try run(
                "return [...document.querySelectorAll('th a')].find((link) => link.textContent === arguments[0]).href",
                [.text("Edit \(lead)")]))
        try tick(person)
        try send("Save")
        #expect(try notice.contains("\(lead) is saved"))
    }
}
