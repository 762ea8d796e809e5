import PlanReader

/// The figures of Sefton's paper, each as sure as it says: exactly, nearly, more than (004.19 to 004.38).
enum SeftonMeasures {
    private static let then = DemoTime.month(2017, 12)

    private static func measure(_ title: String, _ unit: Unit, _ readings: [PlanFile.Reading], comparator: String = "")
        -> PlanFile.Measure
    {
        PlanFile.Measure(title: title, unit: unit, comparator: comparator, readings: readings)
    }

    private static func read(
        _ value: Double, _ qualifier: Reading.Qualifier = .exactly, _ subset: String = "", asOf: ApproximateDay = then,
        isProjected: Bool = false
    ) -> PlanFile.Reading {
        PlanFile.Reading(
            value: value, asOf: asOf, qualifier: qualifier, isProjected: isProjected, subset: subset,
            source: "Report of 23 January 2018")
    }

    static let socialValue = [
        measure(
            "Electricians and engineers added by the maintenance pilot", .fte, [read(2.5)],
            comparator: "first three contracts"),
        measure("Apprentice gas engineers", .people, [read(1)], comparator: "first three contracts"),
        measure("Work experience days", .days, [read(220)], comparator: "first three contracts"),
        measure("Spending of the pilot in a year", .gbp, [read(860_000)], comparator: "first three contracts"),
        measure(
            "Spending with local suppliers in a year", .gbp,
            [read(43_000), read(150_000, .exactly, "More expected", isProjected: true)],
            comparator: "first three contracts"),
        measure("Businesses at the workshop on specialist transport", .businesses, [read(20)]),
        measure(
            "Temporary jobs at the golf championship", .jobs, [read(300, .moreThan, asOf: DemoTime.month(2017, 7))]),
    ]

    static let turnaround = [
        measure(
            "Claims for continuous employment", .claims, [read(81)],
            comparator: "in work and off benefit for 3 or 6 months"),
        measure(
            "Claims for significant and sustained progress", .claims,
            [
                PlanFile.Reading(
                    value: 186, asOf: then, source: "Report of 23 January 2018",
                    parts: [read(65, .exactly, "Employability was one of the issues")])
            ], comparator: "all the issues of the family’s plan"),
    ]

    static let business = [
        measure("Businesses engaged", .businesses, [read(1_500)]),
        measure("Job opportunities secured, attracted or created", .jobs, [read(1_532, .over)]),
        measure("Private investment", .gbp, [read(35_000_000)]),
        measure(
            "Businesses referred to other support", .businesses,
            [
                read(25, .exactly, "MSIF loan finance"), read(41, .exactly, "New markets"),
                read(22, .exactly, "Premises"),
                read(7, .exactly, "Skills for Growth"), read(91, .exactly, "Start up"),
                read(5, .exactly, "Trade and export"),
                read(10, .exactly, "International Business Festival 2018"),
            ]),
        measure(
            "Jobs of new investments", .jobs,
            [
                read(200, .exactly, "Kura"), read(400, .exactly, "Kura, in time", isProjected: true),
                read(24, .exactly, "Domino"),
                read(62, .exactly, "Domino, safeguarded"), read(500, .exactly, "Home Office"),
                read(1_000, .exactly, "Home Office, in time", isProjected: true),
            ]),
        measure("Events for businesses", .other, [read(8)]),
        measure("Owners and managers at these events", .people, [read(300, .nearly)]),
        measure(
            "Guests on the four days of the championship", .people, [read(300, .over, asOf: DemoTime.month(2017, 7))]),
    ]

    static let employment = [
        measure(
            "Residents supported since the programme began", .people,
            [read(1_470), read(500, .nearly, "With a disability or health condition")]),
        measure("Residents without work who found work", .people, [read(400, .moreThan)]),
        measure("Young people with a personal budget", .people, [read(850, .moreThan)], comparator: "up to £500 each"),
        measure(
            "Paid placements of the intermediate labour market", .places,
            [read(70, .moreThan), read(30, .exactly, "More to come", asOf: DemoTime.month(2018, 3), isProjected: true)]),
    ]
}
