import Postgres

/// A team or an opportunity of the demo; all are made up but for the departments of Derby’s paper (003.09).
struct DemoOpportunity {
    var opportunity: Opportunity
    /// A team of the council or an employer, by its name.
    let by: String

    init(
        _ title: String, _ kind: WorkKind, by: String, _ sector: Employer.Sector, places: Int, closes: Int?,
        starts: Int?,
        _ time: DemoTime, _ settle: (inout Opportunity) -> Void = { _ in }
    ) {
        opportunity = Opportunity()
        (opportunity.title, opportunity.kind, opportunity.sector, opportunity.places) = (title, kind, sector, places)
        opportunity.closes = closes.map { time.today.adding(days: $0) }
        opportunity.starts = starts.map { time.today.adding(days: $0) }
        opportunity.isPaid = kind == .apprenticeship || kind == .job
        self.by = by
        settle(&opportunity)
    }

    /// Whose name is not listed is a mistake of the demo's.
    func save(in db: Transaction) throws {
        var opportunity = opportunity
        opportunity.team = try db.value("SELECT id FROM council_teams WHERE name = \(by)")
        if opportunity.team == nil {
            opportunity.employer = try db.value("SELECT id FROM employers WHERE name = \(by)")
        }
        guard try Opportunity.add(opportunity, at: .council, in: db) != nil else {
            throw PostgresError(.other, "a demo opportunity is nobody's")
        }
    }
}

/// A council's own teams.
struct DemoTeams: Sendable {
    /// Each with its directorate.
    var teams: [(name: String, directorate: String)] = []

    func save(in db: Transaction) throws {
        for (name, directorate) in teams {
            var team = CouncilTeam()
            (team.name, team.directorate, team.contact) = (name, directorate, "Team manager")
            _ = try CouncilTeam.add(team, at: .council, in: db)
        }
    }
}

extension DemoTeams {
    static let derby = DemoTeams(
        teams: [
            ("Catering", "Communities and Place"), ("Communications", "Chief Executive"),
            ("Streetpride", "Communities and Place"), ("Leisure", "Communities and Place"),
            ("Parks", "Communities and Place"), ("Facilities", "Corporate Resources"),
            ("Derby Arena", "Communities and Place"), ("Environmental Services", "Communities and Place"),
            ("Derby Homes", ""), ("Adult Social Care", "Peoples Services"),
            ("Participation", "Peoples Services"), ("Business Admin", "Corporate Resources"),
            ("Home Care", "Peoples Services"), ("Data Quality", "Corporate Resources"),
            ("Document Management Centre", "Corporate Resources"),
        ])

    static let stockton = DemoTeams(
        teams: [
            ("Care for Your Area", "Community Services"), ("Edge of Care", "Children’s Services"),
            ("Youth Support", "Children’s Services"), ("Human Resources", "Corporate Services"),
            ("Libraries", "Culture and Leisure"),
        ])

    static let sefton = DemoTeams(
        teams: [
            ("Green Sefton", "Operational In-House Services"), ("Sefton@work", "Economic Growth and Housing"),
            ("Customer Services", "Corporate Resources"), ("Leisure Centres", "Communities"),
        ])
}

extension DemoOpportunity {
    static let derby: @Sendable (DemoTime) -> [DemoOpportunity] = { time in
        [
            DemoOpportunity(
                "Apprentice gardener", .apprenticeship, by: "Parks", .other, places: 2, closes: 6, starts: 40, time
            ) {
                ($0.level, $0.hours, $0.hasGuaranteedInterview) = (2, 37, true)
                ($0.area, $0.mentor) = ("Markeaton Park", "Head gardener")
                $0.description =
                    "Horticulture at level 2, with a day a week at college. Outdoors in all weathers; boots are given."
            },
            DemoOpportunity(
                "Records assistant", .job, by: "Document Management Centre", .publicServices, places: 1, closes: 15,
                starts: 45, time
            ) {
                ($0.hours, $0.hasGuaranteedInterview, $0.mentor) = (37, true, "Team leader, records")
                $0.description = "Scanning and indexing. Suits somebody who likes order and quiet."
            },
            DemoOpportunity(
                "Kitchen experience", .workExperience, by: "Catering", .hospitality, places: 4, closes: nil, starts: 14,
                time
            ) {
                ($0.hours, $0.mentor) = (16, "Cook in charge")
                $0.description = "Four weeks in a school kitchen, two days a week, with a food hygiene certificate."
            },
            DemoOpportunity(
                "Grounds team experience", .workExperience, by: "Parks", .other, places: 2, closes: 19, starts: 28, time
            ) { ($0.hours, $0.area, $0.mentor) = (12, "Darley Park", "Head gardener") },
            DemoOpportunity(
                "Leisure assistant", .traineeship, by: "Derby Arena", .other, places: 3, closes: 24, starts: 60, time
            ) { ($0.hours, $0.mentor) = (20, "Duty manager") },
            DemoOpportunity(
                "Apprentice care worker", .apprenticeship, by: "Home Care", .health, places: 2, closes: -9, starts: 20,
                time
            ) { ($0.level, $0.hours, $0.hasGuaranteedInterview) = (2, 30, true) },
        ]
    }

