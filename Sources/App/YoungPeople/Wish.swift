import Postgres

/// What a young person would like to do: a kind of work, a sector, or both.
struct Wish: RecordRow {
    var id = ID<Wish>(0)
    var kind: WorkKind?, sector: Employer.Sector?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        kind = WorkKind(rawValue: try row["kind"])
        sector = Employer.Sector(rawValue: try row["sector"])
    }

    /// "Apprenticeship in construction"
    var inWords: String {
        switch (kind, sector) {
        case (let kind?, let sector?): "\(kind.label) in \(sector.inSentence)"
        case (let kind?, nil): kind.label
        case (nil, let sector?): "Anything in \(sector.inSentence)"
        case (nil, nil): ""
        }
    }

    static let table: StaticString = "wishes"
    static let words = RecordWords(one: "wish", many: "wishes")
    static let owner: StaticString = "young_person_id"
    static let order: SQL = "x.id"
    static let select: SQL = "SELECT x.id, x.kind, x.sector FROM wishes AS x"

    static func all(of person: YoungPerson.ID) -> Query<[Wish]> {
        .list("\(select) WHERE x.young_person_id = \(person) ORDER BY \(order)")
    }

    static let fields: [Field<Wish>] = [
        .choice(\.kind, "kind", "kind", "Kind of work", none: "Any kind", or: "Choose a kind of work"),
        .choice(\.sector, "sector", "sector", "Sector", none: "Any sector", or: "Choose a sector"),
    ]
}
