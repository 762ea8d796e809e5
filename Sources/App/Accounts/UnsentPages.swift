import HTTP
import Mustache
import Postgres

/// What was typed when a session ended meanwhile, back in its form.
enum UnsentPages: Feature {
    static let routes: [Route] = [
        .get(Paths.unsent + "/:form", .signedIn, lane: .slow, show),
        .post(Paths.unsent + "/:form/removal", .signedIn, discard),
    ]

    private static func show(_ visit: Visit) throws -> Response {
        if visit.mustChoosePassword { return SignInPages.invitation(visit, nil) }
        guard let unsent = try visit.db(UnsentForm.mine(visit.id("form"))) else { throw Failure.notWaiting }
        return try visit.typedAgain(unsent)
    }

    private static func discard(_ visit: Visit) throws -> Response {
        let id: ID<UnsentForm> = try visit.id("form")
        guard try visit.db.value("SELECT app.discard_unsent(\(id))") == true else { throw Failure.notWaiting }
        return visit.redirect(to: "/account", saying: "What you typed is gone.", heading: "Discarded")
    }
}
