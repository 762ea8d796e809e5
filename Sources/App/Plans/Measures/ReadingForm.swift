import PlanReader
import Postgres

/// What may be typed about a reading: a value at a day, and how sure it is.
struct ReadingForm {
    let value: Double
    let breadth: Int?
    let qualifier: Reading.Qualifier
    let isProjected: Bool
    let asOf: ApproximateDay
    /// The reading that this is part of, and which part it is.
    let whole: Reading.ID?
    let subset, source, caveat: String

    init(_ fields: Fields, among all: [Reading], changing reading: Reading? = nil, today: Day) throws(Mistakes) {
        let readings = all.filter { $0.id != reading?.id },
            parts = all.filter { $0.wholeID == reading?.id && reading != nil }
        var check = Check(fields)
        let qualifier: Reading.Qualifier? = check.choice("qualifier", or: "Choose how exact the number is")
        let value = check.number("value", or: "Enter a number, such as 14 or 12.5")
        if value == nil { check.mistake("value", "Enter the number; leave the reading out when it is not known") }
        breadth = check.whole("breadth", 1...1_000_000, or: "Enter a whole number, such as 4")
        let asOf = check.approximateDay("as_of", or: "Enter a real day or month, such as 31 3 2026")
        if asOf == nil { check.mistake("as_of", "Enter the day or month that the number is of") }
        isProjected = fields["projected"] == "yes"
        if let asOf, !isProjected, asOf.day > today {
            check.mistake("as_of", "Enter a day that is not in the future, or choose projected")
        }
        let whole: Reading.ID? = check.id("whole", or: "Choose the reading that this is part of")
        self.whole = whole
        subset = check.text("subset", upTo: PlanLimit.subset.most, "Which of them")
        if let whole {
            if !parts.isEmpty { check.mistake("whole", "Leave it standing for itself: it has parts of its own") }
            if let found = readings.first(where: { $0.id == whole && $0.wholeID == nil }) {
                if let value, value > found.value {
                    check.mistake("value", "Enter a number no larger than the reading that it is part of")
                }
            } else {
                check.mistake("whole", "Choose a reading of this measure")
            }
            if subset.isEmpty {
                check.mistake("subset", "Enter which of them these are, such as “secured apprenticeships”")
            }
        }
        if let value, let largest = parts.map(\.value).max(), value < largest {
            check.mistake("value", "Enter a number no smaller than \(Quantity.grouped(largest)), its largest part")
        }
        source = check.text("source", upTo: PlanLimit.source.most, "The source")
        caveat = check.text("caveat", upTo: PlanLimit.caveat.most, "The caveat")
        (self.value, self.qualifier, self.asOf) = (value ?? 0, qualifier ?? .exactly, asOf ?? ApproximateDay(today))
        try check.finish()
    }

    /// Where something new begins; a part begins with the day of its whole.
    static func newFields(partOf whole: Reading? = nil) -> Fields {
        var fields = Fields()
        fields["qualifier"] = Reading.Qualifier.exactly.rawValue
        fields["projected"] = whole?.isProjected == true ? "yes" : "no"
        guard let whole else { return fields }
        fields["whole"] = "\(whole.id)"
        fields["source"] = whole.source
        fields.set("as_of", whole.asOf)
        return fields
    }

    /// What a kept reading holds, as its form would.
    static func fields(of reading: Reading, version: Int) -> Fields {
        var fields = Fields()
        fields["version"] = String(version)
        fields["qualifier"] = reading.qualifier.rawValue
        fields["value"] = reading.value.plain
        fields["breadth"] = reading.breadth.map(String.init) ?? ""
        fields["projected"] = reading.isProjected ? "yes" : "no"
        fields["whole"] = reading.wholeID.map { "\($0)" } ?? ""
        fields["subset"] = reading.subset
        fields["source"] = reading.source
        fields["caveat"] = reading.caveat
        fields.set("as_of", reading.asOf)
        return fields
    }

    static func parts(_ form: FormBuilder, _ measure: Measure, _ readings: [Reading]) -> [FormPart] {
        let wholes = readings.filter { $0.wholeID == nil }.map { ($0.id.description, $0.line(measure.unit)) }
        var value = form.text("value", "Number of \(measure.unit.label)", width: "10", inputMode: "decimal")
        if measure.unit == .gbp { value.prefix = "£" }
        return [
            FormPart(questions: [
                .select(
                    form.select("qualifier", "How exact", Reading.Qualifier.allCases.map { ($0.rawValue, $0.label) })),
                .text(value),
                .text(
                    form.text(
                        "breadth", "Spread over how many", hint: "Such as areas, when the milestone asks for it.",
                        optional: true, width: "4", inputMode: "numeric")),
                .day(
                    form.day(
                        "as_of", "As of",
                        hint: "The day it was counted on, not the day of the paper. The month and year are enough.")),
                .radios(
                    form.radios(
                        "projected", "Actual or projected", [("no", "Actual"), ("yes", "Projected")], inline: true)),
            ]),
            FormPart(
                heading: "More about it",
                questions: (wholes.isEmpty
                    ? []
                    : [
                        .select(
                            form.select(
                                "whole", "Part of another reading", [("", "No, it stands for itself")] + wholes,
                                optional: true))
                    ]) + [
                        .text(
                            form.text(
                                "subset", "Which of them",
                                hint: "When it is a part: “secured apprenticeships”. No names of young people.",
                                optional: true)),
                        .text(form.text("source", "Source", hint: "Where the number is from.", optional: true)),
                        .area(
                            form.area(
                                "caveat", "Caveat", hint: "What a reader has to know. No names of young people.",
                                optional: true, rows: 2, limit: PlanLimit.caveat.most)),
                    ]),
        ]
    }
}
