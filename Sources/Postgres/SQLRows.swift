/// The values of many rows for one statement: what is alike in all of them is written once, and each value becomes a column of
/// an `unnest` over arrays, named `r`.
///
/// `INSERT INTO t (a, b) SELECT \(.join(rows.expressions, ", ")) FROM \(rows.source) ORDER BY r.place`
public struct SQLRows {
    /// What stands for each part of a row.
    public private(set) var expressions: [SQL] = []
    /// The rows; `r.place` counts them from 1.
    public private(set) var source: SQL = "unnest("

    /// Each row in parts, such as the values of its columns; throws where rows differ in more than their values.
    public init(_ rows: [[SQL]]) throws(PostgresError) {
        guard let first = rows.first else { throw PostgresError(.other, "there are no rows") }
        var names: SQL = ""
        var count = 0
        for (place, model) in first.enumerated() {
            var expression: SQL = ""
            expression.append(name: model.pieces[0])
            for value in model.types.indices {
                count += 1
                expression.append(name: "r.v\(count)" + model.pieces[value + 1])
                if count > 1 { source.append(name: ", ") }
                source.bind(text: try Self.array(of: rows, place, value, like: model), as: model.types[value].array)
                names.append(name: "v\(count), ")
            }
            expressions.append(expression)
        }
        guard count > 0 else { throw PostgresError(.other, "the rows hold no value") }
        source.append(name: ") WITH ORDINALITY AS r (")
        source.append(names)
        source.append(name: "place)")
    }

    /// One value of every row, as an array's text.
    private static func array(of rows: [[SQL]], _ place: Int, _ value: Int, like model: SQL) throws(PostgresError)
        -> [UInt8]
    {
        var text: [UInt8] = [UInt8(ascii: "{")]
        for row in rows {
            guard place < row.count, row[place].types == model.types, row[place].pieces == model.pieces else {
                throw PostgresError(.other, "rows of one statement differ in more than their values")
            }
            if row[place].hasNUL { throw PostgresError(.encoding, "a text value contains NUL") }
            if text.count > 1 { text.append(UInt8(ascii: ",")) }
            if let element = row[place].value(value) {
                ArrayText.append(element, to: &text)
            } else {
                text += "NULL".utf8
            }
        }
        text.append(UInt8(ascii: "}"))
        return text
    }
}

extension SQL {
    /// One of its values as text; nil where it is NULL.
    fileprivate func value(_ index: Int) -> ArraySlice<UInt8>? {
        guard offsets[index] >= 0 else { return nil }
        let end = offsets[(index + 1)...].first { $0 >= 0 } ?? values.count
        return values[offsets[index]..<(end - 1)]
    }
}
