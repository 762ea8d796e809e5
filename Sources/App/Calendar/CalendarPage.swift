import Mustache

/// Where the address of a calendar is made, renewed and ended.
struct CalendarPage: View {
    static let template = "calendar/calendar"
    let problems: ErrorSummary?
    let made: Made?
    let standing: String?
    let action, endAction, label: String
    let scope: RadioField

    /// Shown once.
    struct Made: Sendable { let address: String }

    init(_ form: FormBuilder, _ feed: CalendarFeed?, address: String? = nil, for visit: Visit) {
        problems = form.problems
        made = address.map(Made.init)
        let holds = feed?.isMine == true ? "what your teams lead" : "everything that you may see"
        standing = feed.map { "You have had an address since \($0.madeOn.longText). It gives \(holds)." }
        action = visit.link(Paths.calendar)
        endAction = visit.link(Paths.calendar + "/ending")
        label = feed == nil ? "Create link" : "Create a new link"
        scope = form.radios(
            "scope", "What to include", [("mine", "What my teams lead"), ("all", "Everything that I may see")],
            hint: feed == nil ? nil : "A new address takes the place of the one you have, which then gives nothing.")
    }
}
