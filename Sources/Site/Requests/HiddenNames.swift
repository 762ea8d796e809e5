import HTTP

/// Names hidden on a screen that others see: kept by the browser until it is closed or they are shown again. Whatever shows
/// a young person asks `showsNames`.
extension Visit {
    /// What stands in the place of whatever tells who somebody is.
    static let hiddenName = "Hidden"
    /// Where the button of every page sends its answer.
    static let namesPath = "/names"
    private static let hide = "hide", show = "show"

    /// No council’s short name holds a full stop, so this is never the name of a session’s cookie.
    private var namesCookie: String { (site.isSecure ? "__Host-" : "") + "waymark.names-" + council.slug }

    /// Whether young people may be named on this screen; by their reference alone where not.
    var showsNames: Bool { request.cookies[namesCookie] != Self.hide }

    /// For who may see young people.
    var namesSwitch: NamesSwitch? {
        guard can(.seeYoungPeople) else { return nil }
        let isPage = request.method == .get
        return NamesSwitch(
            action: link(Self.namesPath), label: showsNames ? "Hide names" : "Show names",
            to: showsNames ? Self.hide : Self.show, back: isPage ? request.rawTarget : "")
    }

    /// Does as the button says, and goes back to its page.
    func switchNames() -> Response {
        let hides = form["to"] == Self.hide
        cookies.append(
            hides
                ? Cookie(namesCookie, Self.hide, isSecure: site.isSecure)
                : .removal(namesCookie, isSecure: site.isSecure))
        return .redirect(to: OwnPath(form["back"], in: council)?.text ?? link("/"))
    }
}
