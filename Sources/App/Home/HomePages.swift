import HTTP
import Mustache

/// The first page of a council, the navigation by role, and the pages in the foot.
enum HomePages: Feature {
    static let routes: [Route] = [
        .get("/", .signedIn, home),
        .get("/help", .anyone) { try $0.page(HelpPage(.help), title: "Help") },
        .get("/accessibility", .anyone) { try $0.page(HelpPage(.accessibility), title: "Accessibility statement") },
        .get("/privacy", .anyone) { try $0.page(HelpPage(.privacy), title: "Privacy and cookies") },
    ]
    static let views: [any View.Type] = [HelpPage.self]

    /// To the page that a person's day begins with.
    private static func home(_ visit: Visit) -> Response {
        for place in places where visit.can(place.ability) { return .redirect(to: visit.link(place.path)) }
        return .redirect(to: visit.link("/account"))
    }

    private struct Place { let label, path: String, ability: Ability }

    private static let places = [
        Place(label: "Due list", path: "/due", ability: .seeDueList),
        Place(label: "Overview", path: "/dashboard", ability: .seeDashboard),
        Place(label: "Action plans", path: "/plans", ability: .seePlans),
        Place(label: "Meetings", path: Paths.meetings, ability: .seeMeetings),
        Place(label: "Papers", path: "/papers", ability: .seePapers),
        Place(label: "Import a plan", path: "/imports", ability: .importPlans),
        Place(label: "Teams and leads", path: "/leads", ability: .changePlans),
        Place(label: "People", path: "/people", ability: .managePeople),
        Place(label: "Settings", path: Paths.settings, ability: .changeWords),
        Place(label: "Audit", path: Paths.audit, ability: .seeAudit),
    ]

    static func navigation(_ visit: Visit) -> [NavigationItem] {
        let here = "/" + visit.request.segments.dropFirst().joined(separator: "/")
        return places.filter { visit.can($0.ability) }.map { place in
            NavigationItem(
                label: place.label, link: visit.link(place.path),
                isCurrent: here == place.path || here.hasPrefix(place.path + "/"))
        }
    }

    static func footer(_ visit: Visit) -> [Link] {
        let ofCouncil = [
            Link(label: "Documents", link: visit.link(Paths.documents)),
            Link(label: "Glossary", link: visit.link(Paths.glossary)),
        ]
        return (visit.can(.seePlans) ? ofCouncil : []) + [
            Link(label: "Help", link: visit.link("/help")),
            Link(label: "Accessibility statement", link: visit.link("/accessibility")),
            Link(label: "Privacy and cookies", link: visit.link("/privacy")),
        ]
    }
}
