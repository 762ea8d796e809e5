/// Expands partials, parents and blocks in place and resolves every tag against the shapes of the context stack.
struct Compiler {
    /// Where in the templates the compiler stands.
    struct Place {
        var file: String
        /// Put before each line, and taken from before it.
        var indent: [UInt8] = []
        var dedent: [UInt8] = []
        var replacements: [String: Replacement] = [:]
        /// The templates that led here.
        var chain: [String] = []
    }

    /// A block given to a parent, and the place in which it was written.
    struct Replacement {
        let block: Block
        let place: Place
    }

    private static let deepest = 100
    private static let mostExpansions = 10_000

    /// Whether names must exist; the specification's own tests are lenient.
    let isStrict: Bool
    var library: Library
    var pool = TextPool()
    var mistakes: [TemplateError.Mistake] = []
    var used: Set<Use> = []
    /// A template could not be read, so that nothing can be said of what it might have shown.
    private(set) var isIncomplete = false
    private var reported: Set<[String]> = []
    var scopes: [Shape] = []
    var program = Program()
    private var pending: [UInt8] = []
    private var depth = 0
    private var expansions = 0

    init(isStrict: Bool, library: Library) {
        self.isStrict = isStrict
        self.library = library
    }

    /// The program's text is the whole pool's, once the last program is compiled.
    mutating func compile(_ name: String, against shapes: [Shape]) -> Program {
        (program, pending, scopes, expansions) = (Program(), [], shapes, 0)
        include(Tag(name: name, line: 1), named: name, in: Place(file: Library.file(name)))
        flush()
        return program
    }

    mutating func report(_ sentence: String, at tag: Tag, in place: Place) {
        guard isStrict, reported.insert([place.file, "\(tag.line)", tag.name]).inserted else { return }
        mistakes.append(.init(file: place.file, line: tag.line, sentence: sentence))
    }

    // MARK: Writing

    private mutating func write(_ bytes: [UInt8]) {
        pending += bytes
    }

    private mutating func flush() {
        guard !pending.isEmpty else { return }
        program.instructions.append(.text(pool.span(of: pending)))
        pending = []
    }

    private mutating func add(_ instruction: Program.Instruction) {
        flush()
        program.instructions.append(instruction)
    }

    /// Adds an instruction that knows where its body ends.
    private mutating func add(
        _ instruction: (Int32) -> Program.Instruction, body: (inout Compiler) -> Void
    ) {
        flush()
        let index = program.instructions.count
        program.instructions.append(instruction(0))
        body(&self)
        flush()
        program.instructions[index] = instruction(Int32(program.instructions.count))
    }

    // MARK: Expanding

    private mutating func expand(_ nodes: [Node], in place: Place) {
        for node in nodes {
            switch node {
            case .text(let bytes): write(bytes)
            case .line(let space): write(place.shifted(space))
            case .value(let tag, let raw): value(tag, raw: raw, in: place)
            case .section(let tag, let inverted, let children):
                if inverted { self.inverted(tag, children, in: place) } else { section(tag, children, in: place) }
            case .partial(let tag, let indent): partial(tag, indent: indent, [], in: place)
            case .parent(let tag, let indent, let blocks): partial(tag, indent: indent, blocks, in: place)
            case .block(let block): self.block(block, in: place)
            }
        }
    }

    private mutating func value(_ tag: Tag, raw: Bool, in place: Place) {
        guard let found = resolve(tag, in: place) else { return }
        checkValue(found.shape, tag, raw: raw, in: place)
        if let kind = found.shape.kind { add(.value(found.reference, kind, raw: raw)) }
    }

    private mutating func section(_ tag: Tag, _ children: [Node], in place: Place) {
        guard let found = resolve(tag, in: place) else { return }
        if case .nothing = found.item { return }
        open(found) { $0.expand(children, in: place) }
    }

