/// Runs a program over values.
struct Renderer: ~Copyable {
    private let program: Program
    private let values: Values
    private var stack: [Int]
    private var output: [UInt8]

    /// The first `roots` slots are the items of the context stack, the outermost first.
    static func render(_ program: Program, _ values: Values, roots: Int, capacity: Int) -> [UInt8] {
        var renderer = Renderer(program: program, values: values, roots: roots, capacity: capacity)
        renderer.run(0, program.instructions.count)
        return renderer.output
    }

    private init(program: Program, values: Values, roots: Int, capacity: Int) {
        self.program = program
        self.values = values
        stack = Array(0..<roots)
        output = []
        output.reserveCapacity(capacity)
    }

    private mutating func run(_ start: Int, _ end: Int) {
        var index = start
        while index < end {
            switch program.instructions[index] {
            case .text(let span):
                append(program.text, Int(span.start), Int(span.count))
            case .value(let reference, let raw):
                if let place = place(reference) { show(values.slots[place], raw: raw) }
            case .section(let reference, let test, let end):
                if let place = place(reference) { section(place, test, index + 1, Int(end)) }
                index = Int(end) - 1
            case .inverted(let reference, let test, let end):
                if let place = place(reference), holds(values.slots[place], test) { index = Int(end) - 1 }
            case .match(let reference, let span, let end):
                if !matches(reference, span) { index = Int(end) - 1 }
            }
            index += 1
        }
    }

    private func place(_ reference: Program.Reference) -> Int? {
        var place = stack[Int(reference.depth)]
        let first = Int(reference.steps.start)
        for index in first..<first + Int(reference.steps.count) {
            let slot = values.slots[place]
            guard slot.kind == .record else { return nil }
            place = slot.value + Int(program.steps[index])
        }
        return place
    }

    private func holds(_ slot: Slot, _ test: Program.Test) -> Bool {
        switch slot.kind {
        case .none: false
        case .record: true
        case .list: slot.value >= 0
        case .flag: slot.value != 0
        case .number: test == .isPresent || slot.value != 0
        case .text: test == .isPresent || slot.count > 0
        }
    }

    private mutating func section(_ place: Int, _ test: Program.Test, _ start: Int, _ end: Int) {
        let slot = values.slots[place]
        guard holds(slot, test) else { return }
        stack.append(place)
        if slot.kind == .list {
            var item = slot.value
            while item >= 0 {
                stack[stack.count - 1] = item + 1
                run(start, end)
                item = values.slots[item].value
            }
        } else {
            run(start, end)
        }
        stack.removeLast()
    }

    private func matches(_ reference: Program.Reference, _ span: Program.Span) -> Bool {
        guard let place = place(reference) else { return false }
        let slot = values.slots[place]
        guard slot.kind == .text, slot.count == span.count else { return false }
        return values.text[slot.value..<slot.value + Int(slot.count)]
            .elementsEqual(program.text[Int(span.start)..<Int(span.start + span.count)])
    }

    private mutating func show(_ slot: Slot, raw: Bool) {
        switch slot.kind {
        case .none, .record, .list: return
        case .flag: output.append(contentsOf: (slot.value != 0 ? "true" : "false").utf8)
        case .number: show(slot.value)
        case .text where raw: append(values.text, slot.value, Int(slot.count))
        case .text:
            values.text.withUnsafeBufferPointer {
                let range = slot.value..<slot.value + Int(slot.count)
                Escaping.append(UnsafeBufferPointer(rebasing: $0[range]), to: &output)
            }
        }
    }

    private mutating func show(_ number: Int) {
        guard number > 9 else {
            if number < 0 {
                output.append(contentsOf: String(number).utf8)
            } else {
                output.append(UInt8(ascii: "0") + UInt8(number))
            }
            return
        }
        let start = output.count
        var rest = number
        while rest > 0 {
            output.append(UInt8(ascii: "0") + UInt8(rest % 10))
            rest /= 10
        }
        output[start...].reverse()
    }

    private mutating func append(_ bytes: [UInt8], _ start: Int, _ count: Int) {
        bytes.withUnsafeBufferPointer {
            output.append(contentsOf: UnsafeBufferPointer(rebasing: $0[start..<start + count]))
        }
    }
}
