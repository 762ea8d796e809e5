/// Runs a program over values where they lie. Its pointers live no longer than `render`.
struct Renderer {
    private let instructions: UnsafeBufferPointer<Program.Instruction>
    private let steps: UnsafeBufferPointer<Program.Step>
    private let staticText: UnsafeBufferPointer<UInt8>
    private var stack: [UnsafeRawPointer]
    private var kept = Kept()

    /// The roots are the items of the context stack, the outermost first, each of the type that was compiled for.
    static func render(
        _ program: Program, _ roots: [UnsafeRawPointer], capacity: Int
    ) throws(TemplateError) -> [UInt8] {
        var unlisted: String?
        let page = program.instructions.withUnsafeBufferPointer { instructions in
            program.steps.withUnsafeBufferPointer { steps in
                program.text.withUnsafeBufferPointer { staticText in
                    var renderer = Renderer(
                        instructions: instructions, steps: steps, staticText: staticText, stack: roots)
                    defer { unlisted = renderer.kept.unlisted }
                    return Output.collect(capacity: capacity) { renderer.run(0, instructions.count, &$0) }
                }
            }
        }
        guard let unlisted else { return page }
        throw TemplateError([
            .init(file: unlisted, line: 1, sentence: "\(unlisted).cases has none for this value: add its case")
        ])
    }

    private mutating func run(_ start: Int, _ end: Int, _ output: inout Output) {
        var index = start
        while index < end {
            switch instructions[index] {
            case .text(let span):
                output.append(text(span))
            case .value(let reference, let kind, let raw):
                if let place = place(reference) { show(place, kind, raw: raw, &output) }
            case .section(let reference, let test, let end):
                if let place = place(reference) { section(place, test, index + 1, Int(end), &output) }
                index = Int(end) - 1
            case .inverted(let reference, let test, let end):
                if let place = place(reference), holds(place, test) { index = Int(end) - 1 }
            case .match(let reference, let reader, let span, let end):
                if !matches(reference, reader, span) { index = Int(end) - 1 }
            }
            index += 1
        }
    }

    private func text(_ span: Program.Span) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: staticText[Int(span.start)..<Int(span.start + span.count)])
    }

    private mutating func place(_ reference: Program.Reference) -> UnsafeRawPointer? {
        var place = stack[Int(reference.depth)] + Int(reference.offset)
        let first = Int(reference.steps.start)
        for index in first..<first + Int(reference.steps.count) {
            guard let next = steps[index].reader.place(from: place, &kept) else { return nil }
            place = next + steps[index].offset
        }
        return place
    }

    private func holds(_ place: UnsafeRawPointer, _ test: Program.Test) -> Bool {
        switch test {
        case .isThere: return true
        case .isTrue(.flag): return place.assumingMemoryBound(to: Bool.self).pointee
        case .isTrue(.number): return place.assumingMemoryBound(to: Int.self).pointee != 0
        case .isTrue(.text): return !place.assumingMemoryBound(to: String.self).pointee.isEmpty
        case .isTrue(.markup): return !place.assumingMemoryBound(to: Markup.self).pointee.html.isEmpty
        case .isTrue(.name(let reader)): return !reader.text(at: place).isEmpty
        case .list(let reader):
            var isEmpty = true
            reader.items(at: place) { _ in isEmpty = false }
            return !isEmpty
        }
    }

    private mutating func section(
        _ place: UnsafeRawPointer, _ test: Program.Test, _ start: Int, _ end: Int, _ output: inout Output
    ) {
        if case .list(let reader) = test {
            reader.items(at: place) { items in
                for index in 0..<items.count {
                    stack.append(items.first + index * items.stride)
                    run(start, end, &output)
                    stack.removeLast()
                }
            }
        } else if holds(place, test) {
            stack.append(place)
            run(start, end, &output)
            stack.removeLast()
        }
    }

    private mutating func matches(
        _ reference: Program.Reference, _ reader: any TextReader, _ span: Program.Span
    ) -> Bool {
        guard let place = place(reference) else { return false }
        return reader.text(at: place).utf8.elementsEqual(text(span))
    }

    private func show(_ place: UnsafeRawPointer, _ kind: Program.Kind, raw: Bool, _ output: inout Output) {
        switch kind {
        case .flag: output.append(place.assumingMemoryBound(to: Bool.self).pointee ? "true" : "false")
        case .number: output.append(place.assumingMemoryBound(to: Int.self).pointee)
        case .text: show(place.assumingMemoryBound(to: String.self).pointee, raw: raw, &output)
        case .markup: show(place.assumingMemoryBound(to: Markup.self).pointee.html, raw: true, &output)
        case .name(let reader): show(reader.text(at: place), raw: raw, &output)
        }
    }

    private func show(_ text: String, raw: Bool, _ output: inout Output) {
        var text = text
        text.withUTF8 { raw ? output.append($0) : Escaping.append($0, to: &output) }
    }
}
