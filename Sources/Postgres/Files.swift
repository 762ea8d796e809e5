import Glibc

/// The few things we ask of the file system.
enum Files {
    static func names(in directory: String) throws(MigrationError) -> [String] {
        guard let stream = opendir(directory) else {
            throw MigrationError("\(directory) cannot be read: \(lastProblem)")
        }
        defer { closedir(stream) }
        var names: [String] = []
        while let entry = readdir(stream) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) {
                $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
            }
            if name != ".", name != ".." { names.append(name) }
        }
        return names
    }

    static func text(_ path: String) throws(MigrationError) -> String {
        guard let bytes = bytes(path), let text = String(validating: bytes, as: UTF8.self) else {
            throw MigrationError("\(path) cannot be read as UTF-8")
        }
        return text
    }

    static func bytes(_ path: String) -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { return nil }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count == 0 { return bytes }
            if count < 0 { return nil }
            bytes += buffer[..<count]
        }
    }

    static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }
    static func isProgram(_ path: String) -> Bool { access(path, X_OK) == 0 }

    static func absolute(_ path: String) -> String? {
        guard let resolved = realpath(path, nil) else { return nil }
        defer { free(resolved) }
        return String(cString: resolved)
    }

    static func makeTemporaryDirectory(_ template: String) -> String? {
        var name = Array(template.utf8CString)
        guard mkdtemp(&name) != nil else { return nil }
        return name.withUnsafeBufferPointer { $0.baseAddress.map { String(cString: $0) } }
    }

    /// Never follows a link out of the tree.
    static func removeTree(_ path: String) {
        for name in (try? names(in: path)) ?? [] {
            let inner = "\(path)/\(name)"
            if unlink(inner) != 0 { removeTree(inner) }
        }
        rmdir(path)
    }

    static var lastProblem: String { String(cString: strerror(errno)) }
}
