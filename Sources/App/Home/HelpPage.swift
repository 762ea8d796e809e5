import HTTP
import Mustache
import Postgres

/// How Waymark is used, in the council’s own words: its status words with what each asks for, and its committees.
struct HelpPage: View {
    static let template = "home/help"
    /// For those who set the council up.
    let startLink: String?
    let hasStatuses: Bool
    let statuses: [String]
    let committees: String?

    static func answer(_ visit: Visit) throws -> Response {
        var words: [StatusWord] = [], bodies: [String] = []
        if visit.can(.seePlans) {
            (words, bodies) = try visit.db.all(StatusWord.all, Meeting.bodies)
        }
        let statuses = sentences(words.filter { !$0.isRetired })
        let page = HelpPage(
            startLink: visit.can(.changeWords) ? visit.link(Paths.start) : nil, hasStatuses: !statuses.isEmpty,
            statuses: statuses,
            committees: bodies.isEmpty ? nil : bodies.listed)
        return try visit.page(page, title: "Help")
    }

    /// What each word asks for; those that ask for nothing are named with what they count as.
    static func sentences(_ words: [StatusWord]) -> [String] {
        words.map { word in
            let name = "“\(word.words)” "
            if word.tone == .achieved {
                return name
                    + "is proposed by officers and confirmed by members, with the date of the meeting and the minute number. Only then is the recommendation closed."
            }
            let limit = word.tone == .onTrack ? "is only for what is not yet past its date" : nil
            let asks =
                word.needsNewDate
                ? "asks for a new date, a reason and an explanation" : word.needsWords ? "asks for an explanation" : nil
            let parts = [limit, asks].compactMap(\.self)
            return name + (parts.isEmpty ? "counts as: \(word.tone.label.lowercased())" : parts.listed) + "."
        }
    }
}
