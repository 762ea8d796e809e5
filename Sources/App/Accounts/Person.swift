import Postgres

/// A person who may sign in to one council.
package struct Person: Sendable {
    package typealias ID = Postgres.ID<Person>
    package enum State: String, Choice { case active, suspended }

    package let id: ID
    package let email, name: String
    package let state: State
    package let roles: [Role]
}

/// One browser in which a person is signed in.
struct Session: Sendable {
    let id: ID<Session>
    let agent: String
    let beganAt, seenAt: String
}
