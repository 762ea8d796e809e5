/// Parsed templates by name, each read once.
struct Library {
    /// A template's text, or nil where there is none.
    typealias Source = (_ name: String) -> [UInt8]?

    private let source: Source
    private var parsed: [String: Result<[Node], TemplateError.Mistake>?] = [:]

    init(source: @escaping Source) {
        self.source = source
    }

    static func file(_ name: String) -> String { "\(name).mustache" }

    mutating func nodes(_ name: String) throws(TemplateError.Mistake) -> [Node]? {
        if let known = parsed[name] { return try known?.get() }
        let result = source(name).map { text in
            Result { () throws(TemplateError.Mistake) in
                try TemplateParser.parse(text, file: Self.file(name))
            }
        }
        parsed[name] = .some(result)
        return try result?.get()
    }
}
