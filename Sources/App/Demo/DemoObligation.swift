import Postgres

/// An obligation of the demo with its firms, promises and what came of them.
struct DemoObligation: Sendable {
    var obligation: Obligation
    var firms: [Counterparty]
    var promises: [(promise: ObligationPromise, entries: [DemoEntry])]

    func save(in db: Transaction) throws {
        guard let id = try Obligation.add(obligation, at: .council, in: db) else {
            throw PostgresError(.other, "a demo obligation is there twice")
        }
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.obligation_id = \(id)",
            keys: [("obligation_id", "\(id)")])
        for firm in firms {
            var firm = firm
            firm.employer = try db.value("SELECT id FROM employers WHERE name = \(firm.name)")
            _ = try Counterparty.add(firm, at: home, in: db)
        }
        for (promise, entries) in promises {
            guard let promised = try ObligationPromise.add(promise, at: home, in: db) else { continue }
            for entry in entries {
                var made = entry.entry
                made.promise = promised
                made.firm = try db.value(
                    "SELECT id FROM counterparties WHERE obligation_id = \(id) AND name = \(entry.firm)")
                if let title = entry.opportunity {
                    made.opportunity = try db.value("SELECT id FROM opportunities WHERE title = \(title)")
                }
                guard made.firm != nil, entry.opportunity == nil || made.opportunity != nil,
                    try PromiseEntry.add(made, at: home, in: db) != nil
                else { throw PostgresError(.other, "a demo entry names a firm or an opportunity that is not there") }
            }
        }
    }
}

/// One entry, by the names of its firm and its opportunity.
struct DemoEntry: Sendable {
    var entry = PromiseEntry()
    var firm: String
    var opportunity: String?

    init(
        _ kind: PromiseEntry.Kind, _ amount: Double, _ day: Day, by firm: String, _ words: String,
        through opportunity: String? = nil,
        confirmed: Day? = nil, evidence: String = ""
    ) {
        (entry.kind, entry.amount, entry.day, entry.words, entry.evidence) = (kind, amount, day, words, evidence)
        entry.confirmed = confirmed
        entry.confirmedBy = confirmed == nil ? "" : "\(firm), contract manager"
        (self.firm, self.opportunity) = (firm, opportunity)
    }
}

