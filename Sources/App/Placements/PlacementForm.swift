import Mustache
import Postgres

/// The form of a placement: its kind first, then only the questions of that kind, and beside it what saving also does.
struct PlacementForm: View {
    static let template = "placements/form"
    let problems: ErrorSummary?
    let clash: Conflict?
    let already: Already?
    let kicker, heading, action: String
    let filled: Filled?
    let edition: String?
    let asks: [Ask]
    let more: More
    let saves: Saves?
    let save: SaveRow

    /// Questions of some kinds; of every kind where `only` is nil.
    struct Ask: Sendable {
        var only: String?
        var questions: [Question]
    }

    /// What is rarely asked.
    struct More: Sendable {
        let isOpen: Bool
        let questions: [Question]
    }

    /// That the form began with an accepted offer.
    struct Filled: Sendable {
        let text: String
        let blankLink: String
    }

    /// The same is recorded already.
    struct Already: Sendable {
        let text: String
        let link: String
    }

    /// What saving a new one also does.
    struct Saves: Sendable { let parts: [Saving] }

    /// The same for some kinds.
    struct Saving: Sendable {
        var only: String?
        var lines: [String]
    }
}

extension PlacementForm {
    /// What a page of it needs besides its fields.
    struct Setting {
        let home: Home
        let context: FormContext<Placement>
        var filled: Filled?
        var already: Already?
        var clash: Conflict?
    }

    init(_ form: FormBuilder, _ setting: Setting, for visit: Visit) {
        let context = setting.context, existing = context.existing
        let questions = Self.questions(form, context)
        func ask(_ names: String..., only: String? = nil) -> Ask {
            Ask(only: only, questions: names.flatMap { questions[$0] ?? [] })
        }
        asks = [
            ask("kind", "where", "role", "start"), ask("planned_end", only: "ending"), ask("hours"),
            ask("contract", "funded", only: "job"), ask("paid", only: "unpaid"),
            ask("level", "standard", only: "apprenticeship"), ask("provider", only: "trained"),
            ask("coach", only: "coached"), ask("mentor", "used_guarantee"), ask("provider_contract", "benefit"),
        ]
        let rare = ["opportunity", "alongside", "note"]
        more = More(
            isOpen: rare.contains { form.mistakes[$0] != nil }, questions: rare.flatMap { questions[$0] ?? [] })
        problems = [FormPart(questions: asks.flatMap(\.questions) + more.questions)].summary(of: form.mistakes)
        (clash, already, filled) = (setting.clash, setting.already, setting.filled)
        kicker = visit.naming(context.choices.called, setting.home.owner)
        heading = existing == nil ? "Record a placement" : "Edit placement"
        let own = existing.map { setting.home.path + "/\($0.id)" }
        action = visit.link(own ?? setting.home.path)
        let version = form.fields["version"]
        edition = version.isEmpty ? nil : version
        saves = existing == nil ? Saves(parts: Self.saves(form.fields, context, on: visit.today)) : nil
        save = SaveRow(
            label: existing == nil ? "Save placement" : "Save",
            cancel: Link(label: "Cancel", link: visit.link(own ?? setting.home.up?.link ?? setting.home.path)))
    }

    /// Its questions by their fields; a tick stands under the answer that it confirms.
    private static func questions(_ form: FormBuilder, _ context: FormContext<Placement>) -> [String: [Question]] {
        var all: [String: [Question]] = [:]
        for field in Placement.fields where field.isAsked(context) {
            all[field.name] = [field.question(form, context)].compactMap(\.self)
        }
        let typed = form.fields["where"]
        if !typed.isEmpty, context.choices.typed == nil, context.choices.mayAddEmployer,
            typed != context.existing?.workplace.name
        {
            all["where"]?.append(
                .checkboxes(
                    form.checkboxes(
                        "new_employer", "New employer", [(typed, "Add \(typed) as an employer")])))
        }
        if form.mistakes["both"] != nil || form.fields["both"] == "yes" {
            all["hours"]?.append(
                .checkboxes(form.checkboxes("both", "Both?", [("yes", "Both placements are right")])))
        }
        return all
    }

    /// Every line is what the database or this form then does.
    private static func saves(_ fields: Fields, _ context: FormContext<Placement>, on today: Day) -> [Saving] {
        let typed = TypedDay(fields, "start").exact
        var common = ["records a day that has passed as the actual start"]
        if let typed {
            common =
                typed <= today
                ? ["records \(typed.longText) as the actual start"]
                : ["puts the start on \(typed.longText) among what is next, until you say that it started"]
        }
        if let attempt = context.choices.attempt {
            common.append("counts it for attempt \(attempt), which is open")
        } else {
            common.append("leaves it outside any attempt: none is open")
        }
        if !fields["opportunity"].isEmpty { common.append("takes one of the places of the opportunity") }
        let checks = typed.map { "\($0.adding(days: 91).longText) and \($0.adding(days: 182).longText)" }
        return [
            Saving(lines: common),
            Saving(
                only: "checked",
                lines: [
                    "sets in-work checks at 13 and 26 weeks" + (checks.map { ": \($0)" } ?? " after the start")
                        + (typed.map { $0 > today } ?? false ? ", once it has started" : "")
                ]),
            Saving(only: "ending", lines: ["reminds you of the planned end, once it is under way"]),
        ]
    }

    /// As its conflict shows it, in the order of the fields.
    static func answers(_ fields: Fields, _ context: FormContext<Placement>) -> [Conflict.Part] {
        FormPart.parts(of: Placement.fields, FormBuilder(fields), context).flatMap(\.answers)
    }
}
