import Values

/// What somebody does to the pieces of a plan that was read: nothing of it is lost, and each is taken back by the opposite.
extension PlanFile {
    /// One step, as the button on the page names it: "split:r3:2".
    package enum Mend: Equatable {
        /// Before the piece of its text that is counted from 1: a recommendation or an action becomes two.
        case split(String, before: Int)
        /// With the one that stands behind it, or with another of its kind.
        case join(String, with: String? = nil)
        /// The action becomes a recommendation.
        case promote(String)
        /// The recommendation becomes an action of the one before it.
        case demote(String)
        case addAction(to: String), addUpdate(to: String)
        /// Behind this one.
        case addRecommendation(after: String)

        package init?(_ text: String) {
            let parts = text.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
            switch (parts.first, parts.count) {
            case ("split", 3):
                guard let before = Int(parts[2]), before > 0 else { return nil }
                self = .split(parts[1], before: before)
            case ("join", 2): self = .join(parts[1])
            case ("join", 3): self = .join(parts[1], with: parts[2])
            case ("promote", 2): self = .promote(parts[1])
            case ("demote", 2): self = .demote(parts[1])
            case ("action", 2): self = .addAction(to: parts[1])
            case ("update", 2): self = .addUpdate(to: parts[1])
            case ("recommendation", 2): self = .addRecommendation(after: parts[1])
            default: return nil
            }
        }
    }

    /// What was done, and the piece to look at now.
    package struct Mended {
        package let key: String, sentence: String

        package init(key: String, sentence: String) { (self.key, self.sentence) = (key, sentence) }
    }

    /// Nil where there is no such piece, or nothing to do it with.
    package mutating func mend(_ mend: Mend, today: Day) -> Mended? {
        nameAllPieces()
        defer { nameAllPieces() }
        switch mend {
        case .split(let key, let before):
            return recommendation(key).flatMap { split(recommendation: $0, before) }
                ?? action(key).flatMap { split(action: $0, before) }
        case .join(let key, let other):
            return recommendation(key).flatMap { join(recommendation: $0, with: other) }
                ?? action(key).flatMap { join(action: $0) }
        case .promote(let key): return action(key).map { promote($0) }
        case .demote(let key): return recommendation(key).flatMap { demote($0) }
        case .addAction(let key): return recommendation(key).map { addAction(to: $0) }
        case .addUpdate(let key): return recommendation(key).map { addUpdate(to: $0, today) }
        case .addRecommendation(let key):
            return recommendation(key).map { index in
                let key = addRecommendation(after: index)
                let number = recommendations[index + 1].number
                return Mended(key: key, sentence: "Enter recommendation \(number) below")
            }
        }
    }

    private static func parted(_ words: String, _ before: Int) -> (String, String)? {
        let pieces = words.cuttable
        guard pieces.indices.contains(before) else { return nil }
        // What stood in lines stays in lines.
        let second = pieces[before...].first.flatMap { words.range(of: $0, after: pieces[..<before]) }
        guard let second else { return nil }
        return (words[..<second].trimmed, words[second...].trimmed)
    }

    private mutating func split(recommendation index: Int, _ before: Int) -> Mended? {
        let whole = recommendations[index]
        guard let (first, second) = Self.parted(whole.words, before) else { return nil }
        recommendations[index].words = first
        var new = Recommendation(
            number: number(after: whole.number), words: second, kind: RecommendationKind.read(second),
            lines: whole.lines)
        new.part = whole.part
        recommendations.insert(new, at: index + 1)
        nameAllPieces()
        return Mended(
            key: recommendations[index + 1].key,
            sentence:
                "Recommendation \(whole.number) is split: what follows is \(new.number). Its actions stayed with \(whole.number)"
        )
    }

    private mutating func split(action place: ActionPlace, _ before: Int) -> Mended? {
        let whole = recommendations[place.recommendation].actions[place.action]
        guard let (first, second) = Self.parted(whole.words, before) else { return nil }
        recommendations[place.recommendation].actions[place.action].words = first
        var new = whole
        (new.words, new.key) = (second, "")
        (new.reportDuty, new.reportWords, new.report, new.everyMonths) = (.none, "", nil, nil)
        insert(new, behind: place)
        nameAllPieces()
        return Mended(
            key: recommendations[place.recommendation].actions[place.action + 1].key,
            sentence: "The action is split. Both have the same leads, day and status; a report is owed on the first")
    }

