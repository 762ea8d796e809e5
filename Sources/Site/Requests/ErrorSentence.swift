import Formats
import HTTP
import Postgres

/// What is said of an error: each becomes one status and one sentence to act on.
struct ErrorSentence {
    let status: Status
    let heading, explanation: String
    /// There is another page to go to; else one waits here.
    var leadsOn = true

    init(_ error: any Error) {
        switch error {
        case let error as Failure: self.init(error)
        case let error as PostgresError: self.init(error)
        case is Form.Failure, is Multipart.Failure:
            self.init(
                .badRequest, "This could not be read",
                "The form was cut off or is too large. Go back and send it again.")
        default: self = .unknown
        }
    }

    private init(_ status: Status, _ heading: String, _ explanation: String, leadsOn: Bool = true) {
        (self.status, self.heading, self.explanation, self.leadsOn) = (status, heading, explanation, leadsOn)
    }

    private init(_ failure: Failure) {
        switch failure {
        case .notFound:
            self.init(
                .notFound, "Page not found",
                "Check the address. What was here may have been removed, or you may not have access.")
        case .forbidden:
            self.init(
                .forbidden, "You cannot open this page",
                "Your roles do not include it. Ask your council’s administrator if they should.")
        case .notYours(let sentence): self.init(.forbidden, "You cannot open this page", sentence)
        case .conflict(let sentence): self.init(.conflict, "This could not be saved", sentence)
        case .badRequest(let sentence): self.init(.badRequest, "This could not be read", sentence)
        case .staleForm:
            self.init(
                .forbidden, "Nothing was saved",
                "Waymark cannot tell whose form this is: you may not be signed in any more, or it has been open for more than a week. Go back, copy what you typed, open the page again and send it from there."
            )
        case .anothersForm(let isKept):
            self.init(
                .forbidden, "Somebody else opened this form",
                "You are signed in as another person than the one who opened it, so nothing was saved."
                    + (isKept
                        ? " What is in it is kept for a day for that person alone: they find it under their account when they sign in."
                        : " Go back, and sign in as that person in another window before you send it."))
        case .sessionOver:
            self.init(
                .forbidden, "Your session has ended",
                "Nothing was saved, and the form is too long to be kept for you. Sign in in another window, then come back here and reload this page to send it again."
            )
        case .notWaiting:
            self.init(
                .notFound, "Nothing of yours waits here",
                "What was typed when a session ended is kept for a day, and only for the person who typed it. It may have been saved since. If it was somebody else’s, they sign in as themselves to see it."
            )
        case .tooLarge(let sentence): self.init(.contentTooLarge, "Nothing was saved", sentence)
        case .tooLargeToRead:
            self.init(
                .contentTooLarge, "This is too large",
                "Nothing was saved. A file may have up to \(DocumentKind.mostBytes >> 20) megabytes: go back, choose a smaller one or shorten the text, and send it again.",
                leadsOn: false)
        case .notSent:
            self.init(
                .ok, "Nothing is saved yet",
                "Your session had ended when you sent this, so nothing was changed. Open the page again and send it from there."
            )
        case .unavailable: self = .unavailable
        case .tooManyAttempts(let seconds):
            self.init(
                .tooManyRequests, "Wait a moment",
                "There were several attempts in a row. Try again in \(seconds) seconds.", leadsOn: false)
        }
    }

    private init(_ error: PostgresError) {
        if let bound = BoundReached(error) {
            self.init(bound == .forms ? .tooManyRequests : .conflict, "Nothing was saved", bound.sentence)
            return
        }
        switch error.kind {
        // The disk is full, or there are too many connections: insufficient resources.
        case _ where error.sqlState.hasPrefix("53"): self = .unavailable
        case .permission: self.init(Failure.forbidden)
        case .encoding: self.init(Failure.badRequest("Some of the text holds characters that cannot be kept."))
        case .connection, .timeout, .commitUnknown, .serialization, .deadlock, .readOnly: self = .unavailable
        case .constraint, .decoding, .other: self = .unknown
        }
    }

    private static let unknown = ErrorSentence(
        .internalServerError, "Something went wrong", "Nothing was changed. Go back and try again.")

    private static let unavailable = ErrorSentence(
        .serviceUnavailable, "Waymark is not available for a moment",
        "Wait a few seconds and try again. What was saved before is safe; if you were saving, reload this page to send it again: it is saved once.",
        leadsOn: false)
}

extension PostgresError {
    /// What was asked is the cause, not where the database stands: the visit that was opened can still be believed.
    var isOfTheRequest: Bool {
        switch kind {
        case .permission, .encoding, .constraint, .decoding, .other: !sqlState.hasPrefix("53")
        case .connection, .timeout, .commitUnknown, .serialization, .deadlock, .readOnly: false
        }
    }
}
