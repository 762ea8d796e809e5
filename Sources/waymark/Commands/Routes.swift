import App

extension Command {
    static let routes = Command(
        name: "routes", summary: "Lists the site's pages and changes, and what each asks of who asks", options: [.json],
        examples: ["waymark routes", "waymark routes --json"]
    ) { arguments in
        if arguments.isJSON { return try Console.result(json: Routes.lines) }
        Console.result(
            Table.text(["method", "path", "ability"], Routes.lines.map { [$0.method, $0.path, $0.ability] }))
    }
}
