/// What went back among the updates of a recommendation: a grade that slipped or got worse, or a date that moved.
struct Slips {
    struct Slip {
        let report: Report
        /// The better grade before it, where this one is worse.
        let fellFrom: String?
    }

    /// Newest first.
    let all: [Slip]
    /// The latest update, where it slipped or says not achieved.
    let behind: Slip?

    /// Of updates, newest first.
    init(_ reports: [Report]) {
        var slips: [Slip] = []
        for (index, report) in reports.enumerated() {
            let before = reports[(index + 1)...].first {
                !report.isOfAction && !$0.isOfAction && $0.assessmentWords != nil
            }
            let fell = before.flatMap { Self.isWorse(report.tone, than: $0.tone) ? $0.assessmentWords : nil }
            if report.tone == .slipped || report.newDueOn != nil || fell != nil {
                slips.append(Slip(report: report, fellFrom: fell))
            }
        }
        all = slips
        let latest = reports.first
        if let latest, let slip = slips.first, slip.report.id == latest.id {
            behind = slip
        } else {
            behind = latest.flatMap { $0.tone == .notAchieved ? Slip(report: $0, fellFrom: nil) : nil }
        }
    }

    private static func isWorse(_ tone: Tone, than before: Tone) -> Bool {
        tone != .notAssessed && before != .notAssessed && tone.rank > before.rank
    }
}
