import Postgres

/// A contract of the demo with its milestones and targets.
struct DemoContract: Sendable {
    var contract: ProviderContract
    let provider: String
    var milestones: [PaymentMilestone]
    var targets: [ContractTarget] = []

    init(
        _ reference: String, _ name: String, with provider: String, _ begins: Day, _ ends: Day,
        _ milestones: [PaymentMilestone], _ settle: (inout ProviderContract) -> Void = { _ in }
    ) {
        contract = ProviderContract()
        (contract.reference, contract.name, contract.begins, contract.ends) = (reference, name, begins, ends)
        (self.provider, self.milestones) = (provider, milestones)
        settle(&contract)
    }

    func save(in db: Transaction) throws {
        var contract = contract
        contract.provider = try db.value("SELECT id FROM providers WHERE name = \(provider)")
        guard let id = try ProviderContract.add(contract, at: .council, in: db) else {
            throw PostgresError(.other, "a demo contract is there twice")
        }
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.contract_id = \(id)", keys: [("contract_id", "\(id)")])
        for milestone in milestones { _ = try PaymentMilestone.add(milestone, at: home, in: db) }
        for target in targets { _ = try ContractTarget.add(target, at: home, in: db) }
    }

    /// What is paid after so many weeks or months; nought is the start, which its record shows.
    static func milestone(
        _ name: String, _ length: Int, _ unit: PaymentMilestone.Unit = .weeks, pence: Int, gap: Int = 0,
        _ rule: PaymentMilestone.GapRule = .longest, hours: Double? = nil, after benefits: [Benefit] = [],
        evidence: String = ""
    ) -> PaymentMilestone {
        var it = PaymentMilestone()
        (it.name, it.length, it.unit, it.amount) = (name, length, unit, Money(pence: pence))
        (it.gapDays, it.gapRule, it.hours, it.benefits) = (gap, rule, hours, benefits)
        (it.needsCheck, it.evidence) = (length > 0, evidence)
        return it
    }

    static func target(_ year: Int, _ measure: ContractTarget.Measure, _ number: Int, of cohort: Cohort.Kind? = nil)
        -> ContractTarget
    {
        var it = ContractTarget()
        (it.year, it.measure, it.number, it.cohort) = (year, measure, number, cohort)
        return it
    }
}
