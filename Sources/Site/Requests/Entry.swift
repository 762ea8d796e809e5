import Postgres

/// The answer of the door: what the database says of who is asking.
struct Entry: RowDecodable {
    let councilName: String
    let visitor: Visitor?
    let abilities: Set<Ability>
    let theme: String
    let today: Day
    let tenantID: Int64
    let isStale: Bool
    /// Something that they typed waits to be saved.
    let hasUnsent: Bool
    let isRepeat: Bool
    let doneLocation: String?
    /// Who was signed in where the form was opened, and the hash of their token then.
    let writer: Person.ID?
    let writerToken: [UInt8]
    /// Where the same form led before, with other words.
    let earlierLocation: String?

    func can(_ ability: Ability) -> Bool {
        switch ability {
        case .anyone: true
        case .signedIn: visitor != nil
        default: abilities.contains(ability)
        }
    }

    init(row: Row) throws(PostgresError) {
        tenantID = try row["tenant_id"]
        councilName = try row["council_name"]
        let abilities: String = try row["abilities"]
        self.abilities = Set(abilities.split(separator: " ").compactMap { Ability(rawValue: String($0)) })
        theme = try row["theme"]
        today = try row["today"]
        isStale = try row["is_stale"]
        hasUnsent = try row["has_unsent"]
        isRepeat = try row["is_repeat"]
        doneLocation = try row["done_location"]
        earlierLocation = try row["earlier_location"]
        writer = try row["writer_id"]
        writerToken = try row["writer_token"]
        let person: Person.ID? = try row["person_id"]
        let roles: [String] = try row["roles"]
        if let person {
            visitor = Visitor(
                id: person, name: try row["person_name"], roles: roles.compactMap(Role.init(rawValue:)),
                sessionID: try row["session_id"])
        } else {
            visitor = nil
        }
    }

    /// Asks the door of what residents read: by council alone. Nil where there is no such council, or it shows them nothing.
    static func openToPublic(_ council: String) -> Query<Entry?> {
        Query<Entry?>.first(
            """
            SELECT tenant_id::bigint, council_name, abilities, today, NULL::bigint AS person_id, '{}'::text[] AS roles, '' AS theme,
                   false AS is_stale, false AS is_repeat, NULL::text AS done_location, NULL::text AS earlier_location,
                   NULL::bigint AS writer_id, ''::bytea AS writer_token, false AS has_unsent
              FROM app.open_local_offer(\(council))
            """)
    }

    /// Asks the door: by council and session, and with a form's key and content when something is to be changed; a form that
    /// is only looked at claims nothing.
    static func open(_ council: String, token: Token?, _ sent: SentForm = SentForm(), claims: Bool = true)
        -> Query<Entry?>
    {
        let claimed = claims ? sent.submission : nil
        return Query<Entry?>.first(
            """
            SELECT tenant_id::bigint, council_name, person_id, person_name, roles, abilities, session_id, theme, today,
                   is_stale, is_repeat, done_location, earlier_location, writer_id,
                   coalesce(writer_token, '') AS writer_token, has_unsent
              FROM app.open_visit(\(council), \(token?.hash), \(claimed?.hash), \(claimed?.form),
                                  \(sent.key?.openedIn))
            """)
    }
}
