import Foundation
import PlanReader
import Postgres
import Values

/// A paper on its way in: what was read of it, as reviewed so far. Its author's alone.
struct PendingImport: Sendable {
    typealias ID = Postgres.ID<PendingImport>

    /// What is kept as JSON.
    struct Content: Sendable, Equatable, Codable {
        var plan: PlanFile
        var notUnderstood: [PlanDraft.Leftover] = []
        var doubts: [PlanDraft.Doubt] = []
        /// What its columns and words of status were taken for, and what somebody said of them.
        var tables: [ReadTable] = []
        var statusWords: [ReadStatus] = []
        var answers = ReadingAnswers()
        /// Counts readings of the paper and steps that change its pieces: what was typed over one has no place in another.
        var shape = 0
        /// What the last step that changed the pieces did.
        var lastStep = ""

        init(
            plan: PlanFile, notUnderstood: [PlanDraft.Leftover] = [], doubts: [PlanDraft.Doubt] = [],
            tables: [ReadTable] = [], statusWords: [ReadStatus] = [], answers: ReadingAnswers = .init()
        ) {
            (self.plan, self.notUnderstood, self.doubts) = (plan, notUnderstood, doubts)
            (self.tables, self.statusWords, self.answers) = (tables, statusWords, answers)
            self.plan.nameAllPieces()
            self.doubts = Array(doubts.prefix(Self.mostDoubts))
            for index in self.doubts.indices { self.doubts[index].pieces = self.plan.pieces(of: self.doubts[index]) }
        }

        /// So many are asked about, and so many of what was not understood are shown one by one.
        private static let mostDoubts = 300
        static let mostLeftovers = 200

        init(_ paper: ImportedPaper, answers: ReadingAnswers = .init()) {
            self.init(
                plan: paper.plan, notUnderstood: paper.notUnderstood, doubts: paper.doubts, tables: paper.tables,
                statusWords: paper.statusWords, answers: answers)
        }
    }

    let id: ID
    /// Counts saves, so that the later of two windows is told.
    let version: Int
    let name, title, source, changedAt: String
    var content: Content
    /// Whether the last step that changed the pieces can be taken back.
    var canTakeBack = false

    init(id: ID, version: Int, name: String, title: String, source: String, changedAt: String, content: Content) {
        (self.id, self.version, self.name, self.title) = (id, version, name, title)
        (self.source, self.changedAt, self.content) = (source, changedAt, content)
    }

    /// One of the list of imports in progress.
    struct Line: Sendable, RowDecodable {
        let id: ID
        let name, title, changedAt: String

        init(row: Row) throws(PostgresError) {
            id = try row["id"]
            name = try row["name"]
            title = try row["title"]
            changedAt = try row["changed_at"]
        }
    }
}

