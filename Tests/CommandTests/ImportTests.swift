import Foundation
import Testing

@Suite struct ImportTests {
    private struct Report: Decodable { let plan: Int64?, isAlreadyThere: Bool, recommendations, actions: Int }

    private let paper = """
        Ref,Recommendation,Actions,Owner,Due date,Status
        R1,Offer taster days,Ask every team,Parks Team,1/3/2027,In progress
        R1,,List the answers,Parks Team,1/6/2027,
        R2,Say so widely,Print a poster,Skills Team,22/1/2028,In progress

        """

    @Test func aPaperComesInOnce() throws {
        let slug = try Installation.council()
        let first = try Installation.call("import", "plan", "--tenant", slug, "-", "--json", input: paper)
        #expect(first.code == 0, "\(first.messages)")
        let report: Report = try first.json()
        #expect(report.recommendations == 2 && report.actions == 3 && report.plan != nil && !report.isAlreadyThere)
        let second = try Installation.call("import", "plan", "--tenant", slug, "-", input: paper)
        #expect(second.code == 4 && second.messages.contains("imported before"))
    }

    @Test func aRemarkAboutWhatIsNotThereEndsWithItsReason() throws {
        let paper = """
            Recommendation,Actions,Owner,Status
            Offer taster days,Ask every team,Parks Team,In progress
            Say so widely,Print a poster,Skills Team,In progress

            """
        let outcome = try Installation.call(
            "import", "plan", "--tenant", try Installation.council(), "-", input: paper)
        #expect(outcome.code == 0 && outcome.messages.contains("they became 1, 2)"), "\(outcome.messages)")
        #expect(!outcome.messages.split(separator: "\n").contains { $0.hasSuffix(": ") || $0.hasSuffix(":") })
    }

    @Test func whatCannotBeSavedLeavesNothing() throws {
        struct Council: Decodable { let plans: Int }
        let slug = try Installation.council()
        let outcome = try Installation.call(
            "import", "plan", "--tenant", slug, "-", "--strict", input: paper + "\nWords of nobody's.\n")
        #expect(outcome.code == 1 && outcome.messages.contains("Error: "))
        let council: Council = try Installation.call("tenant", "show", slug, "--json").json()
        #expect(council.plans == 0)
    }

    @Test func aPaperIsTriedOutWithoutACouncil() throws {
        struct Reading: Decodable {
            struct Table: Decodable {
                struct Heading: Decodable { let words, column, sureness: String }
                let headings: [Heading]
            }
            struct Remark: Decodable { let line: Int, why: String }
            let title: String, recommendations, actions: Int, tables: [Table], doubts: [Remark]
        }
        let outcome = try Installation.call(
            "import", "plan", "--dry-run", "--json", "-", input: paper.replacing("Owner", with: "Weather"))
        #expect(outcome.code == 0, "\(outcome.messages)")
        let reading: Reading = try outcome.json()
        #expect(reading.recommendations == 2 && reading.actions == 3)
        #expect(
            reading.tables.first?.headings.map(\.column).prefix(4) == ["number", "recommendation", "action", "kept"])
        #expect(reading.tables.first?.headings.map(\.sureness).prefix(4) == ["known", "known", "known", "unknown"])
        #expect(reading.doubts.contains { $0.line == 1 && $0.why.contains("“Weather”") })
        let told = try Installation.call("import", "plan", "--dry-run", "-", input: paper)
        #expect(
            told.code == 0 && told.output.contains("2 recommendations, 3 actions")
                && told.output.contains("nothing was saved"))
        #expect(try Installation.call("import", "plan", "-", input: paper).code == 2)
    }

    @Test func aFileOrACouncilThatIsNotThere() throws {
        let slug = try Installation.council()
        #expect(try Installation.call("import", "plan", "--tenant", slug, "/nowhere.txt").code == 3)
        #expect(try Installation.call("import", "plan", "--tenant", "nowhere", "-", input: paper).code == 3)
        #expect(try Installation.call("import", "plan", "--tenant", slug, "-").code == 1)
    }
}
