import HTTP
import Mustache
import Postgres

/// Signing in and out.
enum SignInPages: Feature {
    static let routes: [Route] = [
        .get("/sign-in", .anyone, form),
        .post("/sign-in", .anyone, upTo: 16 * 1024, lane: .password, signIn),
        .post("/sign-out", .signedIn, signOut),
    ]
    static let views: [any View.Type] = [SignInPage.self]

    /// To the sign-in page, and from there back to where the person wanted to go: to the form that waits for them, to the
    /// page that was asked for, or to the one on which a button was pressed. With a password that was given, to the page
    /// where they choose their own.
    static func invitation(_ visit: Visit, _ unsent: ID<UnsentForm>?) -> Response {
        if visit.mustChoosePassword { return .redirect(to: visit.link("/account")) }
        let isChange = visit.request.method == .post
        let next = unsent.map { visit.link(Paths.unsent($0)) } ?? (isChange ? visit.referrer : visit.request.rawTarget)
        let saying = isChange && unsent == nil ? "You were not signed in any more, so nothing was changed." : nil
        guard let next, next != visit.link("/") else {
            return visit.redirect(to: "/sign-in", saying: saying, heading: "Sign in again")
        }
        return visit.redirect(
            to: "/sign-in?" + Form([("next", next)]).encoded(), saying: saying, heading: "Sign in again")
    }

    /// Whoever is signed in already, in another tab, goes where they wanted to go; unless they ask to be somebody else.
    private static func form(_ visit: Visit) throws -> Response {
        if visit.visitor != nil, visit.query("other").isEmpty { return onwards(visit.query("next"), visit) }
        var fields = Fields()
        fields["next"] = visit.query("next")
        return try page(visit, FormBuilder(fields))
    }

    private static func onwards(_ next: String, _ visit: Visit) -> Response {
        .redirect(to: OwnPath(next, in: visit.council)?.text ?? visit.link("/"))
    }

    private static func page(_ visit: Visit, _ form: FormBuilder, status: Status = .ok) throws -> Response {
        try visit.page(
            SignInPage(
                form, waiting: waiting(form.fields["next"], visit),
                showsLocalOffer: visit.db(LocalOfferSettings.isShown) == true, for: visit),
            title: form.title("Sign in"),
            status: status)
    }

    /// What is said of a form that was sent when the session was over, while it is kept.
    private static func waiting(_ next: String, _ visit: Visit) throws -> Warning? {
        let path = visit.link(Paths.unsent) + "/"
        guard next.hasPrefix(path), let id = ID<UnsentForm>(String(next.dropFirst(path.count))),
            let hadFiles = try visit.db(UnsentForm.waits(id))
        else { return nil }
        return Warning(
            tone: "caution", heading: "Your session has ended, and nothing is saved yet",
            text: "Sign in, and the form comes back as you typed it. Nobody else is shown what is in it."
                + (hadFiles ? " Files must be chosen again." : ""))
    }

    /// A page of before somebody signed in or out in another tab: to where it wanted to go, or the same question again.
    private static func outdated(_ visit: Visit) throws -> Response {
        let email = EmailAddress.read(visit.form["email"]) ?? visit.form["email"].lowercased()
        if let visitor = visit.visitor, try Person.find(visitor.id, in: visit.db)?.email == email {
            return onwards(visit.form["next"], visit)
        }
        let mistakes =
            visit.visitor == nil
            ? Mistakes(
                "password",
                "Enter your password again: this page was out of date. If that does not help, let your browser keep cookies of this site"
            ) : nil
        return try page(visit, FormBuilder(visit.form, mistakes), status: .forbidden)
    }

    /// The same words and the same time for an unknown e-mail as for a wrong password; a growing wait, never a lock.
    private static func signIn(_ visit: Visit) throws -> Response {
        guard visit.sent.isOwn else { return try outdated(visit) }
        let email = EmailAddress.read(visit.form["email"]) ?? visit.form["email"].lowercased()
        let keys = countedBy(email, from: visit.request.network), known = KnownBrowser.token(visit)
        let (wait, candidate) = try visit.db.all(
            Query<Int32?>.value("SELECT app.sign_in_wait(\(keys), \(known?.hash), \(email))"),
            Query<Candidate?>.first("SELECT person_id, hash FROM app.sign_in_candidate(\(email))"))
        if let wait, wait > 0 {
            let mistakes = Mistakes(
                "email", "Wait \(wait) seconds, then try again. There were several attempts in a row.")
            return try page(visit, FormBuilder(visit.form, mistakes), status: .tooManyRequests)
        }
        let password = visit.form["password"]
        let matches = Password.matches(password, candidate?.hash ?? Password.nobody)
        guard let candidate, matches else {
            try visit.db.run(
                "SELECT app.note_sign_in(\(keys), \(known?.hash), \(email), \(visit.request.network), false, \(candidate?.person))"
            )
            let mistakes = Mistakes("email", "E-mail address or password is wrong")
            return try page(visit, FormBuilder(visit.form, mistakes), status: .unprocessableContent)
        }
        if !candidate.hash.hasPrefix(Password.prefix), let better = Password.hash(password) {
            try visit.db.run("SELECT app.rehash(\(candidate.person), \(candidate.hash), \(better))")
        }
        try begin(candidate.person, visit)
        // Both wait for the audit's chain, so they come when no other row is to be locked.
        if let visitor = visit.visitor { try visit.db.run("SELECT app.end_my_session(\(visitor.sessionID))") }
        let browser = KnownBrowser.remember(known, visit)
        try visit.db.run(
            "SELECT app.note_sign_in(\(keys), \(browser.hash), \(email), \(visit.request.network), true, \(candidate.person))"
        )
        return onwards(visit.form["next"], visit)
    }

