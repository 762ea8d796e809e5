/// Learns the shapes of types from their stored properties, each type's once.
struct Shapes {
    /// A type that cannot be shown, and the sentence that says so.
    struct Refusal: Error {
        let sentence: String
    }

    private var known: [ObjectIdentifier: Shape] = [
        ObjectIdentifier(String.self): .text, ObjectIdentifier(Int.self): .number, ObjectIdentifier(Bool.self): .flag,
        ObjectIdentifier(Markup.self): .markup,
    ]
    private var path: [ObjectIdentifier] = []
    /// The property that is being looked at, to be named in a refusal.
    private var property = ""

    mutating func shape<T>(of type: T.Type) throws(Refusal) -> Shape {
        guard let held = StoredProperty.holding(type) else {
            throw Refusal(sentence: "\(type) cannot be read where it lies: make it a struct")
        }
        return try shape(of: held)
    }

    private mutating func shape(of property: StoredProperty) throws(Refusal) -> Shape {
        let id = ObjectIdentifier(property.type)
        if let shape = known[id] { return shape }
        guard !Self.numbers.contains(id) else {
            throw Refusal(
                sentence: "\(self.property) is \(property.type): a view holds String, Int, Bool or Markup, "
                    + "ready to read")
        }
        guard !path.contains(id) else {
            throw Refusal(
                sentence: "\(property.type) holds itself, and a page cannot know how deep: make one struct a level")
        }
        path.append(id)
        defer { path.removeLast() }
        let shape = try unknown(property)
        known[id] = shape
        return shape
    }

    private mutating func unknown(_ property: StoredProperty) throws(Refusal) -> Shape {
        let type = property.type
        switch property.kind {
        case .optional:
            guard let optional = type as? any Wrapping.Type else { break }
            return try optional.shape(in: &self)
        case .enumeration:
            if let choice = type as? any ViewChoice.Type { return try shape(ofChoice: choice) }
            if let name = type as? any (CaseIterable & RawRepresentable<String>).Type {
                return Self.shape(ofName: name)
            }
            throw Refusal(sentence: "\(type) is not made of text alone: if it is an enum, make it CaseIterable")
        case .structure:
            guard let properties = StoredProperty.all(of: type) else { break }
            // Only here, because the first question about a conformance looks through the whole program.
            if properties.count == 1, let list = type as? any Wrapping.Type { return try list.shape(in: &self) }
            return try shape(ofStruct: type, properties)
        case .other: break
        }
        throw Refusal(sentence: "\(self.property) is \(type), which a view cannot hold: make it a struct")
    }

    private mutating func shape(
        ofStruct type: Any.Type, _ properties: [StoredProperty]
    ) throws(Refusal) -> Shape {
        var fields: [Record.Field] = []
        for property in properties {
            self.property = "\(type).\(property.name)"
            let shape = try shape(of: property)
            fields.append(Record.Field(name: property.name, offset: property.offset, shape: shape))
        }
        return .record(Record(type: _typeName(type, qualified: false), id: ObjectIdentifier(type), fields: fields))
    }

    private mutating func shape<C: ViewChoice>(ofChoice type: C.Type) throws(Refusal) -> Shape {
        var fields: [Record.Field] = []
        for (index, one) in type.cases.enumerated() {
            let held = try one.held.shape(in: &self)
            fields.append(
                Record.Field(name: one.name, offset: 0, shape: .optional(held, OpenedReader(index: index))))
        }
        let record = Record(type: _typeName(type, qualified: false), id: ObjectIdentifier(type), fields: fields)
        return .optional(.record(record), ChoiceReader<C>())
    }

    private static func shape<N: CaseIterable & RawRepresentable<String>>(ofName type: N.Type) -> Shape {
        .name(type.allCases.map(\.rawValue), NameReader<N>())
    }

    /// What must be made into text first: how it is written is not the template's to decide.
    private static let numbers: Set<ObjectIdentifier> = Set(
        [
            Int8.self, Int16.self, Int32.self, Int64.self, UInt.self, UInt8.self, UInt16.self, UInt32.self, UInt64.self,
            Double.self, Float.self,
        ].map { (type: Any.Type) in ObjectIdentifier(type) })
}

/// A type around another, which alone knows how to read itself.
private protocol Wrapping {
    static func shape(in shapes: inout Shapes) throws(Shapes.Refusal) -> Shape
}

extension Optional: Wrapping {
    fileprivate static func shape(in shapes: inout Shapes) throws(Shapes.Refusal) -> Shape {
        .optional(try shapes.shape(of: Wrapped.self), OptionalReader<Wrapped>())
    }
}

extension Array: Wrapping {
    fileprivate static func shape(in shapes: inout Shapes) throws(Shapes.Refusal) -> Shape {
        .list(try shapes.shape(of: Element.self), ArrayReader<Element>())
    }
}
