import App
import Postgres

extension Command {
    static let auditVerify = Command(
        name: "audit verify", summary: "Looks whether anybody changed the history of a council",
        details:
            "Computes every entry's hash again, from the first to the last. Exit code 1 when one does not hold: everything from there on may have been changed, so compare with a backup.",
        options: [Option("tenant", "SLUG", "the council's short name (default: every council)"), .data, .json],
        examples: ["waymark audit verify", "waymark audit verify --tenant merton --json"]
    ) { arguments in
        let chains = try DatabaseChoice.with(arguments) { database in
            // A long history takes longer than a page may.
            let connection = try database.connect(as: .admin, statementTimeout: .seconds(600))
            defer { connection.close() }
            return try connection.transaction { db in
                try slugs(arguments, db).map { slug in
                    SealedChain(council: slug, brokenAt: try Soundness.brokenSeal(of: slug, in: db))
                }
            }
        }
        if arguments.isJSON {
            try Console.result(json: chains)
        } else {
            for chain in chains { Console.result(chain.text) }
        }
        let broken = chains.filter { $0.brokenAt != nil }.count
        if broken > 0 {
            throw Stop.failed(broken == 1 ? "One history was changed" : "\(broken) histories were changed")
        }
    }

    private static func slugs(_ arguments: Arguments, _ db: Transaction) throws -> [String] {
        guard let slug = arguments["tenant"] else { return try Tenant.all(in: db).map(\.slug) }
        guard try Tenant.open(slug, in: db) else { throw Stop.noCouncil(slug) }
        return [slug]
    }
}

/// One council's chain of entries, and where it breaks.
private struct SealedChain: Encodable {
    let council: String
    /// The number of the first entry that does not hold; 0 when the end is missing, nil when all hold.
    let brokenAt: Int64?

    var isWhole: Bool { brokenAt == nil }

    enum CodingKeys: String, CodingKey { case council, brokenAt, isWhole }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(council, forKey: .council)
        try container.encode(isWhole, forKey: .isWhole)
        try container.encode(brokenAt, forKey: .brokenAt)
    }

    var text: String {
        switch brokenAt {
        case nil: "ok    \(council)  every hash holds"
        case 0: "BAD   \(council)  entries are missing at its end: compare with a backup"
        case let entry?:
            "BAD   \(council)  entry \(entry) was changed, or one before it is missing: compare with a backup"
        }
    }
}
