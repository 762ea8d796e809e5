import Fixtures
import Foundation
import Postgres
import Testing

@testable import App
@testable import PlanReader

/// A plan exported as a file and imported elsewhere is the same plan.
@Suite struct PlanFileTests {
    private func take(_ plan: Plan.ID, from council: ExampleCouncil) throws -> [UInt8] {
        try #require(try PlanFileExport.run(plan.value, from: council.slug, of: Example.running.database))
    }

    private func bring(_ bytes: [UInt8], into council: ExampleCouncil) throws -> Plan.ID {
        let report = try PlanImport.run(
            bytes, named: "plan.json", into: council.slug, of: Example.running.database, strict: true)
        return ID(try #require(report.plan))
    }

    /// With everything that a plan can hold.
    static let full: PlanFile = {
        var plan = PlanFile(
            title: "Ponds of the borough", reference: "Appendix 2", body: "Ponds Panel", origin: "A walk")
        plan.portfolio = "Waters"
        plan.agreed = ApproximateDay(DemoTime.day(2024, 5, 1), .month)
        (plan.state, plan.targetOn, plan.supersededBy) = (.superseded, DemoTime.day(2027, 3, 31), "The river strategy")
        plan.decisions = [.init(body: "Cabinet", on: DemoTime.day(2024, 5, 7), words: "Agreed “as is”.")]
        plan.sections = [
            .init(heading: "Summary", words: "Ponds are wet.\n\n• Most are"), .init(heading: "Legal", words: ""),
        ]
        plan.words = [
            .init(words: "Nearly there", tone: .onTrack), .init(words: "Dry", tone: .slipped, needsNewDate: true),
        ]
        plan.footnotes = [
            .init(
                number: 1, words: "Green ones.", kind: .definition, hangsOn: .words, recommendation: "7a", term: "frogs"
            ),
            .init(number: 2, words: "Nobody counts.", kind: .caveat, hangsOn: .status, recommendation: "7a", action: 1),
        ]
        plan.glossary = [.init(short: "PP", long: "Ponds Panel")]
        var first = PlanFile.Recommendation(
            number: "7a", words: "Look after frogs, says the PP.", kind: .invitesUpdate)
        (first.response, first.responseWords, first.responseOn) = (
            .acceptedInPart, "Toads not.", DemoTime.day(2024, 6, 1)
        )
        first.otherWords = "Theme: water\nWard: All"
        first.actions = [
            .init(
                workstream: "HR", words: "Dig.",
                leads: [.init(name: "Panel", kind: .board), .init(name: "Diggers", kind: .class)],
                successMeasure: "Deep", dueWords: "soon", due: ApproximateDay(DemoTime.day(2025, 1, 1), .year),
                achievement: ["Nearly there"], reportDuty: .recurring, reportWords: "annually",
                report: ApproximateDay(DemoTime.day(2025, 3, 1), .month), everyMonths: 12),
            .init(words: "Fill.", reportDuty: .once, recordability: .cannot, recordabilityWords: "Who knows."),
        ]
        first.measures = [
            .init(
                title: "Frogs", unit: .other, comparator: "as many as toads",
                milestones: [
                    .init(
                        sense: .upTo, value: 8.5, breadth: 4, breadthUnit: "ponds",
                        due: ApproximateDay(DemoTime.day(2026, 4, 1), .month))
                ],
                readings: [
                    .init(
                        value: 9, asOf: ApproximateDay(DemoTime.day(2025, 4, 3)), breadth: 2, qualifier: .moreThan,
                        isProjected: true,
                        source: "Count", caveat: "At night",
                        parts: [.init(value: 2, asOf: ApproximateDay(DemoTime.day(2025, 4, 3)), subset: "small")])
                ])
        ]
        first.updates = [
            .init(
                period: DemoTime.day(2025, 4, 1), state: .superseded, evidence: "Wet.", grade: ["Dry"],
                told: DemoTime.day(2025, 4, 9)),
            .init(
                period: DemoTime.day(2025, 4, 1), state: .agreed, evidence: "Very wet.", grade: ["Nearly there"],
                explanation: "Rain.",
                impact: "Frogs.", asOf: DemoTime.day(2025, 4, 3), newDueOn: DemoTime.day(2026, 1, 1),
                slipReason: "weather",
                agreedOn: DemoTime.day(2025, 5, 2), agreedAt: "Ponds Panel", minute: "12",
                correctionReason: "It had rained.",
                disagreement: "Not so wet.", told: DemoTime.day(2025, 4, 20)),
            .init(
                action: 1, period: DemoTime.day(2025, 4, 1), evidence: "Context.", isContext: true,
                told: DemoTime.day(2025, 4, 21)),
            .init(period: DemoTime.day(2026, 4, 1), state: .draft, evidence: ""),
        ]
        first.links = [.init(number: "9"), .init(kind: .earlierReview, words: "Ponds 2013")]
        plan.recommendations = [
            first, .init(number: "8", state: .absorbed, stateWords: "Rolled together with 7a."),
            .init(number: "9", words: "Thank the newts.", kind: .commends),
        ]
        return plan
    }()

    @Test func everythingComesBackInAnotherCouncil() throws {
        let one = try Example.council(), two = try Example.council()
        let saved = try one.inDatabase { try PlanSaving.save(Self.full, in: $0) }
        let first = try take(try #require(saved).id, from: one)
        let second = try take(try bring(first, into: two), from: two)
        #expect(String(decoding: first, as: UTF8.self) == String(decoding: second, as: UTF8.self))
        let read = try #require(try PlanFile.read(first))
        #expect(
            read.recommendations[0].updates.count == 4
                && read.recommendations[0].measures[0].readings[0].parts.count == 1)
        #expect(read.recommendations[0].otherWords == Self.full.recommendations[0].otherWords)
        #expect(
            read.sections == Self.full.sections && read.words == Self.full.words
                && read.decisions == Self.full.decisions)
    }

