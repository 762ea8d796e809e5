import Glibc

/// The templates' directory.
struct TemplateFiles: Sendable {
    /// What a file was when it was read; nil where there was none.
    struct Stamp: Equatable {
        let seconds: Int
        let nanoseconds: Int
        let size: Int
    }

    let directory: String

    private func path(_ name: String) -> String? {
        guard !name.hasPrefix("/"), !name.split(separator: "/").contains("..") else { return nil }
        return "\(directory)/\(Library.file(name))"
    }

    func stamp(_ name: String) -> Stamp? {
        var status = stat()
        guard let path = path(name), stat(path, &status) == 0 else { return nil }
        return Stamp(
            seconds: status.st_mtim.tv_sec, nanoseconds: status.st_mtim.tv_nsec, size: Int(status.st_size))
    }

    func read(_ name: String) -> [UInt8]? {
        guard let path = path(name), let file = fopen(path, "re") else { return nil }
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk = [UInt8](repeating: 0, count: 16_384)
        while true {
            let count = fread(&chunk, 1, chunk.count, file)
            guard count > 0 else { return ferror(file) == 0 ? bytes : nil }
            bytes += chunk[..<count]
        }
    }
}
