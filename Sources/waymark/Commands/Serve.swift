extension Command {
    static let serve = Command(
        name: "serve", summary: "Serves the site until Ctrl-C or SIGTERM",
        details: """
            Without DATABASE_URL or PG… variables it starts a PostgreSQL of its own under .waymark and keeps it there.
            WAYMARK_DOOR_URL is a login of their own for the workers that hash passwords; without it they use DATABASE_URL.
            SIGHUP replaces the site processes one by one, so that a new version takes over without a lost connection.
            """,
        options: [
            Option("demo", "fill the database with five councils made from published papers"),
            Option("demo-anywhere", "let the demo listen beyond this machine"),
            Option("listen", "HOST:PORT", "where to listen (default 127.0.0.1:8080, or WAYMARK_LISTEN)"),
            Option("processes", "N", "how many site processes (default 2)"),
            Option("origin", "URL", "the site's public address (or WAYMARK_ORIGIN)"),
            Option("proxies", "LIST", "proxies whose forwarded headers are believed (or WAYMARK_PROXIES)"),
            Option("log", "WHAT", "requests: a line of JSON for each; quiet: none"),
            Option("reload", "read templates again when they change, for development"),
            .data, .site,
        ],
        examples: [
            "waymark serve --demo", "waymark serve --listen 127.0.0.1:9000 --data /srv/waymark/data",
            "DATABASE_URL=postgresql://waymark_site@db/waymark waymark serve --origin https://waymark.example.gov.uk --proxies 10.0.0.2",
        ]
    ) { arguments in
        try Supervisor(ServeSettings(arguments), DatabaseChoice(arguments)).run()
    }
}
