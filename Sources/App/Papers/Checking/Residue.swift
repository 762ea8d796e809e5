import Foundation

/// What a template left behind (004.06).
enum Residue {
    private static let phrases = [
        "delete as appropriate", "delete where appropriate", "remove this text", "delete this text", "insert text",
        "insert here", "[insert", "<insert", "lorem ipsum", "click here to enter", "click or tap here",
        "to be completed",
        "to be confirmed",
    ]
    private static let words: Set<Substring> = ["XX", "XXX", "XXXX", "TBC", "TBA", "TBD"]

    /// Each as it stands in the text.
    static func find(in text: String) -> [String] {
        var found = phrases.compactMap { text.range(of: $0, options: .caseInsensitive).map { String(text[$0]) } }
        for word in Abbreviations.words(text) where words.contains(word) && !found.contains(String(word)) {
            found.append(String(word))
        }
        return found
    }
}
