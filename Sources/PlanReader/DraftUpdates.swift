import Values

extension PlanFile.Recommendation {
    /// The updates of a recommendation, one for each period and action: what a paper says twice in one period is one update.
    static func updates(
        _ it: PlanDraft.Recommendation, gradings: [PlanDraft.Grading], today: Day
    ) -> [PlanFile.Update] {
        struct Subject: Hashable { let period: Day, action: Int?, isUndated: Bool }
        var updates: [PlanFile.Update] = [], places: [Subject: Int] = [:]
        for understood in it.updates {
            guard let update = update(understood, gradings: gradings, today: today) else { continue }
            let subject = Subject(period: update.period, action: update.action, isUndated: update.isUndated)
            if let index = places[subject] {
                updates[index].add(update)
            } else {
                places[subject] = updates.count
                updates.append(update)
            }
        }
        return updates
    }

    private static func update(
        _ it: PlanDraft.Update, gradings: [PlanDraft.Grading], today: Day
    ) -> PlanFile.Update? {
        let grade = grade(it, gradings)
        let said = [it.evidence, it.explanation, it.impact].map(PlanFile.text)
        if said.allSatisfy(\.isEmpty), grade.isEmpty { return nil }
        let day = it.period?.day ?? it.asOf ?? today
        var update = PlanFile.Update(
            action: it.action, period: ApproximateDay(day, .month).day,
            state: it.decided.agreedOn == nil ? .submitted : .agreed,
            evidence: said[0].isEmpty ? "The paper gives no evidence of progress for this period." : said[0],
            grade: grade,
            explanation: said[1], impact: said[2], asOf: it.asOf, isContext: isContext(said[0]),
            newDueOn: it.decided.newDueOn, slipReason: it.decided.slipReason, agreedOn: it.decided.agreedOn,
            agreedAt: it.decided.agreedAt, minute: it.decided.minute, lines: it.lines)
        update.isUndated = it.period == nil && it.asOf == nil && it.decided.agreedOn == nil
        return update
    }

    /// "It is too early to fully evaluate …" tells what goes on around, not how far anything has come.
    private static func isContext(_ evidence: String) -> Bool { evidence.folded.contains("too early to") }

    /// How the council may spell the grade: as the paper's own key does, with its number, without it.
    private static func grade(_ it: PlanDraft.Update, _ gradings: [PlanDraft.Grading]) -> [String] {
        var candidates: [String] = []
        if let number = it.gradeNumber {
            if let grading = gradings.first(where: { $0.number == number }) {
                candidates.append("\(number) \(grading.words)")
            }
            candidates.append(it.gradeWords.map { "\(number) \($0)" } ?? String(number))
        }
        if let words = it.gradeWords, !words.isEmpty { candidates.append(words) }
        return candidates
    }
}

extension PlanFile.Update {
    fileprivate mutating func add(_ other: PlanFile.Update) {
        func add(_ more: String, to text: inout String) { text += (text.isEmpty || more.isEmpty ? "" : "\n\n") + more }
        add(other.evidence, to: &evidence)
        add(other.explanation, to: &explanation)
        add(other.impact, to: &impact)
        if grade.isEmpty { grade = other.grade }
        asOf = asOf ?? other.asOf
        lines += other.lines
    }
}
