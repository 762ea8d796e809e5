import Glibc

extension StaticFiles {
    static func walk(_ root: String, _ inner: String, _ take: (String, [UInt8]) throws -> Void) throws {
        guard let directory = opendir(inner.isEmpty ? root : "\(root)/\(inner)") else {
            throw SystemFailure("\(root)/\(inner)")
        }
        defer { closedir(directory) }
        while let entry = readdir(directory) {
            let name = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            let path = inner.isEmpty ? name : "\(inner)/\(name)"
            var details = stat()
            guard lstat("\(root)/\(path)", &details) == 0 else { throw SystemFailure("\(root)/\(path)") }
            switch details.st_mode & S_IFMT {
            case S_IFDIR: try walk(root, path, take)
            case S_IFREG: try take(path, try read("\(root)/\(path)", Int(details.st_size)))
            default: continue
            }
        }
    }

    private static func read(_ path: String, _ size: Int) throws -> [UInt8] {
        let file = try Descriptor(open(path, O_RDONLY | O_CLOEXEC), path)
        var bytes = [UInt8](repeating: 0, count: size)
        var count = 0
        while count < size {
            let more = bytes.withUnsafeMutableBytes { buffer in
                Glibc.read(file.number, buffer.baseAddress.map { $0 + count }, size - count)
            }
            guard more >= 0 else { throw SystemFailure(path) }
            if more == 0 { break }
            count += more
        }
        return Array(bytes.prefix(count))
    }
}
