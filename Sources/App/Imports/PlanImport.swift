import Foundation
import PlanReader
import Postgres

/// Imports a plan that was read from a paper or a file: on the page, and from the command line.
package enum PlanImport {
    enum Outcome {
        case saved(SavedPlan)
        /// The same paper was imported before.
        case already(Plan.ID, title: String)
    }

    /// All of it or nothing, in the transaction that is given. Throws `Mistakes` when it cannot be saved as it is.
    static func save(_ plan: PlanFile, in db: Transaction) throws -> Outcome {
        if let found = try before(plan.fingerprint, in: db) { return .already(found.id, title: found.title) }
        let mistakes = plan.mistakes
        if !mistakes.isEmpty { throw mistakes }
        if let saved = try PlanSaving.save(plan.kept, in: db) { return .saved(saved) }
        if let found = try before(plan.fingerprint, in: db) { return .already(found.id, title: found.title) }
        throw Mistakes("title", "Enter another title: the council already has a plan called “\(plan.title)”")
    }

    /// The plan that came from the same paper, or the first of several.
    static func before(_ fingerprint: String?, in db: Transaction) throws(PostgresError) -> Plan? {
        guard let fingerprint, !fingerprint.isEmpty else { return nil }
        return try db.first(
            """
            SELECT \(Plan.columns) FROM plans
             WHERE fingerprint = \(fingerprint) OR starts_with(fingerprint, \(fingerprint + "-")) ORDER BY id LIMIT 1
            """)
    }

    /// How many recommendations a paper would bring, nothing of it kept; nil when it is no paper.
    package static func recommendations(in paper: [UInt8]) -> Int? { try? PlanReader.read(paper).recommendations.count }

    /// What was imported and what was not, for a person or as JSON.
    package struct Report: Sendable, Codable {
        package struct Remark: Sendable, Codable {
            /// Of the paper, counted from 1.
            package var line: Int
            package var text, why: String
        }

        package var title: String
        /// Nil when nothing was saved.
        package var plan: Int64?
        /// The paper was imported before: `plan` is that one.
        package var isAlreadyThere = false
        package var recommendations = 0, actions = 0, updates = 0, measures = 0, notes = 0, sections = 0
        package var notUnderstood: [Remark] = [], doubts: [Remark] = []
        package var newAssessments: [String] = [], keptExpansions: [String] = []
    }

    /// Why nothing was imported: sentences for the person at the keyboard.
    package struct Failure: Error, CustomStringConvertible {
        package var sentences: [String]
        /// What was read all the same.
        package var report: Report?
        package var description: String { sentences.joined(separator: "\n") }
    }

    /// What a paper comes to, nothing of it kept: for whoever looks before a plan is imported.
    package struct Reading: Sendable, Codable {
        package var title: String
        package var recommendations: Int, actions: Int, updates: Int
        package var plan: PlanFile
        package var tables: [ReadTable]
        package var statusWords: [ReadStatus]
        /// Where it holds several reviews.
        package var parts: [String]
        package var notUnderstood: [Report.Remark], doubts: [Report.Remark]
        package var advice: String?
    }

    /// Reads without a council or a database.
    package static func reading(_ bytes: [UInt8], named name: String) throws -> Reading {
        let paper = try read(bytes, named: name), plan = paper.plan
        return Reading(
            title: plan.title, recommendations: plan.recommendations.count,
            actions: plan.recommendations.reduce(0) { $0 + $1.actions.count },
            updates: plan.recommendations.reduce(0) { $0 + $1.updates.count }, plan: plan, tables: paper.tables,
            statusWords: paper.statusWords, parts: plan.parts,
            notUnderstood: paper.notUnderstood.map(Report.Remark.init),
            doubts: paper.doubts.map(Report.Remark.init), advice: paper.advice ?? paper.seen.map { "\($0)." })
    }

    private static func read(_ bytes: [UInt8], named name: String) throws -> ImportedPaper {
        do {
            return try PaperFile.read(
                bytes, named: name, today: Day.inLondon(at: Int64(Date().timeIntervalSince1970)))
        } catch {
            throw Failure(sentences: [error.sentence])
        }
    }

    /// All of the paper or nothing of it. `strict` saves nothing when a line was not understood.
    package static func run(
        _ bytes: [UInt8], named name: String, into council: String, of database: Database, strict: Bool = false
    ) throws -> Report {
        let paper = try read(bytes, named: name)
        var report = Report(title: paper.plan.title)
        report.notUnderstood = paper.notUnderstood.map(Report.Remark.init)
        report.doubts = paper.doubts.map(Report.Remark.init)
        if paper.plan.recommendations.isEmpty, let sentence = paper.advice ?? paper.seen {
            throw Failure(sentences: [sentence], report: report)
        }
        if strict, !report.notUnderstood.isEmpty {
            throw Failure(
                sentences: [
                    "\(report.notUnderstood.count) pieces of the paper were not understood, so nothing was saved"
                ], report: report)
        }
        let connection = try database.connect(as: .admin, statementTimeout: .seconds(60))
        defer { connection.close() }
        return try connection.transaction { db in
            let report = try save(PendingImport.Content(paper).whole, into: council, in: db, report)
            if !report.isAlreadyThere, let plan = report.plan, let file = PaperFile.kept(bytes, named: name) {
                try SourceFile.keep(file, with: Plan.ID(plan), in: db)
            }
            return report
        }
    }

    private static func save(_ plan: PlanFile, into council: String, in db: Transaction, _ report: Report) throws
        -> Report
    {
        var report = report
        let tenant: Int? = try db.value("SELECT app.open_council(\(council))")
        guard tenant != nil else { throw Failure(sentences: ["There is no council called “\(council)”"]) }
        do {
            switch try PlanImport.save(plan, in: db) {
            case .already(let id, let title):
                (report.plan, report.title, report.isAlreadyThere) = (id.value, title, true)
            case .saved(let saved):
                report.plan = saved.id.value
                (report.recommendations, report.actions, report.updates) = (
                    saved.recommendations, saved.actions, saved.updates
                )
                (report.measures, report.notes, report.sections) = (saved.measures, saved.notes, saved.sections)
                (report.newAssessments, report.keptExpansions) = (saved.newAssessments, saved.keptExpansions)
            }
        } catch let mistakes as Mistakes {
            throw Failure(sentences: mistakes.list.map(\.text), report: report)
        }
        return report
    }
}

extension PlanImport.Report.Remark {
    init(_ it: PlanDraft.Leftover) { self.init(line: it.lines.first, text: it.text, why: it.why) }

    init(_ it: PlanDraft.Doubt) { self.init(line: it.lines.first, text: it.text, why: it.question) }
}
