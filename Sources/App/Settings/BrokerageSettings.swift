import Postgres

/// What a council's brokerage goes by: personal budgets, caseloads, and the days on which things are due.
struct BrokerageSettings: RowDecodable, Equatable {
    let version: Int
    /// In pence.
    let budgetCap: Int
    let caseloadLimit, reviewMonths, decisionDays, recontactDays: Int

    init(version: Int, budgetCap: Int, caseloadLimit: Int, reviewMonths: Int, decisionDays: Int, recontactDays: Int) {
        (self.version, self.budgetCap, self.caseloadLimit) = (version, budgetCap, caseloadLimit)
        (self.reviewMonths, self.decisionDays, self.recontactDays) = (reviewMonths, decisionDays, recontactDays)
    }

    init(row: Row) throws(PostgresError) {
        version = try row["version"]
        budgetCap = try row["budget_cap"]
        caseloadLimit = try row["caseload_limit"]
        reviewMonths = try row["review_months"]
        decisionDays = try row["decision_days"]
        recontactDays = try row["recontact_days"]
    }

    static var now: Query<BrokerageSettings?> {
        .first(
            """
            SELECT version, budget_cap, caseload_limit, review_months, decision_days, recontact_days FROM brokerage_settings
            """)
    }

    /// "£500", "£12.50"
    static func pounds(_ pence: Int) -> String {
        let whole = (pence / 100).formatted()
        return pence % 100 == 0 ? "£\(whole)" : "£\(whole)." + (pence % 100 < 10 ? "0" : "") + "\(pence % 100)"
    }

    var text: String {
        "Personal budget \(Self.pounds(budgetCap)), \(counted(caseloadLimit, "case", "cases")) in a caseload, a review every \(reviewMonths == 1 ? "month" : counted(reviewMonths, "month", "months")), \(counted(decisionDays, "day", "days")) for a decision, \(counted(recontactDays, "day", "days")) to a re-contact"
    }

    /// False when somebody changed them meanwhile.
    func save(in db: Transaction) throws(PostgresError) -> Bool {
        try db.run(
            """
            UPDATE brokerage_settings SET budget_cap = \(Int32(budgetCap)), caseload_limit = \(Int32(caseloadLimit)),
                   review_months = \(Int32(reviewMonths)), decision_days = \(Int32(decisionDays)),
                   recontact_days = \(Int32(recontactDays)), version = version + 1
             WHERE version = \(Int32(version))
            """) == 1
    }
}
