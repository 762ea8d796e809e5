/// What every page shows around its own part; visible to every template.
struct Frame: Sendable {
    var lang = "en-GB"
    /// "[Error: ]Page – Record – Council – Waymark".
    var title: String
    /// "light", "dark", or "" for what the system says.
    var theme = ""
    var stylesheet, script, icon: String
    var council: String?
    /// What of the council’s it is.
    var service = "Waymark"
    var homeLink: String
    var navigation = Navigation()
    var person: PersonLine?
    var finder: Finder?
    var namesSwitch: NamesSwitch?
    var formKey = ""
    var back: Link?
    var notice: Notice?
    var footer: [Link] = []
    var version: String
    /// "Printed 21 November 2026, 14:02, by Olive Ward".
    var printedLine: String
}

/// Where a person can go: a row of places or sections, and below it the places of the section at hand.
struct Navigation: Sendable {
    var items: [NavigationItem] = []
    var within: Within?

    /// More places than these are parted into sections.
    static let mostInARow = 10

    /// The places of a section.
    struct Within: Sendable {
        let label: String
        let items: [NavigationItem]
    }
}

/// A place in the navigation.
struct NavigationItem: Sendable {
    var label, link: String
    var isCurrent: Bool
}

/// The search box at the top, with what was looked for.
struct Finder: Sendable { var action, value: String }

/// The button that hides the names of young people on a shared screen, or shows them again; `back` is where it was pressed.
struct NamesSwitch: Sendable { var action, label, to, back: String }

/// Who is signed in.
struct PersonLine: Sendable { var name, roles, accountLink, signOutLink: String }

/// Words that lead somewhere.
struct Link: Sendable {
    var label: String
    var link: String
}

/// What became of what was sent; gone on the next page. Tone as a tag's.
struct Notice: Sendable {
    var tone = "good"
    var heading: String
    var text: String
    /// Where to go on.
    var link: Link? = nil
}

/// Something to know before going on.
struct Warning: Sendable {
    var tone: String
    var heading: String
    var text: String
}

/// The heading of a page with what belongs to it.
struct PageHead: Sendable {
    /// Above the heading: "Recommendation 7 · Care leavers EET".
    var kicker: String? = nil
    var heading: String
    /// "214 in all".
    var count: String? = nil
    var lead: String? = nil
    var tags: [Tag] = []
    var actions: [PageAction] = []
}

/// A button in the heading.
struct PageAction: Sendable {
    var label: String
    var link: String
    var isPrimary = false
}

/// A status in words; tone is good, steady, caution, stop, flag or idle.
struct Tag: Sendable, Equatable {
    var tone: String
    var text: String
}
