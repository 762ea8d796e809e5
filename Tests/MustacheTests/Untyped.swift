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
        case .text(let text): .name([text], CellText())
        case .list(let items): .list(.inCell(items.map(\.shape).reduce(.nothing) { $0.merged(with: $1) }), CellItems())
        case .record(let fields): .fields(fields.mapValues(\.shape))
        }
    }
}

/// A place for a value of any kind.
private struct Cell {
    var isThere = true
    var flag = false
    var number = 0
    var text = ""
    /// The items of a list, or what the names of a record stand for.
    var cells: [Cell] = []
    var names: [String] = []

    init(_ value: JSON) {
        switch value {
        case .nothing: isThere = false
        case .flag(let flag): (self.flag, text) = (flag, "\(flag)")
        case .number(let number): (self.number, text) = (number, "\(number)")
        case .text(let text): self.text = text
        case .list(let items): cells = items.map { Cell($0) }
        case .record(let fields): (names, cells) = (Array(fields.keys), fields.values.map { Cell($0) })
        }
    }

    static func offset(of shape: Shape) -> Int {
        let property: PartialKeyPath<Cell> =
            switch shape {
            case .flag: \.flag
            case .number: \.number
            case .list: \.cells
            case .record, .nothing: \.self
            default: \.text
            }
        return MemoryLayout<Cell>.offset(of: property) ?? 0
    }
}

/// Goes from a cell to the value in it, or in the one of a name.
private final class CellReader: PlaceReader {
    let name: String?
    let offset: Int

    init(_ name: String?, offset: Int) { (self.name, self.offset) = (name, offset) }

    func place(from place: UnsafeRawPointer, _ kept: inout Kept) -> UnsafeRawPointer? {
        var cell = place.assumingMemoryBound(to: Cell.self)
        if let name {
            guard let index = cell.pointee.names.firstIndex(of: name) else { return nil }
            cell = cell.pointee.cells.withUnsafeBufferPointer { $0.baseAddress! + index }
        }
        return cell.pointee.isThere ? UnsafeRawPointer(cell) + offset : nil
    }
}

private final class CellItems: ListReader {
    func items(at place: UnsafeRawPointer, _ body: (_ items: Items) -> Void) {
        ArrayReader<Cell>().items(at: place, body)
    }
}

private final class CellText: TextReader {
    func text(at place: UnsafeRawPointer) -> String { place.assumingMemoryBound(to: String.self).pointee }
}

extension Shape {
    /// What either of two values can be.
    func merged(with other: Shape) -> Shape {
        switch (unwrapped, other.unwrapped) {
        case (.nothing, let shape), (let shape, .nothing): shape
        case (.list(let one, let reader), .list(let two, _)): .list(.inCell(one.merged(with: two)), reader)
        case (.name(let one, let reader), .name(let two, _)): .name(one + two, reader)
        case (.record(let one), .record(let two)):
            .fields(Dictionary((one.fields + two.fields).map { ($0.name, $0.shape) }) { $0.merged(with: $1) })
        case (.number, .number): .number
        case (.flag, .flag): .flag
        default: .text
        }
    }

    /// Of a value that may be missing, in a cell or in the one of a name.
    static func inCell(_ shape: Shape, named name: String? = nil) -> Shape {
        .optional(shape, CellReader(name, offset: Cell.offset(of: shape)))
    }

    static func fields(_ shapes: [String: Shape]) -> Shape {
        let fields = shapes.sorted { $0.key < $1.key }.map { name, shape in
            Record.Field(name: name, offset: 0, shape: .inCell(shape.unwrapped, named: name))
        }
        return .record(Record(type: "record", id: ObjectIdentifier(JSON.self), fields: fields))
    }
}

/// Renders a template over values that have no type, as the specification does: what is not there is empty.
func render(_ template: String, _ data: JSON, partials: [String: String] = [:]) -> String {
    let source: Library.Source = { name in (name == "the template" ? template : partials[name]).map { Array($0.utf8) } }
    let library = Library(source: source)
    var compiler = Compiler(isStrict: false, library: library)
    var program = compiler.compile("the template", against: [.inCell(data.shape)])
    program.text = compiler.pool.bytes
    return withUnsafePointer(to: Cell(data)) { cell in
        let page = try? Renderer.render(program, [UnsafeRawPointer(cell)], capacity: 0)
        return String(decoding: page ?? [], as: UTF8.self)
    }
}
