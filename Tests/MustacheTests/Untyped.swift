import Foundation

@testable import Mustache

/// Values from a JSON file, whose shape is learnt from the values themselves.
enum JSON: Decodable {
    case nothing
    case flag(Bool)
    case number(Int)
    case text(String)
    case list([JSON])
    case record([String: JSON])

    init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        if container.decodeNil() {
            self = .nothing
        } else if let flag = try? container.decode(Bool.self) {
            self = .flag(flag)
        } else if let number = try? container.decode(Int.self) {
            self = .number(number)
        } else if let decimal = try? container.decode(Double.self) {
            self = .text("\(decimal)")
        } else if let text = try? container.decode(String.self) {
            self = .text(text)
        } else if let list = try? container.decode([JSON].self) {
            self = .list(list)
        } else {
            self = .record(try container.decode([String: JSON].self))
        }
    }

    var shape: Shape {
        switch self {
        case .nothing: .nothing
        case .flag: .flag
        case .number: .number
        case .text(let text): .choice([text])
        case .list(let items): .list(items.map(\.shape).reduce(.nothing) { $0.merged(with: $1) })
        case .record(let fields):
            .record(
                Record(
                    type: "record", id: ObjectIdentifier(Self.self),
                    fields: fields.sorted { $0.key < $1.key }.map { .init(name: $0.key, shape: $0.value.shape) }))
        }
    }

    func write(_ shape: Shape, at place: Int, in values: inout Values) {
        switch self {
        case .nothing: return
        case .flag(let flag): values.set(flag, at: place)
        case .number(let number): values.set(number, at: place)
        case .text(let text): values.set(text, at: place)
        case .list(let items):
            guard case .list(let inner) = shape.unwrapped else { return }
            values.setList(at: place)
            var last = place
            for item in items {
                last = values.addItem(after: last)
                item.write(inner, at: last + 1, in: &values)
            }
        case .record(let fields):
            guard case .record(let record) = shape.unwrapped else { return }
            let base = values.setRecord(record.fields.count, at: place)
            for (index, field) in record.fields.enumerated() {
                fields[field.name]?.write(field.shape, at: base + index, in: &values)
            }
        }
    }
}

extension Shape {
    /// What either of two values can be.
    func merged(with other: Shape) -> Shape {
        switch (unwrapped, other.unwrapped) {
        case (.nothing, let shape), (let shape, .nothing): shape
        case (.list(let one), .list(let two)): .list(one.merged(with: two))
        case (.choice(let one), .choice(let two)): .choice(one + two)
        case (.record(let one), .record(let two)): .record(one.merged(with: two))
        case (.number, .number): .number
        case (.flag, .flag): .flag
        default: .text
        }
    }
}

extension Record {
    fileprivate func merged(with other: Record) -> Record {
        let names = Set(fields.map(\.name) + other.fields.map(\.name)).sorted()
        return Record(
            type: type, id: id,
            fields: names.map { name in
                let shapes = (fields + other.fields).filter { $0.name == name }.map(\.shape)
                return .init(name: name, shape: shapes.reduce(.nothing) { $0.merged(with: $1) })
            })
    }
}

/// Renders a template over values that have no type, as the specification does: what is not there is empty.
func render(_ template: String, _ data: JSON, partials: [String: String] = [:]) -> String {
    let source: Library.Source = { name in (name == "the template" ? template : partials[name]).map { Array($0.utf8) } }
    let library = Library(source: source)
    var compiler = Compiler(isStrict: false, library: library)
    let shape = data.shape
    var program = compiler.compile("the template", against: [shape])
    program.text = compiler.pool.bytes
    var values = Values()
    values.slots = [Slot()]
    data.write(shape, at: 0, in: &values)
    return String(decoding: Renderer.render(program, values, roots: 1, capacity: 0), as: UTF8.self)
}
