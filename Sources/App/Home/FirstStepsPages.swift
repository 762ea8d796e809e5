import HTTP
import Mustache
import Postgres

/// The checklist with which a council’s scrutiny officers and administrators begin.
enum FirstStepsPages: Feature {
    static let routes: [Route] = [
        .get(Paths.start, .changeWords, show),
        .post(Paths.start + "/status-words", .changeWords, addWord),
    ]
    static let views: [any View.Type] = [FirstStepsView.self]

    /// Whose day would begin with the due list begins here until there is something to be due.
    static func isHome(_ visit: Visit) throws -> Bool {
        guard visit.can(.changeWords), visit.home?.path == Paths.due else { return false }
        return try FirstSteps(visit).isHome
    }

    private static func show(_ visit: Visit) throws -> Response {
        try visit.page(FirstStepsView(FirstSteps(visit), for: visit), title: "First steps")
    }

    /// A word for what the council could not say until now, by one press.
    private static func addWord(_ visit: Visit) throws -> Response {
        guard let kind = StatusWordGap.Kind(rawValue: visit.form["to"]) else {
            throw Failure.badRequest("Choose one of the words that are offered.")
        }
        let words = try visit.db(StatusWord.all)
        guard let gap = StatusWordGap.all(among: words).first(where: { $0.kind == kind }) else {
            return visit.redirect(
                to: Paths.start, saying: "There is a status word for “\(kind.label)” already.",
                heading: "Nothing to add")
        }
        guard let offer = gap.offer else {
            throw Failure.conflict(
                "That word means something else in your council. Add another under Settings, Status words.")
        }
        // Best first: what is achieved before the others, all else behind them.
        let id = try Vocabulary.insert(
            offer, kind.tone, position: kind == .achieved ? 0 : words.count + 1, in: visit.db)
        try visit.db.run(
            "UPDATE assessments SET is_retired = false, version = version + 1 WHERE id = \(id) AND is_retired")
        return visit.redirect(
            to: Paths.start,
            saying: "“\(offer)” can be chosen from now on. It counts as \(kind.tone.label.lowercased()).",
            heading: "Added")
    }
}

/// The checklist: what is left for whoever looks, what is left for others, what is done.
struct FirstStepsView: View {
    static let template = "home/start"
    let head: PageHead
    let mine: Group?
    let others: Group?
    let done: Done?

    /// Steps that are left.
    struct Group: Sendable {
        let heading: String
        let steps: [StepLine]
    }

    /// One of them.
    struct StepLine: Sendable {
        let number, heading: String
        /// Others who do it.
        let who: String?
        let text: String
        /// Nothing can be done about it yet.
        let isWaiting: Bool
        let next: Link?
        let offers: Offers?
    }

    /// Words to add by one press.
    struct Offers: Sendable {
        let action: String
        let words: [KeptValue]
    }

    /// Steps that are done, each in a line.
    struct Done: Sendable {
        let heading: String
        let lines: [DoneLine]
    }

    /// What was done, and where it is.
    struct DoneLine: Sendable {
        let label, text: String
        let link: String?
    }

    init(_ steps: FirstSteps, for visit: Visit) {
        let left = steps.left, all = FirstSteps.Step.allCases.count, done = all - left.count
        let heading =
            switch left.count {
            case 0: "Ready for your first meeting"
            case 1: "One step left to your first meeting"
            default: "\(counted(left.count).sentenceCase) steps to your first meeting"
            }
        head = PageHead(
            heading: steps.isOver ? "First steps" : heading,
            lead:
                "\(done == 0 ? "None" : counted(done).sentenceCase) of the \(counted(all)) \(done < 2 ? "is" : "are") done. Each is ticked by what is recorded, so you can stop anywhere and come back.",
            actions: [PageAction(label: "Go to the due list", link: visit.link(Paths.due), isPrimary: left.isEmpty)])
        func lines(_ some: [FirstSteps.Step]) -> [StepLine] { some.map { steps.line($0, for: visit) } }
        let own = left.filter { visit.can($0.ability) }, rest = left.filter { !visit.can($0.ability) }
        mine = own.isEmpty ? nil : Group(heading: "For you", steps: lines(own))
        others =
            rest.isEmpty
            ? nil
            : Group(
                heading: own.isEmpty && !left.isEmpty ? "For others; nothing is left for you" : "For others",
                steps: lines(rest))
        self.done =
            done == 0
            ? nil
            : Done(
                heading: "Done",
                lines: FirstSteps.Step.allCases.filter { steps.isDone($0) }.map { steps.doneLine($0, for: visit) })
    }
}
