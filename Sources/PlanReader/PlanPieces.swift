/// The pieces of a plan while it is reviewed: each has a key, which it keeps whatever is split, joined or moved around it.
extension PlanFile {
    /// "r0", and "r0a1" for an action of it, by where they were read.
    static func key(_ recommendation: Int, action: Int? = nil) -> String {
        "r\(recommendation)" + (action.map { "a\($0)" } ?? "")
    }

    /// Gives each piece that has none a key that no other has or had, and each note the key of what it hangs on.
    package mutating func nameAllPieces() {
        var taken = Set(
            recommendations.flatMap {
                [$0.key] + $0.actions.map(\.key) + $0.updates.map(\.key) + $0.measures.map(\.key)
            }
        )
        let isFirst = made == 0
        var made = max(1, made)
        func name(_ key: inout String, _ read: String) {
            guard key.isEmpty else { return }
            key = read
            if isFirst, taken.insert(key).inserted { return }
            repeat {
                made += 1
                key = "n\(made)"
            } while !taken.insert(key).inserted
        }
        for index in recommendations.indices {
            name(&recommendations[index].key, "r\(index)")
            let key = recommendations[index].key
            for at in recommendations[index].actions.indices {
                name(&recommendations[index].actions[at].key, "\(key)a\(at)")
            }
            for at in recommendations[index].updates.indices {
                name(&recommendations[index].updates[at].key, "\(key)u\(at)")
            }
            for at in recommendations[index].measures.indices {
                name(&recommendations[index].measures[at].key, "\(key)m\(at)")
            }
        }
        self.made = made
        nameOwners()
    }

    private mutating func nameOwners() {
        guard footnotes.contains(where: { $0.owner.isEmpty && $0.recommendation != nil }) else { return }
        let places = Dictionary(recommendations.indices.map { (recommendations[$0].number, $0) }) { first, _ in first }
        for index in footnotes.indices where footnotes[index].owner.isEmpty {
            guard let number = footnotes[index].recommendation, let place = places[number] else { continue }
            let actions = recommendations[place].actions
            let action = footnotes[index].action.flatMap { actions.indices.contains($0) ? actions[$0].key : nil }
            footnotes[index].owner = action ?? recommendations[place].key
        }
    }

    /// Notes stand where their pieces stand now.
    package mutating func settleNotes() {
        guard footnotes.contains(where: { !$0.owner.isEmpty }) else { return }
        var places: [String: (number: String, action: Int?)] = [:]
        for it in recommendations {
            places[it.key] = (it.number, nil)
            for (index, action) in it.actions.enumerated() { places[action.key] = (it.number, index) }
        }
        for index in footnotes.indices where !footnotes[index].owner.isEmpty {
            let place = places[footnotes[index].owner]
            (footnotes[index].recommendation, footnotes[index].action) = (place?.number, place?.action)
        }
    }

    /// What hung on one piece hangs on another.
    mutating func hang(_ old: String, on new: String) {
        for index in footnotes.indices where footnotes[index].owner == old { footnotes[index].owner = new }
    }

    /// Without what only a review knows, and without places that no piece has: a file may say anything.
    mutating func forgetReview() {
        (made, parts) = (0, [])
        for index in recommendations.indices {
            (recommendations[index].key, recommendations[index].part, recommendations[index].printed) = ("", 0, "")
            let actions = recommendations[index].actions.indices
            for at in actions { recommendations[index].actions[at].key = "" }
            for at in recommendations[index].measures.indices { recommendations[index].measures[at].key = "" }
            for at in recommendations[index].updates.indices {
                recommendations[index].updates[at].key = ""
                recommendations[index].updates[at].answers = recommendations[index].updates[at].answers?
                    .filter { actions.contains($0.action) }
                if let action = recommendations[index].updates[at].action, action >= actions.count {
                    recommendations[index].updates[at].action = nil
                }
            }
        }
        for index in footnotes.indices {
            footnotes[index].owner = ""
            if let action = footnotes[index].action, !(0..<1_000_000).contains(action) { footnotes[index].action = nil }
        }
    }

    /// Where the recommendation of this key stands.
    package func recommendation(_ key: String) -> Int? { recommendations.firstIndex { $0.key == key } }

    /// Where the action of this key stands.
    package func action(_ key: String) -> ActionPlace? {
        for (index, recommendation) in recommendations.enumerated() {
            if let action = recommendation.actions.firstIndex(where: { $0.key == key }) {
                return ActionPlace(recommendation: index, action: action)
            }
        }
        return nil
    }

