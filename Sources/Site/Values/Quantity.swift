import Foundation
import PlanReader
import Postgres

/// What a number counts; a count always names its unit (X.05).
package typealias Unit = PlanFile.Unit

/// A number with its unit, in words.
struct Quantity {
    let value: Double
    let unit: Unit

    /// "5 people", "£1,200", "45%", "2.5 full-time equivalents".
    var text: String {
        let number = Self.grouped(value)
        return switch unit {
        case .gbp: "£" + number
        case .percent: number + "%"
        case .other: number
        default: number + " " + (value == 1 ? one : unit.label)
        }
    }

    private var one: String {
        switch unit {
        case .people: "person"
        case .places: "place"
        case .jobs: "job"
        case .fte: "full-time equivalent"
        case .days: "day"
        case .claims: "claim"
        case .businesses: "business"
        case .gbp, .percent, .other: unit.label
        }
    }

    /// For people: "1,200.5".
    static func grouped(_ value: Double) -> String {
        value.formatted(.number.locale(Locale(identifier: "en_GB")).precision(.fractionLength(0...2)))
    }
}

extension Unit: Choice {
    package var label: String {
        switch self {
        case .people: "people"
        case .places: "places"
        case .jobs: "jobs"
        case .fte: "full-time equivalents"
        case .days: "days"
        case .gbp: "pounds"
        case .percent: "per cent"
        case .claims: "claims"
        case .businesses: "businesses"
        case .other: "other"
        }
    }
}
