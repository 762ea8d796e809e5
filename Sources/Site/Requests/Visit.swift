import HTTP
import Mustache
import Postgres

/// Who is signed in.
struct Visitor: Sendable {
    let id: Person.ID
    let name: String
    let roles: [Role]
    let sessionID: ID<Session>
}

/// One request inside one council: one transaction, one person, one moment.
final class Visit {
    let site: Site
    let request: Request
    /// The council's tables, as this person may see and change them.
    let db: Transaction
    let council: Council
    let visitor: Visitor?
    /// Today in London, by the database's clock.
    let today: Day
    /// What the form held; empty on a page.
    private(set) lazy var form = sent.fields
    let sent: SentForm
    /// The form may be shown: it is from a page of this person's.
    let isTheirs: Bool
    private lazy var asked = Fields(request.query)
    /// The files that came with the form.
    let files: [SentFile]
    /// Where this very form led before, with other words: somebody mended a word and sent it again.
    let earlier: String?
    let token: Token
    private let entry: Entry
    private let values: [String: String]
    var notice: Notice?
    /// Cookies to send with the answer.
    var cookies: [Cookie] = []
    /// What is written once the page is made, which may not write itself, by the council's number.
    var afterwards: [(Int32) -> SQL] = []
    /// The protected records that the answer shows: entered before it leaves.
    var seen: Set<Look.Seen> = []
    /// How many rows the file has that is taken, where that is known.
    var takenRows: Int?
    /// The answer is a page, and its forms need this browser to hold the token.
    private(set) var hasPage = false
    /// The answer carries a new token, and so is not given a second time.
    private(set) var beginsSession = false

    init(
        site: Site, request: Request, db: Transaction, entry: Entry, council slug: String,
        values: [String: String] = [:], sent: SentForm = SentForm(), token: Token?, notice: Notice? = nil
    ) {
        (self.site, self.request, self.db, self.entry) = (site, request, db, entry)
        council = Council(slug: slug, name: entry.councilName)
        visitor = entry.visitor
        today = entry.today
        earlier = entry.earlierLocation
        self.values = values
        (self.sent, files) = (sent, sent.files)
        self.token = token ?? Token()
        self.notice = notice
        isTheirs = sent.isTheirs(entry)
    }

    /// The same visit with another request of the same person's: a form that was kept for them.
    convenience init(of visit: Visit, _ request: Request, _ values: [String: String], _ sent: SentForm) {
        self.init(
            site: visit.site, request: request, db: visit.db, entry: visit.entry, council: visit.council.slug,
            values: values, sent: sent, token: visit.token, notice: sent.unsent?.notice)
    }

    /// Whether the person's roles include an ability.
    func can(_ ability: Ability) -> Bool { entry.can(ability) }

    /// Signed in with a password that somebody else gave: nothing opens until they chose their own.
    var mustChoosePassword: Bool { visitor.map { !$0.roles.isEmpty } == true && entry.abilities.isEmpty }

    func require(_ ability: Ability) throws(Failure) {
        if !can(ability) { throw .forbidden }
    }

    /// The person asking; only routes open to anyone have none.
    func person() throws(Failure) -> Visitor {
        guard let visitor else { throw .forbidden }
        return visitor
    }

    /// The number in the path; anything else is not found.
    func id<E>(_ name: String) throws(Failure) -> ID<E> {
        guard let id = values[name].flatMap({ ID<E>($0) }) else { throw .notFound }
        return id
    }

    /// The word in the path.
    func word(_ name: String) -> String { values[name] ?? "" }

    /// What the address asks for: filters, sorting, page.
    func query(_ name: String) -> String { asked[name] }

    /// The address of a page of this council.
    func link(_ path: String) -> String { "/" + council.slug + (path == "/" ? "" : path) }

    /// How the public reaches the site, for addresses that leave it.
    var origin: String { site.origin ?? "http://\(request.headers["Host"] ?? "localhost")" }

    /// The whole address of a page, for files and calendars.
    func address(_ path: String) -> String { origin + link(path) }

    /// To another page after a change, with a notice there.
    func redirect(to path: String, saying text: String? = nil, heading: String = "Saved") -> Response {
        if let text {
            cookies.append(noticeCookie.cookie(Notice(heading: heading, text: text)))
        }
        return .redirect(to: link(path))
    }

