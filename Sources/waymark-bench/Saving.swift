import App
import Foundation

extension Measurement {
    /// Saving a draft of an update, each of another recommendation or month, beside pgbench writing such rows with the same SQL.
    func saving(_ what: String, _ officer: Requests, token: [UInt8], _ target: String, into table: inout Table) throws {
        let script = try savingScript(officer, token)
        var saved = 0
        func next() -> [UInt8] {
            saved += 1
            return draft(officer, token, Slot(saved, in: options))
        }
        var rates: [Double] = [], ratios: [Double] = []
        for round in 0..<options.rounds {
            let mine = try Load(port: port, connections: options.connections, seconds: options.seconds, request: next)
                .run()
            guard mine.failures == 0 else { throw Problem("\(mine.failures) of \(mine.requests) changes failed") }
            rates.append(mine.perSecond)
            // Every round writes months of its own.
            ratios.append(mine.perSecond / (try pgbench(script, ["-D", "done=\(round * 2_500)"])))
        }
        table.add(
            "\(what), beside pgbench with its SQL",
            "\(Table.spread(rates)) a second, \(Table.spread(ratios, 2)) x pgbench", target)
    }

    private func draft(_ officer: Requests, _ token: [UInt8], _ slot: Slot) -> [UInt8] {
        officer.post(
            "/council-1/plans/\(slot.plan)/recommendations/\(slot.recommendation)/updates",
            [
                ("form_key", FormKeys.make(token) ?? ""), ("draft", "1"), ("period_month", String(slot.month)),
                ("period_year", String(slot.year)), ("about", ""), ("evidence", "Six young people are on placements."),
            ])
    }

    /// With a key of its own for each save: of the form, and of the form with what it held. The same form twice waits for the first.
    private func ofSlots(_ script: String, _ token: [UInt8]) throws -> String {
        let session = Secret.sha256(token).map { String(format: "%02x", $0) }.joined()
        let hashes = Set(script.matches(of: /'\\x([0-9a-f]{64})'/).map { String($0.output.1) }).subtracting([session])
        guard hashes.count == 2 else { throw Problem("a saved update has \(hashes.count) keys instead of two") }
        return hashes.sorted().enumerated().reduce(script) { script, hash in
            script.replacingOccurrences(
                of: "'\\x\(hash.element)'", with: "sha256(convert_to(\(hash.offset) || ' ' || :slot, 'UTF8'))")
        }
    }

    /// The SQL of one save, with pgbench's variables for what is another's in each: recommendation, month and form key.
    private func savingScript(_ officer: Requests, _ token: [UInt8]) throws -> String {
        let slot = Slot.example(in: options)
        var status = 0
        let script = try statements.script(trips: ["INSERT INTO updates", "SELECT app.settle_submission"]) {
            status = try officer.status(draft(officer, token, slot))
        }
        guard status == 303 else { throw Problem("saving an update answers \(status)") }
        let recommendations = options.plansPerCouncil * Slot.perPlan
        return """
            \\set done :done + 1
            \\set slot :done * 4 + :client_id
            \\set recommendation :slot % \(recommendations) + 1
            \\set plan (:recommendation - 1) / \(Slot.perPlan) + 1
            \\set months :slot / \(recommendations)

            """
                + (try ofSlots(script, token)).replacingOccurrences(of: "'\(slot.plan)'", with: ":plan")
                .replacingOccurrences(of: "'\(slot.recommendation)'", with: ":recommendation")
                .replacingOccurrences(
                    of: "'\(slot.period)'",
                    with: "(date '2020-12-01' - make_interval(months => (:months)::integer))::date")
    }
}

/// A recommendation of the measured council, and a month of which nothing is recorded yet.
private struct Slot {
    static let perPlan = 20
    let plan, recommendation, year, month: Int

    /// Recommendation after recommendation, then the next month.
    init(_ number: Int, in options: Options) {
        let recommendations = options.plansPerCouncil * Self.perPlan
        let months = number / recommendations
        self.init(recommendation: number % recommendations + 1, year: 1991 + months / 12, month: 1 + months % 12)
    }

    /// One whose numbers stand nowhere else in the SQL.
    static func example(in options: Options) -> Slot {
        Slot(recommendation: (options.plansPerCouncil - 1) * perPlan + 13, year: 1990, month: 5)
    }

    private init(recommendation: Int, year: Int, month: Int) {
        (self.recommendation, self.year, self.month) = (recommendation, year, month)
        plan = (recommendation - 1) / Self.perPlan + 1
    }

    var period: String { "\(year)-\(month < 10 ? "0" : "")\(month)-01" }
}
