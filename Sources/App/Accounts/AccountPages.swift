import HTTP
import Mustache
import Postgres

/// A person's own account: password, appearance, and where they are signed in.
enum AccountPages: Feature {
    static let routes: [Route] = [
        .get("/account", .signedIn, show),
        .post("/account/password", .signedIn, upTo: 16 * 1024, lane: .password, changePassword),
        .post("/account/theme", .signedIn, chooseTheme),
        .post("/account/sessions/:session/end", .signedIn, endSession),
    ]
    static let views: [any View.Type] = [AccountPage.self]

    private static func show(_ visit: Visit) throws -> Response { try page(visit, Fields(), nil) }

    private static func page(_ visit: Visit, _ fields: Fields, _ mistakes: Mistakes?) throws -> Response {
        let form = FormBuilder(fields, mistakes)
        let theme: String = try visit.db.value("SELECT theme FROM people WHERE id = \(visit.person().id)") ?? ""
        let view = try AccountPage(
            form, theme: theme, sessions: Session.mine(in: visit.db), unsent: visit.db(UnsentLine.mine), for: visit)
        return try visit.page(
            view, title: form.title("Your account"), status: mistakes == nil ? .ok : .unprocessableContent)
    }

    /// Every session of the person ends, this one goes on as a new one. The present password is not to be guessed here either.
    private static func changePassword(_ visit: Visit) throws -> Response {
        var mistakes = Mistakes()
        let (now, new) = (visit.form["current_password"], visit.form["new_password"])
        let hash: String = try visit.db.value("SELECT app.my_password()") ?? Password.nobody
        if !Password.matches(now, hash) {
            let person = try visit.person().id
            let key = Secret.sha256(Array("password:\(person)".utf8))
            if try visit.db.value("SELECT app.note_wrong_password(\(key))") == true {
                return SignInPages.leave(
                    visit, saying: "The current password was wrong five times. Your password is not changed.")
            }
            mistakes.add("current_password", "Enter the password you sign in with now")
        }
        let me = try Person.find(visit.person().id, in: visit.db)
        let names = visit.council.names + [me?.email ?? "", me?.name ?? ""]
        if let problem = Password.problem(with: new, names: names) { mistakes.add("new_password", problem) }
        if new == now { mistakes.add("new_password", "Choose a password that you do not have already") }
        if new != visit.form["again_password"] {
            mistakes.add("again_password", "Enter the new password the same way twice")
        }
        guard mistakes.isEmpty else { return try page(visit, visit.form, mistakes) }
        guard let newHash = Password.hash(new) else { throw Failure.unavailable }
        try visit.db.run("SELECT app.change_my_password(\(newHash))")
        try SignInPages.begin(visit.person().id, visit)
        return visit.redirect(to: "/account", saying: "Your password is changed. You are signed out everywhere else.")
    }

    private static func chooseTheme(_ visit: Visit) throws -> Response {
        let theme = visit.form["theme"]
        guard ["", "light", "dark"].contains(theme) else {
            throw Failure.badRequest("Choose light, dark or as your device is set.")
        }
        try visit.db.run("SELECT app.choose_theme(\(theme))")
        return visit.redirect(to: "/account", saying: "Your appearance is changed.")
    }

    private static func endSession(_ visit: Visit) throws -> Response {
        let session: ID<Session> = try visit.id("session")
        guard try visit.db.value("SELECT app.end_my_session(\(session))") == true else { throw Failure.notFound }
        return visit.redirect(to: "/account", saying: "That browser is signed out.")
    }
}

/// The account page.
struct AccountPage: View {
    static let template = "accounts/account"
    let problems: ErrorSummary?
    let facts: SummaryList
    let unsent: Unsent?
    /// Said to somebody for whom nothing else opens: yet, or at all.
    let nothingElse: String?
    let passwordAction, themeAction: String
    let calendarLink: String?
    let current, new, again: TextField
    let appearance: RadioField
    let sessions: Table

    /// What was typed and not saved.
    struct Unsent: Sendable { let forms: [WaitingForm] }
    struct WaitingForm: Sendable { let label, link, discardAction: String }

    init(_ form: FormBuilder, theme: String, sessions: [Session], unsent: [UnsentLine], for visit: Visit)
        throws
    {
        let person = try visit.person()
        problems = form.problems
        facts = SummaryList(rows: [
            SummaryRow(label: "Name", text: person.name),
            SummaryRow(label: "Roles", text: person.roles.map(\.title).joined(separator: ", ")),
        ])
        let forms = unsent.map { form in
            let link = visit.link(Paths.unsent(form.id))
            return WaitingForm(label: "What you typed at \(form.keptAt)", link: link, discardAction: link + "/removal")
        }
        self.unsent = forms.isEmpty ? nil : Unsent(forms: forms)
        nothingElse =
            visit.mustChoosePassword
            ? "Somebody else gave you this password. Choose one that only you know; then everything opens."
            : visit.home == nil
                ? "Your roles open no other page here. Ask your council’s administrator if they should." : nil
        passwordAction = visit.link("/account/password")
        themeAction = visit.link("/account/theme")
        calendarLink = visit.can(.seePlans) ? visit.link(Paths.calendar) : nil
        current = form.text(
            "current_password", "Current password", width: "20", type: "password", autocomplete: "current-password")
        new = form.text(
            "new_password", "New password", hint: "At least 12 characters. A few words in a row are easy to remember.",
            width: "20", type: "password", autocomplete: "new-password")
        again = form.text(
            "again_password", "Confirm new password", width: "20", type: "password", autocomplete: "new-password")
        var choice = Fields()
        choice["theme"] = theme
        let themes = ["": "As my device is set", "light": "Light", "dark": "Dark"].sorted { $0.key < $1.key }
        var radios = FormBuilder(choice).radios("theme", "Appearance", themes.map { ($0.key, $0.value) }, inline: true)
        for index in radios.options.indices { radios.options[index].isChecked = radios.options[index].value == theme }
        appearance = radios
        self.sessions = Table(
            "Browsers", of: sessions, Self.columns(person.sessionID), isCaptionShown: true, for: visit)
    }

    /// The session in use is not ended here.
    private static func columns(_ inUse: ID<Session>) -> [ListColumn<Session>] {
        [
            ListColumn("Browser") { .text(browser($0.agent)) },
            ListColumn("Signed in") { .text($0.beganAt) },
            ListColumn("Last seen") { .text($0.seenAt) },
            ListColumn("Sign out") { session in
                if session.id == inUse { return .text("This browser") }
                let about = " \(browser(session.agent)), signed in \(session.beganAt)"
                let path = "/account/sessions/\(session.id)/end"
                return .buttons([RowButton(label: "Sign out", about: about, action: path)])
            },
        ]
    }

    /// A browser's name out of what it says of itself.
    private static func browser(_ agent: String) -> String {
        let known = [("Edg/", "Edge"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari")]
        let name = known.first { agent.contains($0.0) }?.1 ?? "A browser"
        let systems = [
            ("Windows", "Windows"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("Android", "Android"), ("Mac OS", "Mac"),
            ("Linux", "Linux"),
        ]
        return systems.first { agent.contains($0.0) }.map { "\(name) on \($0.1)" } ?? name
    }
}
