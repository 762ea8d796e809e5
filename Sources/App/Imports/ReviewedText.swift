import Mustache
import PlanReader

/// The fields of one footnote.
struct ReviewedNote: Sendable {
    let heading: String
    let places: [Link]
    let text: TextArea
    let kind: SelectField
    let leaveOut: LeaveOut

    init(_ it: PlanFile.Footnote, at place: String, _ form: FormBuilder) {
        let hangs = it.recommendation.map { number in
            let action = it.action.map { "action \($0 + 1) of " } ?? ""
            return ", on " + (it.term.isEmpty ? "" : "“\(it.term)” in ") + action + "recommendation \(number)"
        }
        heading = "Note \(it.number)" + (hangs ?? "")
        places = ReviewPage.places(it.lines)
        text = form.area(place + "_words", "Words of note \(it.number)", rows: 2)
        kind = form.select(
            place + "_kind", "Kind of note",
            [
                ("abbreviation", "Abbreviation"), ("definition", "Definition"), ("caveat", "Caveat"),
                ("lineage", "Earlier review"),
                ("note", "Note"),
            ])
        leaveOut = LeaveOut(place, "note \(it.number)", form)
    }
}

/// The fields of one abbreviation.
struct ReviewedAbbreviation: Sendable {
    let short, long: TextField
    let leaveOut: LeaveOut

    init(_ it: PlanFile.Abbreviation, at place: String, _ form: FormBuilder) {
        short = form.text(place + "_short", "Abbreviation", width: "10")
        long = form.text(place + "_long", "What \(it.short) stands for")
        leaveOut = LeaveOut(place, it.short, form)
    }
}

/// The fields of one section that is kept as text.
struct ReviewedSection: Sendable {
    let name: String
    let places: [Link]
    let preview: Markup
    let isOpen: Bool
    let headline: TextField
    let text: TextArea
    let leaveOut: LeaveOut

    init(_ it: PlanFile.Section, at place: String, _ form: FormBuilder) {
        name = it.heading.isEmpty ? "A section without a heading" : it.heading
        places = ReviewPage.places(it.lines)
        preview = Prose().html(it.words)
        isOpen = form.isWrong(place + "_")
        headline = form.text(place + "_heading", "Heading", optional: true)
        text = form.area(place + "_words", "Text of “\(name)”", optional: true, rows: 6)
        leaveOut = LeaveOut(place, "“\(name)”", form)
    }
}
