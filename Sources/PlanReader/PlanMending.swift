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
        defer { settleNotes() }
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
        let key = insert(Recommendation(number: "", words: second, lines: whole.lines), after: index)
        return Mended(
            key: key,
            sentence:
                "Recommendation \(whole.number) is split: what follows is \(recommendations[index + 1].number). Its actions stayed with \(whole.number)"
        )
    }

    /// Numbered after the one before it, of the same part.
    private mutating func insert(_ new: Recommendation, after index: Int) -> String {
        var new = new
        (new.number, new.printed) = nextNumber(after: recommendations[index])
        (new.part, new.kind) = (recommendations[index].part, RecommendationKind.read(new.words))
        recommendations.insert(new, at: index + 1)
        nameAllPieces()
        return recommendations[index + 1].key
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

    /// With another, or with the next that is not left out. What is open stays open.
    private mutating func join(recommendation index: Int, with other: String?) -> Mended? {
        let next =
            other.map { recommendation($0) }
            ?? recommendations.indices.first { $0 > index && !recommendations[$0].isLeftOut }
        guard let next, next > index else { return nil }
        let (first, second) = (recommendations[index], recommendations[next])
        var whole = first
        whole.isLeftOut = false
        whole.words = Self.joined(first.words, second.words)
        if first.state != second.state, first.state != .open { (whole.state, whole.stateWords) = (.open, "") }
        whole.otherWords = [first.otherWords, second.otherWords, ending(first, whole), ending(second, whole)]
            .reduce("", Self.joined)
        whole.responseWords = Self.joined(first.responseWords, second.responseWords)
        if first.response == .none { (whole.response, whole.responseOn) = (second.response, second.responseOn) }
        whole.links += second.links.filter { !first.links.contains($0) }
        whole.measures += second.measures
        whole.lines += second.lines.filter { !first.lines.contains($0) }
        let offset = first.actions.count
        whole.actions += second.actions
        whole.updates += second.updates.map { $0.about { $0 + offset } }
        recommendations[index] = whole
        recommendations.remove(at: next)
        hang(second.key, on: first.key)
        follow(from: second.number, to: first.number)
        return Mended(key: first.key, sentence: "Recommendation \(second.number) is part of \(first.number) now")
    }

    /// Why one was closed that is part of an open one now.
    private func ending(_ it: Recommendation, _ whole: Recommendation) -> String {
        it.state == whole.state
            ? "" : it.stateWords.isEmpty ? "\(it.number): \(it.state.label)" : "\(it.number): \(it.stateWords)"
    }

    private mutating func join(action place: ActionPlace) -> Mended? {
        let actions = recommendations[place.recommendation].actions
        guard let next = actions.indices.first(where: { $0 > place.action && !actions[$0].isLeftOut }) else {
            return nil
        }
        let (gone, updates) = take(ActionPlace(recommendation: place.recommendation, action: next))
        var action = actions[place.action]
        action.isLeftOut = false
        action.words = Self.joined(action.words, gone.words)
        action.successMeasure = Self.joined(action.successMeasure, gone.successMeasure)
        var names = Set(action.leads.map(\.name.folded))
        action.leads += gone.leads.filter { names.insert($0.name.folded).inserted }
        if action.workstream.isEmpty { action.workstream = gone.workstream }
        if action.achievement.isEmpty { action.achievement = gone.achievement }
        if action.due == nil, action.dueWords.isEmpty { (action.due, action.dueWords) = (gone.due, gone.dueWords) }
        if action.reportDuty == .none {
            (action.reportDuty, action.reportWords) = (gone.reportDuty, gone.reportWords)
            (action.report, action.everyMonths) = (gone.report, gone.everyMonths)
        }
        action.lines += gone.lines.filter { !action.lines.contains($0) }
        recommendations[place.recommendation].actions[place.action] = action
        recommendations[place.recommendation].updates += updates.map { $0.about { _ in place.action } }
        hang(gone.key, on: action.key)
        return Mended(
            key: action.key, sentence: "The two actions are one now. Where both said something, the first counts")
    }

    private static let carryOut = "Carry out the recommendation"

    /// It keeps its leads, its day and its updates: they are about carrying it out.
    private mutating func promote(_ place: ActionPlace) -> Mended {
        let (action, updates) = take(place)
        let key = insert(
            Recommendation(number: "", words: action.words, lines: action.lines), after: place.recommendation)
        var bare = Action(words: action.words)
        (bare.lines, bare.key, bare.isLeftOut) = (action.lines, action.key, action.isLeftOut)
        if action != bare || !updates.isEmpty {
            var carried = action
            (carried.words, carried.isLeftOut) = (Self.carryOut, false)
            put(carried, updates, into: place.recommendation + 1)
        }
        hang(action.key, on: key)
        let number = recommendations[place.recommendation + 1].number
        return Mended(key: key, sentence: "The action is recommendation \(number) now")
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
            gone.updates = gone.updates.map { $0.about { $0 + 1 } }
        }
        for at in gone.updates.indices where gone.updates[at].action == nil { gone.updates[at].action = 0 }
        let offset = recommendations[above].actions.count
        recommendations[above].actions += gone.actions
        recommendations[above].measures += gone.measures
        recommendations[above].updates += gone.updates.map { $0.about { $0 + offset } }
        recommendations[above].links += gone.links.filter { !recommendations[above].links.contains($0) }
        let answer =
            gone.response == .none
            ? gone.responseWords : "\(gone.number), \(gone.response.words). \(gone.responseWords)"
        recommendations[above].otherWords = [
            recommendations[above].otherWords, gone.otherWords, answer, ending(gone, recommendations[above]),
        ]
        .reduce("", Self.joined)
        recommendations.remove(at: index)
        nameAllPieces()
        let key = recommendations[above].actions[offset].key, number = recommendations[above].number
        hang(gone.key, on: key)
        follow(from: gone.number, to: number)
        return Mended(key: key, sentence: "Recommendation \(gone.number) is an action of recommendation \(number) now")
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
        nameAllPieces()
        let last = lastNumber
        guard let index else {
            recommendations.insert(
                Recommendation(number: last, words: words, kind: RecommendationKind.read(words), lines: lines), at: 0)
            nameAllPieces()
            return recommendations[0].key
        }
        let key = insert(Recommendation(number: "", words: words, lines: lines), after: index)
        if index + 2 == recommendations.count, recommendations[index + 1].printed.isEmpty {
            recommendations[index + 1].number = last
        }
        return key
    }

    /// Links that named one recommendation name the other, unless one of that number is left.
    private mutating func follow(from old: String, to new: String) {
        guard !recommendations.contains(where: { $0.number == old }) else { return }
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

extension PlanFile.Recommendation.Response {
    /// As a sentence goes on.
    fileprivate var words: String { rawValue.replacing("_", with: " ") }
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
