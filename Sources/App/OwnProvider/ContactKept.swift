import Foundation
import Postgres

/// A record that contacts of its provider keep right. What they are asked is kept in columns of its own row; its name, whose it is, where it
/// takes place and whether residents see it are the council’s to say.
protocol ContactKept: Assured {
    static var askedOfContacts: Set<String> { get }
    static var register: Register<Self> { get }
    /// Which offer it is; nil of the provider itself.
    var ownOffer: ID<Offer>? { get }
    /// Where a contact sees it.
    static func ownPath(_ id: ID<Self>) -> String
}

extension Provider: ContactKept {
    static let askedOfContacts: Set = ["words", "accreditation", "email", "telephone", "website"]
    var ownOffer: ID<Offer>? { nil }
    static func ownPath(_ id: ID<Provider>) -> String { Paths.ownProvider }
}

extension Offer: ContactKept {
    static let askedOfContacts: Set = [
        "state", "pay", "description", "cohorts", "needs_plan", "age_from", "age_to", "capacity", "vacancies",
        "counted",
        "starts", "ends", "how_to_apply", "website", "attendance",
    ]
    var ownOffer: ID<Offer>? { id }
    static func ownPath(_ id: ID<Offer>) -> String { Paths.ownProvider + "/offers/\(id)" }
}

extension ContactKept {
    static var ownFields: [Field<Self>] { fields.filter { askedOfContacts.contains($0.name) } }

    static func context(of record: Self, _ visit: Visit) throws -> FormContext<Self> {
        FormContext(
            choices: try choices(visit, at: .council, for: record), existing: record, today: visit.today)
    }

    /// The boxes of these questions.
    func boxes(of fields: [Field<Self>]) -> Fields {
        var boxes = Fields()
        for field in fields { field.fill(self, &boxes) }
        return boxes
    }

    /// The questions that are answered otherwise in that version of it.
    func differing(from other: Self) -> [Field<Self>] {
        Self.ownFields.filter { boxes(of: [$0]) != other.boxes(of: [$0]) }
    }

    /// With these answers in place of its own, right or not.
    func answering(_ fields: [Field<Self>], _ answers: Fields, _ context: FormContext<Self>) -> Self {
        var check = Check(answers, asksYears: false), record = self
        for field in fields { field.read(&check, &record, context) }
        return record
    }

    /// Sent by a contact, who says with it that the record is right.
    mutating func assure(by provider: String, on day: Day) {
        assurance.on = day
        assurance.by = provider
        assurance.again = day.adding(months: Self.monthsAssured)
    }

    /// Keeps these answers and the assurance alone; false where somebody saved in between.
    func keepOwn(_ fields: [Field<Self>], version: Int, in db: Transaction) throws -> Bool {
        let answers = fields.flatMap { field in
            zip(field.columns, field.bind(self)).map { SQL(stringLiteral: $0) + " = " + $1 }
        }
        let sets =
            answers + [
                "assured_on = \(assurance.on)", "assured_by = \(assurance.by)",
                "assure_again_on = \(assurance.again)", "version = version + 1",
            ]
        return try db.run(
            "UPDATE \(Self.from) AS x SET \(.join(sets, ", ")) WHERE x.id = \(id) AND x.version = \(version)") == 1
    }
}

/// One answer that a contact gave anew, beside the one that stands.
struct ChangedAnswer: Sendable {
    let question, now, sent: String
    /// What stood when it was sent, where somebody of the council changed it since.
    let before: String?

    /// Each question of a change, in the order of the form.
    static func all<R: ContactKept>(_ change: ProviderChange, of record: R, _ visit: Visit) throws -> [ChangedAnswer] {
        let context = try R.context(of: record, visit)
        return R.ownFields.filter { change.fields.contains($0.name) }.map { field in
            func words(_ record: R) -> String {
                let cell = field.cell(record)
                return cell.shown.isEmpty ? cell.absent : cell.shown
            }
            let stood = record.answering([field], change.stood, context)
            return ChangedAnswer(
                question: field.label, now: words(record),
                sent: words(record.answering([field], change.answers, context)),
                before: record.boxes(of: [field]) == stood.boxes(of: [field]) ? nil : words(stood))
        }
    }

    static let columns: [ListColumn<ChangedAnswer>] = [
        ListColumn("Question") { .text($0.question) },
        ListColumn("Published now") { answer in
            answer.before.map {
                .over(.text(answer.now), Below(quiet: "When this was sent: \($0)"))
            } ?? .text(answer.now)
        },
        ListColumn("Sent") { .text($0.sent) },
    ]
}

extension Paths {
    static let ownProvider = "/own-provider"
    static let providerChanges = "/provider-changes"
}
