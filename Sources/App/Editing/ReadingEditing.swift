import HTTP
import Postgres

/// Recording a reading, and removing a mistaken one: by scrutiny, or by a lead officer whose team leads.
enum ReadingEditing {
    private static let all = "/plans/:plan/recommendations/:recommendation/measures/:measure/readings"
    static let routes: [Route] = [
        .get(all + "/new", .seeDrafts, new),
        .post(all, .seeDrafts, add),
        .get(all + "/:reading/removal", .seeDrafts, removal),
        .post(all + "/:reading/removal", .seeDrafts, remove),
    ]

    /// One measure with its readings, for somebody who may add to them.
    private struct Around {
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

        var sheet: Sheet {
            Sheet(
                kicker: "\(measure.title) · \(place.kicker)", heading: "New reading", path: path, back: place.back,
                save: "Record the reading"
            ) { ReadingForm.parts($0, measure, readings) }
        }
    }

    private static func new(_ visit: Visit) throws -> Response {
        try Around(visit).sheet.page(visit, ReadingForm.newFields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let around = try Around(visit)
        let form: ReadingForm
        do { form = try ReadingForm(visit.form, among: around.readings, today: visit.today) } catch {
            return try around.sheet.page(visit, visit.form, error)
        }
        try Reading.add(form, to: around.measure.id, in: around.place.plan.id, visit.db)
        return visit.redirect(to: around.place.path, saying: "The reading is recorded.")
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let around = try Around(visit)
        let id: Reading.ID = try visit.id("reading")
        guard let reading = around.readings.first(where: { $0.id == id }) else { throw Failure.notFound }
        let parts = around.readings.filter { $0.wholeID == id }
        return Removal(
            kicker: "\(around.measure.title) · \(around.place.kicker)", what: "this reading",
            things: [reading.line(around.measure.unit)] + parts.map { "Part of it: " + $0.line(around.measure.unit) },
            path: around.path + "/\(id)/removal", back: around.place.back)
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        try Reading.remove(visit.id("reading"), in: visit.db)
        return visit.redirect(to: removal.back.link, saying: "The reading is removed.", heading: "Removed")
    }
}
