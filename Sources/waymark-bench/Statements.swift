import Foundation
import Postgres

/// What the site asked PostgreSQL for one request, taken from the server's own log, so that pgbench runs the very same SQL.
struct Statements {
    let log: String
    let superuser: String

    /// A pgbench script of what `body` caused, in pipeline mode as the site sends it: the door's trip and the page's, and
    /// a trip more from each statement that begins with one of `trips`.
    func script(trips: [String] = [], of body: () throws -> Void) throws -> String {
        try logStatements(true)
        let start = try size()
        try body()
        Thread.sleep(forTimeInterval: 0.3)
        try logStatements(false)
        let text = try String(decoding: Data(contentsOf: URL(filePath: log)).dropFirst(start), as: UTF8.self)
        let statements = Self.statements(in: text)
        guard let begin = statements.firstIndex(where: { $0.hasPrefix("BEGIN") }) else {
            throw Problem("no statements were logged")
        }
        let transaction = statements[begin...].prefix { !$0.hasPrefix("COMMIT") } + ["COMMIT"]
        var script = "\\startpipeline\n"
        for (index, statement) in transaction.enumerated() {
            if index == 2 || trips.contains(where: { statement.hasPrefix($0) }) {
                script += "\\endpipeline\n\\startpipeline\n"
            }
            script += statement + ";\n"
        }
        return script + "\\endpipeline\n"
    }

    private func size() throws -> Int { try Data(contentsOf: URL(filePath: log)).count }

    private func logStatements(_ wanted: Bool) throws {
        let connection = try Connection(superuser)
        defer { connection.close() }
        try connection.run(wanted ? "ALTER SYSTEM SET log_statement = 'all'" : "ALTER SYSTEM RESET log_statement")
        try connection.run("SELECT pg_reload_conf()")
        Thread.sleep(forTimeInterval: 0.3)
    }

    /// Statements with their values in place, one line each.
    static func statements(in log: String) -> [String] {
        var entries: [(text: String, values: String)] = []
        for line in log.components(separatedBy: "\n") {
            if let range = line.range(of: #"LOG:  (execute [^:]*|statement): "#, options: .regularExpression) {
                entries.append((String(line[range.upperBound...]), ""))
            } else if let range = line.range(of: "DETAIL:  parameters: "), !entries.isEmpty {
                entries[entries.count - 1].values = String(line[range.upperBound...])
            } else if line.hasPrefix("\t"), !entries.isEmpty {
                entries[entries.count - 1].text += " " + line.dropFirst()
            }
        }
        return entries.map { filled($0.text, $0.values) }.filter {
            !$0.contains("pg_reload_conf") && !$0.hasPrefix("ALTER SYSTEM")
        }
    }

    /// `$1 = '5', $2 = NULL` put where they belong.
    private static func filled(_ text: String, _ values: String) -> String {
        var text = text, rest = values[...]
        var found: [(String, String)] = []
        while let equals = rest.range(of: " = ") {
            let name = String(rest[..<equals.lowerBound]).trimmingCharacters(in: CharacterSet(charactersIn: ", "))
            rest = rest[equals.upperBound...]
            if rest.hasPrefix("'") {
                var end = rest.index(after: rest.startIndex)
                while end < rest.endIndex {
                    if rest[end] == "'" {
                        let next = rest.index(after: end)
                        guard next < rest.endIndex, rest[next] == "'" else { break }
                        end = next
                    }
                    end = rest.index(after: end)
                }
                let stop = rest.index(after: end)
                found.append((name, String(rest[..<stop])))
                rest = rest[stop...]
            } else {
                let value = rest.prefix { $0 != "," }
                found.append((name, String(value)))
                rest = rest[value.endIndex...]
            }
        }
        // The longest names first, so that $1 does not eat the beginning of $10.
        for (name, value) in found.sorted(by: { $0.0.count > $1.0.count }) {
            text = text.replacingOccurrences(of: name, with: value)
        }
        // A colon in quoted text would be a variable of pgbench's, so it goes as an escape.
        return text.replacingOccurrences(of: "\n", with: " ").replacing(/'(?:[^']|'')*'/) { quoted in
            guard quoted.output.contains(":") else { return String(quoted.output) }
            return "E" + quoted.output.replacing("\\", with: "\\\\").replacing(":", with: "\\x3a")
        }
    }
}
