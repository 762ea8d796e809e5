/// One command: how it is called, what it does, and what its help says.
struct Command: Sendable {
    /// A word that a command takes by its place.
    struct Argument: Sendable {
        let name: String
        let summary: String
    }

    /// The words that call it: "tenant create".
    let name: String
    /// One line for the list of commands.
    let summary: String
    /// More for its own help, in whole sentences.
    var details = ""
    var arguments: [Argument] = []
    var options: [Option] = []
    let examples: [String]
    /// For our own use; no help speaks of it.
    var isHidden = false
    let run: @Sendable (Arguments) throws -> Void

    /// A council's short name, for the commands about one council.
    static let slug = Argument(name: "SLUG", summary: "the council's short name, as in its address")

    /// "waymark tenant create --slug SLUG --name NAME [options]".
    var usage: String {
        let words = arguments.map(\.name) + options.filter(\.isRequired).map(\.usage)
        let rest = options.contains { !$0.isRequired } ? ["[options]"] : []
        return (["waymark", name] + words + rest).joined(separator: " ")
    }
}

/// Something a command is told by name.
struct Option: Sendable {
    /// Without the two dashes.
    let name: String
    /// What stands for the value in help; nil when there is none to give.
    var value: String?
    let summary: String
    var isRequired = false
    /// May be given several times.
    var isRepeated = false

    /// One that is followed by a value.
    init(_ name: String, _ value: String, _ summary: String, isRequired: Bool = false, isRepeated: Bool = false) {
        (self.name, self.value, self.summary) = (name, value, summary)
        (self.isRequired, self.isRepeated) = (isRequired, isRepeated)
    }

    /// One that stands alone.
    init(_ name: String, _ summary: String) { (self.name, self.summary) = (name, summary) }

    var usage: String { "--" + name + (value.map { " " + $0 } ?? "") }

    static let help = Option("help", "show this")
    static let json = Option("json", "print the result as JSON")
    static let data = Option("data", "DIR", "where the database of our own is kept (default .waymark, or WAYMARK_DATA)")
    static let site = Option("site", "DIR", "where Migrations, Views and Public are (default: found, or WAYMARK_SITE)")
    static let tenant = Option("tenant", "SLUG", "the council's short name", isRequired: true)
    static let email = Option("email", "ADDRESS", "the person's e-mail address", isRequired: true)
    static let passwordFile = Option(
        "password-file", "FILE", "read the password from a file (default: from standard input)")
}
