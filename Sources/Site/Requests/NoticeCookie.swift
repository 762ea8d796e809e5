import HTTP

/// Carries a notice over the redirect after a save to the next page, where it is shown once.
enum NoticeCookie {
    static func name(isSecure: Bool) -> String { isSecure ? "__Host-waymark-notice" : "waymark-notice" }

    static func cookie(_ notice: Notice, isSecure: Bool) -> Cookie {
        let text = String((notice.heading + "\n" + notice.text).prefix(100))
        return Cookie(name(isSecure: isSecure), Secret.text(Array(text.utf8)), maxAge: 60, isSecure: isSecure)
    }

    static func read(_ request: Request, isSecure: Bool) -> Notice? {
        guard let value = request.cookies[name(isSecure: isSecure)], let bytes = Secret.bytes(value),
            let text = String(validating: bytes, as: UTF8.self)
        else { return nil }
        let parts = text.split(separator: "\n", maxSplits: 1).map(String.init)
        return parts.count == 2 ? Notice(heading: parts[0], text: parts[1]) : nil
    }
}
