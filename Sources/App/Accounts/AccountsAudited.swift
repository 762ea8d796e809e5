import Postgres

/// What histories and the audit call the tables of people and of signing in.
extension AuditedTable {
    static let ofAccounts = [people, roles, passwords, signIns]
    private static let group = "People, roles and passwords"

    private static let people = AuditedTable(
        "people", "Person", group: group,
        [
            AuditedColumn("name", "Name"), AuditedColumn("email", "E-mail address"),
            AuditedColumn("state", "State") { Person.State(rawValue: $0)?.label },
            AuditedColumn("theme", "Appearance"),
        ]
    ) {
        $0.naming = {
            "SELECT id, name, NULL::bigint AS plan_id, NULL::bigint AS recommendation_id FROM people WHERE id = ANY (\($0))"
        }
        $0.path = person
    }

    private static let roles = AuditedTable(
        "person_roles", "Role", group: group,
        [
            AuditedColumn("role", "Role") { Role(rawValue: $0)?.title },
            AuditedColumn("person_id", "Person", references: "people"),
        ]
    ) {
        $0.numberedBy = "people"
        $0.path = person
    }

    private static let passwords = AuditedTable("passwords", "Password", group: group) {
        $0.numberedBy = "people"
        $0.path = person
        $0.sentence = { operation, _ in operation == "added" ? "Password given" : "Password changed" }
    }

    private static let signIns = AuditedTable("sign_ins", "Sign-in", group: "Signing in and out") {
        $0.numberedBy = "people"
        $0.path = person
        $0.sentence = { _, text in
            switch text("kind") {
            case "signed_in": "Signed in" + (text("network").isEmpty ? "" : " from \(text("network"))")
            case "signed_out": "Signed out"
            case "guessed": "Signed out after five wrong passwords on the account page"
            default:
                "Sign-in made to wait after several wrong passwords in a row"
                    + (text("network").isEmpty ? "" : ", the last from \(text("network"))")
            }
        }
    }

    private static let person: @Sendable (NamedThing?, Visit) -> String? = { thing, visit in
        visit.can(.managePeople) ? thing.map { "/people/\($0.id)" } : nil
    }
}
