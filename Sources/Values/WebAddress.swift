import Foundation

/// An address on the web as people copy it out of a browser.
package enum WebAddress {
    /// Only the web, without a name and password in it.
    package static func isOne(_ text: String) -> Bool {
        guard text.utf8.count <= 1_000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let parts = URLComponents(string: text),
            let scheme = parts.scheme, ["http", "https"].contains(scheme), let host = parts.host
        else { return false }
        return !host.isEmpty && parts.user == nil && parts.password == nil
    }
}
