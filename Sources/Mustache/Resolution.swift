/// A property that some template shows.
struct Use: Hashable {
    let type: ObjectIdentifier
    let field: Int
}

/// What a tag's name stands for; the reference leads through all optionals.
struct Resolution {
    let reference: Program.Reference
    let shape: Shape

    /// What a section over the value puts on the context stack.
    var item: Shape {
        if case .list(let item, _) = shape.unwrapped { item } else { shape.unwrapped }
    }

    /// An optional text or number is shown when it is there, whatever it is; anything else when it is not empty.
    var test: Program.Test? {
        switch shape.unwrapped {
        case .nothing: nil
        case .list(_, let reader): .list(reader)
        case .flag: .isTrue(.flag)
        case let inner:
            if case .optional = shape { .isThere } else { inner.kind.map { .isTrue($0) } ?? .isThere }
        }
    }
}

extension Compiler {
    mutating func resolve(_ tag: Tag, in place: Place) -> Resolution? {
        guard let top = scopes.last else { return nil }
        guard tag.name != "." else {
            return resolution(depth: scopes.count - 1, path: Path(top))
        }
        let path = tag.name.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        for depth in scopes.indices.reversed() {
            guard let first = path.first, scopes[depth].unwrapped.record?.index(of: first) != nil else { continue }
            return follow(path, from: depth, tag, in: place)
        }
        let known = scopes.flatMap { $0.unwrapped.record?.fields.map(\.name) ?? [] }
        let owner = scopes.last { $0.unwrapped.record != nil }?.unwrapped.record?.type ?? "the value"
        report(
            "{{\(tag.name)}} is not a property of \(owner) or of what is around it" + suggestion(path[0], known),
            at: tag, in: place)
        return nil
    }

    /// The innermost item as the choice that it is, if it is one.
    var openedChoice: Resolution? {
        mutating get {
            guard case .optional(.record, let reader)? = scopes.last, reader is any OpensChoice, let top = scopes.last
            else { return nil }
            return resolution(depth: scopes.count - 1, path: Path(top))
        }
    }

    private mutating func follow(_ names: [String], from depth: Int, _ tag: Tag, in place: Place) -> Resolution? {
        var path = Path(scopes[depth])
        for (index, name) in names.enumerated() {
            path.unwrap()
            guard let record = path.shape.record, let field = record.index(of: name) else {
                let whole = names[..<index].joined(separator: ".")
                let known = path.shape.record?.fields.map(\.name) ?? []
                report(
                    "{{\(tag.name)}}: \(whole) has no property \(name)" + suggestion(name, known), at: tag, in: place)
                return nil
            }
            used.insert(Use(type: record.id, field: field))
            path.enter(record.fields[field])
        }
        return resolution(depth: depth, path: path)
    }

    private mutating func resolution(depth: Int, path: Path) -> Resolution {
        var whole = path
        whole.unwrap()
        let span = Program.Span(start: Int32(program.steps.count), count: Int32(whole.steps.count))
        program.steps += whole.steps
        return Resolution(
            reference: Program.Reference(depth: Int32(depth), offset: Int32(whole.offset), steps: span),
            shape: path.shape)
    }

    mutating func checkValue(_ shape: Shape, _ tag: Tag, raw: Bool, in place: Place) {
        switch shape.unwrapped {
        case .text where raw, .name where raw:
            report(
                "{{{\(tag.name)}}} is a String and would not be escaped: write {{\(tag.name)}}, or make it Markup",
                at: tag, in: place)
        case .markup where !raw:
            report(
                "{{\(tag.name)}} is Markup and would show its tags to people: write {{{\(tag.name)}}}",
                at: tag, in: place)
        case .record(let record):
            report("{{\(tag.name)}} is a \(record.type), not a text: name one of its properties", at: tag, in: place)
        case .list:
            report("{{\(tag.name)}} is a list: write {{#\(tag.name)}} around what each item shows", at: tag, in: place)
        default: return
        }
    }

    private func suggestion(_ name: String, _ known: [String]) -> String {
        let near = known.map { (name: $0, distance: distance($0, name)) }.min { $0.distance < $1.distance }
        guard let near, near.distance <= max(1, (name.count + 1) / 3) else { return "" }
        return ": did you mean \(near.name)?"
    }

    /// How many letters must change to make one name the other; case does not count.
    private func distance(_ one: String, _ other: String) -> Int {
        let (one, other) = (Array(one.lowercased()), Array(other.lowercased()))
        var row = Array(0...other.count)
        for (i, letter) in one.enumerated() {
            var corner = row[0]
            row[0] = i + 1
            for (j, against) in other.enumerated() {
                let cost = letter == against ? corner : min(corner, row[j], row[j + 1]) + 1
                (corner, row[j + 1]) = (row[j + 1], cost)
            }
        }
        return row[other.count]
    }
}

/// The way from an item of the context stack to one of its values.
private struct Path {
    private(set) var shape: Shape
    private(set) var offset = 0
    private(set) var steps: [Program.Step] = []

    init(_ shape: Shape) { self.shape = shape }

    mutating func enter(_ field: Record.Field) {
        if steps.isEmpty { offset += field.offset } else { steps[steps.count - 1].offset += field.offset }
        shape = field.shape
    }

    mutating func unwrap() {
        while case .optional(let inner, let reader) = shape {
            steps.append(Program.Step(reader: reader, offset: 0))
            shape = inner
        }
    }
}

extension Shape {
    /// What the value is shown as, where it is not made of others.
    var kind: Program.Kind? {
        switch unwrapped {
        case .text: .text
        case .number: .number
        case .flag: .flag
        case .markup: .markup
        case .name(_, let reader): .name(reader)
        default: nil
        }
    }

    fileprivate var record: Record? {
        if case .record(let record) = self { record } else { nil }
    }
}
