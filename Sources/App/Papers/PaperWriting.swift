/// Puts a paper together from its headings, its answers and the plan.
struct PaperWriting {
    private let source: PaperSource
    private var document: PaperDocument
    private var notes = PaperNotes()

    static func document(_ source: PaperSource, council: String) -> PaperDocument {
        var writing = Self(source, council)
        for heading in source.headings { writing.add(heading) }
        writing.document.notes = writing.notes.notes
        let main = writing.document.parts.count
        writing.addAppendices()
        writing.addAbbreviations(at: main)
        return writing.document
    }

    private init(_ source: PaperSource, _ council: String) {
        self.source = source
        document = PaperDocument(
            council: council, title: source.paper.title, body: source.paper.body, heldOn: source.paper.heldOn)
    }

    /// What may stay empty and is empty is left out.
    private mutating func add(_ heading: PaperHeading) {
        let answer = source.answer(heading)
        let words = answer.isNone ? heading.noneWords : answer.words
        let isLeftOut = words.isEmpty && !heading.isRequired
        switch heading.kind {
        case .fact:
            let text = heading.known == .nothing ? words : source.known(heading.known)
            if !text.isEmpty || heading.isRequired { document.facts.append(.init(label: heading.name, text: text)) }
        case .section, .youngPeople: if !isLeftOut { addPart(heading, level: 1, PaperText.blocks(words)) }
        case .part, .implication: if !isLeftOut { addPart(heading, level: 2, PaperText.blocks(words)) }
        case .group: addPart(heading, level: 1, [])
        case .approval: if !answer.isEmpty || heading.isRequired { addApproval(heading, answer) }
        case .progress:
            addPart(heading, level: 1, PaperProgress.blocks(source, &notes))
            document.parts[document.parts.count - 1].startsPage = source.table.form == .rows
        case .pledges: addPart(heading, level: 1, PaperPledges.blocks(source.pledges, on: source.paper.heldOn))
        case .appendices: addPart(heading, level: 1, [appendices(heading)])
        }
    }

    /// Their titles, or that there are none.
    private func appendices(_ heading: PaperHeading) -> PaperDocument.Block {
        let titles = source.appendices.enumerated().map { "Appendix \($0 + 1): \($1.title)" }
        if !titles.isEmpty { return .list(items: titles.map { [.init(text: $0)] }) }
        return .plain(heading.noneWords.isEmpty ? "There are no appendices to this report." : heading.noneWords)
    }

    private mutating func addPart(_ heading: PaperHeading, level: Int, _ blocks: [PaperDocument.Block]) {
        document.parts.append(.init(level: level, number: heading.number, label: heading.label, blocks: blocks))
    }

    /// Approvals that follow each other are rows of one table.
    private mutating func addApproval(_ heading: PaperHeading, _ answer: Paper.Answer) {
        let row: [PaperDocument.Cell] = [
            .init(blocks: [.plain(heading.name)], isHead: true), .init(blocks: [.plain(answer.words)]),
            .init(blocks: [.plain(answer.givenOn?.longText ?? "")]),
        ]
        if let last = document.parts.indices.last {
            if case .table(var table)? = document.parts[last].blocks.last, table.caption == Self.approvals {
                table.rows.append(row)
                document.parts[last].blocks[document.parts[last].blocks.count - 1] = .table(table)
                return
            }
            let table = PaperDocument.Table(
                caption: Self.approvals, widths: [34, 42, 24], heads: ["For", "Approved by", "On"], rows: [row])
            document.parts[last].blocks.append(.table(table))
        }
    }

    private static let approvals = "Approvals"

    private mutating func addAppendices() {
        for (index, appendix) in source.appendices.enumerated() {
            document.parts.append(
                .init(
                    level: 1, number: "", label: "Appendix \(index + 1): \(appendix.title)",
                    blocks: PaperText.blocks(appendix.words), startsPage: true))
        }
    }

    /// What the council's abbreviations stand for, of those that occur; paper shows no hints.
    private mutating func addAbbreviations(at place: Int) {
        let words = Set(document.texts.flatMap { Abbreviations.words($0) })
        let used = source.glossary.filter { words.contains($0.abbreviation[...]) }
        guard !used.isEmpty else { return }
        let table = PaperDocument.Table(
            caption: "Abbreviations in this paper", widths: [24, 76], heads: ["Abbreviation", "Stands for"],
            rows: used.map {
                [.init(blocks: [.plain($0.abbreviation)], isHead: true), .init(blocks: [.plain($0.expansion)])]
            })
        document.parts.insert(.init(level: 1, number: "", label: "Abbreviations", blocks: [.table(table)]), at: place)
    }
}

extension PaperDocument {
    /// Everything that can be read in it, without headings.
    var texts: [String] {
        [title] + facts.map(\.text) + parts.flatMap { $0.blocks.map(\.words) } + notes.map(\.words)
    }
}