extension PendingImport: RowDecodable {
    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        title = try row["title"]
        source = try row["source"]
        changedAt = try row["changed_at"]
        canTakeBack = try row["can_take_back"]
        content = try Self.content(try row["content"])
    }

    private static func content(_ json: String) throws(PostgresError) -> Content {
        do { return try JSONDecoder().decode(Content.self, from: Data(json.utf8)) } catch {
            throw PostgresError(.decoding, "a pending import: \(error)")
        }
    }

    private static let when: SQL =
        "to_char(changed_at AT TIME ZONE 'Europe/London', 'FMDD FMMonth YYYY, HH24:MI') AS changed_at"

    /// Newest first.
    static var mine: Query<[Line]> {
        Query<[Line]>.list(
            "SELECT id, name, title, \(when) FROM pending_imports ORDER BY pending_imports.changed_at DESC, id DESC"
        )
    }

    static func find(_ id: ID, in db: Transaction) throws(PostgresError) -> PendingImport? {
        try db.first(
            """
            SELECT id, version, name, title, source, content, content_before IS NOT NULL AS can_take_back, \(when)
              FROM pending_imports WHERE id = \(id)
            """)
    }

    /// As it was before the last step that changed its pieces; nil where there was none.
    static func before(_ id: ID, in db: Transaction) throws(PostgresError) -> Content? {
        let json: String? = try db.value(
            "SELECT content_before FROM pending_imports WHERE id = \(id) AND content_before IS NOT NULL")
        return try json.map { json throws(PostgresError) in try content(json) }
    }

    /// The same paper, imported by the same person and not yet saved.
    static func of(_ fingerprint: String, in db: Transaction) throws(PostgresError) -> ID? {
        try db.value("SELECT id FROM pending_imports WHERE fingerprint = \(fingerprint)")
    }

    /// Nil when the person is importing the same paper already.
    /// With the file, where there is one that may be kept.
    static func add(
        _ content: Content, name: String, source: String, _ file: Attachments.File? = nil, in db: Transaction
    ) throws -> ID? {
        let fingerprint = content.plan.fingerprint ?? ""
        return try db.value(
            """
            INSERT INTO pending_imports (name, title, fingerprint, source, content, file_name, file)
            VALUES (\(name.cut(to: 200)), \(content.plan.title.cut(to: 200)), \(fingerprint), \(source), \(json(content)),
                    \(file?.name ?? ""), \(file?.bytes))
            ON CONFLICT DO NOTHING RETURNING id
            """)
    }

    /// What becomes of the content before the last step that changed the pieces: it stays, this one takes its place, or there is none.
    enum Before { case same, this(Content), none }

    /// False when it was changed meanwhile, in another window.
    static func keep(
        _ content: Content, of id: ID, version: Int, before: Before = .same, in db: Transaction
    ) throws -> Bool {
        let earlier: SQL =
            switch before {
            case .same: "content_before"
            case .this(let content): "\(try json(content))"
            case .none: "NULL"
            }
        return try db.run(
            """
            UPDATE pending_imports SET version = version + 1, changed_at = now(), content = \(json(content)),
                   content_before = \(earlier), title = \(content.plan.title.cut(to: 200))
             WHERE id = \(id) AND version = \(version)
            """) == 1
    }

    /// The file that it was read from.
    static func file(of id: ID, in db: Transaction) throws -> Attachments.File? {
        let file: KeptFile? = try db.first(
            "SELECT file_name, file FROM pending_imports WHERE id = \(id) AND file IS NOT NULL")
        return try file.map { try Attachments.File($0.bytes, named: $0.name) }
    }

    private struct KeptFile: RowDecodable {
        let name: String, bytes: [UInt8]

        init(row: Row) throws(PostgresError) { (name, bytes) = (try row["file_name"], try row["file"]) }
    }

    static func remove(_ id: ID, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run("DELETE FROM pending_imports WHERE id = \(id)") == 1
    }

    private static func json(_ content: Content) throws -> String {
        String(decoding: try JSONEncoder().encode(content), as: UTF8.self)
    }
}

extension PlanFile {
    /// The keys of what a question is about: its own piece, and all that were read the same.
    fileprivate func pieces(of doubt: PlanDraft.Doubt) -> [String] {
        let actions = recommendations.flatMap(\.actions)
        func alike(_ isAlike: (Action, Action) -> Bool) -> [String] {
            guard let own = actions.first(where: { $0.key == doubt.place }) else { return [] }
            return actions.filter { isAlike($0, own) }.map(\.key)
        }
        switch doubt.kind {
        case .due: return alike { ($0.dueWords, $0.due) == ($1.dueWords, $1.due) }
        case .leads: return alike { $0.leads == $1.leads }
        case .workstream: return alike { a, _ in a.workstream == doubt.taken }
        case .month:
            let updates = recommendations.flatMap(\.updates).filter { $0.period.isoText == doubt.taken }
            let undated = updates.filter(\.isUndated)
            return (undated.isEmpty ? updates : undated).map(\.key)
        default: return doubt.place.isEmpty ? [] : [doubt.place]
        }
    }
}
