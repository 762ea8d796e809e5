import App
import Foundation

/// What `waymark serve` was told, by options first and the environment second.
struct ServeSettings: Sendable {
    let isDemo: Bool
    /// Host and port as given, and whether only this machine reaches them.
    let listen: String
    let processes: Int
    let origin: String?
    let proxies: [String]
    /// Where to report a vulnerability, and the scanner that looks at files.
    let contact, clamd: String?
    let logsRequests: Bool
    let reloads: Bool
    /// Where Migrations, Views and Public are.
    let site: String

    init(_ arguments: Arguments) throws(Stop) {
        isDemo = arguments.has("demo")
        listen = arguments["listen"] ?? Console.environment("WAYMARK_LISTEN") ?? "127.0.0.1:8080"
        processes = try arguments.number("processes", in: 1...64) ?? 2
        origin = try Self.origin(arguments["origin"] ?? Console.environment("WAYMARK_ORIGIN"))
        proxies = (arguments["proxies"] ?? Console.environment("WAYMARK_PROXIES") ?? "")
            .split { $0 == "," || $0 == " " }.map(String.init)
        contact = try Self.contact(Console.environment("WAYMARK_SECURITY_CONTACT"))
        clamd = try Self.clamd(Console.environment("WAYMARK_CLAMD"))
        logsRequests = try Self.logsRequests(arguments["log"], isDemo: isDemo)
        reloads = arguments.has("reload")
        site = try Place.site(arguments)
        let address = try ListenAddress(listen)
        guard isDemo, !arguments.has("demo-anywhere") else { return }
        if !address.isLoopback {
            throw .usage(
                "The demo's passwords are public, so it listens on 127.0.0.1 only: leave out --listen and WAYMARK_LISTEN, or add --demo-anywhere"
            )
        }
        if origin?.hasPrefix("https://") == true {
            throw .usage(
                "The demo's passwords are public, and an https origin is where the public comes: leave out --origin and WAYMARK_ORIGIN, or add --demo-anywhere"
            )
        }
    }

    /// What is allowed but should be known.
    var warning: String? {
        guard let address = try? ListenAddress(listen), !address.isLoopback, !(origin ?? "").hasPrefix("https://")
        else { return nil }
        return
            "Sign-ins travel unprotected beyond this machine: put a proxy with TLS in front and name it with --origin https://…"
    }

    private static func origin(_ text: String?) throws(Stop) -> String? {
        guard let text else { return nil }
        guard let url = URL(string: text), url.scheme == "https" || url.scheme == "http", let host = url.host(),
            !host.isEmpty,
            url.path.isEmpty || url.path == "/", url.query == nil, url.user == nil
        else { throw .usage("\(text) is not an origin: write it like https://waymark.example.gov.uk") }
        return text.hasSuffix("/") ? String(text.dropLast()) : text
    }

    private static func contact(_ text: String?) throws(Stop) -> String? {
        guard let text else { return nil }
        guard let contact = WellKnown.contact(text) else {
            throw .usage(
                "WAYMARK_SECURITY_CONTACT is where to report a vulnerability: an e-mail address, or an address that begins with https://, mailto: or tel:"
            )
        }
        return contact
    }

    private static func clamd(_ text: String?) throws(Stop) -> String? {
        guard let text else { return nil }
        do throws(Clamd.Misplaced) { _ = try Clamd(text) } catch { throw .usage("WAYMARK_CLAMD: \(error.words)") }
        return text
    }

    private static func logsRequests(_ text: String?, isDemo: Bool) throws(Stop) -> Bool {
        switch text {
        case "requests": true
        case "quiet": false
        case nil: !(isDemo && Console.isTerminal)
        default: throw .usage("--log takes requests or quiet")
        }
    }
}

/// What a site process is told by its parent, through the environment.
struct SiteSettings: Codable, Sendable {
    static let variable = "WAYMARK_PROCESS"
    /// The inherited descriptors: the listening socket, and where to say that all is ready.
    static let listener: Int32 = 3, notes: Int32 = 4

    let directory: String
    let conninfo: String
    let door: String?
    let origin: String?
    let proxies: [String]
    let contact, clamd: String?
    let isDemo: Bool
    let logsRequests: Bool
    let reloads: Bool
    let parent: Int32

    init(_ settings: ServeSettings, _ database: Database) {
        directory = settings.site
        (conninfo, door) = (database.conninfo, database.door)
        (origin, proxies) = (settings.origin, settings.proxies)
        (contact, clamd) = (settings.contact, settings.clamd)
        (isDemo, logsRequests, reloads) = (settings.isDemo, settings.logsRequests, settings.reloads)
        parent = getpid()
    }

    /// As text for the environment.
    var text: String { get throws { String(decoding: try JSONEncoder().encode(self), as: UTF8.self) } }

    /// Nil in a process that no parent started.
    static func inherited() -> SiteSettings? {
        Console.environment(variable).flatMap { try? JSONDecoder().decode(SiteSettings.self, from: Data($0.utf8)) }
    }
}
