import HTTP
import Mustache
import Postgres

/// Meetings of scrutiny bodies: their agendas before, their outcomes after.
enum MeetingPages: Feature {
    static let routes: [Route] =
        [
            .get("/meetings", .seeMeetings, list)
        ] + ItemEditing.routes + ProposalPages.routes + OutcomePages.routes + AgreementPages.routes
        + Route.files("/meetings", .seeMeetings, file)
    static let views: [any View.Type] = [MeetingList.self]
    static let registers: [any AnyRegister] = [Meeting.register, MemberQuestion.register]
    static let places = [Place("Meetings", Paths.meetings, .seeMeetings, rank: 40, in: .plans)]
    static let audited = [AuditedTable.meetingItems]
    static let found: [FoundKind] = [.agendaItems, .questions]

    private static func list(_ visit: Visit) throws -> Response {
        let body = visit.query("body"), asked = visit.query("page")
        var (coming, held, count, bodies) = try visit.db.all(
            MeetingLine.coming(of: body),
            MeetingLine.held(of: body, limit: Paging.size, offset: Paging.offset(asked: asked)),
            MeetingLine.heldCount(of: body), Meeting.meetingBodies)
        let paging = Paging(asked: asked, count: count ?? 0)
        if held.isEmpty, paging.count > 0 { held = try visit.db(MeetingLine.held(of: body, limit: Paging.size)) }
        let view = MeetingList(
            paging.number == 1 ? coming : [], held, paging, bodies: bodies, for: visit)
        return try visit.page(view, title: "Meetings" + paging.titlePart)
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let body = visit.query("body")
        let (coming, held) = try visit.db.all(MeetingLine.coming(of: body), MeetingLine.held(of: body, limit: nil))
        let list = ListExport<MeetingLine>(
            name: "meetings", key: "meetings",
            columns: [
                .init("Day", "day") { .day($0.meeting.heldOn) },
                .init("Body", "body") { .text($0.meeting.body) },
                .init("Place", "place") { .text($0.meeting.place) },
                .init("State", "state") { .text($0.meeting.state.rawValue) },
                .init("Items", "items") { .whole($0.items) },
                .init("Items with an outcome", "decided") { .whole($0.decided) },
                .init("Members’ questions", "questions") { .whole($0.questions) },
                .init("Without an answer", "unanswered") { .whole($0.unanswered) },
                .init("Address", "address") { .text(visit.address(Paths.meeting($0.meeting.id))) },
            ])
        return try list.answer(coming + held, as: format, for: visit)
    }
}
