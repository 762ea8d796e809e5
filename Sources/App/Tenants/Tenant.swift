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
        let bytes = Array(slug.utf8)
        let isGood =
            (3...32).contains(bytes.count)
            && bytes.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
        let isLetterFirst = bytes.first.map { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0) } ?? false
        if isGood, isLetterFirst, bytes.last != UInt8(ascii: "-") { return nil }
        return
            "A short name has 3 to 32 small letters, digits and hyphens, and begins with a letter, like stockton-on-tees"
    }
}
