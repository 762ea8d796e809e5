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

    /// Those to come, or those that were held.
    struct Table: Sendable {
        let caption: String
        let rows: [Line]
    }

    /// One of them.
    struct Line: Sendable {
        let day, link, body: String
        let place: String?
        let agenda: String
        let late: String?
        let questions: String?
        let tags: [Tag]
    }

    init(_ coming: [MeetingLine], _ held: [MeetingLine], _ paging: Paging, bodies: [String], for visit: Visit) {
        let mayChange = visit.can(.changeMeetings)
        head = PageHead(
            heading: "Meetings", lead: "When scrutiny meets, what comes to it, and what it decided.",
            actions: mayChange
                ? [PageAction(label: "Add a meeting", link: visit.link(Paths.meetings + "/new"), isPrimary: true)] : [])
        let address = ListAddress(visit, path: Paths.meetings, names: ["body", "page"])
        var set = FilterSet(address)
        set.select("body", "Body", any: "Any body", bodies.map { ($0, $0) })
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
            Table(caption: "To come", rows: coming.map { Line($0, visit) }),
            Table(caption: "Held" + paging.titlePart, rows: held.map { Line($0, visit) }),
        ]
        list = Listing(
            filters: set.form, filtersSet: set.inForce, tables: tables.filter { !$0.rows.isEmpty },
            noMatch: isEmpty
                ? EmptyState(
                    heading: "This body has no meetings here", text: "Choose another body, or all of them.",
                    next: Link(label: "Show all meetings", link: set.clearLink)) : nil,
            pages: paging.pages(address),
            exports: Exports(of: address))
    }
}

extension MeetingList.Line {
    init(_ it: MeetingLine, _ visit: Visit) {
        let meeting = it.meeting
        day = meeting.heldOn.longText
        link = visit.link(Paths.meeting(meeting.id))
        body = meeting.body
        place = meeting.place.isEmpty ? nil : meeting.place
        let items = it.items == 0 ? "No items yet" : counted(it.items, "item", "items").sentenceCase
        agenda =
            meeting.state == .planned || it.items == 0
            ? items : it.decided == it.items ? "\(items), decided" : "\(items), \(counted(it.decided)) decided"
        late = meeting.state == .planned && meeting.heldOn < visit.today ? "Outcomes not recorded yet" : nil
        questions =
            it.questions == 0
            ? nil
            : counted(it.questions, "question", "questions").sentenceCase
                + (it.unanswered == 0 ? "" : ", \(counted(it.unanswered)) unanswered")
        tags = [meeting.state.tag]
    }
}
