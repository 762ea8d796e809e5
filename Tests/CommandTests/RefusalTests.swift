import Foundation
import Testing

/// What stands in the way of a start is said in one sentence.
@Suite struct RefusalTests {
    private func refused(_ words: [String], _ environment: [String: String] = [:]) throws -> Outcome {
        let outcome = try Waymark.call(words, environment: environment)
        let errors = outcome.messages.split(separator: "\n").filter { $0.hasPrefix("Error: ") }
        #expect(errors.count == 1, "\(outcome.messages)")
        #expect(outcome.output.isEmpty)
        return outcome
    }

    @Test func theDemoStaysOnThisMachine() throws {
        for words in [["--listen", "0.0.0.0:0"], ["--listen", "192.0.2.1:80"], ["--listen", "[::]:8080"]] {
            let outcome = try refused(["serve", "--demo"] + words)
            #expect(outcome.code == 2 && outcome.messages.contains("--demo-anywhere"))
        }
        #expect(try refused(["serve", "--demo"], ["WAYMARK_LISTEN": "0.0.0.0:8080"]).code == 2)
    }

    @Test func aPortInUse() throws {
        let outcome = try refused(["serve", "--listen", "127.0.0.1:\(Installation.port)", "--data", "elsewhere"])
        #expect(outcome.code == 6)
        #expect(
            outcome.messages.contains("Port \(Installation.port) is in use") && outcome.messages.contains("--listen"))
    }

    @Test func aDatabaseThatCannotBeReached() throws {
        let url = "postgresql://waymark:hunter2-secret@127.0.0.1:1/waymark"
        for words in [["serve", "--listen", "127.0.0.1:0"], ["migrate"], ["tenant", "list"]] {
            let outcome = try refused(words, ["DATABASE_URL": url])
            #expect(outcome.code == 6 && outcome.messages.contains("The database cannot be reached"))
            #expect(!outcome.messages.contains("hunter2"))
        }
        #expect(try refused(["tenant", "list"], ["PGHOST": "/nowhere"]).code == 6)
    }

    @Test(arguments: [
        "postgress://waymark:hunter2@host/waymark", "postgresql://host/waymark?sslmod=require", "nonsense",
    ])
    func aWrongURL(_ url: String) throws {
        let outcome = try refused(["serve", "--listen", "127.0.0.1:0"], ["DATABASE_URL": url])
        #expect(outcome.code == 2 && outcome.messages.contains("DATABASE_URL") && !outcome.messages.contains("hunter2"))
    }

    @Test func aSecondSiteOnTheSameData() throws {
        let outcome = try refused(["serve", "--listen", "127.0.0.1:0", "--data", Installation.data])
        #expect(outcome.code == 6 && outcome.messages.contains("Another Waymark"))
    }

    @Test func noDatabaseYet() throws {
        let outcome = try refused(["tenant", "list"])
        #expect(outcome.code == 6 && outcome.messages.contains("waymark serve"))
    }

    @Test func aTemplateThatDoesNotFitItsView() throws {
        let place = try Waymark.directory()
        defer { try? FileManager.default.removeItem(atPath: place) }
        for name in ["Migrations", "Views", "Public"] {
            try FileManager.default.copyItem(atPath: "\(Waymark.package)/\(name)", toPath: "\(place)/\(name)")
        }
        try Data("{{misspelt}}".utf8).write(to: URL(filePath: place + "/Views/home/front.mustache"))
        let outcome = try refused(
            ["serve", "--processes", "1", "--listen", "127.0.0.1:0", "--data", place + "/data", "--site", place])
        #expect(outcome.code == 1 && outcome.messages.contains("home/front.mustache:1"))
        #expect(try refused(["serve", "--site", "/tmp"]).code == 2)
    }
}
