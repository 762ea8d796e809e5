import PlanReader
import Postgres

/// What a plan should say of itself before members see it: its committee, the day on which it was agreed, and which of its
/// leads the council has already.
struct PublicationDetails {
    private let plan: Plan
    /// The council's committees, as it writes them.
    private let bodies: [String]
    private let likes: [LikeLeads]

    init(_ plan: Plan, in db: Transaction) throws {
        self.plan = plan
        bodies = try db.each([Meeting.bodies])[0]
        likes = plan.state == .draft ? try LikeLeads.of(plan.id, in: db) : []
    }

    /// As the plan says now.
    var fields: Fields {
        var fields = Fields()
        fields["body"] = plan.body
        fields.set("agreed", plan.agreed)
        return fields
    }

    /// With what was typed where the plan says nothing.
    func fields(under typed: Fields) -> Fields {
        var fields = typed
        if !plan.body.isEmpty { fields["body"] = plan.body }
        if plan.agreed != nil { fields.set("agreed", plan.agreed) }
        return fields
    }

    func questions(_ form: FormBuilder) -> [Question] {
        [
            .text(
                form.text(
                    "body", "Which committee follows it up?",
                    hint: "Its meetings find what is due by this name.\(Meeting.known(bodies))",
                    optional: true)),
            .day(form.day("agreed", "When was the action plan agreed?", hint: FormBuilder.approximately)),
        ]
            + likes.map { like in
                let choices =
                    [(value: "", text: "No, a lead of its own")]
                    + like.others.map { (value: $0.id.description, text: "Yes, \($0.name)") }
                return .select(form.select(Self.name(like.lead), "Is “\(like.name)” one of these?", choices))
            }
    }

    private static func name(_ lead: Lead.ID) -> String { "lead_\(lead)" }

    /// What was typed into the draft; true where it says something new. A field that was not sent stays as it is.
    func keep(_ typed: Fields, version: Int, today: Day, in db: Transaction) throws -> Bool {
        var fields = fields
        for name in ["body", "agreed_day", "agreed_month", "agreed_year", FormBuilder.sure("agreed")]
        where typed.has(name) { fields[name] = typed[name] }
        var check = Check(fields), new = plan
        let context = FormContext<Plan>(choices: nil, existing: plan, today: today)
        for field in Plan.fields where ["body", "agreed"].contains(field.name) { field.read(&check, &new, context) }
        if new.agreed == nil {
            check.mistake("agreed", Plan.whenAgreed)
        }
        try check.finish()
        var isNew = (new.body, new.agreed) != (plan.body, plan.agreed)
        if isNew, try !Plan.prepare(plan.id, version: version, body: new.body, agreed: new.agreed, in: db) {
            throw Failure.conflict("Somebody changed the plan meanwhile. Open this page again.")
        }
        var joined: [Lead.ID: Lead.ID] = [:]
        for like in likes {
            let chosen = typed[Self.name(like.lead)]
            guard like.others.contains(where: { $0.id.description == chosen }), var other = Lead.ID(chosen) else {
                continue
            }
            // What was one with another before it is one with that.
            while let next = joined[other] { other = next }
            guard other != like.lead else { continue }
            try Lead.join(like.lead, into: other, of: plan.id, in: db)
            joined[like.lead] = other
            isNew = true
        }
        return isNew
    }
}
