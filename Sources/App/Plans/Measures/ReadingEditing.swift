import HTTP
import Postgres

/// Recording a reading, putting it right, and removing a mistaken one: by scrutiny, or by a lead officer whose team leads.
enum ReadingEditing {
    private static let all = "/plans/:plan/recommendations/:recommendation/measures/:measure/readings"
    static let routes: [Route] = [
        .get(all + "/new", .seeDrafts, new),
        .post(all, .seeDrafts, add),
        .get(all + "/:reading/edit", .seeDrafts, edit),
        .post(all + "/:reading", .seeDrafts, change),
        .get(all + "/:reading/removal", .seeDrafts, removal),
        .post(all + "/:reading/removal", .seeDrafts, remove),
    ]

    /// One measure with its readings, for somebody who may add to them.
    private struct Loaded {
        let place: RecommendationPlace
        let measure: Measure
        let readings: [Reading]

        init(_ visit: Visit) throws {
            place = try RecommendationPlace(visit)
            let id: Measure.ID = try visit.id("measure")
            let (measure, readings, leads) = try visit.db.all(
                Measure.find(id, of: place.id, in: place.plan.id), Reading.all(of: id, in: place.plan.id),
                Query<Bool?>.value("SELECT app.leads_recommendation(\(place.id))"))
            guard let measure else { throw Failure.notFound }
            guard visit.can(.changePlans) || visit.can(.updateLed) && leads == true else { throw Failure.forbidden }
            (self.measure, self.readings) = (measure, readings)
        }

        var path: String { Paths.readings(measure.id, place.id, place.plan.id) }

        /// The one whose number is in the path.
        func reading(_ visit: Visit) throws(Failure) -> Reading {
            let id: Reading.ID = try visit.id("reading")
            guard let reading = readings.first(where: { $0.id == id }) else { throw .notFound }
            return reading
        }

        func sheet(_ reading: Reading? = nil) -> RecordForm {
            let own = reading.map { "\(path)/\($0.id)" }
            return RecordForm(
                kicker: "\(measure.title) · \(place.kicker)",
                heading: reading == nil ? "New reading" : "Change the reading",
                lead: reading == nil
                    ? nil
                    : "Updates that were submitted keep the number that they stood on. The history keeps this one.",
                path: own ?? path, back: place.back, save: reading == nil ? "Record the reading" : "Save",
                removal: own.map { Link(label: "Remove this reading", link: $0 + "/removal") }
            ) { ReadingForm.parts($0, measure, readings.filter { $0.id != reading?.id }) }
        }
    }

    private static func new(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let whole = loaded.readings.first { "\($0.id)" == visit.query("whole") && $0.wholeID == nil }
        return try loaded.sheet().page(visit, ReadingForm.newFields(partOf: whole))
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit), reading = try loaded.reading(visit)
        let version = try visit.db(Reading.version(of: reading.id)) ?? 0
        return try loaded.sheet(reading).page(visit, ReadingForm.fields(of: reading, version: version))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit), reading = try loaded.reading(visit)
        let form: ReadingForm
        do {
            form = try ReadingForm(visit.form, among: loaded.readings, changing: reading, today: visit.today)
        } catch {
            return try loaded.sheet(reading).page(visit, visit.form, error)
        }
        if try Reading.change(reading.id, to: form, version: visit.version, in: visit.db) == .saved {
            return visit.redirect(to: loaded.place.path, saying: "The reading is saved.")
        }
        let now = try Loaded(visit), theirs = try now.reading(visit)
        let (version, last) = try visit.db.all(Reading.version(of: theirs.id), LastSave.of("readings", theirs.id))
        return try now.sheet(theirs).stale(
            visit, theirs: ReadingForm.fields(of: theirs, version: version ?? 0), by: last)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let loaded = try Loaded(visit)
        let form: ReadingForm
        do { form = try ReadingForm(visit.form, among: loaded.readings, today: visit.today) } catch {
            return try loaded.sheet().page(visit, visit.form, error)
        }
        try Reading.add(form, to: loaded.measure.id, in: loaded.place.plan.id, visit.db)
        return visit.redirect(to: loaded.place.path, saying: "The reading is recorded.")
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let loaded = try Loaded(visit)
        let reading = try loaded.reading(visit)
        let parts = loaded.readings.filter { $0.wholeID == reading.id }
        return Removal(
            kicker: "\(loaded.measure.title) · \(loaded.place.kicker)", what: "this reading",
            things: [reading.line(loaded.measure.unit)] + parts.map { "Part of it: " + $0.line(loaded.measure.unit) },
            path: loaded.path + "/\(reading.id)/removal", back: loaded.place.back)
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        try Reading.remove(visit.id("reading"), in: visit.db)
        return visit.redirect(to: removal.back.link, saying: "The reading is removed.", heading: "Removed")
    }
}
