import Postgres

extension Recommendation {
    /// Why a lead officer may not write here, by the names of their teams.
    func notLed(_ visit: Visit) throws -> Failure {
        guard visit.can(.updateLed) else { return .forbidden }
        let teams = try visit.db(
            Query<[String]>.values(
                """
                SELECT l.name FROM leads l JOIN lead_members m ON m.tenant_id = l.tenant_id AND m.lead_id = l.id
                 WHERE m.person_id = (SELECT app.person()) ORDER BY l.name, l.id
                """))
        guard let first = teams.first else {
            return .notYours(
                "You are in no team yet. Ask the scrutiny officer to add you to the one that leads recommendation \(number)."
            )
        }
        let (who, which) = teams.count == 1 ? ("\(first) does", "it") : ("\(teams.listed) do", "one of them")
        return .notYours("\(who) not lead recommendation \(number). Ask the scrutiny officer if \(which) should.")
    }
}
