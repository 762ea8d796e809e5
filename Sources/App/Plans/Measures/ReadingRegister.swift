import PlanReader
import Postgres

extension Reading {
    /// The measure, what was read of it, and the reading that a new one is to be part of.
    struct Choices: Sendable {
        let measure: Measure
        let readings: [Reading]
        let whole: Reading?

        func parts(of reading: Reading?) -> [Reading] {
            readings.filter { reading != nil && $0.wholeID == reading?.id }
        }

        func wholes(besides reading: Reading?) -> [(value: String, text: String)] {
            readings.filter { $0.wholeID == nil && $0.id != reading?.id }.map {
                ($0.id.description, $0.line(measure.unit))
            }
        }
    }

    static func choices(_ visit: Visit, at home: Home, for reading: Reading?) throws -> Choices {
        let (measure, readings) = try visit.db.all(Measure.find(visit.id("measure"), at: .council), all(at: home))
        guard let measure else { throw Failure.notFound }
        let whole = readings.first { "\($0.id)" == visit.query("whole") && $0.wholeID == nil }
        return Choices(measure: measure, readings: readings, whole: whole)
    }

    /// A part begins with the day of its whole.
    static func begin(_ context: FormContext<Reading>) -> Reading {
        var reading = Reading()
        guard let whole = context.choices.whole else { return reading }
        (reading.wholeID, reading.isProjected) = (whole.id, whole.isProjected)
        (reading.source, reading.asOf) = (whole.source, whole.asOf)
        return reading
    }

    static let fields: [Field<Reading>] = [
        .choice(
            \.qualifier, "qualifier", "qualifier", "How exact", or: "Choose how exact the number is", radios: false),
        .number(
            \.value, "value", "value", "Number", or: "Enter the number; leave the reading out when it is not known"
        ).asking { form, context in
            let unit = context.choices.measure.unit
            var value = form.text("value", "Number of \(unit.label)", width: "10", inputMode: "decimal")
            if unit == .gbp { value.prefix = "£" }
            return .text(value)
        },
        .whole(
            \.breadth, "breadth", "breadth", "Spread over how many", 1...1_000_000,
            hint: "Such as areas, when the milestone asks for it.",
            or: "Spread over how many: enter a whole number, such as 4"),
        .approximateDay(
            \.asOf, "as_of", ("as_of", "as_of_precision"), "As of",
            hint: "The day it was counted on, not the day of the paper. The month and year are enough.",
            or: "Enter the day or month that the number is of"),
        projected,
        part,
        .text(
            \.subset, "subset", "subset", "Which of them", PlanLimit.subset.range,
            hint: "Needed when it is a part: “secured apprenticeships”. No names of young people."
        ).neededAtTimes().under("More about it"),
        .text(\.source, "source", "source", "Source", PlanLimit.source.range, hint: "Where the number is from."),
        .area(
            \.caveat, "caveat", "caveat", "Caveat", PlanLimit.caveat.range,
            hint: "What a reader has to know. No names of young people.", rows: 2),
    ]

    private static var part: Field<Reading> {
        let field = Field<Reading>.reference(
            \.wholeID, "whole", "whole_id", "Part of another reading", to: "readings",
            none: "Not part of another figure",
            optional: true, or: "Choose a reading of this measure"
        ) { $0.choices.wholes(besides: $0.existing) }
        var asked = field.asking { form, context in
            context.choices.wholes(besides: context.existing).isEmpty ? nil : field.question(form, context)
        }
        asked.read = { check, reading, context in
            if !check.fields["whole"].isEmpty, !context.choices.parts(of: context.existing).isEmpty {
                check.mistake("whole", "Leave it standing for itself: it has parts of its own")
            }
            field.read(&check, &reading, context)
        }
        return asked
    }

    private static let projected = Field<Reading>(
        name: "projected", label: "Projected", columns: ["is_projected"],
        question: { form, _ in
            .radios(
                form.radios(
                    "projected", "Actual or projected", [("no", "Actual"), ("yes", "Projected")], inline: true))
        },
        read: { check, reading, _ in reading.isProjected = check.fields["projected"] == "yes" },
        fill: { $1["projected"] = $0.isProjected ? "yes" : "no" }, bind: { ["\($0.isProjected)"] },
        cell: { .truth($0.isProjected) }, accept: { $1["projected"] = $0 })

    static func check(_ reading: inout Reading, _ check: inout Check, _ context: FormContext<Reading>) {
        if context.existing?.isCounted == true {
            check.mistake(
                "value", "Leave it as it is: Waymark counted it. You can remove it, or add a reading beside it")
            return
        }
        if reading.source.hasPrefix(MeasureTie.source.prefix(18)) {
            check.mistake("source", "Enter where the number is from: what Waymark counts it records by itself")
        }
        if context.choices.readings.contains(where: { $0.id == reading.wholeID && $0.isCounted }) {
            check.mistake("whole", "Choose another reading, or none: what Waymark counted has its own breakdown")
        }
        let parts = context.choices.parts(of: context.existing)
        if !reading.isProjected, reading.asOf.day > context.today {
            check.mistake("as_of", "Enter a day that is not in the future, or choose projected")
        }
        if let whole = context.choices.readings.first(where: { $0.id == reading.wholeID }) {
            if reading.value > whole.value {
                check.mistake("value", "Enter a number no larger than the reading that it is part of")
            }
            if reading.subset.isEmpty {
                check.mistake("subset", "Enter which of them these are, such as “secured apprenticeships”")
            }
        }
        if let largest = parts.map(\.value).max(), reading.value < largest {
            check.mistake("value", "Enter a number no smaller than \(Quantity.grouped(largest)), its largest part")
        }
    }

    static let register = Register<Reading>(
        "/plans/:plan/recommendations/:recommendation/measures/:measure/readings", see: .seePlans, change: .seeDrafts,
        title: "Readings", empty: EmptyState(heading: "No readings", text: "What was counted is recorded here.")
    ) {
        $0.hasList = false
        $0.home = { visit in
            let place = try RecommendationPlace(visit), id: Measure.ID = try visit.id("measure")
            let (measure, leads) = try visit.db.all(
                Measure.find(id, at: place.home("measures")),
                Query<Bool?>.value("SELECT app.leads_recommendation(\(place.id))"))
            guard let measure else { throw Failure.notFound }
            guard visit.can(.changePlans) || visit.can(.updateLed) && leads == true else {
                throw try place.recommendation.notLed(visit)
            }
            return Home(
                path: Paths.readings(id, place.id, place.plan.id), back: place.back,
                owner: "\(measure.title) · \(place.kicker)",
                scope: "x.plan_id = \(place.plan.id) AND x.measure_id = \(id)",
                keys: [("plan_id", "\(place.plan.id)"), ("measure_id", "\(id)")])
        }
        $0.formLead = {
            $0 == nil
                ? nil : "Updates that were submitted keep the number that they stood on. The history keeps this one."
        }
        $0.saved = { _, _, home, isNew in (home.back.link, "The reading is \(isNew ? "recorded" : "saved").") }
        $0.removal = { reading, home, visit in
            let choices = try Reading.choices(visit, at: home, for: reading)
            return RemovalTerms(
                things: [reading.line(choices.measure.unit)]
                    + choices.parts(of: reading).map { "Part of it: " + $0.line(choices.measure.unit) })
        }
        $0.auditGroup = AuditedTable.measureGroup
        $0.settleAudit = {
            $0.said = ["value", "as_of"]
            $0.subject = .other("measure_id")
            $0.links = ["measure_id": "measures"]
        }
    }
}
