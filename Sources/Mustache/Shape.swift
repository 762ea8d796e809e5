/// What a value can be and how it is read, known before any value exists.
indirect enum Shape: Sendable {
    case text, number, flag, markup
    /// Text that is always one of these.
    case name([String], any TextReader)
    case record(Record)
    case list(Shape, any ListReader)
    case optional(Shape, any PlaceReader)
    /// A value that is never there.
    case nothing

    var unwrapped: Shape {
        if case .optional(let shape, _) = self { shape.unwrapped } else { self }
    }

    /// The record in this value, or in the items of this list.
    var innerRecord: Record? {
        switch self {
        case .record(let record): record
        case .list(let shape, _), .optional(let shape, _): shape.innerRecord
        default: nil
        }
    }
}

/// The named values of a struct, in the order in which they lie.
final class Record: Sendable {
    struct Field: Sendable {
        let name: String
        let offset: Int
        let shape: Shape
    }

    let type: String
    /// Tells apart two types of the same name.
    let id: ObjectIdentifier
    let fields: [Field]

    init(type: String, id: ObjectIdentifier, fields: [Field]) {
        self.type = type
        self.id = id
        self.fields = fields
    }

    func index(of name: String) -> Int? {
        fields.firstIndex { $0.name == name }
    }
}
