/// Turns a template into nodes, and tags that stand alone on their lines into nothing but their meaning.
package struct TemplateParser {
    private static let deepest = 64

    private var tokens: [Token]
    private let file: String

    /// What keeps a template from being read; nil when nothing does.
    package static func mistake(in source: [UInt8]) -> TemplateError.Mistake? {
        do {
            _ = try parse(source, file: "template.mustache")
            return nil
        } catch { return error }
    }

    static func parse(_ source: [UInt8], file: String) throws(TemplateError.Mistake) -> [Node] {
        var parser = TemplateParser(tokens: try TemplateScanner.scan(source, file: file), file: file)
        try parser.pair()
        parser.layOutLines()
        return parser.nodes(parser.tokens.indices)
    }

    // MARK: Opening and closing tags

    private mutating func pair() throws(TemplateError.Mistake) {
        var opened: [Int] = []
        for index in tokens.indices {
            let tag = tokens[index].tag
            switch tokens[index].kind {
            case .section, .inverted, .parent, .block:
                opened.append(index)
                guard opened.count <= Self.deepest else {
                    throw mistake(tag, "Tags are nested more than \(Self.deepest) deep here")
                }
            case .close:
                guard let opener = opened.popLast() else {
                    throw mistake(tag, "{{/\(tag.name)}} closes nothing")
                }
                let expected = tokens[opener].closingName
                guard tag.name.filter({ !$0.isWhitespace }) == expected else {
                    let line = tokens[opener].tag.line
                    throw mistake(tag, "{{/\(tag.name)}} should be {{/\(expected)}}, which was opened on line \(line)")
                }
                (tokens[opener].partner, tokens[index].partner) = (index, opener)
            default: continue
            }
        }
        if let last = opened.last {
            throw mistake(tokens[last].tag, "This tag is never closed: add {{/\(tokens[last].closingName)}}")
        }
    }

    private func mistake(_ tag: Tag, _ sentence: String) -> TemplateError.Mistake {
        .init(file: file, line: tag.line, sentence: sentence)
    }

    // MARK: Lines

    private mutating func layOutLines() {
        var start = tokens.startIndex
        for index in tokens.indices where tokens[index].endsWithNewline || index == tokens.endIndex - 1 {
            layOutLine(start...index)
            start = index + 1
        }
    }

    private mutating func layOutLine(_ line: ClosedRange<Int>) {
        let tags = line.filter { tokens[$0].kind != .text }
        let isBlank = line.allSatisfy { tokens[$0].kind != .text || tokens[$0].isBlank }
        guard let first = tags.first, let last = tags.last else {
            if !isBlank { tokens[line.lowerBound].beginsLine = true }
            return
        }
        let canStandAlone = tags.count == 1 ? tokens[first].mayStandAlone : tags.allSatisfy(isInheritance)
        if isBlank && canStandAlone {
            clear(line, first: first, last: last)
        } else {
            begin(line, first: first, last: last)
        }
    }

    /// A line of nothing but tags leaves no trace of itself, except after a block that opens and closes on it.
    private mutating func clear(_ line: ClosedRange<Int>, first: Int, last: Int) {
        tokens[first].indent = leadingSpace(line, before: first)
        tokens[first].beginsLine = true
        tokens[last].endsLine = true
        let isWholeBlock = isClose(tokens[last], of: .block) && line.contains(tokens[last].partner)
        for index in line where tokens[index].kind == .text && !(isWholeBlock && index > last) {
            tokens[index].kind = .skipped
        }
    }

    private mutating func begin(_ line: ClosedRange<Int>, first: Int, last: Int) {
        let closesLine = line.allSatisfy { $0 <= last || tokens[$0].isBlank }
        let leads = line.allSatisfy { $0 >= first || tokens[$0].isBlank }
        let isWholeParent = leads && closesLine && tokens[first].kind == .parent && isClose(tokens[last], of: .parent)
        if leads && (tokens[first].kind == .block || isWholeParent) {
            tokens[first].indent = leadingSpace(line, before: first)
            tokens[first].beginsLine = true
            if first > line.lowerBound { tokens[line.lowerBound].kind = .skipped }
        } else {
            tokens[line.lowerBound].beginsLine = true
        }
        guard closesLine, isClose(tokens[last], of: .parent), tokens[tokens[last].partner].beginsLine else { return }
        for index in line where index > last { tokens[index].kind = .skipped }
    }

    private func leadingSpace(_ line: ClosedRange<Int>, before first: Int) -> [UInt8] {
        first > line.lowerBound ? Array(tokens[line.lowerBound].bytes) : []
    }

    private func isClose(_ token: Token, of kind: Token.Kind) -> Bool {
        token.kind == .close && tokens[token.partner].kind == kind
    }

    private func isInheritance(_ index: Int) -> Bool {
        let token = tokens[index]
        let kind = token.kind == .close ? tokens[token.partner].kind : token.kind
        return kind == .parent || kind == .block
    }

    // MARK: The tree

    private func nodes(_ range: Range<Int>) -> [Node] {
        var nodes: [Node] = []
        var index = range.lowerBound
        while index < range.upperBound {
            index = append(index, to: &nodes)
        }
        return nodes
    }

    /// The index after what was appended.
    private func append(_ index: Int, to nodes: inout [Node]) -> Int {
        let token = tokens[index]
        if token.beginsLine && token.kind != .text && token.indent == nil { nodes.append(.line([])) }
        switch token.kind {
        case .text: appendText(token, to: &nodes)
        case .value, .raw: nodes.append(.value(token.tag, raw: token.kind == .raw))
        case .partial: nodes.append(.partial(token.tag, indent: token.indent))
        case .section, .inverted:
            nodes.append(.section(token.tag, inverted: token.kind == .inverted, inside(index)))
        case .block: nodes.append(.block(block(index)))
        case .parent: nodes.append(.parent(token.tag, indent: token.indent, blocks(in: index)))
        case .skipped, .close, .comment, .delimiters: return index + 1
        }
        return token.opens ? token.partner + 1 : index + 1
    }

    private func appendText(_ token: Token, to nodes: inout [Node]) {
        let text = token.beginsLine ? token.bytes.drop { $0 == 32 || $0 == 9 } : token.bytes
        if token.beginsLine { nodes.append(.line(Array(token.bytes.prefix(token.bytes.count - text.count)))) }
        if !text.isEmpty { nodes.append(.text(Array(text))) }
    }

    private func inside(_ index: Int) -> [Node] {
        let closing = tokens[index].partner
        var children = nodes(index + 1..<closing)
        if tokens[closing].beginsLine && tokens[closing].indent == nil { children.append(.line([])) }
        return children
    }

    private func block(_ index: Int) -> Block {
        let token = tokens[index]
        return Block(
            tag: token.tag, indent: token.beginsLine ? token.indent : nil, standsAlone: token.endsLine,
            children: inside(index))
    }

    private func blocks(in parent: Int) -> [Block] {
        nodes(parent + 1..<tokens[parent].partner).compactMap {
            if case .block(let block) = $0 { block } else { nil }
        }
    }
}

extension Token {
    fileprivate var opens: Bool { kind == .section || kind == .inverted || kind == .parent || kind == .block }
    fileprivate var mayStandAlone: Bool { kind != .value && kind != .raw }
    fileprivate var closingName: String { tag.isDynamic ? "*\(tag.name)" : tag.name }
}
