import App
import Foundation

extension Measurement {
    /// Saving a draft of an update, each with a form key of its own, beside pgbench writing the same rows.
    func saving(_ what: String, _ officer: Requests, token: [UInt8], _ target: String, into table: inout Table) throws {
        var number = 0
        func next() -> [UInt8] {
            number += 1
            let recommendation = 1 + number % 20, month = 1 + (number / 20) % 12, year = 1900 + number / 240
            return officer.post(
                "/council-1/plans/1/recommendations/\(recommendation)/updates",
                [
                    ("form_key", FormKeys.make(token) ?? ""), ("draft", "1"), ("period_month", String(month)),
                    ("period_year", String(year)),
                    ("evidence", "Six young people are on placements."),
                ])
        }
        let status = try officer.status(next())
        guard status == 303 else { throw Problem("\(what) answers \(status)") }
        var rates: [Double] = []
        for _ in 0..<options.rounds {
            let result = try Load(port: port, connections: options.connections, seconds: options.seconds, request: next)
                .run()
            guard result.failures == 0 else { throw Problem("\(result.failures) of \(result.requests) changes failed") }
            rates.append(result.perSecond)
        }
        table.add(what, "\(Table.spread(rates)) a second", target)
    }
}
