import PlanReader
import Postgres

/// What may be typed about a recommendation.
struct RecommendationForm {
    let number, words, responseWords, stateWords: String
    let kind: Recommendation.Kind
    let response: Recommendation.Response
    let responseOn: Day?
    let state: Recommendation.State
    let links: [LinkLine]
    /// The one that it stands after; nil puts it first.
    let after: Recommendation.ID?

    init(_ fields: Fields) throws(Mistakes) {
        var check = Check(fields)
        number = check.text(
            "number", PlanLimit.number.range, or: "Enter the number as printed, such as 7 or 7a, in up to 12 characters"
        )
        words = check.text("words", upTo: PlanLimit.recommendation.most, "The recommendation")
        let kind: Recommendation.Kind? = check.choice("kind", or: "Choose what the recommendation does")
        after = check.id("after", or: "Choose its place in the list")
        let response: Recommendation.Response? = check.choice("response", or: "Choose what the executive answered")
        responseWords = check.text("response_words", upTo: PlanLimit.response.most, "The response")
        responseOn = check.day("response_on", or: "Enter a real day, such as 11 12 2017")
        if response == Recommendation.Response.none, !responseWords.isEmpty || responseOn != nil {
            check.mistake("response", "Choose what the executive answered, or clear the words and the date")
        }
        let state: Recommendation.State? = check.choice("state", or: "Choose the state")
        stateWords = check.text("state_words", upTo: PlanLimit.stateWords.most, "The explanation")
        if state == .open, words.isEmpty { check.mistake("words", "Enter the words of the recommendation") }
        if let state, state != .open, stateWords.isEmpty {
            check.mistake("state_words", "Explain it: when and where it was decided, or where it is now")
        }
        links = fields.rows("link", with: LinkLine.parts).map { LinkLine($0, &check) }
        (self.kind, self.response, self.state) = (kind ?? .asks, response ?? .none, state ?? .open)
        try check.finish()
    }

    /// A recommendation as its form begins.
    static func fields(_ recommendation: Recommendation, _ links: [LinkLine], among others: [Numbered])
        -> Fields
    {
        var fields = Fields()
        fields["version"] = String(recommendation.version)
        fields["number"] = recommendation.number
        fields["words"] = recommendation.words
        fields["kind"] = recommendation.kind.rawValue
        fields["after"] = Numbered.before(recommendation.id, in: others)?.description ?? ""
        fields["response"] = recommendation.response.rawValue
        fields["response_words"] = recommendation.responseWords
        fields.set("response_on", recommendation.responseOn)
        fields["state"] = recommendation.state.rawValue
        fields["state_words"] = recommendation.stateWords
        for (index, link) in links.enumerated() { link.write(to: &fields, row: index + 1) }
        return fields
    }

    /// A new one: last, and asking.
    static func fields(after others: [Numbered]) -> Fields {
        var fields = Fields()
        fields["kind"] = Recommendation.Kind.asks.rawValue
        fields["after"] = others.last { $0.isOwn }?.id.description ?? ""
        fields["response"] = Recommendation.Response.none.rawValue
        fields["state"] = Recommendation.State.open.rawValue
        return fields
    }

    static func parts(_ form: FormBuilder, _ id: Recommendation.ID?, among others: [Numbered]) -> [FormPart] {
        let places = others.filter { $0.isOwn && $0.id != id }.map { ($0.id.description, "After \($0.number)") }
        return [
            FormPart(questions: [
                .text(form.text("number", "Number", hint: "As printed, such as 7 or 7a.", width: "4")),
                .area(
                    form.area(
                        "words", "Recommendation",
                        hint:
                            "Leave an empty line between paragraphs; *stars* make italics; lines that begin with • are a list.",
                        rows: 8, limit: PlanLimit.recommendation.most)),
                .radios(
                    form.radios("kind", "What it does", Recommendation.Kind.allCases.map { ($0.rawValue, $0.label) })),
                .select(form.select("after", "Place in the plan", [("", "First")] + places)),
            ]),
            FormPart(
                heading: "The executive’s response", hint: "Due two months after the report.",
                questions: [
                    .radios(
                        form.radios(
                            "response", "Response", Recommendation.Response.allCases.map { ($0.rawValue, $0.label) })),
                    .area(
                        form.area(
                            "response_words", "The response in words", optional: true, rows: 4,
                            limit: PlanLimit.response.most)),
                    .day(form.day("response_on", "Day of the response", optional: true)),
                ]),
            FormPart(
                heading: "Where it stands",
                questions: [
                    .radios(
                        form.radios(
                            "state", "State", Recommendation.State.allCases.map { ($0.rawValue, $0.label) },
                            hint: "Only an open recommendation is reported on.")),
                    .area(
                        form.area(
                            "state_words", "Explanation",
                            hint:
                                "Needed unless it is open. For example, “Signed off by the panel on 11 July 2023, minute 14”.",
                            optional: true, rows: 3, limit: PlanLimit.stateWords.most)),
                ]),
            .repeating(
                "link", with: LinkLine.parts, in: form, "Link", heading: "Links",
                hint: "To other recommendations, or to an earlier review in words. Leave a link empty to remove it."
            ) { name in
                LinkLine.questions(form, name, among: others.filter { $0.id != id })
            },
        ]
    }
}

/// A recommendation by its number, for choosing one.
struct Numbered: RowDecodable {
    let id: Recommendation.ID
    let number: String
    /// Of this plan, not only linked from it.
    let isOwn: Bool

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        number = try row["number"]
        isOwn = try row["is_own"]
    }

    /// Those of a plan in their order, then those of other plans that it links to.
    static func all(of plan: Plan.ID) -> Query<[Numbered]> {
        .list(
            """
            SELECT id, number, is_own FROM (
                SELECT id, number, position, true AS is_own FROM recommendations WHERE plan_id = \(plan)
                UNION ALL
                SELECT r.id, p.title || ', ' || r.number, r.position, false FROM recommendations r
                  JOIN plans p ON p.tenant_id = r.tenant_id AND p.id = r.plan_id
                 WHERE r.plan_id <> \(plan) AND r.id IN (SELECT other_id FROM recommendation_links WHERE plan_id = \(plan))
            ) AS them ORDER BY is_own DESC, position, id
            """)
    }

    /// The one that stands before another in the plan.
    static func before(_ id: Recommendation.ID, in all: [Numbered]) -> Recommendation.ID? {
        let own = all.filter(\.isOwn)
        guard let place = own.firstIndex(where: { $0.id == id }), place > 0 else { return nil }
        return own[place - 1].id
    }
}
