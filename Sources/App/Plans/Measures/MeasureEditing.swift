import HTTP
import Postgres

/// Adding, changing and removing measures with their milestones.
enum MeasureEditing {
    private static let all = "/plans/:plan/recommendations/:recommendation/measures"
    static let routes: [Route] = [
        .get(all + "/new", .changePlans, new),
        .post(all, .changePlans, add),
        .get(all + "/:measure/edit", .changePlans, edit),
        .post(all + "/:measure", .changePlans, change),
        .get(all + "/:measure/removal", .changePlans, removal),
        .post(all + "/:measure/removal", .changePlans, remove),
    ]

    private static func sheet(_ place: RecommendationPlace, _ measure: Measure? = nil) -> RecordForm {
        let own = measure.map { Paths.measure($0.id, place.id, place.plan.id) }
        return RecordForm(
            kicker: (measure.map { "\($0.title) · " } ?? "") + place.kicker,
            heading: measure == nil ? "New measure" : "Edit the measure",
            path: own ?? Paths.measures(place.id, place.plan.id), back: place.back,
            save: measure == nil ? "Add the measure" : "Save",
            removal: own.map { Link(label: "Remove this measure", link: $0 + "/removal") }, parts: MeasureForm.parts)
    }

    private static func new(_ visit: Visit) throws -> Response {
        var fields = Fields()
        fields["unit"] = Unit.people.rawValue
        return try sheet(RecommendationPlace(visit)).page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        let place = try RecommendationPlace(visit)
        let form: MeasureForm
        do { form = try MeasureForm(visit.form) } catch { return try sheet(place).page(visit, visit.form, error) }
        try Measure.add(form, to: place.id, in: place.plan.id, visit.db)
        return visit.redirect(to: place.path, saying: "The measure is added.")
    }

    private static func found(_ visit: Visit, _ place: RecommendationPlace) throws -> (
        Measure, [MeasureForm.Target], LastSave?
    ) {
        let id: Measure.ID = try visit.id("measure")
        let (measure, milestones, last) = try visit.db.all(
            Measure.find(id, of: place.id, in: place.plan.id), MeasureForm.Target.all(of: id, in: place.plan.id),
            LastSave.of("measures", id, with: "milestones", naming: "measure_id"))
        guard let measure else { throw Failure.notFound }
        return (measure, milestones, last)
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let place = try RecommendationPlace(visit)
        let (measure, milestones, _) = try found(visit, place)
        return try sheet(place, measure).page(visit, MeasureForm.fields(measure, milestones))
    }

    private static func change(_ visit: Visit) throws -> Response {
        let place = try RecommendationPlace(visit)
        let (measure, _, _) = try found(visit, place)
        let form: MeasureForm
        do { form = try MeasureForm(visit.form) } catch {
            return try sheet(place, measure).page(visit, visit.form, error)
        }
        switch try Measure.change(measure.id, to: form, version: visit.version, in: place.plan.id, visit.db) {
        case .saved, .taken: return visit.redirect(to: place.path, saying: "The measure is saved.")
        case .stale:
            let (now, milestones, last) = try found(visit, place)
            return try sheet(place, now).stale(visit, theirs: MeasureForm.fields(now, milestones), by: last)
        }
    }

    private static func asked(_ visit: Visit) throws -> Removal {
        let place = try RecommendationPlace(visit)
        let (measure, milestones, _) = try found(visit, place)
        let readings = try visit.db.all(Reading.all(of: measure.id, in: place.plan.id))
        return Removal(
            kicker: "\(measure.title) · \(place.kicker)", what: "this measure",
            things: [
                "The measure “\(measure.title)”", countedIfAny(milestones.count, "milestone", "milestones"),
                countedIfAny(readings.count, "reading", "readings"),
            ].compactMap(\.self),
            path: Paths.measure(measure.id, place.id, place.plan.id) + "/removal", back: place.back)
    }

    private static func removal(_ visit: Visit) throws -> Response { try asked(visit).page(visit) }

    private static func remove(_ visit: Visit) throws -> Response {
        let removal = try asked(visit)
        try Measure.remove(visit.id("measure"), in: visit.db)
        return visit.redirect(to: removal.back.link, saying: "The measure is removed.", heading: "Removed")
    }
}
