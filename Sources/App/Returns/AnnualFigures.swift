import Postgres

/// What an annual return counts; each a number of people (000.17, 000.18; counted by app.annual_people).
enum AnnualFigure: String, Choice {
    case experienceStarted = "experience_started", experienceCompleted = "experience_completed"
    case apprentices, apprenticeshipsStarted = "apprenticeships_started"
    case apprenticeshipsCompleted = "apprenticeships_completed", apprenticeshipsEnded = "apprenticeships_ended"
    case destinationsKnown = "destinations_known"

    /// Those of the table; who ended stands in the table of destinations.
    static let columns: [AnnualFigure] = [
        .experienceStarted, .experienceCompleted, .apprentices, .apprenticeshipsStarted, .apprenticeshipsCompleted,
        .destinationsKnown,
    ]

    /// By itself, as in a file.
    var label: String {
        switch self {
        case .experienceStarted: "Work experience started"
        case .experienceCompleted: "Work experience completed"
        case .apprentices: "Apprentices in the year"
        case .apprenticeshipsStarted: "Apprenticeships started"
        case .apprenticeshipsCompleted: "Apprenticeships completed"
        case .apprenticeshipsEnded: "Apprenticeships ended"
        case .destinationsKnown: "Destination known"
        }
    }

    /// Under the head of its kind of work.
    var head: String {
        switch self {
        case .experienceStarted, .apprenticeshipsStarted: "Started"
        case .experienceCompleted, .apprenticeshipsCompleted: "Completed"
        case .apprentices: "In the year"
        case .apprenticeshipsEnded: "Ended"
        case .destinationsKnown: "Destination known"
        }
    }

    var isExperience: Bool { self == .experienceStarted || self == .experienceCompleted }

    /// What the number means.
    var meaning: String {
        switch self {
        case .experienceStarted: "Young people whose work experience began in the year."
        case .experienceCompleted:
            "Young people whose work experience ended in the year and was completed, or led straight into a job."
        case .apprentices: "Young people who were in an apprenticeship on any day of the year."
        case .apprenticeshipsStarted: "Young people whose apprenticeship began in the year."
        case .apprenticeshipsCompleted:
            "Young people whose apprenticeship ended in the year and was completed, or led straight into a job."
        case .apprenticeshipsEnded: "Young people whose apprenticeship ended in the year, completed or left early."
        case .destinationsKnown:
            "Young people whose apprenticeship ended in the year and whose destination is recorded and known."
        }
    }
}

/// Of whom a number is: of all, or of those of a group (000.17, 000.18).
enum AnnualSubset: String, Choice {
    case care, send

    var label: String { self == .care ? "Looked after or care leaver" : "SEND" }
    /// Behind a number, where there is little room.
    var word: String { self == .care ? "care-experienced" : "SEND" }
}

/// From whom the work is: the council itself, its contractors, its service providers (000.20), and all others.
enum AnnualSide: String, Choice {
    case council, contractor, serviceProvider = "service_provider", neither, notRecorded = "not_recorded"

    var label: String {
        switch self {
        case .council: "The council itself"
        case .contractor: "Contractors"
        case .serviceProvider: "Service providers"
        case .neither: "Other employers"
        case .notRecorded: "Employers not sorted yet"
        }
    }
}

/// A part of the council's year that has figures of its own.
struct AnnualPart: Hashable, Sendable {
    enum Level: String, SQLValue { case all, side, directorate, destination }

    var level = Level.all
    var side: AnnualSide?
    var directorate = ""
    /// Of ended apprenticeships.
    var destination: Placement.Destination?

    /// As the row of a table.
    var label: String {
        switch level {
        case .all: "All"
        case .side: side == .council ? "The council, all directorates" : side?.label ?? ""
        case .directorate: directorate.isEmpty ? "In no directorate" : directorate
        case .destination: destination?.label ?? ""
        }
    }

    /// In the address of the list behind a number.
    var query: [(String, String)] {
        [
            ("side", side?.rawValue ?? ""), ("directorate", level == .directorate ? directorate : ""),
            ("part", level.rawValue), ("destination", destination?.rawValue ?? ""),
        ].filter { !$0.1.isEmpty }
    }
}

