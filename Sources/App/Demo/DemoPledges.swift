import Postgres

/// A pledge of the demo, with what teams promised, what papers say and whose placements count.
struct DemoPledge: Sendable {
    var pledge: Pledge
    /// The lead by its name.
    let lead: String
    var papers: [PaperFigure] = []
    /// Each with the team by its name.
    var teams: [(team: String, promise: TeamPledge)] = []
    /// The references of those whose placements of its kinds count.
    var people: [String] = []
    /// The ends of months for which what is told of it was kept long ago, as the months since are by themselves.
    var told: [Day] = []

    func save(in db: Transaction) throws {
        var pledge = pledge
        pledge.lead = try Lead.named(lead, in: db)
        guard let id = try Pledge.add(pledge, at: .council, in: db) else {
            throw PostgresError(.other, "a demo pledge is there twice")
        }
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.pledge_id = \(id)", keys: [("pledge_id", "\(id)")])
        for paper in papers { _ = try PaperFigure.add(paper, at: home, in: db) }
        for (name, promise) in teams {
            var promise = promise
            promise.team = try db.value("SELECT id FROM council_teams WHERE name = \(name)")
            _ = try TeamPledge.add(promise, at: home, in: db)
        }
        try db.run(
            """
            INSERT INTO pledge_placements (pledge_id, placement_id, young_person_id)
            SELECT \(id), p.id, p.young_person_id FROM placements p JOIN young_people y ON y.id = p.young_person_id
             WHERE y.reference = ANY (\(people)) AND p.kind = ANY (\(pledge.kinds.map(\.rawValue))) ORDER BY y.reference, p.id
            """)
        try db.run("UPDATE pledges SET published_on = begins_on WHERE id = \(id)")
        for day in told { try db.run("SELECT app.keep_pledge_counts(\(day))") }
    }
}

extension DemoPledge {
    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day { DemoTime.day(year, month, day) }

    private static func paper(_ count: PledgeCount, _ value: Int, _ words: String, _ source: String) -> PaperFigure {
        var figure = PaperFigure()
        (figure.figure, figure.value, figure.asOf) = (count, value, day(2017, 11, 30))
        (figure.words, figure.source) = (words, "Report to the Corporate Parenting Committee, " + source)
        return figure
    }

    private static func interviews(_ on: Day, _ by: String) -> TeamPledge {
        var promise = TeamPledge()
        (promise.wonOn, promise.wonBy) = (on, by)
        return promise
    }

    /// Up to 8 apprenticeships, of which nine were reached, and the nine teams that promised interviews; days are made up.
    static let derby: [DemoPledge] = {
        var pledge = Pledge()
        pledge.name = "Apprenticeships for children in care and care leavers"
        pledge.words =
            "Be a strong corporate parent: make available up to 8 apprenticeships to children in care or leaving care."
        (pledge.measure, pledge.wording, pledge.target) = (.madeAvailable, .upTo, 8)
        (pledge.kinds, pledge.cohorts) = ([.apprenticeship], [.lookedAfter, .careLeaver])
        (pledge.begins, pledge.body) = (day(2016, 1, 1), "Corporate Parenting Committee")
        pledge.why =
            "Managers met each service face to face and asked for a guaranteed interview; those who were prepared for it did well."
        let (neet, mat) = ("Team Manager, NEET strategy", "MAT Manager, locality")
        return [
            DemoPledge(
                pledge: pledge, lead: "Steering Group",
                papers: [
                    paper(.takenUp, 9, "To date we have achieved nine", "4.4"),
                    paper(.employed, 2, "2 of these are now employed by Derby City Council", "1.2"),
                    paper(
                        .employed, 3, "One … is now employed full time … Two further … have now been employed", "4.4"),
                ],
                teams: [
                    ("Derby Homes", interviews(day(2017, 3, 14), mat)),
                    ("Derby Arena", interviews(day(2017, 3, 21), mat)),
                    ("Parks", interviews(day(2017, 4, 4), neet)), ("Streetpride", interviews(day(2017, 3, 28), neet)),
                    ("Catering", interviews(day(2017, 3, 14), neet)),
                    ("Communications", interviews(day(2017, 4, 11), neet)),
                    ("Leisure", interviews(day(2017, 3, 21), mat)), ("Facilities", interviews(day(2017, 4, 4), neet)),
                    ("Environmental Services", interviews(day(2017, 3, 28), mat)),
                ],
                people: (1...9).map { "DCY-010\($0)" }, told: [day(2017, 10, 31)])
        ]
    }()
}
