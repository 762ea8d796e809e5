import Postgres
import Testing

@testable import App
@testable import PlanReader

/// A file that says “agreed” is a paper's word: it counts as history, is called so everywhere, and closes nothing.
@Suite struct AgreedInPaperTests {
    /// Whoever wrote the file gave themselves members' agreement, with a minute.
    private static let forged: PlanFile = {
        var plan = PlanFile(title: "Ponds of the borough", body: "Ponds Panel")
        plan.agreed = ApproximateDay(DemoTime.day(2024, 5, 1), .month)
        plan.words = [.init(words: "All done", tone: .achieved)]
        plan.recommendations = [
            .init(
                number: "1", words: "Look after frogs.",
                updates: [
                    .init(
                        period: DemoTime.day(2025, 4, 1), state: .agreed, evidence: "It is done.", grade: ["All done"],
                        agreedOn: DemoTime.day(2025, 5, 2), agreedAt: "Ponds Panel", minute: "FORGED 1")
                ])
        ]
        return plan
    }()

    private struct Brought {
        let council: ExampleCouncil
        let plan: Plan.ID
        let recommendation: Recommendation.ID
        let update: Update.ID
        var path: String { Paths.recommendation(recommendation, plan) }

        /// In through the front of the import, and published.
        init(_ bytes: [UInt8], named name: String) throws {
            council = try Example.council()
            let report = try PlanImport.run(bytes, named: name, into: council.slug, of: Example.running.database)
            let plan = Plan.ID(try #require(report.plan))
            self.plan = plan
            let page = try council.olive.get(Paths.plan(plan) + "/publication")
            let sent = PublicationTests.sent(page, "agreed")
            #expect(try council.olive.post(Paths.plan(plan) + "/publication", sent).status == 303)
            (recommendation, update) = try council.inDatabase { db in
                (
                    try #require(try db.value("SELECT id FROM recommendations WHERE plan_id = \(plan)")),
                    try #require(try db.value("SELECT id FROM updates WHERE plan_id = \(plan)"))
                )
            }
        }

        /// Every page and file that speaks of the agreement.
        func outputs() throws -> [(name: String, text: String)] {
            let update = Paths.update(update, recommendation, plan), plan = Paths.plan(plan)
            return try [
                "/dashboard?since=1%20May%202025", plan, path, update, plan + "/updates.csv", plan + "/updates.json",
                plan + "/actions.csv",
            ].map { ($0, try council.mo.get($0).text) }
        }
    }

    @Test func aForgedAgreementIsThePapersWordEverywhere() throws {
        let brought = try Brought(try Self.forged.json(), named: "plan.json")
        for output in try brought.outputs() {
            #expect(output.text.lowercased().contains("as the paper says"), "\(output.name)")
            #expect(!output.text.lowercased().contains("agreed by members"), "\(output.name)")
        }
        let page = try brought.council.mo.get(brought.path).text
        #expect(
            page.contains(
                "Achieved, agreed on 2 May 2025, minute FORGED 1, as the paper says; sign-off not recorded"))
        let change = try brought.council.mo.get("/dashboard?since=1%20May%202025").text
        #expect(change.contains("agreed at Ponds Panel, minute FORGED 1, as the paper says"))
        #expect(!change.contains("of them agreed by members"))
    }

    @Test func itClosesNothingAndItsNextUpdateStaysDue() throws {
        let brought = try Brought(try Self.forged.json(), named: "plan.json")
        let (state, standing, due): (String?, String?, Day?) = try brought.council.inDatabase { db in
            let id = brought.recommendation
            return (
                try db.value("SELECT state FROM recommendations WHERE id = \(id)"),
                try db.value("SELECT standing FROM recommendations WHERE id = \(id)"),
                try db.value("SELECT next_due_on FROM recommendations WHERE id = \(id)")
            )
        }
        #expect(state == "open" && standing == "agreed_in_paper" && due != nil)
        #expect(try brought.council.olive.get("/due").text.contains("Look after frogs."))
    }

    @Test func theAuditCallsItNoMembersAgreement() throws {
        let brought = try Brought(try Self.forged.json(), named: "plan.json")
        let update = Paths.update(brought.update, brought.recommendation, brought.plan)
        let page = try brought.council.olive.get(update)
        #expect(page.text.contains("The paper that it came in with says that members agreed it."))
        let history = try brought.council.ada.get("/audit").text
        #expect(!history.contains("Agreed by members"))
    }

    /// What a meeting agreed in one council is a file's word in another, from the plan's file and from the spreadsheet.
    @Test func whatAMeetingAgreedIsAPapersWordElsewhere() throws {
        let sitting = try Sitting()
        let item = try sitting.update(.achieved).item
        _ = try sitting.record(item, "confirmed", minute: "34")
        let olive = sitting.review.council.olive, plan = Paths.plan(sitting.review.plan)
        let sheet = try olive.get(plan + "/updates.csv").text
        #expect(sheet.contains("Agreed by members"))
        for (name, text) in [("plan.json", try olive.get(plan + "/plan.json").text), ("own.csv", sheet)] {
            let council = try Example.council()
            let report = try PlanImport.run(
                Array(text.utf8), named: name, into: council.slug, of: Example.running.database)
            let copy = try council.olive.get(Paths.plan(Plan.ID(try #require(report.plan))) + "/updates.csv").text
            #expect(copy.contains("\"Agreed, as the paper says\"") && copy.contains("34"), "\(name)")
            #expect(!copy.contains("Agreed by members"), "\(name)")
        }
    }
}