    private var noticeCookie: NoticeCookie { NoticeCookie(council.slug, isSecure: site.isSecure) }

    /// The browser holds this token from now on.
    func beginSession(with token: Token) {
        beginsSession = true
        cookies.append(SessionCookie.cookie(council.slug, token, isSecure: site.isSecure))
    }

    /// For the forms of a page; one that comes back is still the same form: sent twice it is saved once, and what was kept
    /// of it is then forgotten.
    private var formKey: FormKey {
        guard let nonce = sent.unsent?.nonce ?? (isTheirs ? sent.key?.nonce : nil) else {
            return FormKey(for: token, in: visitor?.sessionID)
        }
        return FormKey(for: token, in: visitor?.sessionID, nonce: nonce)
    }

    /// A page of the council's, with everything around it; `filters` are named where it is printed. A page that residents read
    /// says which service it is of, and leads home to it.
    func page(
        _ view: some View, title: String, back: Link? = nil, status: Status = .ok, filters: String? = nil,
        of service: Link? = nil
    ) throws -> Response {
        hasPage = true
        let whole = [title, council.name] + (service == nil ? ["Waymark"] : [])
        var frame = site.frame(title: whole.joined(separator: " – "), home: link(service?.link ?? "/"))
        if let service { frame.service = service.label }
        frame.council = council.name
        frame.theme = entry.theme
        frame.formKey = formKey.text
        frame.back = back
        frame.notice = notice
        frame.footer = site.parts.footer(self)
        frame.printedLine = printedLine + (filters.map { ". \($0)" } ?? "")
        if let visitor {
            let roles = visitor.roles.map(\.title).joined(separator: ", ")
            frame.person = PersonLine(
                name: visitor.name, roles: roles, accountLink: link("/account"), signOutLink: link("/sign-out"))
            frame.navigation = navigation
            frame.finder = site.parts.finder(self)
            frame.namesSwitch = namesSwitch
        }
        return .html(try site.templates.render(view, in: frame), status)
    }

    /// Where the person's day begins; nil when their roles open no place.
    var home: Place? { site.features.places.first { can($0.ability) } }

    /// The places that the visitor's roles open; more than stand in one row are sections, and the places of the one at hand below.
    var navigation: Navigation {
        let here = "/" + request.segments.dropFirst().joined(separator: "/")
        let open = site.features.places.filter { can($0.ability) }
        func item(_ place: Place) -> NavigationItem {
            NavigationItem(
                label: place.label, link: link(place.path),
                isCurrent: here == place.path || here.hasPrefix(place.path + "/"))
        }
        guard open.count > Navigation.mostInARow else { return Navigation(items: open.map(item)) }
        var navigation = Navigation(), seen: Set<Place.Section> = []
        for place in open {
            guard let section = place.section else {
                navigation.items.append(item(place))
                continue
            }
            guard seen.insert(section).inserted else { continue }
            let places = open.filter { $0.section == section }.map(item),
                isCurrent = places.contains(where: \.isCurrent)
            if places.count == 1 {
                navigation.items += places
            } else {
                navigation.items.append(
                    NavigationItem(label: section.rawValue, link: places[0].link, isCurrent: isCurrent))
                if isCurrent { navigation.within = Navigation.Within(label: section.rawValue, items: places) }
            }
        }
        return navigation
    }

    private var printedLine: String {
        "Printed \(today.longText)" + (visitor.map { ", by \($0.name)" } ?? "")
    }
}

/// The council that a visit is in.
struct Council: Sendable {
    let slug: String
    let name: String
    /// What a guesser would try first for anybody here.
    var names: [String] { [slug, name] }

    /// Whether a text may be a council's short name: 3 to 32 small letters, digits and hyphens, as "stockton-on-tees".
    static func isSlug(_ text: String) -> Bool {
        let bytes = Array(text.utf8)
        let letters = UInt8(ascii: "a")...UInt8(ascii: "z"), digits = UInt8(ascii: "0")...UInt8(ascii: "9")
        let hyphen = UInt8(ascii: "-")
        guard (3...32).contains(bytes.count), letters.contains(bytes[0]), bytes.last != hyphen else { return false }
        return bytes.allSatisfy { letters.contains($0) || digits.contains($0) || $0 == hyphen }
    }
}
