import Postgres

/// A programme of the demo with its figures, each whole before its parts.
struct DemoProgramme: Sendable {
    let name, words, lead: String
    let funders: [String]
    var figures: [DemoFigure] = []

    func save(in db: Transaction) throws {
        var programme = Programme()
        (programme.name, programme.words, programme.lead) = (name, words, lead)
        programme.funders = funders.map { name in
            var funder = ProgrammeFunder()
            funder.name = name
            return funder
        }
        guard let id = try Programme.add(programme, at: .council, in: db) else {
            throw PostgresError(.other, "a demo programme is there twice")
        }
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.programme_id = \(id)",
            keys: [("programme_id", "\(id)")])
        for figure in figures { try figure.save(at: home, in: db) }
    }
}

/// A figure as the paper states it, with its parts.
struct DemoFigure: Sendable {
    var figure = ProgrammeFigure()
    var parts: [DemoFigure] = []

    init(
        _ name: String, _ unit: Unit, _ value: Double?, _ qualifier: Reading.Qualifier = .exactly, counts: String = "",
        expected: Bool = false, at place: String, _ parts: [(name: String, value: Double, Reading.Qualifier)] = []
    ) {
        (figure.name, figure.unit, figure.value, figure.qualifier) = (name, unit, value, qualifier)
        (figure.counts, figure.isProjected) = (counts, expected)
        let day = DemoTime.day(2018, 1, 23)
        figure.period = Period(kind: .own, begins: day, ends: day)
        figure.source = "Action Plan on Employment Update, report of 23 January 2018, \(place)"
        self.parts = parts.map { DemoFigure($0.name, unit, $0.value, $0.2, expected: expected, at: place) }
    }

    func save(at home: Home, of whole: ID<ProgrammeFigure>? = nil, in db: Transaction) throws {
        var figure = figure
        figure.whole = whole
        let id = try ProgrammeFigure.add(figure, at: home, in: db)
        for part in parts { try part.save(at: home, of: id, in: db) }
    }
}

extension DemoProgramme {
    private static let business = "under recommendation 14, on InvestSefton"
    private static let support = "under recommendation 14, on Sefton@work"
    private static let family = "under recommendation 11"

    /// Every figure of Sefton’s paper, each as sure as it says; the day is the paper’s, because it names none of its own (004.24, 004.31 to
    /// 004.37, 004.42).
    static let sefton: [DemoProgramme] = [
        DemoProgramme(
            name: "InvestSefton",
            words:
                "The contracted Local Growth Hub for Sefton, with two projects funded by the European Union: Business Growth Programme, and Place Marketing for Investment.",
            lead: "InvestSefton",
            funders: ["Growth Hub contract", "European Regional Development Fund (ERDF)"],
            figures: [
                DemoFigure(
                    "Businesses engaged", .businesses, 1_500,
                    counts: "Directly through phone, one-to-one meetings, events, social media and the website",
                    at: business),
                DemoFigure(
                    "Job opportunities", .jobs, 1_532, .over,
                    counts: "Opportunities that it helped to secure, attract or create", at: business),
                DemoFigure("Private sector investment", .gbp, 35_000_000, at: business),
                DemoFigure(
                    "Managed referrals", .businesses, nil,
                    counts: "Sefton businesses referred into other public and private sector support", at: business,
                    [
                        ("MSIF loan finance", 25, .exactly), ("New markets", 41, .exactly), ("Premises", 22, .exactly),
                        ("Skills for Growth", 7, .exactly), ("Start up", 91, .exactly), ("Trade/export", 5, .exactly),
                        ("International Business Festival 2018", 10, .exactly),
                    ]),
                DemoFigure(
                    "Jobs of new investments", .jobs, nil,
                    counts: "Atlantic Park, Chancery Gate and Bootle Town Centre", at: business,
                    [("Kura", 200, .exactly), ("Domino", 24, .exactly), ("Home Office", 500, .exactly)]),
                DemoFigure("Jobs safeguarded at Domino", .jobs, 62, at: business),
                DemoFigure(
                    "Jobs of new investments in time", .jobs, nil,
                    counts: "What Kura’s 200 jobs and the Home Office’s 500 are to rise to", expected: true,
                    at: business, [("Kura, in time", 400, .exactly), ("Home Office, in time", 1_000, .exactly)]),
                DemoFigure("Events across Sefton", .other, 8, at: business),
                DemoFigure("Business owners and managers at these events", .people, 300, .nearly, at: business),
                DemoFigure(
                    "Guests on the four days of The Open", .people, 300, .over,
                    counts: "Investors, operators of the visitor and conferencing industries, local businesses",
                    at: business),
            ]),
        DemoProgramme(
            name: "Ways to Work",
            words:
                "Employability support of Sefton@work for workless residents aged over 16, with personalised budgets.",
            lead: "Sefton@work", funders: ["European Social Fund (ESF)"],
            figures: [
                DemoFigure(
                    "Residents supported since the programme began", .people, 1_470,
                    counts:
                        "From advice, guidance and action planning to voluntary and paid work placements", at: support,
                    [("With disabilities or health conditions", 500, .nearly)]),
                DemoFigure(
                    "Previously workless residents who found employment", .people, 400, .moreThan, at: support),
                DemoFigure(
                    "Young people with a personalised budget", .people, 850, .moreThan,
                    counts: "For sustainable travel, equipment, training, licences and the like", at: support),
                DemoFigure(
                    "Personalised budget for each", .gbp, 500, .upTo,
                    counts: "To help a young person gain and sustain employment", at: support),
                DemoFigure(
                    "Paid work placements created", .jobs, 70, .moreThan,
                    counts: "Of the Intermediate Labour Market Programme, for residents without work", at: support),
                DemoFigure(
                    "Further places early in 2018", .places, 30,
                    counts: "Of the Intermediate Labour Market Programme, being recruited for", expected: true,
                    at: support),
            ]),
        DemoProgramme(
            name: "Family Turnaround",
            words:
                "Support of whole families, with Department for Work and Pensions officers seconded for the employment offer. Claims are paid by results.",
            lead: "Family Turnaround", funders: ["Payment by Results", "Department for Work and Pensions (DWP)"],
            figures: [
                DemoFigure(
                    "Claims for continuous employment", .claims, 81,
                    counts: "Off out-of-work benefits and in work for 3 or 6 months, depending on the benefit",
                    at: family),
                DemoFigure(
                    "Claims for significant and sustained progress", .claims, 186,
                    counts: "Improvement against a family’s outcomes plan for all of the identified issues", at: family,
                    [("Employability issues featured", 65, .exactly)]),
            ]),
        DemoProgramme(
            name: "Household into Work", words: "A test agreed under the Liverpool City Region Devolution Deal.",
            lead: "", funders: ["Liverpool City Region Devolution Deal with DWP"]),
    ]
}
