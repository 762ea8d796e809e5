/// Compiles all views together and gathers what is wrong.
struct Checking {
    private(set) var frame: Shape = .nothing
    private(set) var entries: [ObjectIdentifier: Templates.Entry] = [:]
    private let order: [ObjectIdentifier]
    private var compiler: Compiler
    private var shapes = Shapes()

    init<Frame>(frame: Frame.Type, views: [any View.Type], files: TemplateFiles) {
        compiler = Compiler(isStrict: true, library: Library(source: files.read))
        order = views.map { ObjectIdentifier($0) }
        if let sentence = LayoutCheck.mistake() {
            compiler.mistakes.append(.init(file: "every template", line: 1, sentence: sentence))
            return
        }
        self.frame = shape(of: frame, file: "frame")
        for view in views {
            entries[ObjectIdentifier(view)] = Templates.Entry(
                type: _typeName(view, qualified: false), template: view.template,
                shape: shape(of: view, file: Library.file(view.template)))
        }
    }

    private mutating func shape<T>(of type: T.Type, file: String) -> Shape {
        do {
            return try shapes.shape(of: type)
        } catch {
            compiler.mistakes.append(.init(file: file, line: 1, sentence: error.sentence))
            return .nothing
        }
    }

    mutating func pages() throws(TemplateError) -> [ObjectIdentifier: Program] {
        var pages: [ObjectIdentifier: Program] = [:]
        for id in order {
            guard let entry = entries[id], pages[id] == nil else { continue }
            guard case .record = entry.shape else { continue }
            pages[id] = compiler.compile(entry.template, against: [frame, entry.shape])
        }
        if !compiler.isIncomplete { reportUnused() }
        guard compiler.mistakes.isEmpty else { throw TemplateError(compiler.mistakes) }
        return pages.mapValues { program in
            var program = program
            program.text = compiler.pool.bytes
            return program
        }
    }

    /// The frame's properties are there for whoever wants them; a view's are there for its template alone.
    private mutating func reportUnused() {
        let shared = Set(frame.records.map(\.id))
        for id in order {
            guard let entry = entries[id] else { continue }
            for record in entry.shape.records where !shared.contains(record.id) {
                for (index, field) in record.fields.enumerated()
                where !compiler.used.contains(Use(type: record.id, field: index)) {
                    let sentence = "\(record.type).\(field.name) is shown by no template: show it or take it away"
                    compiler.mistakes.append(
                        .init(file: Library.file(entry.template), line: 1, sentence: sentence))
                }
            }
        }
    }
}

extension Shape {
    /// Every record in the value, its own first.
    fileprivate var records: [Record] {
        guard let record = innerRecord else { return [] }
        return [record] + record.fields.flatMap { $0.shape.records }
    }
}
