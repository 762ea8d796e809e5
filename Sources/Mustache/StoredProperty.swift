@_spi(Reflection) import Swift

/// A stored property of a struct and where it lies. The only place that asks the standard library's reflection, which
/// is no public interface: `LayoutCheck` tries at the start whether it still says what is so.
struct StoredProperty {
    enum Kind { case structure, enumeration, optional, other }

    let name: String
    let offset: Int
    let type: Any.Type
    let kind: Kind

    private struct Holder<Held> { let held: Held }

    /// The type itself, as the only property of something.
    static func holding<Held>(_ type: Held.Type) -> StoredProperty? { all(of: Holder<Held>.self)?.first }

    /// In the order in which they are declared, or nil where they do not lie one after another inside the struct.
    static func all(of structure: Any.Type) -> [StoredProperty]? {
        var properties: [StoredProperty] = []
        let isWhole = _forEachField(of: structure, options: []) { name, offset, type, kind in
            let kind: Kind =
                switch kind {
                case .struct: .structure
                case .enum: .enumeration
                case .optional: .optional
                default: .other
                }
            properties.append(StoredProperty(name: String(cString: name), offset: offset, type: type, kind: kind))
            return true
        }
        return isWhole && lie(properties, within: structure) ? properties : nil
    }

    static func lie(_ properties: [StoredProperty], within structure: Any.Type) -> Bool {
        var end = 0
        for property in properties {
            let measure = Measure(property.type)
            guard property.offset >= end, property.offset % measure.alignment == 0 else { return false }
            end = property.offset + measure.size
        }
        return end <= Measure(structure).size
    }
}

/// The bytes a type takes.
private struct Measure {
    let size, alignment: Int

    init(_ type: Any.Type) {
        func measure<T>(_ type: T.Type) -> Measure { Measure(MemoryLayout<T>.size, MemoryLayout<T>.alignment) }
        self = _openExistential(type, do: measure)
    }

    private init(_ size: Int, _ alignment: Int) { (self.size, self.alignment) = (size, alignment) }
}
