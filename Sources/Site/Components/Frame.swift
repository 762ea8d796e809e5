/// What every page shows around its own part; visible to every template.
struct Frame: Codable, Sendable {
    var lang = "en-GB"
    /// "[Error: ]Page – Record – Council – Waymark".
    var title: String
    /// "light", "dark", or "" for what the system says.
    var theme = ""
    var stylesheet, script, icon: String
    var council: String?
    var homeLink: String
    var navigation: [NavigationItem] = []
    var person: PersonLine?
    var finder: Finder?
    var formKey = ""
    var back: Link?
    var notice: Notice?
    var footer: [Link] = []
    var version: String
    /// "Printed 21 November 2026, 14:02, by Olive Ward".
    var printedLine: String
}

/// A place in the navigation.
struct NavigationItem: Codable, Sendable {
    var label, link: String
    var isCurrent: Bool
}

/// The search box at the top, with what was looked for.
struct Finder: Codable, Sendable { var action, value: String }

/// Who is signed in.
struct PersonLine: Codable, Sendable { var name, roles, accountLink, signOutLink: String }

/// Words that lead somewhere.
struct Link: Codable, Sendable {
    var label: String
    var link: String
}

/// What a save did; gone on the next page.
struct Notice: Codable, Sendable {
    var heading: String
    var text: String
}

/// Something to know before going on.
struct Warning: Codable, Sendable {
    var tone: String
    var heading: String
    var text: String
}

/// The heading of a page with what belongs to it.
struct PageHead: Codable, Sendable {
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
struct PageAction: Codable, Sendable {
    var label: String
    var link: String
    var isPrimary = false
}

/// A status in words; tone is good, steady, caution, stop, flag or idle.
struct Tag: Codable, Sendable, Equatable {
    var tone: String
    var text: String
}
