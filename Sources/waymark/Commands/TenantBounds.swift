import App

extension Command {
    static let tenantBounds = Command(
        name: "tenant bounds", summary: "Shows or sets how much a council may keep and send",
        details:
            "Without an option it shows what is used of each. What is over a bound that is set lower stays; nothing more is added until there is room again.",
        arguments: [slug],
        options: [
            Option("megabytes", "N", "documents, papers and imports in progress together (usually 5120)"),
            Option("drafts", "N", "updates in draft at once (usually 2000)"),
            Option("imports", "N", "imports in progress at once (usually 100)"),
            Option("forms", "N", "forms of one person in an hour (usually 1000; 0: as many as they like)"),
            .data, .json,
        ],
        examples: ["waymark tenant bounds merton", "waymark tenant bounds merton --megabytes 20480 --json"]
    ) { arguments in
        var most: [Bound.Kind: Int] = [:]
        most[.storage] = try arguments.number("megabytes", in: 1...1_048_576)
        most[.drafts] = try arguments.number("drafts", in: 1...1_000_000)
        most[.imports] = try arguments.number("imports", in: 1...10_000)
        most[.forms] = try arguments.number("forms", in: 0...1_000_000)
        let bounds = try DatabaseChoice.inCouncil(arguments.words[0], arguments) { db in
            if !most.isEmpty { try Bound.set(most, in: db) }
            return try db(Bound.all)
        }
        if arguments.isJSON { return try Console.result(json: bounds.map(BoundLine.init)) }
        Console.result(
            Table.text(
                ["what", "used", "bound", ""],
                bounds.map { [$0.label, $0.usedText, $0.mostText, $0.isNear ? "near its bound" : ""] }))
    }
}

/// A bound as JSON.
struct BoundLine: Encodable {
    let what: Bound.Kind
    /// Bytes of storage; numbers of all others.
    let used: Int
    let bound: Int?
    let isNear: Bool

    init(_ bound: Bound) { (what, used, self.bound, isNear) = (bound.kind, bound.used, bound.most, bound.isNear) }
}
