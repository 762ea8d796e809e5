/// A council on this installation, as the command line sees it.
package struct Tenant: Codable, Sendable {
    package enum State: String, Codable, Sendable { case active, suspended }

    package let slug, name: String
    package let state: State
    /// Months from a plan's agreement to its first update, and between updates after that.
    package let firstUpdateMonths, repeatMonths: Int
    package let people, plans: Int

    /// What is wrong with a council's short name, as a sentence to act on.
    package static func problem(withSlug slug: String) -> String? {
        if Council.isSlug(slug) { return nil }
        return
            "A short name has 3 to 32 small letters, digits and hyphens, and begins with a letter, like stockton-on-tees"
    }
}