    @Test func thatAPlanWasSupersededIsSaidAndKept() throws {
        let council = try Example.council()
        let report = try PlanImport.run(
            try Self.full.json(), named: "plan.json", into: council.slug, of: Example.running.database)
        #expect(report.doubts.contains { $0.why.contains("superseded by “The river strategy”") })
        let path = Paths.plan(ID(try #require(report.plan)))
        let form = try FilledForm(on: council.olive.get(path + "/edit"))
        #expect(try council.olive.post(path, form.fields).status == 303)
        #expect(try council.olive.get(path).text.contains("The river strategy"))
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"), arguments: ["000", "001", "002", "003", "004"])
    func theRealPapersComeBackToo(seed: String) throws {
        let one = try Example.council(), two = try Example.council()
        let report = try PlanImport.run(
            try Seeds.bytes(seed), named: seed, into: one.slug, of: Example.running.database)
        let first = try take(ID(try #require(report.plan)), from: one)
        let second = try take(try bring(first, into: two), from: two)
        #expect(String(decoding: first, as: UTF8.self) == String(decoding: second, as: UTF8.self))
    }

    @Test func noFileSaysWhoHereWroteSomething() throws {
        let council = try Example.council()
        var plan = PlanFile(title: "Forged")
        plan.recommendations = [
            .init(
                number: "1", words: "That it is done.",
                updates: [.init(period: DemoTime.day(2026, 3, 1), evidence: "It is done.")])
        ]
        let text = String(decoding: try plan.json(), as: UTF8.self)
        let olive: Person.ID? = try council.inDatabase { try $0.value("SELECT min(id) FROM people") }
        let forged = text.replacing("\"evidence\"", with: "\"author\" : \(try #require(olive)), \"evidence\"")
        let id = try bring(Array(forged.utf8), into: council)
        let updates = try council.inDatabase { try $0.each([Update.all(of: id)])[0] }
        #expect(updates.map(\.evidence) == ["It is done."] && updates[0].authorName == nil)
    }

    @Test func theWholeFileWithItsSmallNumbersIsForOfficers() throws {
        let council = try Example.council()
        let saved = try council.inDatabase { try PlanSaving.save(Self.full, in: $0) }
        let path = "/plans/\(try #require(saved).id)"
        for reader in [council.mo, council.bella, council.cora] {
            #expect(try !reader.get(path).text.contains("/plan.json"))
            #expect(try reader.get(path + "/plan.json").status == 403)
        }
        #expect(try council.lena.get(path + "/plan.json").status == 200)
    }

    @Test func theFileIsOnThePlansPageAndItsOwnCouncilHasItAlready() throws {
        let council = try Example.council(), other = try Example.council()
        let saved = try council.inDatabase { try PlanSaving.save(Self.full, in: $0) }
        let path = "/plans/\(try #require(saved).id)"
        #expect(try council.olive.get(path).text.contains(path + "/plan.json"))
        let file = try council.olive.get(path + "/plan.json")
        #expect(file.status == 200 && file.text.contains("\"waymarkPlan\" : 1"))
        #expect(try other.olive.get(path + "/plan.json").status == 404)
        #expect(try council.stranger.get(path + "/plan.json").status == 303)
        let key = other.olive.key()
        let place = try other.olive.post("/imports", [("paper", file.text)], key: key).location
        let read = "Three recommendations, two actions and four updates were read"
        #expect(try other.olive.get(place).text.contains(read))
        let twice = #expect(throws: PlanImport.Failure.self) { try bring(Array(file.text.utf8), into: council) }
        #expect(twice?.sentences.first?.contains("Enter another title") == true)
    }

    /// A file from elsewhere may say both; the database keeps months of a recurring report only.
    @Test func monthsBetweenReportsComeInWhereTheyRecur() throws {
        let council = try Example.council()
        var plan = PlanFile(title: "Ditches")
        plan.recommendations = [
            .init(number: "1", words: "Dig.", actions: [.init(words: "Dig.", reportDuty: .once, everyMonths: 12)])
        ]
        _ = try bring(try plan.json(), into: council)
        let months: Int? = try council.inDatabase { try $0.value("SELECT max(report_every_months) FROM actions") }
        #expect(months == nil)
    }

    @Test func aDamagedFileIsRefusedWhole() throws {
        let council = try Example.council()
        let saved = try council.inDatabase { try PlanSaving.save(Self.full, in: $0) }
        let text = String(decoding: try take(try #require(saved).id, from: council), as: UTF8.self)
        let other = try Example.council()
        for (old, new) in [
            ("\"waymarkPlan\" : 1", "\"waymarkPlan\" : 2"), ("\"number\" : \"8\"", "\"number\" : \"7a\""),
            ("\"value\" : 9", "\"value\" : -9"), ("\"monitoring\"", "\"x\""), ("\"agreedOn\" : \"2025-05-02\",", ""),
            ("\"subset\" : \"small\"", "\"subset\" : \"\""), ("\"unit\" : \"other\"", "\"unit\" : \"ponds\""),
            ("\"fingerprint\"", "\"fingerprints\""),
        ] where text.contains(old) {
            #expect(throws: PlanImport.Failure.self, "\(new)") {
                try bring(Array(text.replacing(old, with: new).utf8), into: other)
            }
        }
        let left: Int? = try other.inDatabase { try $0.value("SELECT count(*) FROM plans") }
        #expect(left == 0)
    }
}
