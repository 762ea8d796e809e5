/// What can be said of an obligation from how its promises stand: each sentence is one of their states, counted.
struct ObligationFinding {
    let promises: [ObligationPromise]

    /// "Behind: work experience by 50 days", "Nothing that is due is behind".
    var heading: String? {
        guard !promises.isEmpty else { return nil }
        let behind = promises.filter { $0.standing.state == .behind }.map { promise in
            "\(promise.what.lowercasedFirst) by \(promise.unit.text((promise.standing.due ?? 0) - promise.standing.delivered))"
        }
        if !behind.isEmpty { return "Behind: " + behind.joined(separator: "; ") }
        let dated: [PromiseState] = [.onCourse, .toConfirm, .delivered, .notDue]
        return promises.contains { dated.contains($0.standing.state) }
            ? "Nothing that is due is behind" : "No promise has a number and a day to be measured by"
    }

    /// "Of 4 promises, 1 is behind, 1 waits to be confirmed and 2 are on course."
    var counts: String {
        let states: [PromiseState] = [.behind, .toConfirm, .onCourse, .notDue, .delivered, .noDay, .noParts, .words]
        let parts = states.compactMap { state -> String? in
            let number = promises.count { $0.standing.state == state }
            return number == 0 ? nil : words(state, number)
        }
        guard promises.count > 1 else {
            return "The one promise \(parts.first.map { String($0.drop { $0 != " " }.dropFirst()) } ?? "")."
        }
        return "Of \(counted(promises.count)) promises, \(parts.listed(by: "and"))."
    }

    private func words(_ state: PromiseState, _ number: Int) -> String {
        let (one, many) =
            switch state {
            case .behind: ("is behind", "are behind")
            case .toConfirm: ("waits to be confirmed", "wait to be confirmed")
            case .onCourse: ("is on course", "are on course")
            case .notDue: ("is not due yet", "are not due yet")
            case .delivered: ("is delivered", "are delivered")
            case .noDay: ("has no day", "have no day")
            case .noParts: ("has no parts with days", "have no parts with days")
            case .words: ("cannot be counted", "cannot be counted")
            }
        return "\(counted(number)) \(number == 1 ? one : many)"
    }
}
