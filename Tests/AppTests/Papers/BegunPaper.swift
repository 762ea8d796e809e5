import Foundation
import Postgres
import Testing

@testable import App

/// A paper about a plan that is followed, begun by the scrutiny officer through the front door.
struct BegunPaper {
    let council: ExampleCouncil
    let plan: Planted
    let meeting: Meeting.ID
    let id: Paper.ID
    let headings: [PaperHeading]
    var path: String { Paths.paper(id) }

    init(in council: ExampleCouncil) throws {
        self.council = council
        let planted = try Planted(in: council, state: .monitoring)
        plan = planted
        meeting = try council.inDatabase { db in
            try Meeting.named("Scrutiny Panel", on: try #require(Day(iso: "2027-01-20")), in: db)
        }
        let answer = try council.olive.post("/papers", Self.start(planted, meeting))
        let number = try #require(answer.location.split(separator: "/").dropLast().last)
        id = try #require(Paper.ID(String(number)))
        headings = try council.inDatabase { try $0(PaperHeading.all) }
    }

    static func start(_ plan: Planted, _ meeting: Meeting.ID) -> [(String, String)] {
        [("plan", "\(plan.plan)"), ("meeting", "\(meeting)"), ("title", "Progress on care leavers")]
    }

    func heading(_ label: String) throws -> PaperHeading { try #require(headings.first { $0.label == label }) }

    /// Every answer that the council asks for; "None" where that may be said.
    func answers(_ version: String = "1", saying words: String = "Enough is said here.") -> [(String, String)] {
        var fields = [("version", version), ("title", "Progress on care leavers"), ("meeting", "\(meeting)")]
        for heading in headings where heading.isAsked {
            if heading.kind == .approval {
                fields += [
                    (heading.field, "Head of Service"), ("given_\(heading.id)_day", "12"),
                    ("given_\(heading.id)_month", "1"), ("given_\(heading.id)_year", "2027"),
                ]
            } else if heading.noneWords.isEmpty {
                fields.append((heading.field, words))
            } else {
                fields.append(("none_\(heading.id)", "yes"))
            }
        }
        return fields
    }

    /// Sends the form of the publication page as it stands.
    func publish(_ more: [(String, String)] = []) throws -> Page {
        let page = try council.olive.get(path + "/publication")
        return try council.olive.post(
            path + "/publication", [("digest", page.value(of: "digest")), ("read", "yes")] + more)
    }
}
