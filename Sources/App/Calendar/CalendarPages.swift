import Formats
import HTTP
import Mustache
import Postgres

/// A person's calendar: the page where its secret address is made, renewed and ended, and the calendar itself.
enum CalendarPages: Feature {
    static let audited = [
        AuditedTable("calendar_feeds", "Calendar address", group: "Signing in and out") { $0.numberedBy = "people" }
    ]
    static let routes: [Route] = [
        .get("/calendar", .seePlans, show),
        .post("/calendar", .seePlans, make),
        .post("/calendar/ending", .seePlans, end),
        .get("/calendar/:token", .anyone, feed),
        .get("/plans/:plan/recommendations/:recommendation/dates.ics", .seePlans, dates),
    ]
    static let views: [any View.Type] = [CalendarPage.self]

    private static func show(_ visit: Visit) throws -> Response {
        var fields = Fields()
        let feed = try visit.db(CalendarFeed.mine)
        fields["scope"] = (feed?.isMine ?? visit.can(.updateLed)) ? "mine" : "all"
        return try visit.page(CalendarPage(FormBuilder(fields), feed, for: visit), title: "Calendar")
    }

    /// The address is on this answer and nowhere else: only its hash is kept.
    private static func make(_ visit: Visit) throws -> Response {
        let isChosen = ["mine", "all"].contains(visit.form["scope"])
        guard isChosen, !visit.form.isHeld else {
            let mistakes = isChosen ? Mistakes() : Mistakes("scope", "Choose what the calendar holds")
            let form = FormBuilder(visit.form, mistakes)
            let view = try CalendarPage(form, visit.db(CalendarFeed.mine), for: visit)
            return try visit.page(view, title: form.title("Calendar"), status: .unprocessableContent)
        }
        let token = Token()
        try visit.db.run("SELECT app.make_my_feed(\(token.hash), \(visit.form["scope"] == "mine"))")
        let address = visit.address(Paths.calendar + "/\(token.cookie).ics")
        let view = try CalendarPage(FormBuilder(visit.form), visit.db(CalendarFeed.mine), address: address, for: visit)
        return try visit.page(view, title: "Your calendar’s address")
    }

    private static func end(_ visit: Visit) throws -> Response {
        guard try visit.db.value("SELECT app.end_my_feed()") == true else { throw Failure.notFound }
        return visit.redirect(
            to: Paths.calendar, saying: "The address is no longer there. Calendars that use it find nothing.",
            heading: "Ended")
    }

    /// For whoever has the address, as far as its person may see plans now.
    private static func feed(_ visit: Visit) throws -> Response {
        let name = visit.word("token")
        guard name.hasSuffix(".ics"), let token = Token(cookie: String(name.dropLast(4))),
            let isMine: Bool = try visit.db.value("SELECT is_mine FROM app.open_feed(\(token.hash))")
        else { throw Failure.notFound }
        var response = try file(DatedThing.all(visit.site.features.dated, isMine: isMine), visit)
        let tag = "\"" + Secret.text(Array(Secret.sha256(response.body).prefix(12))) + "\""
        response.headers.set("ETag", tag)
        response.headers.set("Cache-Control", "private, no-cache")
        response.headers.set("Content-Disposition", "inline; filename=\"waymark.ics\"")
        if visit.request.holds(tag) {
            (response.status, response.body) = (.notModified, [])
        }
        return response
    }

    /// The days of one recommendation, to put into a calendar once.
    private static func dates(_ visit: Visit) throws -> Response {
        let (plan, id): (Plan.ID, Recommendation.ID) = try (visit.id("plan"), visit.id("recommendation"))
        guard try visit.db(Recommendation.find(id, of: plan)) != nil else { throw Failure.notFound }
        var response = try file(DatedThing.all(visit.site.features.dated, of: id.value), visit)
        response.headers.set("Content-Disposition", "attachment; filename=\"recommendation-\(id).ics\"")
        return response
    }

    private static func file(_ things: Query<[DatedThing]>, _ visit: Visit) throws -> Response {
        let host = visit.origin.split(separator: "/").last?.split(separator: ":").first ?? "waymark"
        let found = try visit.db(things)
        let stands = try visit.db(NumberedStand.all(of: Set(found.compactMap(\.recommendationID)).map { ID($0) }))
        let byID = Dictionary(uniqueKeysWithValues: stands.map { ($0.id.value, $0.stand) })
        let events = found.map { thing in
            let stand = thing.recommendationID.flatMap { byID[$0] ?? nil }.map { "\($0.text).\n" } ?? ""
            let kind = visit.site.features.dated[thing.kind]
            let address = visit.address(kind.path(thing))
            let about = thing.day.precision == .day ? "" : "By the end of \(thing.day.text).\n"
            return ICalendar.Event(
                uid: "\(kind.name)-\(thing.id)@\(visit.council.slug).\(host)", first: thing.day.lastDay,
                last: thing.day.lastDay, summary: kind.summary(thing),
                description: about + stand + "Open it in Waymark: \(address)",
                address: address)
        }
        let calendar = ICalendar(name: "Waymark, \(visit.council.name)", stamp: visit.today, events: events)
        return Response(headers: ["Content-Type": ICalendar.mediaType], body: calendar.bytes)
    }
}

extension Paths {
    static let calendar = "/calendar"

    static func dates(_ recommendation: Recommendation.ID, _ plan: Plan.ID) -> String {
        Self.recommendation(recommendation, plan) + "/dates.ics"
    }
}

/// The address that a person has, as far as it can still be told.
struct CalendarFeed: RowDecodable {
    let isMine: Bool
    let madeOn: Day

    init(row: Row) throws(PostgresError) {
        isMine = try row["is_mine"]
        madeOn = try row["made_on"]
    }

    static var mine: Query<CalendarFeed?> {
        .first("SELECT is_mine, (made_at AT TIME ZONE 'Europe/London')::date AS made_on FROM app.my_feed()")
    }
}
