import Foundation
import Testing

@testable import App

/// Arrows between folders run one way: a feature knows those before it in the order, and of those behind it only numbers.
@Suite struct FloorTests {
    /// From the ground up (architecture.md, "The tree").
    private static let order = [
        "Site", "Tenants", "Bodies", "Plans", "Documents", "Updates", "Meetings", "Calendar", "Due", "Settings",
        "Employers", "YoungPeople", "Providers", "Offers", "LocalOffer", "Contracts", "Claims", "OwnProvider",
        "SubjectAccess",
        "Journeys", "Opportunities", "Placements", "Support", "Returns", "Brokerage", "Pledges", "Obligations",
        "Counts",
        "Indicators", "Programmes", "Cases",
        "Audit", "Search", "Dashboard", "Papers", "Imports", "Exports", "Today", "Progress", "Accounts", "Home",
        "Demo", "App",
    ]

    private static let sources = Result {
        let home = Example.directory + "/Sources/"
        var sources: [String: String] = [:]
        for floor in ["Site", "App"] {
            for case let path as String in FileManager.default.enumerator(atPath: home + floor) ?? .init()
            where path.hasSuffix(".swift") {
                sources["\(floor)/\(path)"] = try String(contentsOfFile: home + "\(floor)/\(path)", encoding: .utf8)
            }
        }
        return Floors(sources)
    }

    @Test func everyArrowRunsDownwards() throws {
        let upward = try Self.sources.get().upward(in: Self.order)
        #expect(upward.isEmpty, "\n\(upward.map(\.description).joined(separator: "\n"))")
    }

    @Test func everyFolderHasItsPlace() throws {
        #expect(try Self.sources.get().folders == Set(Self.order))
    }

    /// What the features really know of each other: a checker that saw nothing would see no mistake either.
    @Test func theCheckerSees() throws {
        let arrows = try Self.sources.get().arrows
        let pairs = Set(arrows.map { "\($0.from) -> \($0.to)" })
        #expect(pairs.isSuperset(of: ["Updates -> Plans", "Meetings -> Updates", "Due -> Meetings", "Plans -> Site"]))
        #expect(arrows.count > 1_000)
    }
}

@Suite struct FloorsTests {
    private let ground = "enum Paths {}\nfunc folded(_ text: String) -> String { text }\n"
    private let plans = """
        struct Plan { typealias ID = Postgres.ID<Plan> }
        extension Paths { static func plan(_ plan: Plan.ID) -> String { folded("/plans/\\(plan)") } }
        """
    private let updates = """
        struct Update { typealias ID = Postgres.ID<Update>; let plan: Plan }
        extension Paths { static func update(_ update: Update.ID) -> String { "/updates/\\(update)" } }
        func graded() -> Bool { true }
        """

    private func upward(_ file: String, _ text: String) -> [String] {
        let tree = [
            "Site/Paths.swift": ground, "App/Plans/Plan.swift": plans, "App/Updates/Update.swift": updates,
            "App/Routes.swift": "enum Routes { static let all = [Plan.self, Update.self] }", file: text,
        ]
        return Floors(tree).upward(in: ["Site", "Plans", "Updates", "App"]).map(\.description)
    }

    @Test func whatRunsDownwardsIsNoMistake() {
        #expect(upward("App/Updates/Page.swift", "let page = Plan() + Paths.plan(1) + folded(\"Éclair\")").isEmpty)
    }

    @Test func anArrowThatIsPlantedIsFound() {
        #expect(
            upward("App/Plans/Late.swift", "struct Late {\n    let last: Update?\n}")
                == ["App/Plans/Late.swift:2 Update -> Updates"])
        #expect(
            upward("App/Plans/Late.swift", "let link = Paths.update(2)")
                == ["App/Plans/Late.swift:1 Paths.update -> Updates"])
        #expect(upward("App/Plans/Late.swift", "let it = graded()") == ["App/Plans/Late.swift:1 graded -> Updates"])
        #expect(upward("Site/Visit.swift", "let first: [Plan] = []") == ["Site/Visit.swift:1 Plan -> Plans"])
        #expect(upward("Site/Visit.swift", "let all = Routes.all") == ["Site/Visit.swift:1 Routes -> App"])
    }

    @Test func codeInsideAStringCounts() {
        let text =
            "let words = \"\"\"\n    Update \\(Update.self) \\\"\"\"\n    \"\"\"\nlet more = #\"\\(Update) \\#(Update())\"#"
        #expect(
            upward("App/Plans/Late.swift", text) == [
                "App/Plans/Late.swift:2 Update -> Updates", "App/Plans/Late.swift:4 Update -> Updates",
            ])
    }

    @Test func wordsThatAreNoCodeDoNotCount() {
        #expect(upward("App/Plans/Late.swift", "// An Update\n/// Update\nlet update = \"Update\"").isEmpty)
    }

    @Test func aNumberMayBeKnownFromBelow() {
        #expect(upward("App/Plans/Late.swift", "let a: Update.ID, b: Postgres.ID<Update>?, c = Update.ID(3)").isEmpty)
    }

    @Test func aNameOfOnesOwnIsNoArrow() {
        #expect(upward("App/Plans/Late.swift", "struct List { struct Update {}\n let all: [Update] }").isEmpty)
        #expect(upward("App/Plans/Late.swift", "struct List<Update: Sendable> { let all: [Update] }").isEmpty)
        #expect(upward("App/Plans/Late.swift", "private struct Update {}\nlet all: [Update] = []").isEmpty)
        #expect(upward("App/Plans/Late.swift", "let all = list.Update + list.graded()").isEmpty)
    }

    @Test func aFolderWithoutAPlaceIsAMistake() {
        #expect(upward("App/New/New.swift", "let plan: Plan?") == ["App/New/New.swift:1 Plan -> Plans"])
    }
}
