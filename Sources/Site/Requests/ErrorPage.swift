import HTTP
import Mustache
import Postgres

/// A page in place of the one that was asked for: what to do now, or a reference.
struct ErrorPage: View {
    static let template = "error"
    let heading, explanation: String
    let next: Link?
    let reference: String?

    /// The one function that turns an error into a page.
    static func response(_ error: any Error, site: Site, council: String? = nil) -> Response {
        // What stood in the address may be anything: only a short name becomes part of a link.
        let home = "/" + (council.flatMap { Council.isSlug($0) ? $0 : nil } ?? "")
        var (status, page) = describe(error, home: home)
        if status == .internalServerError {
            let reference = Secret.text(Secret.random(6))
            site.log("error \(reference): \(forLog(error))")
            page = ErrorPage(
                heading: "Something went wrong", explanation: "Nothing was changed. Go back and try again.",
                next: Link(label: "Go to your home page", link: home), reference: reference)
        }
        do {
            let frame = site.frame(title: "\(page.heading) – Waymark", home: home)
            var response = Response.html(try site.templates.render(page, in: frame), status)
            if status == .serviceUnavailable { response.headers.set("Retry-After", "5") }
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

    private static func describe(_ error: any Error, home: String) -> (Status, ErrorPage) {
        let goHome = Link(label: "Go to your home page", link: home)
        switch error {
        case Failure.notFound:
            return (
                .notFound,
                ErrorPage(
                    "Page not found",
                    "Check the address. What was here may have been removed, or you may not have access.", goHome)
            )
        case Failure.forbidden:
            return (
                .forbidden,
                ErrorPage(
                    "You cannot open this page",
                    "Your roles do not include it. Ask your council’s administrator if they should.", goHome)
            )
        case Failure.conflict(let sentence): return (.conflict, ErrorPage("This could not be saved", sentence, goHome))
        case Failure.badRequest(let sentence):
            return (.badRequest, ErrorPage("This could not be read", sentence, goHome))
        case Failure.staleForm:
            return (
                .forbidden,
                ErrorPage(
                    "Your session has ended",
                    "You may have signed out, or signed in again, since you opened it. Go back, copy what you typed, open the page again and send it from there.",
                    goHome)
            )
        case Failure.tooManyAttempts(let seconds):
            return (
                .tooManyRequests,
                ErrorPage(
                    "Wait a moment", "There were several attempts in a row. Try again in \(seconds) seconds.", nil)
            )
        case is Form.Failure, is Multipart.Failure:
            return (
                .badRequest,
                ErrorPage(
                    "This could not be read", "The form was cut off or is too large. Go back and send it again.", goHome
                )
            )
        case Failure.unavailable: return unavailable
        case let error as PostgresError: return describe(error, goHome)
        default: return (.internalServerError, ErrorPage("", "", nil))
        }
    }

    private static func describe(_ error: PostgresError, _ goHome: Link) -> (Status, ErrorPage) {
        switch error.kind {
        // The disk is full, or there are too many connections: insufficient resources.
        case _ where error.sqlState.hasPrefix("53"): unavailable
        case .permission, .readOnly: describe(Failure.forbidden, home: goHome.link)
        case .encoding:
            describe(Failure.badRequest("Some of the text holds characters that cannot be kept."), home: goHome.link)
        case .connection, .timeout, .commitUnknown, .serialization, .deadlock: unavailable
        case .constraint, .decoding, .other: (.internalServerError, ErrorPage("", "", nil))
        }
    }

    private static var unavailable: (Status, ErrorPage) {
        (
            .serviceUnavailable,
            ErrorPage(
                "Waymark is not available for a moment",
                "Wait a few seconds and try again. What was saved before is safe; if you were saving, check whether it is there, then send it again.",
                nil)
        )
    }

    private init(_ heading: String, _ explanation: String, _ next: Link?) {
        self.init(heading: heading, explanation: explanation, next: next, reference: nil)
    }

    private init(heading: String, explanation: String, next: Link?, reference: String?) {
        (self.heading, self.explanation, self.next, self.reference) = (heading, explanation, next, reference)
    }
}
