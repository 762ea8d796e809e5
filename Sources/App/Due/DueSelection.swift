import HTTP
import Postgres

/// What is done with several rows of the due list at once.
enum DueSelection {
    static let sheetPath = Paths.due + "/sheet"
    static let agendaPath = Paths.due + "/agenda"
    static let routes: [Route] = [
        .post(sheetPath, .seeDrafts, openSheet),
        .post(agendaPath, .changeMeetings, addToAgenda),
    ]

    /// Those that are ticked and still due, as far as the person has them in their list.
    static func items(_ visit: Visit) throws -> [DueItem] { try items(visit.form.all("rows"), visit) }

    /// Those of these rows that are still due.
    static func items(_ rows: [String], _ visit: Visit) throws -> [DueItem] {
        let places = rows.prefix(DueSearch.perPage).compactMap { UpdatePlace($0) }
        return places.isEmpty ? [] : try visit.db(DueItem.due(at: places, for: visit))
    }

    static func nothing(_ visit: Visit) -> Response {
        visit.redirect(
            to: Paths.due, saying: "Tick rows of the list first, then choose what to do with them.",
            heading: "No row is ticked")
    }

    /// On to the sheet of their plan, with these rows only.
    private static func openSheet(_ visit: Visit) throws -> Response {
        let items = try items(visit)
        guard let first = items.first else { return nothing(visit) }
        let own = items.filter { $0.planID == first.planID }, others = items.count - own.count
        let left = countedIfAny(others, "row that you ticked is", "rows that you ticked are").map {
            "\($0.sentenceCase) of another plan: open them from the due list afterwards."
        }
        return visit.redirect(
            to: Paths.updates(first.planID) + "?rows=\(own.map(\.key).joined(separator: ","))#sheet", saying: left,
            heading: "One plan at a time")
    }

    private static func addToAgenda(_ visit: Visit) throws -> Response {
        let items = try items(visit)
        guard !items.isEmpty else { return nothing(visit) }
        guard let id = Meeting.ID(visit.form["meeting"]), let meeting = try visit.db(Meeting.find(id)),
            meeting.state == .planned
        else {
            throw Failure.conflict("This meeting is no longer planned. Go back and choose another.")
        }
        let added = try items.count { try $0.add(to: id, in: visit.db) }, before = items.count - added
        let sentences = [
            countedIfAny(added, "item is on the agenda now.", "items are on the agenda now."),
            countedIfAny(before, "was on it already.", "were on it already."),
        ].compactMap { $0?.sentenceCase }
        return visit.redirect(
            to: Paths.meeting(id), saying: sentences.joined(separator: " "), heading: "Agenda")
    }
}

extension DueItem {
    /// What is due at these places.
    static func due(at places: [UpdatePlace], for visit: Visit) -> Query<[DueItem]> {
        let wanted = places.map { place -> SQL in
            "(x.recommendation_id = \(place.recommendationID) AND x.action_id IS NOT DISTINCT FROM \(place.actionID))"
        }
        return all(
            "\(DueSearch.scope(visit)) AND (\(.join(wanted, " OR ")))", by: order, limit: places.count, on: visit.today)
    }

    /// As an agenda says it.
    private var agendaWords: String {
        let place = part.isEmpty ? number : "\(number) (\(part))"
        return String("\(owed): recommendation \(place), \(planTitle)".prefix(1_000))
    }

    /// False where the agenda has it already.
    fileprivate func add(to meeting: Meeting.ID, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, action_id)
            SELECT \(meeting), \(MeetingItem.nextPosition(in: meeting)), 'report', \(agendaWords), \(planID), \(recommendationID), \(actionID)
             WHERE NOT EXISTS (SELECT FROM meeting_items i
                    WHERE i.meeting_id = \(meeting) AND i.recommendation_id = \(recommendationID)
                      AND i.action_id IS NOT DISTINCT FROM \(actionID) AND i.kind IN ('report', 'update'))
            ON CONFLICT DO NOTHING
            """) == 1
    }
}
