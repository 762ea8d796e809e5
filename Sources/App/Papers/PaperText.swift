import Values

/// Kept text as blocks of a paper, by the rules of `Prose`: blank lines part paragraphs, lines that begin with a bullet are a
/// list, *words* are italics.
enum PaperText {
    static func blocks(_ text: String) -> [PaperDocument.Block] {
        var open = Open()
        for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
            if line.isEmpty {
                open.end()
            } else if let bullet = TextMarks.bullet(Array(line.utf8)) {
                open.add(item: runs(Substring(line.utf8.dropFirst(bullet))))
            } else {
                open.add(line: runs(line))
            }
        }
        open.end()
        return open.blocks
    }

    /// The blocks so far and the one that may go on, grown where it stands.
    private struct Open {
        private(set) var blocks: [PaperDocument.Block] = []
        private var items: [[PaperDocument.Run]] = []
        private var words: [PaperDocument.Run]?

        mutating func add(item: [PaperDocument.Run]) {
            if words != nil { end() }
            items.append(item)
        }

        mutating func add(line: [PaperDocument.Run]) {
            if !items.isEmpty { end() }
            guard words != nil else { return words = line }
            words?.append(.init(text: "\n"))
            words?.append(contentsOf: line)
        }

        mutating func end() {
            if !items.isEmpty { blocks.append(.list(items: items)) }
            if let words { blocks.append(.paragraph(runs: words)) }
            (items, words) = ([], nil)
        }
    }

    /// One line.
    static func runs(_ text: some StringProtocol) -> [PaperDocument.Run] {
        let bytes = Array(text.utf8)
        var runs: [PaperDocument.Run] = [], start = 0
        func add(_ range: Range<Int>, _ look: PaperDocument.Run.Look) {
            if !range.isEmpty { runs.append(.init(text: String(decoding: bytes[range], as: UTF8.self), look: look)) }
        }
        for (open, close) in TextMarks.italics(bytes) {
            add(start..<open, .plain)
            add(open + 1..<close, .italic)
            start = close + 1
        }
        add(start..<bytes.count, .plain)
        return runs
    }
}

/// The footnotes of one paper, numbered as they come.
struct PaperNotes {
    private(set) var notes: [PaperDocument.Note] = []
    private var numbers: [Footnote.ID: Int] = [:]

    /// Marks each note behind its term, or behind the last words.
    mutating func hang(_ notes: [Footnote], on blocks: [PaperDocument.Block]) -> [PaperDocument.Block] {
        let fresh = notes.filter { numbers[$0.id] == nil }
        guard !fresh.isEmpty else { return blocks }
        var text = Marking(blocks)
        for note in fresh { text.add(note) }
        return text.blocks { note in
            numbers[note.id] = self.notes.count + 1
            self.notes.append(.init(number: self.notes.count + 1, words: note.words))
            return self.notes.count
        }
    }
}

/// Puts marks into runs: first all places are found, then the numbers are given in the order of the text.
private struct Marking {
    private var runs: [[PaperDocument.Run]]
    private let shapes: [PaperDocument.Block]
    private var marks: [(line: Int, run: Int, offset: Int, note: Footnote)] = []

    init(_ blocks: [PaperDocument.Block]) {
        shapes = blocks.isEmpty ? [.paragraph(runs: [])] : blocks
        runs = shapes.flatMap { block -> [[PaperDocument.Run]] in
            switch block {
            case .paragraph(let runs), .heading(let runs): [runs]
            case .list(let items): items
            case .table: []
            }
        }
    }

    mutating func add(_ note: Footnote) {
        for (line, words) in runs.enumerated() where !note.term.isEmpty {
            for (index, run) in words.enumerated() {
                guard let place = run.text.range(of: note.term),
                    run.text[place.upperBound...].first?.isLetter != true
                else { continue }
                let offset = run.text.distance(from: run.text.startIndex, to: place.upperBound)
                return marks.append((line, index, offset, note))
            }
        }
        guard let line = runs.indices.last else { return }
        marks.append((line, max(0, runs[line].count - 1), runs[line].last?.text.count ?? 0, note))
    }

    func blocks(number: (Footnote) -> Int) -> [PaperDocument.Block] {
        var lines = runs
        let sorted = marks.sorted {
            ($0.line, $0.run, $0.offset, $0.note.number) < ($1.line, $1.run, $1.offset, $1.note.number)
        }
        let numbered = sorted.map { ($0, number($0.note)) }
        for (mark, number) in numbered.reversed() {
            guard lines[mark.line].indices.contains(mark.run) else {
                lines[mark.line].append(.note(number))
                continue
            }
            let run = lines[mark.line][mark.run]
            let parts = [String(run.text.prefix(mark.offset)), String(run.text.dropFirst(mark.offset))]
            let split = [
                .init(text: parts[0], look: run.look), .note(number), PaperDocument.Run(text: parts[1], look: run.look),
            ]
            lines[mark.line].replaceSubrange(
                mark.run...mark.run, with: split.filter { $0.note != nil || !$0.text.isEmpty })
        }
        var rest = lines[...]
        return shapes.map { block in
            switch block {
            case .paragraph: .paragraph(runs: rest.removeFirst())
            case .heading: .heading(runs: rest.removeFirst())
            case .list(let items): .list(items: items.map { _ in rest.removeFirst() })
            case .table: block
            }
        }
    }
}
