import Foundation
import Postgres

/// One value of an indicator as its row carries it: an area and a period, and what is known of them.
struct IndicatorPoint: Sendable {
    var area: ID<Area>?
    var period: Period
    /// Nil where it is not known, which is not nought.
    var value: Double?
    var qualifier = Reading.Qualifier.exactly
    var comparator: Double?
    var isProvisional = false

    /// All of one indicator `x`, the oldest first, as one text.
    static let points: SQL = """
        (SELECT coalesce(jsonb_agg(jsonb_build_object('area', v.area_id, 'period', v.period, 'begins', v.begins_on, 'ends', v.ends_on,
                       'value', v.value, 'qualifier', v.qualifier, 'comparator', v.comparator_value, 'provisional', v.is_provisional)
                       ORDER BY v.ends_on, v.begins_on, v.id), '[]')::text
           FROM indicator_values v WHERE v.tenant_id = x.tenant_id AND v.indicator_id = x.id)
        """

    static func read(_ text: String) -> [IndicatorPoint] {
        ((try? JSONDecoder().decode([Kept].self, from: Data(text.utf8))) ?? []).compactMap { kept in
            guard let kind = Period.Kind(rawValue: kept.period), let begins = Day(iso: kept.begins) else { return nil }
            return IndicatorPoint(
                area: kept.area.map { ID($0) }, period: Period(kind: kind, begins: begins, ends: Day(iso: kept.ends)),
                value: kept.value, qualifier: Reading.Qualifier(rawValue: kept.qualifier) ?? .exactly,
                comparator: kept.comparator, isProvisional: kept.provisional)
        }
    }

    private struct Kept: Decodable {
        let area: Int64?, period, begins, ends, qualifier: String
        let value, comparator: Double?
        let provisional: Bool
    }
}

/// The values of one area, the oldest first.
struct IndicatorSeries: Sendable {
    /// Nil: all of the council’s area.
    let area: ID<Area>?
    /// As it reads in a sentence: “all of the council’s area”.
    let name: String
    let shortName: String
    let points: [IndicatorPoint]

    /// The last that is known.
    var latest: IndicatorPoint? { points.last { $0.value != nil } }
}

extension Indicator {
    /// Its areas in their order; all of the council’s area where it has none, or has values of it.
    var series: [IndicatorSeries] {
        let whole = points.filter { $0.area == nil }
        let each = zip(areas, zip(areaNames, areaShortNames)).map { area, names in
            IndicatorSeries(
                area: area, name: names.0, shortName: names.1, points: points.filter { $0.area == area })
        }
        let all = IndicatorSeries(
            area: nil, name: "all of the council’s area", shortName: "Whole area", points: whole)
        return whole.isEmpty && !each.isEmpty ? each : each + [all]
    }
}
