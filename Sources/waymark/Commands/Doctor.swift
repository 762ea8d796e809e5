import App

extension Command {
    static let doctor = Command(
        name: "doctor", summary: "Looks whether all is well, and says what to do where it is not",
        details:
            "Exit code 1 when something is not well. With --health it only asks the running site at WAYMARK_LISTEN.",
        options: [
            Option("health", "ask the site that runs here whether it is alive, and nothing else"),
            Option("listen", "HOST:PORT", "where that site listens (default 127.0.0.1:8080, or WAYMARK_LISTEN)"),
            .data, .site, .json,
        ],
        examples: ["waymark doctor", "waymark doctor --json", "waymark doctor --health"]
    ) { arguments in
        if arguments.has("health") { return try Health.check(arguments) }
        let findings = Examination(arguments).run()
        if arguments.isJSON {
            try Console.result(json: findings)
        } else {
            for finding in findings { Console.result(finding.text) }
        }
        let bad = findings.filter { !$0.isWell }.count
        if bad > 0 { throw Stop.failed(bad == 1 ? "One thing is not well" : "\(bad) things are not well") }
    }
}
