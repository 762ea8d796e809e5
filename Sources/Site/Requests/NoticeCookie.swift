import HTTP

/// Carries a notice over the redirect after a save to the next page of the same council, where it is shown once.
struct NoticeCookie {
    /// No council's short name holds a full stop, so this is never the name of a session's cookie.
    let name: String
    private let isSecure: Bool

    init(_ council: String, isSecure: Bool) {
        name = (isSecure ? "__Host-" : "") + "waymark.notice-" + council
        self.isSecure = isSecure
    }

    /// As UTF-8. Three of them fit into a request's head beside everything else.
    private static let mostBytes = 1_800

    func cookie(_ notice: Notice) -> Cookie {
        let text = Self.shortened(notice.heading + "\n" + notice.text)
        return Cookie(name, Secret.text(Array(text.utf8)), maxAge: 60, isSecure: isSecure)
    }

    func read(_ request: Request) -> Notice? {
        guard let value = request.cookies[name],
            let bytes = Secret.bytes(value, upTo: Self.mostBytes / 3 * 4),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let parts = text.split(separator: "\n", maxSplits: 1).map(String.init)
        return parts.count == 2 ? Notice(heading: parts[0], text: parts[1]) : nil
    }

    var removal: Cookie { .removal(name, isSecure: isSecure) }

    /// Without its middle where it is too long: a long name stands at the beginning, and what was done at the end.
    private static func shortened(_ text: String) -> String {
        guard text.utf8.count > mostBytes else { return text }
        func fitting(_ letters: some Sequence<Character>, _ bytes: Int) -> [Character] {
            var left = bytes
            return Array(
                letters.prefix {
                    left -= $0.utf8.count; return left >= 0
                })
        }
        let start = fitting(text, mostBytes - 600), end = fitting(text.reversed(), 590).reversed()
        return String(start) + " … " + String(end)
    }
}
