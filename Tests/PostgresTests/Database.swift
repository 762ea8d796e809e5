import Glibc

@testable import Postgres

/// One private cluster for the whole suite, gone when the process ends.
enum Database {
    static let directory = temporaryDirectory()
    static let cluster = try? PrivateCluster(directory: directory + "/cluster", durable: false)
    static let conninfo: String = {
        atexit {
            Database.cluster?.stop()
            Files.removeTree(Database.directory)
        }
        do {
            guard let cluster else { fatalError("no PostgreSQL here") }
            return try cluster.start()
        } catch {
            fatalError("\(error)")
        }
    }()

    static func connect(_ change: (inout Connection.Options) -> Void = { _ in }) throws(PostgresError) -> Connection {
        var options = Connection.Options()
        change(&options)
        return try Connection(conninfo, options: options)
    }
}

func temporaryDirectory(in place: String = "/tmp/postgres-tests-") -> String {
    var name = Array((place + "XXXXXX").utf8CString)
    mkdtemp(&name)
    chmod(name, 0o755)
    return String(decoding: name.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
}

/// Writes a whole small file.
func write(_ text: String, to path: String) {
    let file = fopen(path, "w")
    fputs(text, file)
    fclose(file)
}
