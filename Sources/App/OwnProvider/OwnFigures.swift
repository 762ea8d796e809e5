import Mustache
import Postgres

/// A target of a contract with the contact’s provider and how far it has come; without a year, the contract has none.
struct OwnTarget: RowDecodable, Sendable {
    let contract: String
    let begins, ends: Day
    let year: Int?, measure: ContractTarget.Measure?, cohort: Cohort.Kind?
    let number: Int?, reached: Int?

    init(row: Row) throws(PostgresError) {
        let name: String = try row["contract"], reference: String = try row["reference"]
        contract = "\(reference) \(name)"
        begins = try row["begins_on"]
        ends = try row["ends_on"]
        year = try row["year"]
        measure = ContractTarget.Measure(rawValue: (try row["measure"] as String?) ?? "")
        cohort = Cohort.Kind(rawValue: (try row["cohort"] as String?) ?? "")
        number = try row["number"]
        reached = try row["reached"]
    }

    static var all: Query<[OwnTarget]> { .list("SELECT * FROM app.own_targets()") }
}

/// The claims for one milestone of a contract with the contact’s provider, in numbers alone.
struct OwnClaims: RowDecodable, Sendable {
    let contract, milestone: String
    let amount: Money
    let submitted, validated, paid, refused: Int
    let paidAmount: Money

    init(row: Row) throws(PostgresError) {
        contract = try row["reference"]
        milestone = try row["milestone"]
        amount = try row["amount"]
        submitted = try row["submitted"]
        validated = try row["validated"]
        paid = try row["paid"]
        refused = try row["refused"]
        paidAmount = try row["paid_amount"]
    }

    static var all: Query<[OwnClaims]> { .list("SELECT * FROM app.own_claims()") }
}

/// What the contact’s provider is paid for, on their page.
enum OwnFigures {
    static func parts(_ targets: [OwnTarget], _ claims: [OwnClaims], _ visit: Visit) -> [RegisterPart] {
        let targetColumns: [ListColumn<OwnTarget>] = [
            ListColumn("Contract") {
                .over(.text($0.contract), Below(quiet: "\($0.begins.longText) to \($0.ends.longText)"))
            },
            ListColumn("What is counted") { .text($0.measure?.label ?? "", absent: "No targets") },
            ListColumn("Of which group") {
                .text($0.measure == nil ? "" : $0.cohort?.label ?? "Every young person", absent: "")
            },
            ListColumn("Year") { target in target.year.map { .whole($0) } ?? .text("", absent: "") },
            ListColumn("Target") { target in target.number.map { .whole($0) } ?? .text("", absent: "") },
            ListColumn("So far") { target in
                target.reached.map { .whole($0) } ?? .text("", absent: target.measure == nil ? "" : "Not begun")
            },
        ]
        let claimColumns: [ListColumn<OwnClaims>] = [
            ListColumn("Milestone") { .over(.text($0.milestone), Below(quiet: $0.contract)) },
            ListColumn("For each") { .money($0.amount) },
            ListColumn("Submitted") { .whole($0.submitted) },
            ListColumn("Validated") { .whole($0.validated) },
            ListColumn("Paid") { .whole($0.paid) },
            ListColumn("Refused") { .whole($0.refused) },
            ListColumn("Paid so far") { .money($0.paidAmount) },
        ]
        return [
            RegisterPart(
                heading: "Contracts and targets",
                table: targets.isEmpty
                    ? nil : Table("Targets of your contracts", of: targets, targetColumns, for: visit),
                nothing: "\(visit.council.name) has no contract with you on record."),
            RegisterPart(
                heading: "Claims by milestone",
                table: claims.isEmpty ? nil : Table("Your claims", of: claims, claimColumns, for: visit),
                nothing: "None of your contracts has milestones that are paid for."),
        ]
    }
}
