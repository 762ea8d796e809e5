import Synchronization

/// Compiles a page again when one of its files has changed: for development.
final class Reloading: Sendable {
    private struct Kept {
        let page: Result<Program, TemplateError>
        let stamps: [String: TemplateFiles.Stamp?]
    }

    private let files: TemplateFiles
    private let frame: Shape
    private let entries: [ObjectIdentifier: Templates.Entry]
    private let kept = Mutex<[ObjectIdentifier: Kept]>([:])

    init(files: TemplateFiles, frame: Shape, entries: [ObjectIdentifier: Templates.Entry]) {
        self.files = files
        self.frame = frame
        self.entries = entries
    }

    func page(_ id: ObjectIdentifier) throws -> Program? {
        guard let entry = entries[id] else { return nil }
        return try kept.withLock { kept in
            if let known = kept[id], known.stamps.allSatisfy({ files.stamp($0.key) == $0.value }) {
                return try known.page.get()
            }
            let fresh = compile(entry)
            kept[id] = fresh
            return try fresh.page.get()
        }
    }

    private func compile(_ entry: Templates.Entry) -> Kept {
        var stamps: [String: TemplateFiles.Stamp?] = [:]
        let (page, mistakes) = withoutActuallyEscaping({ (name: String) -> [UInt8]? in
            stamps[name] = .some(self.files.stamp(name))
            return self.files.read(name)
        }) { source in
            var compiler = Compiler(isStrict: true, library: Library(source: source))
            var program = compiler.compile(entry.template, against: [frame, entry.shape])
            program.text = compiler.pool.bytes
            return (program, compiler.mistakes)
        }
        return Kept(page: mistakes.isEmpty ? .success(page) : .failure(TemplateError(mistakes)), stamps: stamps)
    }
}
