import HTTP
import Postgres

/// What brokerage goes by, as one form.
enum BrokeragePages {
    static let routes: [Route] = [
        .get(Paths.brokerage, .changeSettings, edit),
        .post(Paths.brokerage, .changeSettings, save),
    ]

    private static var sheet: RecordForm {
        RecordForm(
            kicker: "Settings", heading: "Brokerage",
            lead: "A change holds at once for every open case: reviews fall due by the new months.",
            path: Paths.brokerage, back: Link(label: "Settings", link: Paths.settings)
        ) { form in
            func number(_ name: String, _ label: String, _ hint: String) -> Question {
                .text(form.text(name, label, hint: hint, width: "4", inputMode: "numeric"))
            }
            return [
                FormPart(questions: [
                    .text(
                        form.text(
                            "cap", "Personal budget, in pounds",
                            hint: "What one young person may spend without a reason for more.", width: "10",
                            inputMode: "decimal")),
                    number(
                        "caseload", "Open cases of one worker",
                        "From 1 to 1,000. Past that a caseload is said to be full."),
                    number(
                        "review", "Months between reviews",
                        "From 1 to 6: a pathway plan is reviewed at least every six months."),
                    number(
                        "decision", "Days for a decision on a referral",
                        "From 1 to 90, counted from the referral. For referrals that are still to come."),
                    number(
                        "recontact", "Days to a re-contact after an early exit",
                        "From 1 to 90. The form begins with it, and any other day can be chosen."),
                ])
            ]
        }
    }

    private static func fields(_ settings: BrokerageSettings) -> Fields {
        var fields = Fields()
        fields["version"] = String(settings.version)
        fields["cap"] = (Double(settings.budgetCap) / 100).plain
        fields["caseload"] = String(settings.caseloadLimit)
        fields["review"] = String(settings.reviewMonths)
        fields["decision"] = String(settings.decisionDays)
        fields["recontact"] = String(settings.recontactDays)
        return fields
    }

    private static func now(_ visit: Visit) throws -> BrokerageSettings {
        guard let now = try visit.db(BrokerageSettings.now) else { throw Failure.unavailable }
        return now
    }

    private static func edit(_ visit: Visit) throws -> Response { try sheet.page(visit, fields(now(visit))) }

    private static func save(_ visit: Visit) throws -> Response {
        let wanted: BrokerageSettings
        do { wanted = try read(visit) } catch { return try sheet.page(visit, visit.form, error) }
        guard try wanted.save(in: visit.db) else {
            let last = try visit.db(LastSave.of("brokerage_settings"))
            return try sheet.stale(visit, theirs: fields(now(visit)), by: last)
        }
        return visit.redirect(to: Paths.settings, saying: wanted.text + ".")
    }

    private static func read(_ visit: Visit) throws(Mistakes) -> BrokerageSettings {
        var check = Check(visit.form)
        let capWords = "Personal budget: enter an amount in pounds, from 0 to 1,000,000"
        let cap = check.number("cap", or: capWords)
        if cap.map({ $0 > 1_000_000 }) ?? true { check.mistake("cap", capWords) }
        func whole(_ name: String, _ range: ClosedRange<Int>, _ words: String, _ check: inout Check) -> Int {
            let number = check.whole(name, range, or: words)
            if number == nil { check.mistake(name, words) }
            return number ?? range.lowerBound
        }
        let caseload = whole("caseload", 1...1_000, "Open cases of one worker: enter a number from 1 to 1,000", &check)
        let review = whole("review", 1...6, "Months between reviews: enter a number from 1 to 6", &check)
        let decision = whole("decision", 1...90, "Days for a decision: enter a number from 1 to 90", &check)
        let recontact = whole("recontact", 1...90, "Days to a re-contact: enter a number from 1 to 90", &check)
        try check.finish()
        return BrokerageSettings(
            version: visit.version, budgetCap: Int(((cap ?? 0) * 100).rounded()), caseloadLimit: caseload,
            reviewMonths: review, decisionDays: decision, recontactDays: recontact)
    }
}