    /// What failures are counted by; only hashes are kept. Whatever is typed, none of them equals another's.
    static func countedBy(_ email: String, from network: String) -> [[UInt8]] {
        ["both \(network) \(email)", "network \(network)", "email \(email)"].map { Secret.sha256(Array($0.utf8)) }
    }

    /// A new session with a new token.
    static func begin(_ person: Person.ID, _ visit: Visit) throws {
        let token = Token()
        let agent = visit.request.headers["User-Agent"] ?? ""
        try visit.db.run("SELECT app.begin_session(\(person), \(token.hash), \(agent))")
        visit.beginSession(with: token)
    }

    private static func signOut(_ visit: Visit) throws -> Response {
        try visit.db.run("SELECT app.end_my_session(\(visit.person().sessionID))")
        return leave(visit, saying: "You have signed out.")
    }

    /// Takes the session's cookie away, and says why.
    static func leave(_ visit: Visit, saying words: String) -> Response {
        let name = SessionCookie.name(visit.council.slug, isSecure: visit.site.isSecure)
        visit.cookies.append(.removal(name, isSecure: visit.site.isSecure))
        var response = visit.redirect(to: "/sign-in", saying: words, heading: "Signed out")
        // What the browser kept of the pages; cookies go one by one, for other councils have theirs (W3C Clear Site Data, section 3.1).
        response.headers.set("Clear-Site-Data", "\"cache\", \"storage\"")
        return response
    }
}

/// The cookie of a browser in which somebody signed in: strangers who try their e-mail address do not hold it up.
private enum KnownBrowser {
    private static let seconds = 180 * 24 * 60 * 60

    private static func name(_ visit: Visit) -> String {
        (visit.site.isSecure ? "__Host-" : "") + "waymark.known-" + visit.council.slug
    }

    static func token(_ visit: Visit) -> Token? { visit.request.cookies[name(visit)].flatMap(Token.init(cookie:)) }

    static func remember(_ known: Token?, _ visit: Visit) -> Token {
        let token = known ?? Token()
        visit.cookies.append(
            Cookie(name(visit), token.cookie, maxAge: seconds, isSecure: visit.site.isSecure))
        return token
    }
}

private struct Candidate: RowDecodable {
    let person: Person.ID
    let hash: String

    init(row: Row) throws(PostgresError) {
        person = try row["person_id"]
        hash = try row["hash"]
    }
}

/// The sign-in page. Its form goes to the page's own address, so that the part of a page behind a # survives.
struct SignInPage: View {
    static let template = "accounts/sign-in"
    let heading, next, label: String
    let problems: ErrorSummary?
    let waiting: Warning?
    let already: Already?
    let email, password: TextField
    /// For whoever came looking for help and has no account.
    let localOffer: Link?

    /// Somebody is signed in here, in another tab.
    struct Already: Sendable {
        let warning: Warning
        let goOn: Link
    }

    init(_ form: FormBuilder, waiting: Warning?, showsLocalOffer: Bool, for visit: Visit) {
        let name = visit.visitor?.name
        heading = name == nil ? "Sign in" : "Sign in as somebody else"
        next = form.fields["next"]
        label = "Sign in"
        problems = form.problems
        self.waiting = waiting
        already = name.map { name in
            let next = OwnPath(form.fields["next"], in: visit.council)?.text ?? visit.link("/")
            return Already(
                warning: Warning(
                    tone: "caution", heading: "\(name) is signed in here",
                    text: "If you sign in as somebody else, \(name) is signed out in this browser."),
                goOn: Link(label: "Go on as \(name)", link: next))
        }
        localOffer =
            showsLocalOffer ? Link(label: "Find help to get into work", link: visit.link(Paths.localOffer)) : nil
        email = form.text("email", "E-mail address", type: "email", autocomplete: "email")
        password = form.text("password", "Password", type: "password", autocomplete: "current-password")
    }
}