/// A number of people, and how many of them are of each group.
struct AnnualNumber: Hashable, Sendable {
    var people = 0, care = 0, send = 0

    subscript(subset: AnnualSubset) -> Int { subset == .care ? care : send }
}

/// A directorate of the council, or one that it had when a year was reported.
struct AnnualDirectorate: RowDecodable, Sendable {
    let name: String
    let isCurrent: Bool

    init(row: Row) throws(PostgresError) { (name, isCurrent) = (try row["directorate"], try row["is_current"]) }
}

/// Every figure of a year by part: of the records as they are, of a version, or as it was told.
struct AnnualFigures: Sendable {
    private let numbers: [AnnualPart: [AnnualFigure: AnnualNumber]]

    /// One of them.
    struct Count: RowDecodable, Sendable {
        let part: AnnualPart
        let figure: AnnualFigure
        let number: AnnualNumber

        init(row: Row) throws(PostgresError) {
            let level: AnnualPart.Level = try row["part"]
            part = AnnualPart(
                level: level, side: AnnualSide(rawValue: try row["side"]), directorate: try row["directorate"],
                destination: level == .destination ? try row["destination"] : nil)
            figure = try row["figure"]
            number = AnnualNumber(people: try row["people"], care: try row["care"], send: try row["send"])
        }
    }

    init(_ counts: [Count]) {
        numbers = Dictionary(grouping: counts, by: \.part).mapValues { counts in
            Dictionary(counts.map { ($0.figure, $0.number) }) { first, _ in first }
        }
    }

    subscript(part: AnnualPart, figure: AnnualFigure) -> AnnualNumber { numbers[part]?[figure] ?? AnnualNumber() }

    var isEmpty: Bool { numbers.isEmpty }
    var parts: Set<AnnualPart> { Set(numbers.keys) }

    /// As the records are, or as they were in a version, whom the person asking may see.
    static func counted(_ year: AnnualYear, version: Int?) -> Query<[Count]> {
        .list("SELECT c.* FROM app.annual_counts(\(year.kind), \(year.first), \(version)) AS c")
    }

    /// What everybody is told of the latest version: to the nearest five, 0 for five or fewer (app.coarse).
    static func told(_ year: AnnualYear) -> Query<[Count]> {
        .list(
            """
            SELECT c.part, c.side, c.directorate, c.destination, c.figure, c.people, c.care, c.send FROM annual_return_counts c
             WHERE c.year_kind = \(year.kind) AND c.begins_on = \(year.first)
               AND c.number = (SELECT max(l.number) FROM annual_return_counts l WHERE l.year_kind = \(year.kind) AND l.begins_on = \(year.first))
            """)
    }

    /// When that version was made.
    static func toldOn(_ year: AnnualYear) -> Query<Day?> {
        .value(
            "SELECT max(reported_on) FROM annual_return_counts WHERE year_kind = \(year.kind) AND begins_on = \(year.first)"
        )
    }

    /// The directorates that council teams belong to, where those with nobody in a year stand in it too, and those of versions.
    static var directorates: Query<[AnnualDirectorate]> {
        .list(
            """
            SELECT n.directorate, bool_or(n.is_current) AS is_current
              FROM (SELECT directorate, true AS is_current FROM council_teams
                    UNION ALL SELECT directorate, false FROM annual_return_people WHERE side = 'council'
                    UNION ALL SELECT directorate, false FROM annual_return_counts WHERE part = 'directorate') AS n
             GROUP BY n.directorate ORDER BY n.directorate = '', \(SQL.byName("n.directorate")), n.directorate
            """)
    }

    /// What makes these numbers these: whoever reports a year reports the numbers that they saw.
    var digest: String {
        let lines = numbers.flatMap { part, figures in
            figures.map { figure, number in
                let of = [
                    part.level.rawValue, part.side?.rawValue ?? "", part.directorate, part.destination?.rawValue ?? "",
                ]
                return (of + [figure.rawValue, "\(number.people) \(number.care) \(number.send)"]).joined(separator: "/")
            }
        }
        return Secret.digest(lines.sorted().joined(separator: "\n"))
    }
}