    static let stockton: @Sendable (DemoTime) -> [DemoOpportunity] = { time in
        [
            DemoOpportunity(
                "Youth support apprentice", .apprenticeship, by: "Youth Support", .publicServices, places: 2,
                closes: 11,
                starts: 50, time
            ) {
                ($0.level, $0.hours, $0.hasGuaranteedInterview) = (3, 37, true)
                $0.description = "Youth work at level 3. Having been in care is counted as experience."
            },
            DemoOpportunity(
                "Grounds team work experience", .workExperience, by: "Care for Your Area", .other, places: 3,
                closes: nil,
                starts: 10, time
            ) { ($0.hours, $0.area) = (15, "Billingham") },
            DemoOpportunity(
                "Drawing office work experience", .workExperience, by: "Teesbank Engineering", .manufacturing,
                places: 3,
                closes: 20, starts: 35, time
            ) { ($0.hours, $0.mentor) = (20, "Drawing office manager") },
            DemoOpportunity(
                "Reception taster", .taster, by: "Riverside Hotel", .hospitality, places: 2, closes: 4, starts: 12, time
            ) { $0.hours = 6 },
        ]
    }

    static let sefton: @Sendable (DemoTime) -> [DemoOpportunity] = { time in
        [
            DemoOpportunity(
                "Supported internship, care homes", .supportedInternship, by: "Northshore Care Homes", .health,
                places: 2,
                closes: 18, starts: 70, time
            ) {
                ($0.hours, $0.mentor, $0.area) = (24, "Home manager", "Southport")
                $0.description = "A year, three days a week, with a job coach on site for the first fortnight."
            },
            DemoOpportunity(
                "Funded warehouse operative", .job, by: "Dockside Logistics", .transport, places: 5, closes: 9,
                starts: 30,
                time
            ) {
                ($0.hours, $0.area) = (25, "Bootle")
                $0.description = "Six months, paid for with public money, then an interview for a permanent job."
            },
            DemoOpportunity(
                "Apprentice ranger", .apprenticeship, by: "Green Sefton", .other, places: 1, closes: 2, starts: 55, time
            ) { ($0.level, $0.hours, $0.hasGuaranteedInterview) = (2, 37, true) },
            DemoOpportunity(
                "Apprentice gas engineer", .apprenticeship, by: "Dune Heating Services", .construction, places: 1,
                closes: nil,
                starts: nil, time
            ) { ($0.level, $0.hours) = (3, 37) },
            DemoOpportunity(
                "Gas engineer, half time", .job, by: "Dune Heating Services", .construction, places: 1, closes: 28,
                starts: 62, time
            ) { $0.hours = 18.5 },
            DemoOpportunity(
                "Work experience on site", .workExperience, by: "Marram Electrical", .construction, places: 8,
                closes: nil, starts: 40,
                time
            ) { ($0.hours, $0.area) = (30, "Bootle") },
            DemoOpportunity(
                "Workshop week", .workExperience, by: "Pinewood Building", .construction, places: 12, closes: nil,
                starts: 80, time
            ) { $0.hours = 30 },
            DemoOpportunity(
                "Boiler room week", .workExperience, by: "Dune Heating Services", .construction, places: 8, closes: nil,
                starts: 66, time
            ) { $0.hours = 30 },
            DemoOpportunity(
                "Customer services taster", .taster, by: "Customer Services", .publicServices, places: 4, closes: nil,
                starts: 8, time
            ) { $0.hours = 6 },
        ]
    }
}
