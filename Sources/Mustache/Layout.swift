/// How many slots each record needs, as one table: a count, then for each field where its own record stands, or -1.
struct Layout: Sendable {
    private(set) var table: [Int32] = []
    private(set) var roots: [Int32] = []
    /// The field's name, beside its entry in the table.
    private(set) var names: [String] = []

    init(_ shapes: [Shape]) {
        for shape in shapes {
            roots.append(add(shape))
        }
    }

    private mutating func add(_ shape: Shape) -> Int32 {
        guard let record = shape.innerRecord else { return -1 }
        let start = table.count
        table.append(Int32(record.fields.count))
        names.append(record.type)
        for field in record.fields {
            table.append(-1)
            names.append(field.name)
        }
        for (index, field) in record.fields.enumerated() {
            let inner = add(field.shape)
            table[start + 1 + index] = inner
        }
        return Int32(start)
    }
}
