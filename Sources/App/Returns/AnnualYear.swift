import Postgres

/// The year that an annual return is made for, in one of the three ways in which councils count years (000.17, domain.md section 6).
struct AnnualYear: Sendable, Equatable {
    /// A calendar year is nobody's reporting year.
    enum Kind: String, Choice {
        case financial, municipal, academic

        var counted: CouncilYear.Kind {
            switch self {
            case .financial: .financial
            case .municipal: .municipal
            case .academic: .academic
            }
        }
    }

    let kind: Kind
    let year: CouncilYear

    init(_ kind: Kind, startYear: Int) {
        (self.kind, year) = (kind, CouncilYear(kind.counted, startYear: startYear))
    }

    init(_ kind: Kind, of day: Day) { (self.kind, year) = (kind, CouncilYear(kind.counted, of: day)) }

    var first: Day { year.firstDay }
    var last: Day { year.lastDay }
    /// The first day on which it can be reported.
    var reportable: Day { last.adding(days: 1) }

    func isOver(on today: Day) -> Bool { last < today }

    /// "Financial year 2025/26"
    var text: String { "\(kind.label) year \(year.text)" }
    /// "1 April 2025 to 31 March 2026"
    var days: String { "\(first.longText) to \(last.longText)" }

    /// In the address.
    var query: String { "kind=\(kind.rawValue)&year=\(year.startYear)" }
}

extension AnnualYear: RowDecodable {
    init(row: Row) throws(PostgresError) {
        let kind: Kind = try row["year_kind"]
        self.init(kind, of: try row["begins_on"])
    }

    /// Those that were reported, the latest first.
    static var reported: Query<[AnnualYear]> {
        .list(
            "SELECT DISTINCT year_kind, begins_on FROM annual_return_counts ORDER BY begins_on DESC, year_kind LIMIT 60"
        )
    }
}

/// What the address asks for: a kind of year, a year of those that there is anything of, and one of its versions.
struct AnnualAsked {
    let year: AnnualYear
    /// Those that can be chosen, the latest first.
    let years: [AnnualYear]
    /// What was asked for and is none of them.
    let refused: String?
    /// Nil: the latest version, or the records where there is none; 0: the records as they are.
    let version: Int?

    /// From the year of the first placement to this one; the last that is over where none is asked for.
    init(_ visit: Visit, from first: Day?) {
        let kind = AnnualYear.Kind(rawValue: visit.query("kind")) ?? .financial
        let current = AnnualYear(kind, of: visit.today).year.startYear
        let oldest = max(
            min(first.map { AnnualYear(kind, of: $0).year.startYear } ?? current, current - 1), current - 50)
        years = (oldest...current).reversed().map { AnnualYear(kind, startYear: $0) }
        let typed = visit.query("year"), isKind = ["", kind.rawValue].contains(visit.query("kind"))
        let asked = years.first { String($0.year.startYear) == typed }
        year = asked ?? AnnualYear(kind, startYear: current - 1)
        refused = !isKind ? visit.query("kind") : asked == nil && !typed.isEmpty ? typed : nil
        let number = visit.query("version")
        version = asked == nil ? nil : number == "now" ? 0 : Int(number).flatMap { $0 > 0 ? $0 : nil }
    }

    /// The first day that counts, of those whom the person asking may see.
    static var firstDay: Query<Day?> {
        .value("SELECT min(started_on) FROM placements WHERE kind IN ('work_experience', 'apprenticeship')")
    }

    /// The same for everybody else: of years that were reported.
    static var firstReported: Query<Day?> { .value("SELECT min(begins_on) FROM annual_return_counts") }
}
