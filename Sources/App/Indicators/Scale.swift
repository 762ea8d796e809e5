import Foundation
import Postgres

/// What the values of an indicator are, and how they read: percentages to one decimal, their differences in points.
enum Scale: String, Choice {
    case percent, rate, number

    var label: String { self == .percent ? "Percentage" : rawValue.sentenceCase }

    /// "1.7%", "48.4": without what it is of.
    func bare(_ value: Double) -> String {
        self == .percent ? Self.oneDecimal(value) + "%" : Quantity.grouped(value)
    }

    /// "1.7%", "48.4 per 10,000 children".
    func text(_ value: Double, of what: String) -> String {
        self == .percent ? bare(value) : "\(bare(value)) \(what)"
    }

    /// "Percentage of known adults", "Rate per 10,000 children", "Number of places".
    func what(of what: String) -> String {
        switch self {
        case .percent: "Percentage of \(what)"
        case .rate: "Rate \(what)"
        case .number: "Number of \(what)"
        }
    }

    /// "0%", "7.5%": a number on an axis.
    func tick(_ value: Double) -> String { Quantity.grouped(value) + (self == .percent ? "%" : "") }

    /// "5.7 points", "3.2": how far two values are from each other.
    func distance(_ value: Double) -> String {
        let distance = abs(value)
        guard self == .percent else { return Quantity.grouped(distance) }
        return Self.oneDecimal(distance) + (distance == 1 ? " point" : " points")
    }

    /// As many decimals as are shown, so that no difference comes out of those that are not.
    func rounded(_ value: Double) -> Double {
        let factor: Double = self == .percent ? 10 : 100
        return (value * factor).rounded() / factor
    }

    private static func oneDecimal(_ value: Double) -> String {
        value.formatted(.number.locale(Locale(identifier: "en_GB")).precision(.fractionLength(1)))
    }
}
