import Mustache

/// A page of plain words, the same for every council.
struct HelpPage: View {
    /// One page of words and the name of its text.
    enum Topic { case help, accessibility, privacy }

    static let template = "home/words"
    let isHelp, isAccessibility, isPrivacy: Bool
    /// For those who set the council up.
    let startLink: String?

    init(_ topic: Topic, for visit: Visit) {
        startLink = visit.can(.changeWords) ? visit.link(Paths.start) : nil
        (isHelp, isAccessibility, isPrivacy) = (topic == .help, topic == .accessibility, topic == .privacy)
    }
}