    private mutating func open(_ found: Resolution, body: (inout Compiler) -> Void) {
        guard let test = found.test else { return }
        add({ .section(found.reference, test, end: $0) }) {
            $0.scopes.append(found.item)
            // An item that is a choice is opened once, not again by each section that asks for its case.
            if let choice = $0.openedChoice { $0.open(choice, body: body) } else { body(&$0) }
            $0.scopes.removeLast()
        }
    }

    private mutating func inverted(_ tag: Tag, _ children: [Node], in place: Place) {
        guard let found = resolve(tag, in: place) else {
            if !isStrict { expand(children, in: place) }
            return
        }
        guard let test = found.test else { return expand(children, in: place) }
        add({ .inverted(found.reference, test, end: $0) }) { $0.expand(children, in: place) }
    }

    private mutating func partial(_ tag: Tag, indent: [UInt8]?, _ blocks: [Block], in place: Place) {
        var inner = Place(file: "", chain: place.chain)
        inner.indent = indent.map(place.shifted) ?? []
        let given = blocks.map { ($0.tag.name, Replacement(block: $0, place: place)) }
        inner.replacements = Dictionary(given) { first, _ in first }
        inner.replacements.merge(place.replacements) { _, outer in outer }
        guard tag.isDynamic else { return include(tag, named: tag.name, from: place, in: inner) }
        guard let found = resolve(tag, in: place) else { return }
        guard case .name(let names, let reader) = found.shape.unwrapped else {
            return report(
                "{{>*\(tag.name)}} needs an enum of text that is CaseIterable, so that each partial is known now",
                at: tag, in: place)
        }
        for name in names {
            let text = pool.span(of: Array(name.utf8))
            add({ .match(found.reference, reader, text, end: $0) }) {
                $0.include(tag, named: name, from: place, in: inner)
            }
        }
    }

    private mutating func include(_ tag: Tag, named name: String, from outer: Place? = nil, in place: Place) {
        let outer = outer ?? place
        guard !isStrict || !place.chain.contains(name) else {
            return report("\(name) includes itself, and a page cannot know how deep", at: tag, in: outer)
        }
        guard mayExpand else { return report("\(name) includes more than one page can hold", at: tag, in: outer) }
        var place = place
        place.file = Library.file(name)
        place.chain.append(name)
        do {
            guard let nodes = try library.nodes(name) else {
                isIncomplete = true
                return report("There is no template \(place.file)", at: tag, in: outer)
            }
            inside { $0.expand(nodes, in: place) }
        } catch {
            isIncomplete = true
            if isStrict { mistakes.append(error) }
        }
    }

    private mutating func block(_ block: Block, in place: Place) {
        guard let replacement = place.replacements[block.tag.name] else {
            if let indent = block.indent, !block.standsAlone { write(place.shifted(indent)) }
            return expand(block.children, in: place)
        }
        let content = replacement.block
        var inner = replacement.place
        inner.indent = (block.intrinsicIndent ?? block.indent).map(place.shifted) ?? []
        inner.dedent = content.intrinsicIndent ?? []
        if block.indent != nil && !content.beginsWithLine { write(inner.indent) }
        guard mayExpand else {
            return report("\(block.tag.name) holds more than one page can", at: block.tag, in: place)
        }
        inside { $0.expand(content.children, in: inner) }
    }

    private var mayExpand: Bool { depth < Self.deepest && expansions < Self.mostExpansions }

    private mutating func inside(_ body: (inout Compiler) -> Void) {
        (depth, expansions) = (depth + 1, expansions + 1)
        body(&self)
        depth -= 1
    }
}

extension Compiler.Place {
    /// The white space that leads a line here, moved to where the line is going.
    func shifted(_ space: [UInt8]) -> [UInt8] {
        indent + (space.starts(with: dedent) ? Array(space.dropFirst(dedent.count)) : [])
    }
}

extension Block {
    fileprivate var beginsWithLine: Bool {
        switch children.first {
        case .line: true
        case .partial(_, let indent), .parent(_, let indent, _): indent != nil
        case .block(let block): block.indent != nil
        default: standsAlone
        }
    }
}
