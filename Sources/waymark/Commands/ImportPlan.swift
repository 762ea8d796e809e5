import App
import Foundation

extension Command {
    static let importPlan = Command(
        name: "import plan", summary: "Imports a paper as an action plan, all of it or nothing",
        details: """
            The paper is a Word, Excel, OpenDocument, PDF, HTML, CSV or text file, or a file of export plan, and is kept with it;
            - reads standard input.
            What was not understood is listed beside the number of its line.
            --dry-run prints what was read and keeps nothing: it needs no council and no database.
            """,
        arguments: [Argument(name: "FILE", summary: "the paper")],
        options: [
            Option("tenant", "SLUG", "the council's short name; needed but for --dry-run"),
            Option("dry-run", "print what was read, and save nothing"),
            Option("strict", "save nothing when a line was not understood"), .data, .json,
        ],
        examples: [
            "waymark import plan --tenant merton paper.docx",
            "waymark import plan --tenant merton --strict --json paper.html",
            "waymark import plan --dry-run --json paper.csv",
        ]
    ) { arguments in
        let path = arguments.words[0], slug = arguments["tenant"] ?? ""
        let bytes = try contents(of: path), name = path == "-" ? "Imported paper" : path
        if arguments.has("dry-run") { return try tryOut(bytes, name, arguments) }
        guard !slug.isEmpty else {
            throw Stop.usage("Say which council the plan is for with --tenant, or try it with --dry-run")
        }
        let report = try DatabaseChoice.with(arguments) { database in
            let connection = try database.connect(as: .admin)
            defer { connection.close() }
            guard try connection.transaction({ try Tenant.open(slug, in: $0) }) else { throw Stop.noCouncil(slug) }
            do {
                return try PlanImport.run(
                    bytes, named: name, into: slug, of: database,
                    strict: arguments.has("strict"))
            } catch let failure as PlanImport.Failure {
                if let report = failure.report { try ImportText.remarks(report, arguments) }
                throw Stop.failed(failure.sentences.joined(separator: "; "))
            }
        }
        try ImportText.show(report, slug, arguments)
        if report.isAlreadyThere {
            throw Stop.conflict("This paper was imported before, as plan \(report.plan ?? 0)")
        }
    }

    private static func tryOut(_ bytes: [UInt8], _ name: String, _ arguments: Arguments) throws {
        do {
            try ImportText.show(try PlanImport.reading(bytes, named: name), arguments)
        } catch let failure as PlanImport.Failure {
            throw Stop.failed(failure.sentences.joined(separator: "; "))
        }
    }

    private static func contents(of path: String) throws(Stop) -> [UInt8] {
        let limit = 16 << 20
        let data =
            path == "-" ? FileHandle.standardInput.readDataToEndOfFile() : FileManager.default.contents(atPath: path)
        guard let data else { throw .notFound("The file \(path) cannot be read") }
        guard data.count <= limit else { throw .usage("\(path) is larger than 16 MB; divide the paper") }
        return [UInt8](data)
    }
}