extension DemoObligation {
    /// Sefton’s procurement pilot: what three contracts of £860,000 a year promised, and £150,000 projected, are of its paper (004.19). Firms,
    /// days, lots and all that came of it are made up, and told from the day on which the demo is made.
    static let sefton: @Sendable (DemoTime) -> [DemoObligation] = { time in
        let (marram, dune, pinewood) = ("Marram Electrical", "Dune Heating Services", "Pinewood Building")
        func firm(_ name: String, _ lot: String) -> Counterparty {
            var firm = Counterparty()
            (firm.name, firm.lot) = (name, lot)
            firm.email = "contracts@" + (name.lowercased().split(separator: " ").first ?? "") + ".example"
            return firm
        }
        /// The last day of a quarter of the first contract year.
        func quarter(_ number: Int) -> Day { time.month(-9 + 3 * number).adding(days: -1) }
        func promise(
            _ what: String, _ unit: PromiseUnit, _ amount: Double, yearly: Bool = false, parts: [(Int, Double)]
        ) -> ObligationPromise {
            var promise = ObligationPromise()
            (promise.what, promise.unit, promise.amount, promise.isYearly) = (what, unit, amount, yearly)
            promise.due = yearly ? nil : quarter(4)
            promise.instalments = parts.map {
                var part = PromiseInstalment()
                (part.due, part.amount) = (quarter($0.0), $0.1)
                return part
            }
            return promise
        }
        var pilot = Obligation()
        (pilot.reference, pilot.title, pilot.source) = (
            "SV-03", "estates maintenance, first three contracts", .socialValue
        )
        (pilot.value, pilot.isYearly, pilot.agreed) = (Money(pence: 86_000_000), true, time.month(-9))
        pilot.regime = "Confirmed each quarter; a contract meeting after one quarter behind, formal notice after two."
        pilot.lead = "Procurement manager"
        pilot.nextStep = "Contract meeting with Marram Electrical about the days of work experience"
        pilot.nextStepOn = time.today.adding(days: 17)
        return [
            DemoObligation(
                obligation: pilot,
                firms: [
                    firm(marram, "Lot 1, electrical"), firm(dune, "Lot 2, gas and heating"),
                    firm(pinewood, "Lot 3, general building"),
                ],
                promises: [
                    (
                        promise("Electricians and engineers", .fte, 2.5, parts: [(1, 1), (3, 1), (4, 0.5)]),
                        [
                            DemoEntry(
                                .delivered, 1, quarter(1), by: marram, "Electrician, full time",
                                confirmed: quarter(1).adding(days: 6),
                                evidence: "Payroll start"),
                            DemoEntry(
                                .delivered, 1, quarter(2), by: pinewood, "Electrician’s mate, full time",
                                confirmed: quarter(2).adding(days: 9), evidence: "Payroll start"),
                            DemoEntry(.committed, 2, quarter(1), by: marram, "Two full-time posts"),
                            DemoEntry(
                                .committed, 0.5, quarter(4), by: dune, "Gas engineer, half time",
                                through: "Gas engineer, half time"),
                        ]
                    ),
                    (
                        promise("Apprentice gas engineer", .people, 1, parts: [(2, 1)]),
                        [
                            DemoEntry(
                                .delivered, 1, quarter(2), by: dune, "Apprenticeship at level 3",
                                through: "Apprentice gas engineer",
                                confirmed: quarter(2).adding(days: 9), evidence: "Apprenticeship agreement")
                        ]
                    ),
                    (
                        promise("Work experience", .days, 220, parts: [(1, 40), (2, 40), (3, 40), (4, 100)]),
                        [
                            DemoEntry(
                                .committed, 80, quarter(4), by: marram, "8 places of 10 days on site",
                                through: "Work experience on site"),
                            DemoEntry(
                                .committed, 60, quarter(4), by: pinewood, "12 places of 5 days in the workshop",
                                through: "Workshop week"),
                            DemoEntry(
                                .committed, 40, quarter(4), by: dune, "8 places of 5 days", through: "Boiler room week"),
                            DemoEntry(
                                .delivered, 30, quarter(2), by: marram, "Three placements on site",
                                through: "Work experience on site",
                                confirmed: quarter(2).adding(days: 5), evidence: "Sign-in sheets"),
                            DemoEntry(
                                .delivered, 40, quarter(2), by: pinewood, "Two workshop weeks",
                                through: "Workshop week",
                                confirmed: quarter(2).adding(days: 8), evidence: "Training log"),
                            DemoEntry(
                                .delivered, 10, quarter(3), by: marram, "10 days on site in Bootle",
                                through: "Work experience on site"),
                            DemoEntry(
                                .delivered, 6, quarter(3).adding(days: -20), by: marram,
                                "6 days on site, of 10 that were planned",
                                through: "Work experience on site"),
                        ]
                    ),
                    (
                        promise(
                            "Spending with a Sefton supplier", .gbp, 43_000, yearly: true,
                            parts: [(1, 10_750), (2, 10_750), (3, 10_750), (4, 10_750)]),
                        [
                            DemoEntry(.committed, 43_000, quarter(4), by: pinewood, "Electrical wholesaler in Bootle"),
                            DemoEntry(
                                .delivered, 9_800, quarter(1), by: pinewood, "Invoices of the first quarter",
                                confirmed: quarter(1).adding(days: 6), evidence: "Invoice list"),
                            DemoEntry(
                                .delivered, 10_900, quarter(2), by: pinewood, "Invoices of the second quarter",
                                confirmed: quarter(2).adding(days: 8), evidence: "Invoice list"),
                            DemoEntry(.delivered, 10_500, quarter(3), by: pinewood, "Invoices of the third quarter"),
                            DemoEntry(
                                .projected, 150_000, quarter(2), by: pinewood,
                                "Another £150,000 a year with local suppliers"),
                        ]
                    ),
                ])
        ]
    }
}
