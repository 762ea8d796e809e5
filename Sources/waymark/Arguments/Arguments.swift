/// What a command was told, checked against what it takes.
struct Arguments: Sendable {
    private var values: [String: [String]] = [:]
    /// By place, as many as the command takes.
    private(set) var words: [String] = []

    /// Reads what follows the command's name; throws a sentence about the first thing that does not fit.
    init(_ list: ArraySlice<String>, for command: Command) throws(Stop) {
        var rest = list
        var isPlain = false
        while let next = rest.popFirst() {
            if !isPlain, next == "--" {
                isPlain = true
            } else if !isPlain, next.hasPrefix("-"), next != "-" {
                try read(next, &rest, command)
            } else {
                words.append(next)
            }
        }
        if !has("help") { try check(command) }
    }

    /// The value of an option, the last when it was given twice.
    subscript(_ name: String) -> String? { values[name]?.last }
    /// Every value of an option.
    func all(_ name: String) -> [String] { values[name] ?? [] }
    /// Whether an option was given.
    func has(_ name: String) -> Bool { values[name] != nil }
    /// Whether the result is wanted as JSON.
    var isJSON: Bool { has("json") }

    /// The value of an option that is a whole number within bounds.
    func number(_ name: String, in range: ClosedRange<Int>) throws(Stop) -> Int? {
        guard let text = self[name] else { return nil }
        guard let number = Int(text), range.contains(number) else {
            throw .usage("--\(name) takes a whole number from \(range.lowerBound) to \(range.upperBound)")
        }
        return number
    }

    private mutating func read(_ text: String, _ rest: inout ArraySlice<String>, _ command: Command) throws(Stop) {
        let body = text == "-h" ? "help" : String(text.drop { $0 == "-" })
        let parts = body.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
        let known = command.options + [.help]
        guard text.hasPrefix("--") || text == "-h", let option = known.first(where: { $0.name == parts[0] }) else {
            let near = Nearest.name(to: parts[0], among: known.map { $0.name })
            throw .usage(
                "There is no option \(text.prefix { $0 != "=" })" + Self.suggestion(near.map { "--" + $0 }, command))
        }
        guard option.value != nil else {
            if parts.count > 1 { throw .usage("--\(option.name) takes no value") }
            values[option.name] = [""]
            return
        }
        let isOption = rest.first?.hasPrefix("--") ?? false
        guard let value = parts.count > 1 ? parts[1] : isOption ? nil : rest.popFirst(), !value.isEmpty else {
            throw .usage("--\(option.name) needs a value: \(option.usage)")
        }
        if !option.isRepeated, has(option.name) { throw .usage("--\(option.name) was given twice") }
        values[option.name, default: []].append(value)
    }

    private func check(_ command: Command) throws(Stop) {
        if words.count > command.arguments.count {
            let extra = words[command.arguments.count]
            throw .usage("\(extra) is one word too many: \(command.usage)")
        }
        if words.count < command.arguments.count {
            let missing = command.arguments[words.count]
            throw .usage("\(missing.name) is missing, \(missing.summary): \(command.usage)")
        }
        for option in command.options where option.isRequired && !has(option.name) {
            throw .usage("\(option.usage) is missing, \(option.summary): \(command.usage)")
        }
    }

    private static func suggestion(_ near: String?, _ command: Command) -> String {
        near.map { "; did you mean \($0)?" } ?? "; `waymark \(command.name) --help` lists them all"
    }
}
