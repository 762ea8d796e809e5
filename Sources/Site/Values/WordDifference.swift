import Mustache

/// What went and what came between two long texts, word by word, with a little of what stayed around it.
enum WordDifference {
    private enum Piece: Equatable {
        case kept(ArraySlice<Substring>), gone(ArraySlice<Substring>), come(ArraySlice<Substring>)
    }

    /// Words that stay visible beside a difference.
    private static let around = 6
    /// Beyond this many comparisons the middle counts as replaced whole.
    private static let most = 250_000

    static func markup(from before: String, to after: String) -> Markup {
        let pieces = pieces(before.split(whereSeparator: \.isWhitespace), after.split(whereSeparator: \.isWhitespace))
        let html = pieces.enumerated().map { index, piece in
            switch piece {
            case .gone(let words): "<del class=\"app-history__before\">\(text(words[...], 80, 80))</del>"
            case .come(let words): "<ins class=\"app-history__after\">\(text(words[...], 80, 80))</ins>"
            case .kept(let words):
                text(words[...], index == 0 ? 0 : around, index == pieces.count - 1 ? 0 : around)
            }
        }
        return Markup(html: html.filter { !$0.isEmpty }.joined(separator: " "))
    }

    /// So many words of the beginning and of the end, the rest left out.
    private static func text(_ words: ArraySlice<Substring>, _ first: Int, _ last: Int) -> String {
        guard words.count > first + last + 2 else { return escaped(words) }
        return [escaped(words.prefix(first)), "…", escaped(words.suffix(last))].filter { !$0.isEmpty }
            .joined(separator: " ")
    }

    private static func escaped(_ words: ArraySlice<Substring>) -> String {
        Markup(escaping: words.joined(separator: " ")).html
    }

    private static func pieces(_ a: [Substring], _ b: [Substring]) -> [Piece] {
        let start = zip(a, b).prefix { $0 == $1 }.count
        let end = zip(a[start...].reversed(), b[start...].reversed()).prefix { $0 == $1 }.count
        let (middleA, middleB) = (a[start..<(a.count - end)], b[start..<(b.count - end)])
        let middle: [Piece] =
            middleA.count * middleB.count > most ? [.gone(middleA), .come(middleB)] : compared(middleA, middleB)
        return ([.kept(a[..<start])] + middle + [.kept(a[(a.count - end)...])]).filter {
            $0 != .kept([]) && $0 != .gone([]) && $0 != .come([])
        }
    }

    /// By the longest run of words that both have in the same order.
    private static func compared(_ a: ArraySlice<Substring>, _ b: ArraySlice<Substring>) -> [Piece] {
        let difference = Array(b).difference(from: Array(a))
        var gone: Set<Int> = [], come: Set<Int> = []
        for change in difference {
            switch change {
            case .remove(let offset, _, _): gone.insert(a.startIndex + offset)
            case .insert(let offset, _, _): come.insert(b.startIndex + offset)
            }
        }
        var pieces: [Piece] = []
        var (i, j) = (a.startIndex, b.startIndex)
        while i < a.endIndex || j < b.endIndex {
            let (fromA, fromB) = (i, j)
            while i < a.endIndex, gone.contains(i) { i += 1 }
            while j < b.endIndex, come.contains(j) { j += 1 }
            pieces += [.gone(a[fromA..<i]), .come(b[fromB..<j])]
            let kept = i
            while i < a.endIndex, j < b.endIndex, !gone.contains(i), !come.contains(j) { (i, j) = (i + 1, j + 1) }
            pieces.append(.kept(a[kept..<i]))
        }
        return pieces
    }
}
