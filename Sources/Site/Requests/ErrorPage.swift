import HTTP
import Mustache
import Postgres

/// A page in place of the one that was asked for: what to do now, or a reference.
struct ErrorPage: View {
    static let template = "error"
    let heading, explanation: String
    /// What was typed into the form that led here.
    let hasWords: Bool
    let words: [Typed]
    let nexts: [Link]
    let reference: String?

    /// One field's text, to be copied.
    struct Typed: Sendable { let name, text: String }

    /// Without a visit: who is asking is not known, or cannot be asked for.
    static func response(_ error: any Error, site: Site, council: String? = nil) -> Response {
        // What stood in the address may be anything: only a short name becomes part of a link, and only where such a council may be.
        let isNowhere = error as? Failure == .notFound
        let slug = council.flatMap { Council.isSlug($0) && !isNowhere ? $0 : nil }
        let home = "/" + (slug ?? "")
        let next = Link(label: slug == nil ? "Find your council" : "Go to your home page", link: home)
        return response(error, site, [next]) { page, status in
            let frame = site.frame(title: "\(page.heading) – Waymark", home: home)
            return .html(try site.templates.render(page, in: frame), status)
        }
    }

    fileprivate static func response(
        _ error: any Error, _ site: Site, _ nexts: [Link], words: [Typed] = [],
        _ show: (ErrorPage, Status) throws -> Response
    ) -> Response {
        let said = ErrorSentence(error)
        var reference: String?
        if said.status == .internalServerError {
            let text = Secret.text(Secret.random(6))
            site.log("error \(text): \(forLog(error))")
            reference = text
        }
        let page = ErrorPage(
            heading: said.heading, explanation: said.explanation, hasWords: !words.isEmpty, words: words,
            nexts: said.leadsOn ? nexts : [], reference: reference)
        do {
            var response = try show(page, said.status)
            if said.status == .serviceUnavailable { response.headers.set("Retry-After", "5") }
            if case .tooManyAttempts(let seconds) = error as? Failure {
                response.headers.set("Retry-After", String(seconds))
            }
            return response
        } catch {
            site.log("error: \(error)")
            return .text("Something went wrong. Nothing was changed.\n", .internalServerError)
        }
    }

    /// PostgreSQL repeats a value that it cannot read (class 22); what people typed stays out of the log.
    private static func forLog(_ error: any Error) -> String {
        guard let error = error as? PostgresError, error.sqlState.hasPrefix("22") else { return "\(error)" }
        return "\(error.kind) [\(error.sqlState)]"
    }
}

extension Visit {
    /// The page of an error: the council, the menu and the person stay where they are, and what was typed is not lost.
    func page(for error: any Error) -> Response {
        let words = isTheirs && request.method == .post ? typedWords : []
        return ErrorPage.response(error, site, nexts(after: error), words: words) { page, status in
            try self.page(page, title: page.heading, status: status)
        }
    }

    private func nexts(after error: any Error) -> [Link] {
        guard visitor != nil else { return [Link(label: "Sign in", link: link("/sign-in"))] }
        var nexts: [Link] = []
        if case .anothersForm = error as? Failure {
            nexts.append(Link(label: "Sign in as somebody else", link: link("/sign-in?other=1")))
        }
        if request.method == .post, case .page = site.routes.way(for: .get, request.segments) {
            nexts.append(Link(label: "Open the page again", link: request.rawTarget))
        }
        let first = home.map { Link(label: "Go to “\($0.label)”", link: link($0.path)) }
        return nexts + [first ?? Link(label: "Go to your account", link: link("/account"))]
    }

    /// What somebody wrote, without what their form brought along by itself.
    private var typedWords: [ErrorPage.Typed] {
        sent.typed.filter { pair in
            !pair.value.isEmpty
                && !["version", "digest", "was"].contains { pair.name == $0 || pair.name.hasSuffix("_" + $0) }
        }
        .map { ErrorPage.Typed(name: $0.name.replacing("_", with: " ").sentenceCase, text: $0.value) }
    }
}