    /// With another, or with the next that is not left out.
    private mutating func join(recommendation index: Int, with other: String?) -> Mended? {
        let next =
            other.map { recommendation($0) }
            ?? recommendations.indices.first { $0 > index && !recommendations[$0].isLeftOut }
        guard let next, next > index else { return nil }
        let (first, second) = (recommendations[index], recommendations[next])
        recommendations[index].words = Self.joined(first.words, second.words)
        recommendations[index].otherWords = Self.joined(first.otherWords, second.otherWords)
        recommendations[index].responseWords = Self.joined(first.responseWords, second.responseWords)
        if first.response == .none {
            (recommendations[index].response, recommendations[index].responseOn) = (second.response, second.responseOn)
        }
        recommendations[index].links += second.links.filter { !first.links.contains($0) }
        recommendations[index].measures += second.measures
        recommendations[index].lines += second.lines.filter { !first.lines.contains($0) }
        let offset = first.actions.count
        recommendations[index].actions += second.actions
        recommendations[index].updates += second.updates.map { $0.moved(by: offset) }
        follow(from: second.number, to: first.number, offset)
        recommendations.remove(at: next)
        return Mended(key: first.key, sentence: "Recommendation \(second.number) is part of \(first.number) now")
    }

    private mutating func join(action place: ActionPlace) -> Mended? {
        let actions = recommendations[place.recommendation].actions
        guard let next = actions.indices.first(where: { $0 > place.action && !actions[$0].isLeftOut }) else {
            return nil
        }
        let (gone, updates) = take(ActionPlace(recommendation: place.recommendation, action: next))
        var action = actions[place.action]
        action.words = Self.joined(action.words, gone.words)
        action.successMeasure = Self.joined(action.successMeasure, gone.successMeasure)
        action.leads += gone.leads.filter { lead in !action.leads.contains { $0.name.folded == lead.name.folded } }
        if action.workstream.isEmpty { action.workstream = gone.workstream }
        if action.achievement.isEmpty { action.achievement = gone.achievement }
        if action.due == nil, action.dueWords.isEmpty { (action.due, action.dueWords) = (gone.due, gone.dueWords) }
        if action.reportDuty == .none {
            (action.reportDuty, action.reportWords) = (gone.reportDuty, gone.reportWords)
            (action.report, action.everyMonths) = (gone.report, gone.everyMonths)
        }
        action.lines += gone.lines.filter { !action.lines.contains($0) }
        recommendations[place.recommendation].actions[place.action] = action
        recommendations[place.recommendation].updates += updates.map {
            var update = $0
            update.action = place.action
            return update
        }
        return Mended(
            key: action.key, sentence: "The two actions are one now. Where both said something, the first counts")
    }

    private static let carryOut = "Carry out the recommendation"

    /// It keeps its leads, its day and its updates: they are about carrying it out.
    private mutating func promote(_ place: ActionPlace) -> Mended {
        let from = recommendations[place.recommendation]
        let (action, updates) = take(place)
        var new = Recommendation(
            number: number(after: from.number), words: action.words, kind: RecommendationKind.read(action.words),
            lines: action.lines)
        new.part = from.part
        let says =
            !action.leads.isEmpty || action.due != nil || !action.dueWords.isEmpty || !action.achievement.isEmpty
            || action.reportDuty != .none || !updates.isEmpty || !action.successMeasure.isEmpty
        recommendations.insert(new, at: place.recommendation + 1)
        if says {
            var carried = action
            carried.words = Self.carryOut
            put(carried, updates, into: place.recommendation + 1)
        }
        nameAllPieces()
        return Mended(
            key: recommendations[place.recommendation + 1].key,
            sentence: "The action is recommendation \(new.number) now")
    }

