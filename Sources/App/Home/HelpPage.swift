import Mustache

/// A page of plain words, the same for every council.
struct HelpPage: View {
    /// One page of words and the name of its text.
    enum Topic { case help, accessibility, privacy }

    static let template = "home/words"
    let isHelp, isAccessibility, isPrivacy: Bool

    init(_ topic: Topic) {
        (isHelp, isAccessibility, isPrivacy) = (topic == .help, topic == .accessibility, topic == .privacy)
    }
}
