import Postgres

/// A person who may sign in to one council.
package struct Person: Sendable {
    package typealias ID = Postgres.ID<Person>
    package enum State: String, Choice { case active, suspended }

    package let id: ID
    /// Counts what administrators changed: a change of an older one is refused.
    let version: Int
    package let email, name: String
    package let state: State
    package let roles: [Role]

    /// The address in what somebody typed; nil where there is none.
    package static func address(_ text: String) -> String? { EmailAddress.read(text) }
}

/// One browser in which a person is signed in.
struct Session: Sendable {
    let id: ID<Session>
    let agent: String
    let beganAt, seenAt: String
}
