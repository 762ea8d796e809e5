import CPostgres

/// The servers a connection string names. libpq goes on to the next when one refuses (libpq, "Specifying Multiple Hosts"), but
/// not when one is silent: then we begin again with the silent one last.
struct Hosts {
    private let hosts: [String], addresses: [String], ports: [String]

    /// What libpq made of the connection string and the environment.
    init(_ handle: OpaquePointer?) {
        var found: [String: [String]] = [:]
        let options = PQconninfo(handle)
        defer { PQconninfoFree(options) }
        var option = options
        while let current = option, let keyword = current.pointee.keyword {
            if let value = current.pointee.val {
                let list = String(cString: value).split(separator: ",", omittingEmptySubsequences: false)
                found[String(cString: keyword)] = list.map(String.init)
            }
            option = current + 1
        }
        (hosts, addresses) = (found["host"] ?? [], found["hostaddr"] ?? [])
        ports = found["port"] ?? []
    }

    var count: Int { max(hosts.count, addresses.count, 1) }

    /// The settings that begin after the server this connection was trying.
    func after(_ handle: OpaquePointer?) -> [(String, String)] {
        guard count > 1, let hostName = PQhost(handle), let portNumber = PQport(handle) else { return [] }
        let host = String(cString: hostName), port = String(cString: portNumber)
        let silent = (0..<count).first { index in
            let isPort = ports.count == count ? ports[index] == port : true
            return isPort
                && ((hosts.count == count && hosts[index] == host) || hosts.isEmpty && addresses[index] == host)
        }
        let first = (silent ?? 0) + 1
        let lists = [("host", hosts), ("hostaddr", addresses), ("port", ports)].filter { $0.1.count == count }
        return lists.map { name, list in (name, (list[first...] + list[..<first]).joined(separator: ",")) }
    }
}
