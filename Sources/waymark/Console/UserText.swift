import App
import Postgres

/// People as results.
enum UserText {
    /// A person as JSON shows them.
    struct Line: Encodable {
        let id: Int64
        let email, name, state: String
        let roles: [String]

        init(_ person: Person) {
            id = person.id.value
            (email, name, state) = (person.email, person.name, person.state.rawValue)
            roles = person.roles.map(\.rawValue)
        }
    }

    /// The person with the e-mail that was given.
    static func find(_ arguments: Arguments, in db: Transaction) throws -> Person {
        try find(arguments["email"] ?? "", arguments, in: db)
    }

    static func find(_ email: String, _ arguments: Arguments, in db: Transaction) throws -> Person {
        guard let person = try Person.find(email: email, in: db) else {
            let slug = arguments["tenant"] ?? ""
            throw Stop.notFound(
                "Nobody in \(slug) has the e-mail \(email); `waymark user list --tenant \(slug)` names them all")
        }
        return person
    }

    /// What was given as an address, without what surrounds it.
    static func address(_ text: String) throws -> String {
        guard let address = Person.address(text) else { throw Stop.usage("\(text) is not an e-mail address") }
        return address
    }

    static func show(_ person: Person, _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: Line(person)) }
        Console.result(text([person]))
    }

    static func list(_ people: [Person], _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: people.map(Line.init)) }
        if people.isEmpty { return Console.say("Nobody yet: waymark user add --tenant … --email … --name … --role …") }
        Console.result(text(people))
    }

    private static func text(_ people: [Person]) -> String {
        let rows = people.map {
            [$0.email, $0.name, $0.state.rawValue, $0.roles.map(\.rawValue).joined(separator: ", ")]
        }
        return Table.text(["e-mail", "name", "state", "roles"], rows)
    }
}
