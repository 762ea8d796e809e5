import Glibc

/// PostgreSQL's programs on this machine, and the user they run as: never root.
struct ServerPrograms {
    private let directory: String
    /// Who runs them when we are root.
    private let user: (name: String, uid: uid_t, gid: gid_t)?
    private let setpriv: String?

    /// Looks in Debian's place, newest first, and then in `PATH`.
    init() throws(PrivateCluster.Failure) {
        let debian = "/usr/lib/postgresql"
        let versions = ((try? Files.names(in: debian)) ?? []).compactMap { Int($0) }.sorted(by: >)
        let path = getenv("PATH").map { String(cString: $0) } ?? ""
        let places = versions.map { "\(debian)/\($0)/bin" } + path.split(separator: ":").map(String.init)
        guard let place = places.first(where: { Files.isProgram($0 + "/postgres") && Files.isProgram($0 + "/initdb") })
        else {
            throw PrivateCluster.Failure(
                description:
                    "PostgreSQL's server is not installed here: apt-get install postgresql, or set DATABASE_URL to a database"
            )
        }
        directory = place
        setpriv = ["/usr/bin/setpriv", "/bin/setpriv"].first(where: Files.isProgram)
        user = try geteuid() == 0 ? Self.unprivileged() : nil
        if user != nil, setpriv == nil {
            throw PrivateCluster.Failure(
                description: "PostgreSQL does not run as root, and setpriv is missing: apt-get install util-linux")
        }
    }

    private static func unprivileged() throws(PrivateCluster.Failure) -> (String, uid_t, gid_t) {
        for name in ["postgres", "nobody"] {
            if let entry = getpwnam(name) { return (name, entry.pointee.pw_uid, entry.pointee.pw_gid) }
        }
        throw PrivateCluster.Failure(description: "PostgreSQL does not run as root, and there is no user postgres")
    }

    /// Starts a program of PostgreSQL's, which is told to stop should we be killed.
    func launch(_ program: String, _ arguments: [String], log: String) throws -> Child {
        var command: [String] = []
        if let setpriv {
            command = [setpriv, "--pdeathsig=INT"]
            if let user { command += ["--reuid=\(user.uid)", "--regid=\(user.gid)", "--clear-groups"] }
            command.append("--")
        }
        return try Child(command + ["\(directory)/\(program)"] + arguments, log: log)
    }

    /// Makes a directory belong to who runs the server.
    func give(_ path: String) throws {
        guard let user else { return }
        guard chown(path, user.uid, user.gid) == 0 else {
            throw PrivateCluster.Failure(description: "\(path) cannot be given to \(user.name): \(Files.lastProblem)")
        }
    }

    /// Removes what an interrupted first start left.
    func remove(_ path: String) throws {
        guard Files.exists(path) else { return }
        Files.removeTree(path)
        guard !Files.exists(path) else { throw PrivateCluster.Failure(description: "\(path) cannot be removed") }
    }

    /// Whether the server's user may enter every directory above this one, as far as they are there.
    func mayReach(_ path: String) -> Bool {
        guard let user else { return true }
        let base = path.hasPrefix("/") ? path : (Files.absolute(".") ?? "") + "/" + path
        var place = ""
        for name in base.split(separator: "/").dropLast() {
            place += "/" + name
            var status = stat()
            guard stat(place, &status) == 0 else { return true }
            let bit = status.st_uid == user.uid ? S_IXUSR : status.st_gid == user.gid ? S_IXGRP : S_IXOTH
            if status.st_mode & bit == 0 { return false }
        }
        return true
    }
}
