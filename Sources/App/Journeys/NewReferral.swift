import HTTP
import Postgres

/// Somebody who is not recorded yet is referred: the young person and the referral in one form.
enum NewReferral {
    static let routes: [Route] = [
        .get(Paths.referrals + "/new", .changeReferrals, new),
        .post(Paths.referrals, .changeReferrals, add),
    ]

    /// The least that a young person is recorded with.
    private static let asked = ["reference", "name", "preferred_name", "born", "worker"]
    private static let personFields = YoungPerson.fields.filter { asked.contains($0.name) }

    /// What its form looks at.
    private struct Contexts {
        let person: FormContext<YoungPerson>
        let referral: FormContext<Referral>

        init(_ visit: Visit) throws {
            person = FormContext(
                choices: try YoungPerson.choices(visit, at: .council, for: nil), existing: nil, today: visit.today)
            referral = FormContext(choices: Referral.Choices(), existing: nil, today: visit.today)
        }
    }

    private static func sheet(_ contexts: Contexts, same: [Known] = [], asking: Bool = false) -> RecordForm {
        RecordForm(
            kicker: "Referrals", heading: "Record a referral",
            lead: "For somebody who is not recorded yet. Of whoever is, the referral is added on their own page.",
            path: Paths.referrals, back: Link(label: "Referrals", link: Paths.referrals), save: "Record the referral"
        ) { form in
            var parts = FormPart.parts(of: personFields, form, contexts.person)
            if !parts.isEmpty { parts[0].heading = "The young person" }
            if asking, let likeness = contexts.person.choices.likeness {
                parts.append(FormPart(heading: "Before you save", questions: [ask(form, same, likeness)]))
            }
            var referral = FormPart.parts(of: Referral.questions, form, contexts.referral)
            if !referral.isEmpty { referral[0].heading = "The referral" }
            return parts + referral
        }
    }

    private static func ask(_ form: FormBuilder, _ same: [Known], _ likeness: YoungPerson.Likeness) -> Question {
        .radios(
            form.radios(
                "same", "Is this the same person?",
                same.map { ("\($0.id)", "Yes, \($0.reference): add the referral to their record") }
                    + [("no", "No, somebody else")],
                hint: likeness.sentence))
    }

    private static func new(_ visit: Visit) throws -> Response {
        let contexts = try Contexts(visit)
        var fields = Referral.begin(contexts.referral).texts
        fields["worker"] = visit.can(.changeYoungPeople) ? visit.visitor.map { "\($0.id)" } ?? "" : ""
        return try sheet(contexts).page(visit, fields)
    }

    private static func add(_ visit: Visit) throws -> Response {
        try visit.require(.changeYoungPeople)
        let contexts = try Contexts(visit)
        var check = Check(visit.form), person = YoungPerson(), referral = Referral()
        for field in personFields { field.read(&check, &person, contexts.person) }
        for field in Referral.questions { field.read(&check, &referral, contexts.referral) }
        YoungPerson.check(&person, &check, contexts.person)
        Referral.check(&referral, &check, contexts.referral)
        let isAsked = check.mistakes.isEmpty && contexts.person.choices.likeness != nil
        let same = isAsked ? try visit.db(Known.same(as: person)) : []
        let answer = visit.form["same"], known = same.first { "\($0.id)" == answer }
        if isAsked, known == nil, answer != "no" { check.mistake("same", "Say whether this is the same person") }
        guard check.isDone else {
            return try sheet(contexts, same: same, asking: isAsked).page(visit, visit.form, check.mistakes)
        }
        if let known, !known.isOpen {
            throw Failure.conflict(
                "The case of \(known.reference) is closed. Open it again first, then record the referral there.")
        }
        guard let id = try known?.id ?? YoungPerson.add(person, at: .council, in: visit.db) else {
            let taken = Mistakes("reference", "Enter another reference: this one is taken")
            return try sheet(contexts, same: same, asking: isAsked).page(visit, visit.form, taken)
        }
        guard let made = try Referral.add(referral, at: .under(id, "", "referrals"), in: visit.db) else {
            throw Failure.unavailable
        }
        return visit.redirect(
            to: Paths.referral(made, of: id),
            saying: "\(known?.reference ?? person.reference) is recorded and referred. Decide what comes of it next.")
    }

    /// Somebody who is recorded already.
    private struct Known: RowDecodable {
        let id: ID<YoungPerson>
        let reference: String
        let isOpen: Bool

        init(row: Row) throws(PostgresError) {
            id = try row["id"]
            reference = try row["reference"]
            isOpen = try row["is_open"]
        }

        /// Those of the same name and date of birth, as far as the person asking may open them.
        static func same(as person: YoungPerson) -> Query<[Known]> {
            .list(
                """
                SELECT y.id, y.reference, y.closed_on IS NULL AS is_open FROM young_people y
                 WHERE y.name_key = app.fold(\(person.fullName)) AND y.born_on = \(person.born) AND y.merged_into IS NULL
                 ORDER BY y.id LIMIT 10
                """)
        }
    }
}
