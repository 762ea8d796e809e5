import Testing

@testable import App

/// What teams promised, how it was won, and what came of it for those who may see it.
@Suite struct TeamPledgeTests {
    private func promise(_ pledged: PledgedCouncil, _ changes: [String: String] = [:]) throws -> Page {
        var fields = [
            "team": pledged.office.team, "promise": "places", "number": "2", "won_on": "-30", "won_how": "meeting",
            "won_by": "Team Manager, NEET strategy", "due": "", "words": "Two places a year",
        ]
        for (name, value) in changes { fields[name] = value }
        let days = pledged.office.days(fields.filter { $0.key != "number" })
        return try pledged.council.olive.post(
            pledged.path + "/teams", days + [("number", fields["number"] ?? "")], key: pledged.council.olive.key())
    }

    @Test func aPromiseIsHeldAgainstWhatCounts() throws {
        let pledged = try PledgedCouncil()
        try pledged.publish()
        #expect(try promise(pledged).status == 303)
        try pledged.place(1, daysAgo: 10)
        try pledged.count()
        let bella = pledged.council.bella
        #expect(try pledged.words(bella).contains("1 of 2"))
        try pledged.place(1, daysAgo: 9)
        try pledged.count()
        #expect(try pledged.words(bella, "/team-pledges").contains("Kept"))
        #expect(try bella.get("/team-pledges.csv").text.contains("Kept"))
    }

    @Test func whoSeesNoYoungPeopleReadsThePromiseAlone() throws {
        let pledged = try PledgedCouncil()
        try pledged.publish()
        #expect(try promise(pledged).status == 303)
        try pledged.place(2, daysAgo: 10)
        try pledged.count()
        for path in [pledged.path, "/team-pledges"] {
            let words = try pledged.words(pledged.council.mo, path)
            #expect(
                words.contains("Parks") && words.contains("2 places") && words.contains("Face to face")
                    || words.contains("face to face"))
            #expect(!words.contains("Taken on") && !words.contains("Kept"))
        }
        let file = try pledged.council.mo.get("/team-pledges.csv").text
        #expect(file.contains("Two places a year") && !file.contains("Taken on"))
    }

    @Test func whatIsTypedWronglyIsExplained() throws {
        let pledged = try PledgedCouncil()
        let answer = try promise(pledged, ["team": "", "number": "", "won_on": "+1", "won_by": "", "due": "-40"])
        #expect(answer.status == 422)
        #expect(answer.mistakes.contains("Choose the team that made the promise"))
        #expect(answer.mistakes.contains("Enter how many places were promised, from 1 to 9,999"))
        #expect(answer.mistakes.contains("Enter the post that won it, in up to 200 characters"))
        #expect(answer.mistakes.contains { $0.hasPrefix("Enter a day on or after the one on which it was won") })
        #expect(try promise(pledged, ["number": "0"]).status == 422)
        #expect(try promise(pledged, ["promise": "interviews", "number": ""]).status == 303)
    }
}
