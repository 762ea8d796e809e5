import HTTP
import Mustache

/// The first page of a council, the navigation by role, and the pages in the foot.
enum HomePages: Feature {
    static let routes: [Route] = [
        .get("/", .signedIn, home),
        .get("/help", .anyone, HelpPage.answer),
        .get(Paths.accessibility, .anyone, StatementPage.accessibility),
        .get(Paths.privacy, .anyone, StatementPage.privacy),
    ]
    static let views: [any View.Type] = [FrontPage.self, HelpPage.self, StatementPage.self]

    /// To the page that a person's day begins with.
    private static func home(_ visit: Visit) throws -> Response {
        .redirect(to: visit.link(try FirstStepsPages.isHome(visit) ? Paths.start : visit.home?.path ?? "/account"))
    }

    static func footer(_ visit: Visit) -> [Link] {
        let ofEverybody = [
            Link(label: "Accessibility statement", link: visit.link(Paths.accessibility)),
            Link(label: "Privacy and cookies", link: visit.link(Paths.privacy)),
        ]
        if visit.can(.seePublicOffers) {
            return ofEverybody + [Link(label: "Open data for developers", link: visit.link(Paths.openReferral))]
        }
        let ofCouncil = [
            Link(label: "Documents", link: visit.link(Paths.documents)),
            Link(label: "Glossary", link: visit.link(Paths.glossary)),
        ]
        return (visit.can(.seePlans) ? ofCouncil : []) + [
            Link(label: "Help", link: visit.link("/help"))
        ] + ofEverybody
    }
}
