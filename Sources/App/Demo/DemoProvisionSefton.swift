/// Family Turnaround, which is paid by results once somebody of a family is in continuous employment (004.23, 004.25, 004.27). That the months
/// depend on the benefit is the report’s; which benefit, amounts and days are made up. “Significant and sustained progress” is a claim on all aims of a
/// family’s outcomes plan (004.26) and on no placement, so it is no milestone here.
extension DemoProvision {
    static let sefton: @Sendable (DemoTime) -> DemoProvision = { time in
        let begins = ApproximateDay(time.today.adding(months: -11), .month).day
        let evidence = "The end of the claim for the benefit, and the employer’s confirmation."
        return DemoProvision(
            providers: [
                DemoProvider("Family Turnaround", .councilService, []) {
                    $0.words = "Works with whole families, with employment advisers seconded from Jobcentre Plus."
                }
            ],
            contracts: [
                DemoContract(
                    "FT-2026", "Family Turnaround, payment by results", with: "Family Turnaround", begins,
                    begins.adding(months: 24).adding(days: -1),
                    [
                        DemoContract.milestone(
                            "Continuous employment, 3 months", 3, .months, pence: 80_000, hours: 16,
                            after: [.incomeSupport, .employmentSupport], evidence: evidence),
                        DemoContract.milestone(
                            "Continuous employment, 6 months", 6, .months, pence: 80_000, gap: 28, .total, hours: 16,
                            after: [.jobseekers, .universalCredit], evidence: evidence),
                    ]
                ) {
                    ($0.lead, $0.reviewMonths, $0.review) = (
                        "Head of Investment & Employment", 6, time.today.adding(days: 40)
                    )
                    $0.words =
                        "Outcomes are claimed only after the whole period, validated, and visited by an external auditor."
                }
            ])
    }
}