    /// Gives an action with its updates, or an update, to another recommendation, as its last.
    package mutating func move(_ key: String, to target: Int) {
        if let place = action(key) {
            let (action, updates) = take(place)
            return put(action, updates, into: target)
        }
        for owner in recommendations.indices {
            guard let index = recommendations[owner].updates.firstIndex(where: { $0.key == key }) else { continue }
            let update = recommendations[owner].updates.remove(at: index)
            return recommendations[target].updates.append(update.about { _ in nil })
        }
    }

    package struct ActionPlace: Equatable { package let recommendation: Int, action: Int }

    /// Takes an action out, with the updates that are about it; what is about later ones follows them.
    mutating func take(_ place: ActionPlace) -> (action: Action, updates: [Update]) {
        let action = recommendations[place.recommendation].actions.remove(at: place.action)
        let updates = recommendations[place.recommendation].updates
        recommendations[place.recommendation].updates = updates.filter { $0.action != place.action }.map {
            $0.about { at in at == place.action ? nil : at > place.action ? at - 1 : at }
        }
        return (action, updates.filter { $0.action == place.action })
    }

    /// Puts an action last into a recommendation, with the updates that are about it.
    mutating func put(_ action: Action, _ updates: [Update], into recommendation: Int) {
        let place = recommendations[recommendation].actions.count
        recommendations[recommendation].actions.append(action)
        recommendations[recommendation].updates += updates.map { update in
            let own = update.action
            return update.about { $0 == own ? place : nil }
        }
    }

    /// Makes room for an action behind another: what is about later ones follows them.
    mutating func insert(_ action: Action, behind place: ActionPlace) {
        recommendations[place.recommendation].actions.insert(action, at: place.action + 1)
        recommendations[place.recommendation].updates = recommendations[place.recommendation].updates.map {
            $0.about { $0 > place.action ? $0 + 1 : $0 }
        }
    }

    /// Of one more behind this one: "7a" after 7, with its part where numbers are used again.
    func nextNumber(after it: Recommendation) -> (number: String, printed: String) {
        guard !it.printed.isEmpty else { return (number(after: it.number), "") }
        let taken = recommendations.filter { $0.part == it.part }.map { $0.printed.isEmpty ? $0.number : $0.printed }
        let printed = Self.number(after: it.printed, taken) ?? it.printed
        return ("\(printed) (part \(it.part))", printed)
    }

    /// "7a" after 7, "7b" where that is taken; without a number the next whole one.
    func number(after number: String) -> String {
        Self.number(after: number, recommendations.map(\.number)) ?? lastNumber
    }

    private static func number(after number: String, _ all: [String]) -> String? {
        let taken = Set(all.map(\.folded)), isLettered = number.last?.isLetter == true
        let stem = isLettered && number.dropLast().last?.isNumber == true ? String(number.dropLast()) : number
        guard !stem.isEmpty else { return nil }
        return "abcdefghijklmnopqrstuvwxyz".first { !taken.contains("\(stem)\($0)".folded) }.map { "\(stem)\($0)" }
    }

    /// One more than the highest; a number of more than nine figures is none.
    var lastNumber: String {
        String(
            (recommendations.compactMap { Int($0.number.prefix(10).prefix { $0.isASCII && $0.isNumber }) }.max() ?? 0)
                + 1)
    }
}

extension PlanFile.Update {
    /// About other places; where there is none it is about the recommendation as a whole, and answers nothing there.
    func about(_ place: (Int) -> Int?) -> Self {
        var update = self
        update.action = action.flatMap(place)
        update.answers = answers?.compactMap { answer in
            place(answer.action).map { .init(action: $0, owedOn: answer.owedOn) }
        }
        return update
    }
}

extension String {
    /// Where a piece of text can be cut: its paragraphs, the items of its lists and its sentences, in order.
    package var cuttable: [String] {
        var pieces: [String] = [], piece = ""
        func end() {
            if !piece.trimmed.isEmpty { pieces.append(piece.trimmed) }
            piece = ""
        }
        var before: Character = "\n", isAfterStop = false
        for character in self {
            // A number, or a letter of a list, with its stop is no sentence.
            let begins = before.isWhitespace && !character.isLowercase && !character.isNumber && !character.isWhitespace
            if character.isNewline || isAfterStop && begins && piece.trimmed.utf8.count > 3 { end() }
            piece.append(character)
            if !character.isWhitespace { isAfterStop = ".;?!".contains(character) }
            before = character
        }
        end()
        return pieces
    }
}
