/// A tag as it stands in a template.
struct Tag: Sendable {
    let name: String
    let line: Int
    /// Named by a value: `{{>*name}}`.
    var isDynamic = false
}

/// A parsed template: nothing is resolved yet.
indirect enum Node: Sendable {
    case text([UInt8])
    /// The start of a source line, with the white space that leads it.
    case line([UInt8])
    case value(Tag, raw: Bool)
    case section(Tag, inverted: Bool, [Node])
    /// The indent is nil where the tag does not stand alone on its line.
    case partial(Tag, indent: [UInt8]?)
    case parent(Tag, indent: [UInt8]?, [Block])
    case block(Block)
}

/// A part of a template that others may replace, or the replacement.
struct Block: Sendable {
    let tag: Tag
    /// The white space before the tag, where the tag begins its line.
    let indent: [UInt8]?
    /// The tag ends its line too: the content begins on the next.
    let standsAlone: Bool
    let children: [Node]

    /// The white space that leads the first line of the content.
    var intrinsicIndent: [UInt8]? {
        guard standsAlone else { return nil }
        return Block.leading(children)
    }

    private static func leading(_ nodes: [Node]) -> [UInt8]? {
        for node in nodes {
            switch node {
            case .line(let space): return space
            case .partial(_, let indent?), .parent(_, let indent?, _): return indent
            case .block(let block): return block.intrinsicIndent ?? block.indent
            case .section(_, _, let children): if let space = leading(children) { return space }
            default: continue
            }
        }
        return nil
    }
}
