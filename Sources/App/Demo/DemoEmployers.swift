import Postgres

/// An employer of the demo with its log; employers and what they said are made up.
struct DemoEmployer {
    var employer: Employer
    /// Days before today, the kind and the words of each contact.
    var log: [(ago: Int, kind: EmployerContact.Kind, words: String)]
    let today: Day

    init(
        _ name: String, _ sector: Employer.Sector, _ size: Employer.Size, _ stage: Employer.Stage, next: Int?,
        _ time: DemoTime, log: [(ago: Int, kind: EmployerContact.Kind, words: String)] = [],
        _ settle: (inout Employer) -> Void = { _ in }
    ) {
        employer = Employer()
        (employer.name, employer.sector, employer.size, employer.stage) = (name, sector, size, stage)
        employer.nextContact = next.map { time.today.adding(days: $0) }
        (self.log, today) = (log, time.today)
        settle(&employer)
    }

    func save(in db: Transaction) throws {
        guard let id = try Employer.add(employer, at: .council, in: db) else { return }
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.employer_id = \(id)", keys: [("employer_id", "\(id)")])
        for entry in log {
            var contact = EmployerContact()
            (contact.madeOn, contact.kind, contact.words) = (today.adding(days: -entry.ago), entry.kind, entry.words)
            _ = try EmployerContact.add(contact, at: home, in: db)
        }
    }
}

extension DemoEmployer {
    /// Sefton's employment service knows shops, care homes and the docks.
    static let sefton: @Sendable (DemoTime) -> [DemoEmployer] = { time in
        [
            DemoEmployer(
                "Northshore Care Homes", .health, .medium, .offering, next: 12, time,
                log: [
                    (6, .visit, "Two supported internships agreed for the spring, each with a named mentor."),
                    (41, .call, "Wants a job coach on site for the first fortnight."),
                ]
            ) {
                ($0.contact, $0.email) = ("Head of people", "people@northshore.example")
                $0.telephone = "0151 496 0101"
                ($0.disabilityConfident, $0.hasCovenant) = (.employer, true)
                $0.commitments = "Guaranteed interview for care leavers; a mentor for every placement."
            },
            DemoEmployer(
                "Dockside Logistics", .transport, .large, .interested, next: -3, time,
                log: [(24, .event, "Met at the jobs fair; asked what reasonable adjustments look like in a warehouse.")]
            ) {
                ($0.contact, $0.email) = ("Recruitment partner", "jobs@dockside.example")
                $0.disabilityConfident = .committed
            },
            DemoEmployer("Bootle Builders’ Merchants", .retail, .small, .contacted, next: 30, time),
            DemoEmployer(
                "Café Mariposa", .hospitality, .micro, .paused, next: nil, time,
                log: [(90, .call, "Closed for refurbishment; ring again when it opens.")]),
            DemoEmployer("Southport Gardens Trust", .other, .small, .identified, next: nil, time),
            DemoEmployer("Marram Electrical", .construction, .medium, .offering, next: 17, time) {
                $0.councilRole = .contractor
            },
            DemoEmployer("Dune Heating Services", .construction, .small, .offering, next: nil, time) {
                $0.councilRole = .contractor
            },
            DemoEmployer("Pinewood Building", .construction, .medium, .offering, next: nil, time) {
                $0.councilRole = .contractor
            },
        ]
    }

    /// Stockton's works with colleges and the river's industry.
    static let stockton: @Sendable (DemoTime) -> [DemoEmployer] = { time in
        [
            DemoEmployer(
                "Teesbank Engineering", .manufacturing, .medium, .offering, next: 7, time,
                log: [
                    (14, .openDay, "Nine young people came; three asked for work experience in the drawing office."),
                    (62, .visit, "Walked the shop floor with the works manager."),
                ]
            ) {
                ($0.contact, $0.email) = ("Works manager", "works@teesbank.example")
                ($0.disabilityConfident, $0.hasCovenant) = (.leader, true)
                $0.commitments = "Three work experience places a term."
                $0.councilRole = .neither
            },
            DemoEmployer(
                "Riverside Hotel", .hospitality, .small, .interested, next: 2, time,
                log: [(9, .email, "Sent the brochure on supported internships.")]
            ) { $0.contact = "General manager" },
            DemoEmployer("Thornaby Digital", .technology, .micro, .contacted, next: 21, time),
            DemoEmployer("North Tees Cleaning", .other, .medium, .identified, next: nil, time) {
                $0.councilRole = .contractor
            },
        ]
    }
}
