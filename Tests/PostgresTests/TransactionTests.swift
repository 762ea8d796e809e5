import Postgres
import Testing

struct Person: RowDecodable {
    let id: ID<Person>, name: String, age: Int?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        name = try row["name"]
        age = try row["age"]
    }
}

@Suite struct TransactionTests {
    @Test func severalQueriesAreAnsweredTogether() throws {
        let connection = try Database.connect()
        let (transaction, name) = try connection.begin(
            readOnly: true, first: Query.value("SELECT \("Olive")", as: String.self))
        #expect(name == "Olive")
        let (people, one, count) = try transaction.all(
            Query.list("SELECT * FROM (VALUES (1, 'Olive', 40), (2, 'Sam', NULL)) v (id, name, age)", as: Person.self),
            Query.first("SELECT 7 AS id, 'Priya' AS name, NULL::int AS age", as: Person.self),
            Query.run("SELECT 1 WHERE false"))
        #expect(people.map(\.name) == ["Olive", "Sam"])
        #expect(people.map(\.age) == [40, nil])
        #expect(one?.id == ID(7))
        #expect(count == 0)
        try transaction.commit()
        #expect(connection.isUsable)
    }
}
