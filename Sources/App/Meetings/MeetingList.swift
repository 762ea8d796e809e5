import Mustache

/// The meetings: those to come first, then those that were held.
struct MeetingList: View {
    static let template = "meetings/list"
    let head: PageHead
    let nothing: EmptyState?
    let list: Listing?

    /// What stands beside and under the filter.
    struct Listing: Sendable {
        let filters: Filters
        let filtersSet: FiltersSet?
        let tables: [Table]
        let noMatch: EmptyState?
        let pages: Pages?
        let exports: Exports
    }

    init(_ coming: [MeetingLine], _ held: [MeetingLine], _ paging: Paging, bodies: [String], for visit: Visit) {
        let mayChange = visit.can(.changeMeetings)
        head = PageHead(
            heading: "Meetings", lead: "When scrutiny meets, what comes to it, and what it decided.",
            actions: mayChange
                ? [PageAction(label: "Add a meeting", link: visit.link(Paths.meetings + "/new"), isPrimary: true)] : [])
        let address = ListAddress(visit, path: Paths.meetings, names: ["body", "page"])
        var set = FilterSet(address)
        set.select("body", "Committee", any: "All committees", bodies.map { ($0, $0) })
        let isEmpty = coming.isEmpty && held.isEmpty
        guard !isEmpty || set.inForce != nil else {
            list = nil
            nothing = EmptyState(
                heading: "No meetings yet",
                text: mayChange
                    ? "Add the next one: what is due for it can then be put on its agenda, and afterwards what members decided is recorded there."
                    : "Once the scrutiny team adds a meeting, its agenda and its outcomes appear here.",
                next: mayChange ? Link(label: "Add a meeting", link: visit.link(Paths.meetings + "/new")) : nil)
            return
        }
        nothing = nil
        let tables = [
            Table("Upcoming", coming, for: visit), Table("Held" + paging.titlePart, held, for: visit),
        ]
        list = Listing(
            filters: set.form, filtersSet: set.inForce, tables: tables.filter { !$0.rows.isEmpty },
            noMatch: isEmpty
                ? EmptyState(
                    heading: "This committee has no meetings here", text: "Choose another, or all of them.",
                    next: Link(label: "Show all meetings", link: set.clearLink)) : nil,
            pages: paging.pages(address),
            exports: Exports(of: address))
    }
}

extension Table {
    /// Meetings to come, or those that were held.
    fileprivate init(_ caption: String, _ meetings: [MeetingLine], for visit: Visit) {
        self.init(
            caption: caption, isCaptionShown: true, style: "app-meetings",
            heads: ["Day", "Committee", "Agenda", "Members’ questions", "State"].map { SortHead(label: $0) },
            rows: meetings.map { ListRow($0, visit) })
    }
}

extension ListRow {
    fileprivate init(_ it: MeetingLine, _ visit: Visit) {
        let meeting = it.meeting
        var body = ListCell("Committee", meeting.body)
        body.below = meeting.place.isEmpty ? nil : Below(quiet: meeting.place)
        var state = ListCell("State", .tags([meeting.state.tag], file: ""), for: visit)
        state.late = meeting.state == .planned && meeting.heldOn < visit.today ? "Outcomes not recorded yet" : nil
        self.init(
            name: meeting.heldOn.longText, link: visit.link(Paths.meeting(meeting.id)), after: ", \(meeting.body)",
            cells: [
                body, ListCell("Agenda", it.agenda),
                ListCell("Questions", .text(it.asked ?? "", absent: "None"), for: visit), state,
            ])
    }
}

extension MeetingLine {
    fileprivate var agenda: String {
        let all = items == 0 ? "No items yet" : counted(items, "item", "items").sentenceCase
        if meeting.state == .planned || items == 0 { return all }
        return decided == items ? "\(all), decided" : "\(all), \(counted(decided)) decided"
    }

    fileprivate var asked: String? {
        countedIfAny(questions, "question", "questions").map {
            $0.sentenceCase + (unanswered == 0 ? "" : ", \(counted(unanswered)) unanswered")
        }
    }
}
