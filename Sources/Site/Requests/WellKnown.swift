import Glibc
import Values
import HTTP

/// What programs ask for at addresses that others chose: answered without a council, a worker or the database.
package struct WellKnown: Sendable {
    /// Where to report a vulnerability, as an address that begins with its scheme; nil says nothing.
    let contact: String?
    let origin: String?
    let icon: [UInt8]

    /// Nil for every other address.
    func answer(_ request: Request) -> Response? {
        guard request.method == .get || request.method == .head else { return nil }
        switch request.segments {
        case ["robots.txt"]:
            // Search engines are for the front page and what residents look for; all other pages are a council's own (RFC 9309).
            return file(
                "text/plain; charset=utf-8",
                Array("User-agent: *\nDisallow: /\nAllow: /$\nAllow: /*/local-offer\n".utf8))
        case ["favicon.ico"]: return file("image/svg+xml", icon)
        case [".well-known", "security.txt"]:
            return contact.map { file("text/plain; charset=utf-8", Array(security($0, at: time(nil)).utf8)) }
        default: return nil
        }
    }

    private func file(_ type: String, _ bytes: [UInt8]) -> Response {
        Response(headers: ["Content-Type": type, "Cache-Control": "public, max-age=86400"], body: bytes)
    }

    /// RFC 9116: it is to be looked at anew before a year has passed, so it says half of one from the day of asking.
    func security(_ contact: String, at seconds: Int) -> String {
        let expires = Day(daysSince1970: seconds / 86_400 + 180)?.isoText ?? ""
        let canonical = origin.map { "Canonical: \($0)/.well-known/security.txt\n" } ?? ""
        return "Contact: \(contact)\nExpires: \(expires)T00:00:00Z\nPreferred-Languages: en\n\(canonical)"
    }

    /// An e-mail address, or an address on the web or of a telephone, as a line may hold it; nil for anything else.
    package static func contact(_ text: String) -> String? {
        guard !text.isEmpty, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }) else { return nil }
        let schemes = ["https://", "mailto:", "tel:"]
        if schemes.contains(where: { text.hasPrefix($0) && text.count > $0.count }) { return text }
        return EmailAddress.read(text).map { "mailto:\($0)" }
    }
}
