/// What one look showed.
struct Finding: Encodable {
    let what: String
    let isWell: Bool
    /// What was seen, or what to do.
    let words: String

    static func well(_ what: String, _ words: String) -> Finding { Finding(what: what, isWell: true, words: words) }
    static func bad(_ what: String, _ words: String) -> Finding { Finding(what: what, isWell: false, words: words) }

    var text: String {
        "\(isWell ? "ok  " : "BAD ")  \(what)\(String(repeating: " ", count: max(1, 22 - what.count)))\(words)"
    }
}
