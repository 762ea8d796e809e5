/// Runs a program over values. Its pointers live no longer than `render`.
struct Renderer {
    private let instructions: UnsafeBufferPointer<Program.Instruction>
    private let steps: UnsafeBufferPointer<Int32>
    private let staticText: UnsafeBufferPointer<UInt8>
    private let slots: UnsafeBufferPointer<Slot>
    private let text: UnsafeBufferPointer<UInt8>
    private var stack: [Int]

    /// The first `roots` slots are the items of the context stack, the outermost first.
    static func render(_ program: Program, _ values: Values, roots: Int, capacity: Int) -> [UInt8] {
        program.instructions.withUnsafeBufferPointer { instructions in
            program.steps.withUnsafeBufferPointer { steps in
                program.text.withUnsafeBufferPointer { staticText in
                    values.slots.withUnsafeBufferPointer { slots in
                        values.text.withUnsafeBufferPointer { text in
                            var renderer = Renderer(
                                instructions: instructions, steps: steps, staticText: staticText,
                                slots: slots, text: text, stack: Array(0..<roots))
                            return Output.collect(capacity: capacity) {
                                renderer.run(0, instructions.count, &$0)
                            }
                        }
                    }
                }
            }
        }
    }

    private mutating func run(_ start: Int, _ end: Int, _ output: inout Output) {
        var index = start
        while index < end {
            switch instructions[index] {
            case .text(let span):
                output.append(staticText(span))
            case .value(let reference, let raw):
                if let place = place(reference) { show(slots[place], raw: raw, &output) }
            case .section(let reference, let test, let end):
                if let place = place(reference) { section(place, test, index + 1, Int(end), &output) }
                index = Int(end) - 1
            case .inverted(let reference, let test, let end):
                if let place = place(reference), holds(slots[place], test) { index = Int(end) - 1 }
            case .match(let reference, let span, let end):
                if !matches(reference, span) { index = Int(end) - 1 }
            }
            index += 1
        }
    }

    private func staticText(_ span: Program.Span) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: staticText[Int(span.start)..<Int(span.start + span.count)])
    }

    private func text(_ slot: Slot) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[slot.value..<slot.value + Int(slot.count)])
    }

    private func place(_ reference: Program.Reference) -> Int? {
        var place = stack[Int(reference.depth)]
        let first = Int(reference.steps.start)
        for index in first..<first + Int(reference.steps.count) {
            let slot = slots[place]
            guard slot.kind == .record else { return nil }
            place = slot.value + Int(steps[index])
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

    private mutating func section(
        _ place: Int, _ test: Program.Test, _ start: Int, _ end: Int, _ output: inout Output
    ) {
        let slot = slots[place]
        guard holds(slot, test) else { return }
        stack.append(place)
        if slot.kind == .list {
            var item = slot.value
            while item >= 0 {
                stack[stack.count - 1] = item + 1
                run(start, end, &output)
                item = slots[item].value
            }
        } else {
            run(start, end, &output)
        }
        stack.removeLast()
    }

    private func matches(_ reference: Program.Reference, _ span: Program.Span) -> Bool {
        guard let place = place(reference), slots[place].kind == .text else { return false }
        return text(slots[place]).elementsEqual(staticText(span))
    }

    private func show(_ slot: Slot, raw: Bool, _ output: inout Output) {
        switch slot.kind {
        case .none, .record, .list: return
        case .flag: output.append(slot.value != 0 ? "true" : "false")
        case .number: output.append(slot.value)
        case .text where raw: output.append(text(slot))
        case .text: Escaping.append(text(slot), to: &output)
        }
    }
}
