import Foundation
import Postgres

/// An address of a page on the web.
enum WebAddress {
    static let refusal = "Enter an address that begins with https:// or http://, as a browser shows it"

    /// Only the web, without a name and password in it.
    static func isOne(_ text: String) -> Bool {
        guard text.utf8.count <= 1_000, text.utf8.allSatisfy({ $0 > 0x20 && $0 < 0x7F }),
            let parts = URLComponents(string: text),
            let scheme = parts.scheme, ["http", "https"].contains(scheme), let host = parts.host
        else { return false }
        return !host.isEmpty && parts.user == nil && parts.password == nil
    }
}

extension Field {
    /// The address of a page, or none.
    static func address(
        _ path: WritableKeyPath<R, String> & Sendable, _ name: String, _ column: StaticString, _ label: String,
        hint: String? = nil
    ) -> Field {
        var field = text(path, name, column, label, 0...1_000, or: WebAddress.refusal)
        field.isWords = false
        field.question = { form, _ in .text(form.text(name, label, hint: hint, optional: true, type: "url")) }
        field.read = { check, record, _ in
            let typed = check.text(name, 0...1_000, or: WebAddress.refusal)
            if !typed.isEmpty, typed.utf8.count <= 1_000, !WebAddress.isOne(typed) {
                check.mistake(name, WebAddress.refusal)
            }
            record[keyPath: path] = typed
        }
        return field
    }
}
