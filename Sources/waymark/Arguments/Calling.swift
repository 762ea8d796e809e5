import App

/// From the words of a call to a command, and from what comes of it to an exit code.
enum Calling {
    static func run(_ words: [String]) -> Int32 {
        do {
            try call(words)
            return 0
        } catch {
            let stop = Stop(error)
            Console.complain(stop.sentence)
            return stop.code.rawValue
        }
    }

    private static func call(_ words: [String]) throws {
        if words.isEmpty || ["--help", "-h", "help"].contains(words[0]) && words.count == 1 {
            guard !words.isEmpty else {
                Console.say(Help.list(Command.all))
                throw Stop.usage("No command was given")
            }
            return Console.result(Help.list(Command.all))
        }
        if words == ["--version"] { return Console.result("waymark \(Site.version)") }
        let asked = words[0] == "help" ? Array(words.dropFirst()) + ["--help"] : words
        guard
            let command = Command.all.first(where: {
                asked.starts(with: $0.name.split(separator: " ").map(String.init))
            })
        else {
            return try group(asked)
        }
        let arguments = try Arguments(asked[command.name.split(separator: " ").count...], for: command)
        if arguments.has("help") { return Console.result(Help.text(command)) }
        try command.run(arguments)
    }

    /// A word that begins several commands, or none.
    private static func group(_ words: [String]) throws {
        let names = Command.all.filter { !$0.isHidden }.map(\.name)
        if names.contains(where: { $0.hasPrefix(words[0] + " ") }), words.count == 1 || words[1].hasPrefix("-") {
            let text = Help.list(Command.all, group: words[0])
            if words.contains("--help") || words.contains("-h") { return Console.result(text) }
            Console.say(text)
            throw Stop.usage("waymark \(words[0]) needs another word")
        }
        let isGroup = names.contains { $0.hasPrefix(words[0] + " ") }
        let typed = words.prefix(isGroup || words.count > 1 && !words[1].hasPrefix("-") ? 2 : 1).joined(separator: " ")
        let near = Nearest.name(to: typed, among: names) ?? Nearest.name(to: words[0], among: names)
        throw Stop.usage(
            "There is no command \(typed)"
                + (near.map { "; did you mean waymark \($0)?" } ?? "; `waymark --help` lists them all"))
    }
}
