import Foundation
import Testing

/// A broker's work with one young person, from the referral to a job, with an early exit on the way (003.12 to 003.19): every step is
/// reached from the page before it, at a desk and on a phone.
extension InTheBrowser {
    @Suite struct BrokersDayTests {
        @Test(arguments: [Screen.desktop, .phone])
        func aYoungPersonGoesFromReferralToJob(_ screen: Screen) throws {
            try Browser.open { browser in
                try browser.signIn(.broker, at: "derby")
                try browser.resize(to: screen)
                try browser.visit("derby", "/board")
                try BrokersDay(browser: browser, reference: "DCY-7\(screen.width)").go()
            }
        }
    }
}

/// The steps of that work, in their order.
private struct BrokersDay {
    let browser: Browser
    let reference: String

    func go() throws {
        try refer()
        try decide()
        try plan()
        try putForward()
        try place()
        try leaveEarly()
        try beginAgain()
        try review()
        try findAJob()
    }

    private func refer() throws {
        try browser.leave(by: "Record a referral")
        try write(["reference": reference, "name": "Sparrow \(reference)", "referred_by": "Leaving Care Team"])
        try write(["born_day": "5", "born_month": "5", "born_year": "2007", "reason": "Wants to work outdoors."])
        try browser.choose("Personal adviser, Connexions", in: "[name=worker]")
        try browser.send("Record the referral")
        #expect(try browser.heading.contains("Referral of"))
        try look()
    }

    private func decide() throws {
        try browser.leave(by: "Decide")
        try browser.tick("Preparatory work first")
        try write(["reason": "A few weeks of preparation.", "by": "Virtual School Head"])
        try browser.send("Record the decision")
        #expect(try browser.main.contains("Preparatory work first"))
        try openThePerson()
        #expect(try browser.main.contains("Preparation, week 1"))
    }

    private func plan() throws {
        try browser.leave(by: "New support plan")
        try write(["agencies": "College"])
        try browser.day(in: "agreed_on")
        try browser.send("Add the support plan")
        try browser.leave(by: "Add a goal")
        try write(["words": "A bus pass", "who": "Personal adviser"])
        try browser.day(7, in: "due")
        try browser.send("Add the goal")
        #expect(try browser.main.contains("A bus pass"))
        try look()
    }

    /// From the opportunity, as a broker does who has just heard of it; the offer is taken up on the day.
    private func putForward() throws {
        try browser.visit("derby", "/opportunities")
        try browser.leave(by: "Grounds team experience")
        try browser.leave(by: "Put somebody forward")
        try browser.choose("Sparrow \(reference), \(reference)", in: "[name=young_person]")
        try browser.send("Continue")
        try browser.send("Add the interest")
        #expect(try browser.main.contains("Grounds team experience"))
        try browser.leave(through: "main tbody th a")
        try browser.day(in: "applied_on")
        try browser.tick("Yes, the same route")
        try browser.day(in: "interview_on")
        try browser.choose("Accepted the offer", in: "[name=result]")
        try browser.send("Save")
        #expect(try browser.heading.contains("Record a placement"))
        // Whoever is called away finds it among what is next.
        try browser.visit("derby", "/young-people")
        try browser.leave(by: reference)
        #expect(try browser.main.contains("Placement to record"))
        try browser.leave(by: "Record the placement")
    }

    private func place() throws {
        #expect(try browser.value(of: "[name=where]") == "Parks", "filled in from the opportunity")
        try browser.day(10, in: "start")
        try browser.send("Save placement")
        try browser.leave(by: "Move the start")
        try browser.day(12, in: "planned")
        try write(["reason": "An injury."])
        try browser.send("Save the new start")
        #expect(try browser.main.contains("An injury."))
        try browser.leave(by: "It started")
        try browser.send("Save the start")
        #expect(try browser.main.contains("Under way"))
        try look()
    }

    private func leaveEarly() throws {
        try browser.leave(by: "It ended")
        try browser.tick("Left early")
        try browser.choose("Travel", in: "[name=exit_reason]")
        try browser.send("Save the end")
        try openThePerson()
        let words = try browser.main
        #expect(words.contains("Re-contact") && words.contains("Waits for attempt 2") && words.contains("Left early"))
        try look()
    }

    private func beginAgain() throws {
        try browser.leave(by: "Begin attempt 2")
        try browser.send("Begin attempt 2")
        #expect(try browser.main.contains("Identified, week 1"))
        try browser.leave(by: "Move to another stage")
        try browser.tick("Preparation")
        try browser.send("Move")
        #expect(try browser.main.contains("Preparation, week 1"))
    }

    private func review() throws {
        try browser.leave(by: "Record a review")
        try write(["own_words": "I liked it outside. The bus was the trouble.", "next_steps": "A job near home."])
        try browser.send("Record the review")
        #expect(try browser.main.contains("The bus was the trouble."))
        try openThePerson()
    }

    private func findAJob() throws {
        try browser.leave(by: "Add a placement")
        try browser.tick("Job")
        try write(["where": "Corner Garden Nursery", "role": "Gardener", "hours": "30"])
        try browser.day(in: "start")
        try browser.send("Save placement")
        // Asked, so that a slip of the keyboard makes no employer.
        let employer = "Add Corner Garden Nursery as an employer"
        if try browser.has(.label(employer)) {
            // The driver scrolls no further than to where the row of buttons lies.
            let box = try browser.find(.label(employer)).json
            let _: Bool = try browser.run("arguments[0].scrollIntoView({ block: 'center' }); return true", [box])
            try browser.tick(employer)
            try browser.send("Save placement")
        }
        #expect(try browser.main.contains("13 weeks"))
        try openThePerson()
        let words = try browser.main
        #expect(words.contains("Employed, week 1") && words.contains("after one early exit"))
        #expect(words.contains("In-work check"))
        try look()
    }

    /// By the links that lead back, as many as it takes.
    private func openThePerson() throws {
        for _ in 0..<3 where try !browser.has(.css(".app-case-next")) {
            try browser.leave(through: ".app-back-link__link")
        }
        #expect(try browser.main.contains(reference))
    }

    private func write(_ words: [String: String]) throws {
        for (name, text) in words { try browser.type(text, into: .css("[name=\(name)]")) }
    }

    /// Nothing is wider than the window.
    private func look() throws {
        let heading = try browser.heading
        #expect(try PageCheck.overflow(in: browser) == [], "\(heading)")
    }
}
