import App
import Foundation
import Postgres

extension Command {
    static let auditVerify = Command(
        name: "audit verify", summary: "Looks whether anybody changed the history of a council",
        details:
            "Computes every entry's hash again, from the first to the last. Exit code 1 when one does not hold: everything from there on may have been changed, so compare with a backup. Whoever owns the database could compute them all anew: keep what --json prints where they cannot write, and compare with it later by --against.",
        options: [
            Option("tenant", "SLUG", "the council's short name (default: every council)"),
            Option("against", "FILE", "what an earlier `audit verify --json` printed"), .data, .json,
        ],
        examples: [
            "waymark audit verify", "waymark audit verify --json > heads.json",
            "waymark audit verify --tenant merton --against heads.json",
        ]
    ) { arguments in
        let earlier = try heads(arguments["against"])
        let chains = try DatabaseChoice.with(arguments) { database in
            // A long history takes longer than a page may.
            let connection = try database.connect(as: .admin, statementTimeout: .seconds(600))
            defer { connection.close() }
            return try connection.transaction { db in
                let slugs = try slugs(arguments, db)
                let gone = arguments["tenant"] == nil ? Set(earlier.keys).subtracting(slugs).sorted() : []
                return try slugs.map { slug in
                    let lost = try earlier[slug].flatMap { head in
                        try Soundness.holds(head, of: slug, in: db) ? nil : head.entry
                    }
                    return SealedChain(
                        council: slug, brokenAt: try Soundness.brokenSeal(of: slug, in: db), lostEntry: lost,
                        head: try Soundness.auditHead(of: slug, in: db))
                } + gone.map { SealedChain(council: $0, lostEntry: earlier[$0]?.entry) }
            }
        }
        if arguments.isJSON {
            try Console.result(json: chains)
        } else {
            for chain in chains { Console.result(chain.text) }
        }
        let broken = chains.filter { !$0.isWhole }.count
        if broken > 0 {
            throw Stop.failed(broken == 1 ? "One history was changed" : "\(broken) histories were changed")
        }
    }

    /// By the council's short name; those that had no entry are left out.
    private static func heads(_ path: String?) throws -> [String: Soundness.AuditHead] {
        guard let path else { return [:] }
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Stop.notFound("\(path) cannot be read")
        }
        guard let chains = try? JSONDecoder().decode([EarlierChain].self, from: data) else {
            throw Stop.usage("\(path) is not what `waymark audit verify --json` prints")
        }
        let known = chains.compactMap { chain in chain.head.map { (chain.council, $0) } }
        return Dictionary(known) { first, _ in first }
    }

    private static func slugs(_ arguments: Arguments, _ db: Transaction) throws -> [String] {
        guard let slug = arguments["tenant"] else { return try Tenant.all(in: db).map(\.slug) }
        guard try Tenant.open(slug, in: db) else { throw Stop.noCouncil(slug) }
        return [slug]
    }
}

/// What is read again of a chain that was printed earlier.
private struct EarlierChain: Decodable {
    let council: String
    let head: Soundness.AuditHead?
}

/// One council's chain of entries, where it breaks, and where it ends.
private struct SealedChain: Encodable {
    let council: String
    /// The number of the first entry that does not hold; 0 when the end is missing, nil when all hold.
    var brokenAt: Int64?
    /// The entry that it once ended with and that is not there as it was.
    let lostEntry: Int64?
    /// Nil when the council has no entry, or is gone.
    var head: Soundness.AuditHead?

    var isWhole: Bool { brokenAt == nil && lostEntry == nil }

    enum CodingKeys: String, CodingKey { case council, brokenAt, lostEntry, isWhole, head }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(council, forKey: .council)
        try container.encode(isWhole, forKey: .isWhole)
        try container.encode(brokenAt, forKey: .brokenAt)
        try container.encode(lostEntry, forKey: .lostEntry)
        try container.encode(head, forKey: .head)
    }

    var text: String {
        switch brokenAt {
        case nil where lostEntry != nil && head == nil:
            "BAD   \(council)  the whole history is gone, with entry \(lostEntry ?? 0): compare with a backup"
        case nil where lostEntry != nil:
            "BAD   \(council)  entry \(lostEntry ?? 0) is not what it was: every hash holds, so they were computed anew"
        case nil: "ok    \(council)  every hash holds"
        case 0: "BAD   \(council)  entries are missing at its end: compare with a backup"
        case let entry?:
            "BAD   \(council)  entry \(entry) was changed, or one before it is missing: compare with a backup"
        }
    }
}
