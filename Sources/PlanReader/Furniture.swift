import Values

/// What a printed page adds to a paper: its running header, page numbers and rules. The first header is the title.
struct Furniture {
    private(set) var title: String?
    /// "Appendix 2", when that stands above the title.
    private(set) var place: String?
    private(set) var uses: [Int: PlanDraft.LineUse.Use] = [:]

    init(_ blocks: [Block], margins: Set<Int> = []) {
        let texts = blocks.map(Furniture.text)
        var counts: [String: Int] = [:]
        for case let text? in texts { counts[text.folded, default: 0] += 1 }
        var isBeforeTables = true
        let above = Furniture.aboveTitle(blocks)
        for (block, text) in zip(blocks, texts).dropFirst(above) {
            guard let text else {
                if case .row = block.content { isBeforeTables = false }
                continue
            }
            let line = block.lines.first
            if margins.contains(line), title != nil || !isBeforeTables {
                uses[line] = .runningHeader
            } else if Furniture.isRule(text) {
                uses[line] = .rule
            } else if Furniture.isPageNumber(text) {
                uses[line] = .pageNumber
            } else if title == nil, place == nil, Furniture.isPlace(text) {
                place = text
                uses[line] = .title
            } else if title == nil, let (label, words) = HeadFact.read(text) {
                if HeadFact.isTitle(label) { title = words }
            } else if title == nil, isBeforeTables || counts[text.folded, default: 0] > 1, text.count <= 200 {
                title = text
                uses[line] = .title
            } else if text.count <= 200, let title, text.folded == title.folded {
                uses[line] = .runningHeader
            } else if text.count <= 120, counts[text.folded, default: 0] > 2, FootnoteReader.opening(text) == nil {
                uses[line] = .runningHeader
            }
        }
    }

    /// How many lines with the body and its day stand above the title, where that is a heading.
    private static func aboveTitle(_ blocks: [Block]) -> Int {
        guard blocks.count > 1, case .paragraph(let first) = blocks[0].content, !first.hasPrefix("#"),
            case .paragraph(let second) = blocks[1].content, second.hasPrefix("# "),
            let day = ApproximateDay.read(plain(first).words.suffix(3).joined(separator: " ")), day.precision == .day
        else { return 0 }
        return 1
    }

    private static func text(_ block: Block) -> String? {
        guard case .paragraph(let source) = block.content else { return nil }
        return plain(source)
    }

    /// Without the signs of a heading.
    static func plain(_ source: String) -> String {
        CellTextReader.read(source.drop { $0 == "#" || $0 == " " }).joined
    }

    private static func isRule(_ text: String) -> Bool {
        text.allSatisfy { "-–—_=*: ".contains($0) }
    }

    private static func isPlace(_ text: String) -> Bool {
        let words = text.folded.words
        return words.count == 2 && ["appendix", "annex", "item"].contains(words[0]) && words[1].count < 4
    }

    /// "Page 10", "Page 3 of 12".
    private static func isPageNumber(_ text: String) -> Bool {
        let words = text.folded.words
        guard words.first == "page", words.count == 2 || words.count == 4 else { return false }
        return words.dropFirst().allSatisfy { Int($0) != nil || $0 == "of" }
    }
}
