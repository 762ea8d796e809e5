import Foundation
import Postgres

/// An amount of money in whole pence.
struct Money: RawRepresentable, SQLValue, Hashable, Comparable {
    let rawValue: Int

    init(rawValue: Int) { self.rawValue = rawValue }
    init(pence: Int) { rawValue = pence }

    static let none = Money(pence: 0)

    var pence: Int { rawValue }
    /// For spreadsheets.
    var pounds: Double { Double(pence) / 100 }
    /// "£1,250.50"
    var text: String { (pence < 0 ? "−" : "") + "£" + plain(grouped: true) }
    /// "1250.50", as a box holds it.
    var typed: String { plain(grouped: false) }

    private func plain(grouped: Bool) -> String {
        let (pounds, rest) = (abs(pence) / 100, abs(pence) % 100)
        let whole = grouped ? pounds.formatted(.number.locale(Locale(identifier: "en_GB"))) : String(pounds)
        return whole + "." + (rest < 10 ? "0" : "") + String(rest)
    }

    static func < (a: Money, b: Money) -> Bool { a.pence < b.pence }
    static func + (a: Money, b: Money) -> Money { Money(pence: a.pence + b.pence) }
    static func - (a: Money, b: Money) -> Money { Money(pence: a.pence - b.pence) }
}

extension [Money] {
    var sum: Money { reduce(.none, +) }
}

extension Check {
    /// Pounds, or pounds and pence: "62", "£62.00", "1,250.50"; nothing where the box is empty.
    mutating func money(_ name: String, or words: String) -> Money? {
        number(name, or: words).map { Money(pence: Int(($0 * 100).rounded())) }
    }
}
