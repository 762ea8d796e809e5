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

    /// Those that are ticked and still due, as far as the person has them in their list, and how many others are ticked.
    static func items(_ visit: Visit) throws -> (due: [DueItem], gone: Int) {
        try items(visit.form.all("rows"), visit)
    }

    /// Those of these rows that are still due, and how many are not.
    static func items(_ rows: [String], _ visit: Visit) throws -> (due: [DueItem], gone: Int) {
        let places = Set(rows.prefix(DueSearch.perPage).compactMap { UpdatePlace($0) })
        let due = places.isEmpty ? [] : try visit.db(DueItem.due(at: Array(places), for: visit))
        return (due, places.count - due.count)
    }

    /// Back to the list as it was filtered.
    static func nothing(_ gone: Int, _ visit: Visit) -> Response {
        let query = DueSearch.filters(visit).encoded(), path = Paths.due + (query.isEmpty ? "" : "?" + query)
        guard let gone = goneText(gone) else {
            return visit.redirect(
                to: path, saying: "Tick rows of the list first, then choose what to do with them.",
                heading: "No row is ticked")
        }
        return visit.redirect(to: path, saying: gone, heading: "Nothing of it is due")
    }

    static func goneText(_ gone: Int) -> String? {
        countedIfAny(gone, "row that you ticked is", "rows that you ticked are").map {
            "\($0.sentenceCase) no longer in your due list."
        }
    }

    /// On to the sheet of their plan, with these rows only.
    private static func openSheet(_ visit: Visit) throws -> Response {
        let (items, gone) = try items(visit)
        guard let first = items.first else { return nothing(gone, visit) }
        let own = items.filter { $0.planID == first.planID }, others = items.count - own.count
        let left = countedIfAny(others, "row that you ticked is", "rows that you ticked are").map {
            "\($0.sentenceCase) of another plan: open them from the due list afterwards."
        }
        let said = [left, goneText(gone)].compactMap(\.self).joined(separator: " ")
        return visit.redirect(
            to: Paths.updates(first.planID) + "?rows=\(own.map(\.key).joined(separator: ","))#sheet",
            saying: said.isEmpty ? nil : said, heading: left == nil ? "No longer due" : "One plan at a time")
    }

    private static func addToAgenda(_ visit: Visit) throws -> Response {
        let (items, gone) = try items(visit)
        guard !items.isEmpty else { return nothing(gone, visit) }
        guard let id = Meeting.ID(visit.form["meeting"]), try visit.db(Meeting.holdPlanned(id)) == true else {
            throw Failure.conflict("This meeting is no longer planned. Go back and choose another.")
        }
        let added = try items.count { try $0.add(to: id, in: visit.db) }, before = items.count - added
        let sentences = [
            countedIfAny(added, "item is on the agenda now.", "items are on the agenda now."),
            countedIfAny(before, "was on it already.", "were on it already."), goneText(gone),
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
            "\(DueSearch.scope(visit)) AND (\(.join(wanted, " OR ")))", by: order, limit: places.count,
            isMine: DueSearch.isMine(visit),
            on: visit.today)
    }

    /// As an agenda says it.
    private var agendaWords: String {
        let place = part.isEmpty ? number : "\(number) (\(part))"
        return String("\(owed): recommendation \(place), \(planTitle)".prefix(1_000))
    }

    /// False where the agenda has it already; any update of a recommendation is what the recommendation owes.
    fileprivate func add(to meeting: Meeting.ID, in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            INSERT INTO meeting_items (meeting_id, position, kind, words, plan_id, recommendation_id, action_id)
            SELECT \(meeting), \(MeetingItem.nextPosition(in: meeting)), 'report', \(agendaWords), \(planID), \(recommendationID), \(actionID)
             WHERE NOT EXISTS (SELECT FROM meeting_items i
                    WHERE i.meeting_id = \(meeting) AND i.recommendation_id = \(recommendationID)
                      AND (i.kind IN ('report', 'update') AND i.action_id IS NOT DISTINCT FROM \(actionID)
                           OR i.kind = 'update' AND \(actionID)::bigint IS NULL))
            ON CONFLICT DO NOTHING
            """) == 1
    }
}
