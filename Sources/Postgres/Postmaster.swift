import Glibc

/// What `postmaster.pid` says about the server of a data directory.
struct Postmaster {
    let pid: pid_t
    let socketDirectory: String
    let isReady: Bool
    private let dataDirectory: String

    init?(dataDirectory: String) {
        guard let bytes = Files.bytes(dataDirectory + "/postmaster.pid") else { return nil }
        let lines = String(decoding: bytes, as: UTF8.self).split(separator: "\n", omittingEmptySubsequences: false)
        pid = lines.first.flatMap { pid_t($0) } ?? 0
        socketDirectory = lines.count > 4 ? String(lines[4]) : ""
        isReady = lines.count > 7 && lines[7].hasPrefix("ready")
        self.dataDirectory = dataDirectory
    }

    /// Not only is there a process of this number: it is a PostgreSQL, and stands in this directory.
    var isRunning: Bool {
        guard pid > 0, kill(pid, 0) == 0 || errno == EPERM else { return false }
        guard let name = Files.bytes("/proc/\(pid)/comm"), name.starts(with: "postgres".utf8) else { return false }
        guard let place = Files.absolute("/proc/\(pid)/cwd") else { return true }
        return place == dataDirectory
    }
}
