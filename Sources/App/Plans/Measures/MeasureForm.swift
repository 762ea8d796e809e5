import Foundation
import PlanReader
import Postgres

/// What may be typed about a measure and its milestones.
struct MeasureForm {
    let title, comparator: String
    let unit: Unit
    let milestones: [Target]

    /// A value to reach (001.06).
    struct Target: Equatable {
        let sense: Milestone.Sense
        let value: Double
        let breadth: Int?
        let breadthUnit: String
        let due: ApproximateDay?
    }

    init(_ fields: Fields) throws(Mistakes) {
        var check = Check(fields)
        title = check.text("title", PlanLimit.measure.range, or: "Enter what is measured, in up to 300 characters")
        let unit: Unit? = check.choice("unit", or: "Choose what the number counts")
        comparator = check.text("comparator", upTo: PlanLimit.comparator.most, "The comparison")
        milestones = fields.rows("milestone", with: Self.milestoneParts).compactMap { Self.target($0, &check) }
        self.unit = unit ?? .people
        try check.finish()
    }

    static let milestoneParts = ["value", "due", "breadth"]

    private static func target(_ row: Int, _ check: inout Check) -> Target? {
        let name = "milestone_\(row)_"
        let sense: Milestone.Sense? = check.choice(name + "sense", or: "Choose at least, exactly or up to")
        let value = check.number(name + "value", or: "Enter a number, such as 5 or 12.5")
        if value == nil { check.mistake(name + "value", "Enter the number to reach") }
        let due = check.approximateDay(name + "due", or: "Enter a real day or month, such as 27 3 2026")
        let breadth = check.whole(name + "breadth", 1...1_000_000, or: "Enter a whole number, such as 4")
        let unit = check.text(name + "breadth_unit", upTo: PlanLimit.breadthUnit.most, "What it is spread over")
        if breadth != nil, unit.isEmpty {
            check.mistake(name + "breadth_unit", "Enter what it is spread over, such as areas")
        }
        if breadth == nil, !unit.isEmpty { check.mistake(name + "breadth", "Enter over how many") }
        guard let sense, let value else { return nil }
        return Target(sense: sense, value: value, breadth: breadth, breadthUnit: unit, due: due)
    }

    /// A measure as its form begins.
    static func fields(_ measure: Measure, _ milestones: [Target]) -> Fields {
        var fields = Fields()
        fields["version"] = String(measure.version)
        fields["title"] = measure.title
        fields["unit"] = measure.unit.rawValue
        fields["comparator"] = measure.comparator
        for (index, milestone) in milestones.enumerated() {
            let name = "milestone_\(index + 1)_"
            fields[name + "sense"] = milestone.sense.rawValue
            fields[name + "value"] = plain(milestone.value)
            fields.set(name + "due", milestone.due)
            fields[name + "breadth"] = milestone.breadth?.description ?? ""
            fields[name + "breadth_unit"] = milestone.breadthUnit
        }
        return fields
    }

    static func parts(_ form: FormBuilder) -> [FormPart] {
        let senses = [("at_least", "At least"), ("exactly", "Exactly"), ("up_to", "Up to")]
        return [
            FormPart(questions: [
                .text(form.text("title", "What is measured", hint: "Such as “Care leavers in apprenticeships”.")),
                .select(form.select("unit", "The number counts", Unit.allCases.map { ($0.rawValue, $0.label) })),
                .text(
                    form.text(
                        "comparator", "Compared with", hint: "Such as “at least the national level in three years”.",
                        optional: true)),
            ]),
            .repeating(
                "milestone", with: milestoneParts, in: form, "Milestone", heading: "Milestones",
                hint: "What is to be reached, by when. Leave a milestone empty to remove it.", one: true
            ) { name in
                [
                    .select(form.select(name + "sense", "Sense", senses)),
                    .text(form.text(name + "value", "Number", width: "10", inputMode: "decimal")),
                    .day(form.day(name + "due", "By", hint: FormBuilder.approximately, optional: true)),
                    .text(
                        form.text(
                            name + "breadth", "Over at least", hint: "For “5 over at least 4 areas”: 4.",
                            optional: true, width: "4", inputMode: "numeric")),
                    .text(
                        form.text(
                            name + "breadth_unit", "Of what", hint: "For “5 over at least 4 areas”: areas.",
                            optional: true, width: "20")),
                ]
            },
        ]
    }

    /// "5" or "12.5", as one types it.
    static func plain(_ value: Double) -> String {
        value.rounded() == value && value < 1e15 ? String(Int(value)) : String(value)
    }
}
