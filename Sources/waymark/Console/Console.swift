import Foundation

/// Results to standard output, messages to standard error.
enum Console {
    /// Colours only for people: on a terminal, and where NO_COLOR is not set (no-color.org).
    private static let hasColours =
        isTerminal && (environment("NO_COLOR") ?? "").isEmpty
        && environment("TERM") != "dumb"

    /// Whether messages go to a person's terminal.
    static let isTerminal = isatty(STDERR_FILENO) == 1

    /// A variable of the environment; nil when it is empty too.
    static func environment(_ name: String) -> String? {
        guard let value = getenv(name).map({ String(cString: $0) }), !value.isEmpty else { return nil }
        return value
    }

    /// A line of the result.
    static func result(_ text: String) { write(text + "\n", to: STDOUT_FILENO) }

    /// The result as JSON, its keys in alphabetical order.
    static func result(json value: some Encodable) throws {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
        result(String(decoding: try encoder.encode(value), as: UTF8.self))
    }

    /// A message about what is going on.
    static func say(_ text: String) { write(text + "\n", to: STDERR_FILENO) }

    /// What went wrong.
    static func complain(_ text: String) { say(coloured("Error:", "1;31") + " " + text) }

    static func strong(_ text: String) -> String { coloured(text, "1") }

    private static func coloured(_ text: String, _ code: String) -> String {
        hasColours ? "\u{1B}[\(code)m\(text)\u{1B}[0m" : text
    }

    /// The whole text, however little the reader takes at once; what nobody reads is dropped.
    private static func write(_ text: String, to descriptor: Int32) {
        var bytes = Array(text.utf8)[...]
        while !bytes.isEmpty {
            let count = bytes.withUnsafeBytes { Foundation.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0, errno == EINTR || errno == EAGAIN { continue }
            if count <= 0 { return }
            bytes = bytes.dropFirst(count)
        }
    }
}

/// Says what takes long, and how long it took.
struct Step {
    private let began = ContinuousClock.now

    static func run<T>(_ name: String, _ body: () throws -> T) rethrows -> T {
        let step = Step()
        let value = try body()
        let spent = ContinuousClock.now - step.began
        if spent > .milliseconds(500) { Console.say("\(name) took \(Self.seconds(spent)) s") }
        return value
    }

    /// "1.2".
    static func seconds(_ duration: Duration) -> String {
        let tenths = Int(duration / .milliseconds(100))
        return "\(tenths / 10).\(tenths % 10)"
    }
}