    /// Its actions follow it; what only carried it out is one with it.
    private mutating func demote(_ index: Int) -> Mended? {
        guard let above = recommendations.indices.last(where: { $0 < index && !recommendations[$0].isLeftOut }) else {
            return nil
        }
        var gone = recommendations[index]
        if gone.actions.first?.words == Self.carryOut {
            gone.actions[0].words = gone.words
        } else {
            var action = Action(words: gone.words)
            action.lines = gone.lines
            gone.actions.insert(action, at: 0)
            gone.updates = gone.updates.map { $0.moved(by: 1) }
        }
        for at in gone.updates.indices where gone.updates[at].action == nil { gone.updates[at].action = 0 }
        let offset = recommendations[above].actions.count
        recommendations[above].actions += gone.actions
        recommendations[above].measures += gone.measures
        recommendations[above].updates += gone.updates.map { $0.moved(by: offset) }
        let words = Self.joined(gone.otherWords, gone.responseWords)
        recommendations[above].otherWords = Self.joined(recommendations[above].otherWords, words)
        follow(from: gone.number, to: recommendations[above].number, offset)
        recommendations.remove(at: index)
        nameAllPieces()
        let number = recommendations[above].number
        return Mended(
            key: recommendations[above].actions[offset].key,
            sentence: "Recommendation \(gone.number) is an action of recommendation \(number) now")
    }

    private mutating func addAction(to index: Int) -> Mended {
        recommendations[index].actions.append(Action(words: ""))
        nameAllPieces()
        return Mended(
            key: recommendations[index].actions.last?.key ?? "",
            sentence: "Enter the new action of recommendation \(recommendations[index].number) below")
    }

    private mutating func addUpdate(to index: Int, _ today: Day) -> Mended {
        let months = Set(recommendations[index].updates.filter { $0.action == nil }.map(\.period))
        var period = ApproximateDay(today, .month).day
        while months.contains(period) { period = period.adding(months: 1) }
        recommendations[index].updates.append(Update(period: period, evidence: ""))
        nameAllPieces()
        return Mended(
            key: recommendations[index].updates.last?.key ?? "",
            sentence: "Enter the new update on recommendation \(recommendations[index].number) below")
    }

    /// The key of a new one, behind another or as the first.
    package mutating func addRecommendation(
        after index: Int?, words: String = "", lines: [SourceLines] = []
    ) -> String {
        let isLast = index == recommendations.indices.last
        let number = index.flatMap { isLast ? nil : self.number(after: recommendations[$0].number) } ?? lastNumber
        var new = Recommendation(number: number, words: words, kind: RecommendationKind.read(words), lines: lines)
        new.part = index.map { recommendations[$0].part } ?? 0
        let place = index.map { $0 + 1 } ?? 0
        recommendations.insert(new, at: place)
        nameAllPieces()
        return recommendations[place].key
    }

    /// Notes and links that named one recommendation name the other.
    private mutating func follow(from old: String, to new: String, _ offset: Int) {
        for index in footnotes.indices where footnotes[index].recommendation == old {
            footnotes[index].recommendation = new
            footnotes[index].action = footnotes[index].action.map { $0 + offset }
        }
        for index in recommendations.indices {
            for link in recommendations[index].links.indices where recommendations[index].links[link].number == old {
                recommendations[index].links[link].number = new
            }
        }
    }

    private static func joined(_ first: String, _ second: String) -> String {
        first.isEmpty ? second : second.isEmpty || first == second ? first : first + "\n\n" + second
    }
}

extension PlanFile.Update {
    /// About an action so many places further on.
    fileprivate func moved(by offset: Int) -> Self {
        var update = self
        update.action = action.map { $0 + offset }
        update.answers = answers?.map { .init(action: $0.action + offset, owedOn: $0.owedOn) }
        return update
    }
}

extension String {
    /// Where this piece begins behind the others, which stand before it in their order.
    fileprivate func range(of piece: String, after others: ArraySlice<String>) -> Index? {
        var from = startIndex
        for other in others {
            guard let found = self[from...].firstRange(of: other) else { return nil }
            from = found.upperBound
        }
        return self[from...].firstRange(of: piece)?.lowerBound
    }
}
