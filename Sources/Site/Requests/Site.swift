import HTTP
import Mustache
import Postgres

/// Everything that requests share: made once at start, never changed.
package struct Site: Sendable {
    /// How to reach the database as the site's role, and as the door's.
    package let database: Database
    let templates: Templates
    package let statics: StaticFiles
    let parts: SiteParts
    var features: Features { parts.features }
    /// Tests add some of their own.
    var routes: RouteTable
    let breaker = CircuitBreaker()
    let councils = KnownCouncils()
    let lookUps = LookUpPace()
    /// Stand on the front page; none but where the site only shows the demo.
    let samples: [SampleCouncil]
    /// Cookies are `Secure` with the `__Host-` prefix; plain http on loopback is the exception.
    let isSecure: Bool
    /// Where the public reaches the site, as in "https://waymark.example.gov.uk"; nil takes the Host of the request.
    let origin: String?
    /// Looks at every file before it is kept; nil keeps them unseen.
    let scanner: Clamd?
    private let wellKnown: WellKnown
    /// What the server answers by itself, by status: a page for a person, made at start because it has no time to make one.
    private var refusals: [Int: Response] = [:]
    /// Sentences for who runs the site; never a name, an e-mail or what was typed.
    let log: @Sendable (String) -> Void

    /// Compiles every template and reads every public file; throws what is wrong with them.
    package init(
        _ parts: SiteParts, database: Database, directory: String, origin: String? = nil, contact: String? = nil,
        scanner: Clamd? = nil, samples: [SampleCouncil] = [], reloads: Bool = false,
        log: @escaping @Sendable (String) -> Void = { _ in }
    ) throws {
        self.parts = parts
        routes = RouteTable(parts.features.routes, moved: parts.features.moved)
        self.database = database
        self.origin = origin
        self.scanner = scanner
        self.samples = samples
        self.log = log
        isSecure = origin?.hasPrefix("https://") ?? false
        statics = try Self.assets(directory + "/Public")
        wellKnown = WellKnown(contact: contact, origin: origin, icon: statics.bytes(of: "icons/waymark.svg"))
        templates = try Templates(
            directory: directory + "/Views", frame: Frame.self, views: parts.features.views, reloads: reloads)
        for failure in [Failure.tooLargeToRead, .unavailable] {
            let page = SafeHeaders.on(ErrorPage.response(failure, site: self), isSecure: isSecure)
            refusals[page.status.rawValue] = page
        }
    }

    /// Said on the I/O thread, of what never came as far as a worker.
    @Sendable package func refusal(_ status: Status, _ sentence: String) -> Response {
        refusals[status.rawValue] ?? .refusal(status, sentence)
    }

    /// The public files, and all style sheets as one: tokens, base, components, print.
    private static func assets(_ directory: String) throws -> StaticFiles {
        var files = try StaticFiles(directory: directory)
        let components = files.all.filter { $0.hasPrefix("css/components/") }
        let sheets = ["css/tokens.css", "css/base.css"] + components + ["css/print.css"]
        files.add("css/site.css", Array(sheets.map { files.bytes(of: $0) }.joined(separator: Array("\n".utf8))))
        return files
    }

    /// The version in the foot of every page.
    package static let version = "0.1"

    func frame(title: String, home: String) -> Frame {
        Frame(
            title: title, stylesheet: statics.url("css/site.css"), script: statics.url("js/site.js"),
            icon: statics.url("icons/waymark.svg"), homeLink: home, version: Self.version, printedLine: "")
    }

    /// Decided on the I/O thread: which workers a request goes to and how large its body may be.
    @Sendable package func admit(_ request: Request) -> Admission {
        switch request.segments {
        case ["healthz"]: return .answer(SafeHeaders.on(.text("ok\n"), isSecure: isSecure))
        default:
            if let answer = wellKnown.answer(request) { return .answer(SafeHeaders.on(answer, isSecure: isSecure)) }
        }
        guard case .page(let match) = routes.way(for: request.method, request.segments) else {
            // A form sent to the wrong place is read, so that the answer can say so.
            return .accept(lane: .page, bodyLimit: Self.strangersLimit)
        }
        let isKnown = request.cookies[SessionCookie.name(match.council, isSecure: isSecure)] != nil
        return .accept(
            lane: lane(of: match.route, request),
            bodyLimit: isKnown ? match.route.bodyLimit : min(match.route.bodyLimit, Self.strangersLimit),
            // A password that is too long is not read: every attempt is counted.
            overflow: isKnown && match.route.method == .post && match.route.lane != .password ? Self.overflow : 0,
            // A made-up council has no turn of its own, and strangers take none of a council’s.
            share: councils.contains(match.council) && !match.route.isPublic ? match.council : "")
    }

    /// What takes long to read, and what a scanner is waited for, keeps no page waiting.
    private func lane(of route: Route, _ request: Request) -> Lane {
        guard route.lane == .page, route.method == .post else { return route.lane }
        let length = request.headers["Content-Length"].flatMap { Int($0) }
        let isLong = length.map { $0 > Self.longestBesidePages } ?? true
        let isScanned = scanner != nil && request.contentType == "multipart/form-data"
        return isLong || isScanned ? .upload : .page
    }

    /// The longest form that is read by those who answer pages, in bytes.
    private static let longestBesidePages = 64 * 1024

    /// Whose browser has held a session is told on a page that too much was sent: so much more is read and dropped.
    private static let overflow = 128 << 20

    /// As much as a sign-in needs: a browser without a session sends no more.
    private static let strangersLimit = 16 * 1024

    /// A worker with a connection of its own.
    @Sendable package func worker(_ lane: Lane) -> any Worker {
        Dispatcher(site: self, role: lane == .password ? .door : .site)
    }
}
