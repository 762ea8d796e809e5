import Testing

@testable import Postgres

private enum Grade: String, SQLValue, CaseIterable { case good, fair = "fair & square", poor }

@Suite struct ValueTests {
    /// Sends the value and reads it back, and asks PostgreSQL what it thinks it is.
    private func expectBack<T: SQLValue & Equatable>(_ values: [T], _ type: String) throws {
        let connection = try Database.connect()
        try connection.transaction(readOnly: true) { db in
            for value in values {
                let (back, name) = try db.all(
                    Query.values("SELECT \(value)", as: T.self),
                    Query.value("SELECT pg_typeof(\(value))::text", as: String.self))
                #expect(back == [value])
                #expect(name == type)
            }
        }
    }

    @Test func textComesBackByteForByte() throws {
        try expectBack(["", "plain", "it's \"quoted\" \\ $1 %", "é e\u{301} 日本 👩‍👩‍👧 \u{FEFF}", "\r\n\t\u{1}"], "text")
        try expectBack(Grade.allCases, "text")
    }

    @Test func numbersComeBack() throws {
        try expectBack([0, 1, -1, Int.max, .min], "bigint")
        try expectBack([0, Int64.max, .min], "bigint")
        try expectBack([0, Int32.max, .min], "integer")
        try expectBack([0, Int16.max, .min], "smallint")
        try expectBack([0, 0.1, -1.5e300, .leastNonzeroMagnitude, .infinity, -.infinity], "double precision")
        try expectBack([ID<Person>(1), ID(.max)], "bigint")
        try expectBack([true, false], "boolean")
    }

    @Test func bytesComeBack() throws {
        try expectBack([[], Array(0...255)] as [[UInt8]], "bytea")
    }

    @Test func arraysComeBack() throws {
        try expectBack([[], ["a"], ["", "NULL", "null", "a,b", "{}", "\"", "\\", "\\\"", " ", "é\n"]], "text[]")
        try expectBack([[], [1, -2, .max, .min]] as [[Int64]], "bigint[]")
        try expectBack([[ID<Person>(3), ID(4)]], "bigint[]")
        try expectBack([[true, false]], "boolean[]")
        try expectBack([[nil, "NULL", nil]] as [[String?]], "text[]")
        try expectBack([Grade.allCases], "text[]")
        try expectBack([[1, nil]] as [[Int?]], "bigint[]")
    }

    @Test func anyArrayOfTextComesBack() throws {
        var random = SplitMix(state: 20_260_711)
        let alphabet: [Character] = Array("ab,{}\"\\ \n'é日NUL[]=0-1")
        var arrays: [[String?]] = []
        for _ in 0..<300 {
            let array = (0..<Int.random(in: 0...6, using: &random)).map { _ -> String? in
                if Int.random(in: 0..<8, using: &random) == 0 { return nil }
                let length = Int.random(in: 0...8, using: &random)
                return String((0..<length).map { _ in alphabet.randomElement(using: &random) ?? "a" })
            }
            arrays.append(array)
        }
        let connection = try Database.connect()
        let back = try connection.transaction { db in
            try db.each(arrays.map { Query.values("SELECT \($0)", as: [String?].self) })
        }
        #expect(back.map(\.first) == arrays)
        let plain = try connection.transaction { db in
            try db.each(arrays.map { Query.values("SELECT unnest(\($0))", as: String?.self) })
        }
        #expect(plain == arrays)
    }

    @Test func nullIsNil() throws {
        let connection = try Database.connect()
        try connection.transaction { db in
            let person: Person? = try db.first("SELECT 1 AS id, 'Sam' AS name, \(nil as Int?) AS age")
            #expect(person?.age == nil)
            let none: String? = try db.value("SELECT NULL::text")
            #expect(none == nil)
            let isNull: Bool? = try db.value("SELECT \(nil as String?) IS NULL AND \(nil as [Int]?) IS NULL")
            #expect(isNull == true)
        }
    }

    @Test func whatDoesNotFitIsAnError() throws {
        let connection = try Database.connect()
        try connection.transaction { db in
            let wrong: [() throws -> Void] = [
                { let _: [String] = try db.values("SELECT NULL::text") },
                { let _: Int? = try db.value("SELECT 'twelve'") },
                { let _: Int16? = try db.value("SELECT 32768") },
                { let _: Int? = try db.value("SELECT 1.5") },
                { let _: Grade? = try db.value("SELECT 'excellent'") },
                { let _: Bool? = try db.value("SELECT 'true'") },
                { let _: [Int]? = try db.value("SELECT ARRAY[[1],[2]]") },
                { let _: [Person] = try db.list("SELECT 1 AS id, 'Sam' AS name") },
                { let _: [Person] = try db.list("SELECT NULL AS id, 'S' AS name, 1 AS age") },
            ]
            for (index, attempt) in wrong.enumerated() {
                let error = #expect(throws: PostgresError.self) { try attempt() }
                #expect(error?.kind == .decoding, "number \(index): \(String(describing: error))")
            }
            let still: Int? = try db.value("SELECT 1")
            #expect(still == 1, "a mistake in reading does not end the transaction")
        }
    }

    @Test func textWithNULIsRefused() throws {
        let connection = try Database.connect()
        try connection.transaction { db in
            for sql: SQL in ["SELECT \("abc\u{0}def")", "SELECT \(["ok", "\u{0}"])"] {
                let error = #expect(throws: PostgresError.self) { try db.run(sql) }
                #expect(error?.kind == .encoding)
            }
            let two: Int? = try db.value("SELECT 2")
            #expect(two == 2)
        }
    }

    @Test func integersAreReadStrictly() {
        func read(_ text: String) -> Int16? { Int16(sqlText: Array(text.utf8).span) }
        #expect(read("-32768") == -32768)
        #expect(read("32767") == 32767)
        for text in ["", "-", "+1", "32768", "-32769", "1 ", "1e3", "0x1", "--1"] { #expect(read(text) == nil) }
    }

    @Test func brokenArraysAreRefused() {
        func read(_ text: String) -> [String]? { [String](sqlText: Array(text.utf8).span) }
        #expect(read("{}") == [])
        #expect(read("[0:1]={a,b}") == ["a", "b"])
        for text in ["", "{", "}", "{a", "{a,}", "{,a}", "{\"a}", "{a}b", "{{a}}", "{a\"b\"}", "{NULL}", "a", "[0:1]"] {
            #expect(read(text) == nil, "\(text)")
        }
    }
}

/// Random numbers that are the same in every run.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
