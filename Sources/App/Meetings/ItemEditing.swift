import HTTP
import Postgres

/// Adding, changing, moving and removing items of an agenda.
enum ItemEditing {
    private static let all = "/meetings/:meeting/items"
    static let routes: [Route] = [
        .get(all + "/new", .changeMeetings, new),
        .post(all, .changeMeetings, add),
        .get(all + "/:item/edit", .changeMeetings, edit),
        .post(all + "/:item", .changeMeetings, change),
        .post(all + "/:item/place", .changeMeetings, move),
        .get(all + "/:item/removal", .changeMeetings, removal),
        .post(all + "/:item/removal", .changeMeetings, remove),
    ]

    /// A meeting's agenda, and what its items may be about.
    private struct Loaded {
        let meeting: Meeting
        let items: [MeetingItem]
        let subjects: [AgendaSubject]

        init(_ visit: Visit) throws {
            let id: Meeting.ID = try visit.id("meeting")
            let (meeting, items, subjects) = try visit.db.all(
                Meeting.find(id), MeetingItem.all(of: id), AgendaSubject.all(at: id))
            guard let meeting else { throw Failure.notFound }
            (self.meeting, self.items, self.subjects) = (meeting, items, subjects)
        }

        var path: String { Paths.meeting(meeting.id) }

        func item(_ visit: Visit) throws(Failure) -> MeetingItem {
            let id: MeetingItem.ID = try visit.id("item")
            guard let item = items.first(where: { $0.id == id }) else { throw .notFound }
            return item
        }

        func place(_ item: MeetingItem) -> Int { (items.firstIndex { $0.id == item.id } ?? 0) + 1 }

        func fields(_ item: MeetingItem) -> Fields { ItemForm.fields(item, place: place(item)) }

        func sheet(_ item: MeetingItem? = nil) -> RecordForm {
            let own = item.map { Paths.item($0.id, of: meeting.id) }
            return RecordForm(
                kicker: meeting.name, heading: item == nil ? "New item" : "Edit the item",
                path: own ?? path + "/items",
                back: Link(label: "Meeting", link: path), save: item == nil ? "Add the item" : "Save",
                removal: own.map { Link(label: "Remove this item", link: $0 + "/removal") }
            ) { ItemForm.parts($0, of: item, among: subjects, count: items.count) }
        }
    }

    private static func new(_ visit: Visit) throws -> Response {
        var fields = Fields()
        fields["kind"] = MeetingItem.Kind.paper.rawValue
        return try Loaded(visit).sheet().page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let form: ItemForm
        do { form = try ItemForm(visit.form, among: loaded.subjects, count: loaded.items.count) } catch {
            return try loaded.sheet().page(visit, visit.form, error)
        }
        try MeetingItem.add(form, to: loaded.meeting.id, in: visit.db)
        return visit.redirect(to: loaded.path, saying: "The item is on the agenda.")
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit), item = try loaded.item(visit)
        return try loaded.sheet(item).page(visit, loaded.fields(item))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit), item = try loaded.item(visit)
        let form: ItemForm
        do { form = try ItemForm(visit.form, of: item, among: loaded.subjects, count: loaded.items.count) } catch {
            return try loaded.sheet(item).page(visit, visit.form, error)
        }
        switch try MeetingItem.change(item, to: form, version: visit.version, in: visit.db) {
        case .saved, .taken: return visit.redirect(to: loaded.path, saying: "The item is saved.")
        case .stale:
            let now = try Loaded(visit), theirs = try now.item(visit)
            let last = try visit.db(LastSave.of("meeting_items", item.id))
            return try now.sheet(theirs).stale(visit, theirs: now.fields(theirs), by: last)
        }
    }

    /// One place up or down from where it was seen.
    private static func move(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit), item = try loaded.item(visit)
        guard visit.form["at"] == String(loaded.place(item)) else {
            let last = try visit.db(
                LastSave.of("meetings", loaded.meeting.id, with: [("meeting_items", "meeting_id")]))
            return visit.redirect(to: loaded.path, changedBy: last, "the order of the agenda")
        }
        let place = loaded.place(item) + (visit.form["way"] == "up" ? -1 : 1)
        if 1...loaded.items.count ~= place {
            try MeetingItem.move(item.id, of: loaded.meeting.id, to: place, in: visit.db)
        }
        return visit.redirect(to: loaded.path + "#item-\(item.id)")
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let loaded = try Loaded(visit), item = try loaded.item(visit)
        let decided = item.outcome == .confirmed || item.outcome == .notConfirmed
        return Removal(
            kicker: loaded.meeting.name, what: "this item", things: ["“\(item.words)”"],
            refusal: decided ? "Members decided about this update, and what they decided is kept." : nil,
            path: Paths.item(item.id, of: loaded.meeting.id) + "/removal",
            back: Link(label: "Meeting", link: loaded.path),
            seen: (item.version, LastSave.of("meeting_items", item.id)))
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        if let answer = try removal.obstacle(visit) { return answer }
        guard try MeetingItem.remove(visit.id("item"), version: visit.version, in: visit.db) else {
            return try asked(visit).clash(visit)
        }
        return visit.redirect(to: removal.back.link, saying: "The item is off the agenda.", heading: "Removed")
    }
}
