import Mustache
import Values

/// A text with the words that were looked for marked; the rest escaped.
enum MarkedText {
    private static let before = 90, length = 260

    /// The whole of it.
    static func whole(_ text: String, _ needles: [String]) -> Markup {
        marked(text, text.startIndex..<text.endIndex, hits(text, needles))
    }

    /// What stands around the first hit, or the beginning; nil when there is no text.
    static func excerpt(_ text: String, _ needles: [String]) -> Markup? {
        let plain = plain(text)
        if plain.isEmpty { return nil }
        let hits = hits(plain, needles)
        var start = hits.first?.lowerBound ?? plain.startIndex
        start = plain.index(start, offsetBy: -before, limitedBy: plain.startIndex) ?? plain.startIndex
        // From the beginning of a word to the end of one.
        if start > plain.startIndex, let blank = plain[start...].firstIndex(of: " ") {
            start = plain.index(after: blank)
        }
        var end = plain.index(start, offsetBy: length, limitedBy: plain.endIndex) ?? plain.endIndex
        if end < plain.endIndex, let blank = plain[start..<end].lastIndex(of: " ") { end = blank }
        let shown = marked(plain, start..<end, hits)
        return "\(start > plain.startIndex ? "…" : "")\(shown)\(end < plain.endIndex ? "…" : "")"
    }

    /// One line, without the marks of lists and italics.
    private static func plain(_ text: String) -> String {
        TextMarks.plain(text).split(whereSeparator: \.isNewline).map { line in
            TextMarks.bullet(Array(line.utf8)).map { Substring(line.utf8.dropFirst($0)) } ?? line
        }.joined(separator: " ")
    }

    /// In order, none within another.
    private static func hits(_ text: String, _ needles: [String]) -> [Range<String.Index>] {
        let folded = Folding(text)
        var hits: [Range<String.Index>] = []
        let all = needles.flatMap(folded.ranges)
        for hit in all.sorted(by: { ($0.lowerBound, $1.upperBound) < ($1.lowerBound, $0.upperBound) })
        where hit.lowerBound >= hits.last?.upperBound ?? text.startIndex { hits.append(hit) }
        return hits
    }

    private static func marked(_ text: String, _ shown: Range<String.Index>, _ hits: [Range<String.Index>]) -> Markup {
        var html = ""
        var place = shown.lowerBound
        for hit in hits where hit.lowerBound >= place && hit.upperBound <= shown.upperBound {
            let mark: Markup = "\(String(text[place..<hit.lowerBound]))<mark>\(String(text[hit]))</mark>"
            html += mark.html
            place = hit.upperBound
        }
        return Markup(html: html + Markup(escaping: String(text[place..<shown.upperBound])).html)
    }
}
