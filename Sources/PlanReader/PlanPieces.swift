/// The pieces of a plan while it is reviewed: each has a key, which it keeps whatever is split, joined or moved around it.
extension PlanFile {
    /// "r0", and "r0a1" for an action of it, by where they were read.
    static func key(_ recommendation: Int, action: Int? = nil) -> String {
        "r\(recommendation)" + (action.map { "a\($0)" } ?? "")
    }

    /// Gives each piece that has none a key that no other has.
    package mutating func nameAllPieces() {
        var taken = Set(
            recommendations.flatMap {
                [$0.key] + $0.actions.map(\.key) + $0.updates.map(\.key) + $0.measures.map(\.key)
            })
        func name(_ key: inout String, _ stem: String, _ index: Int) {
            guard key.isEmpty else { return }
            var number = index
            while !taken.insert("\(stem)\(number)").inserted { number += 1 }
            key = "\(stem)\(number)"
        }
        for index in recommendations.indices {
            name(&recommendations[index].key, "r", index)
            let key = recommendations[index].key
            for at in recommendations[index].actions.indices {
                name(&recommendations[index].actions[at].key, key + "a", at)
            }
            for at in recommendations[index].updates.indices {
                name(&recommendations[index].updates[at].key, key + "u", at)
            }
            for at in recommendations[index].measures.indices {
                name(&recommendations[index].measures[at].key, key + "m", at)
            }
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
            var update = recommendations[owner].updates.remove(at: index)
            (update.action, update.answers) = (nil, nil)
            return recommendations[target].updates.append(update)
        }
    }

    package struct ActionPlace: Equatable { package let recommendation: Int, action: Int }

    /// Takes an action out, with the updates that are about it; what is about later ones follows them.
    mutating func take(_ place: ActionPlace) -> (action: Action, updates: [Update]) {
        let action = recommendations[place.recommendation].actions.remove(at: place.action)
        let updates = recommendations[place.recommendation].updates
        recommendations[place.recommendation].updates = updates.filter { $0.action != place.action }.map {
            var update = $0
            update.action = update.action.map { $0 > place.action ? $0 - 1 : $0 }
            return update
        }
        let number = recommendations[place.recommendation].number
        for index in footnotes.indices where footnotes[index].recommendation == number {
            guard let at = footnotes[index].action else { continue }
            // What hung on it hangs on its recommendation from now on.
            footnotes[index].action = at == place.action ? nil : at > place.action ? at - 1 : at
        }
        return (action, updates.filter { $0.action == place.action })
    }

    /// Puts an action last into a recommendation, with the updates that are about it.
    mutating func put(_ action: Action, _ updates: [Update], into recommendation: Int) {
        let place = recommendations[recommendation].actions.count
        recommendations[recommendation].actions.append(action)
        recommendations[recommendation].updates += updates.map {
            var update = $0
            (update.action, update.answers) = (place, nil)
            return update
        }
    }

    /// Makes room for an action behind another: what is about later ones follows them.
    mutating func insert(_ action: Action, behind place: ActionPlace) {
        recommendations[place.recommendation].actions.insert(action, at: place.action + 1)
        for index in recommendations[place.recommendation].updates.indices {
            guard let at = recommendations[place.recommendation].updates[index].action, at > place.action else {
                continue
            }
            recommendations[place.recommendation].updates[index].action = at + 1
        }
        let number = recommendations[place.recommendation].number
        for index in footnotes.indices where footnotes[index].recommendation == number {
            if let at = footnotes[index].action, at > place.action { footnotes[index].action = at + 1 }
        }
    }

    /// "7a" after 7, "7b" where that is taken; without a number the next whole one.
    func number(after number: String) -> String {
        let taken = Set(recommendations.map { $0.number.folded })
        let stem =
            number.last.map { $0.isLetter && number.dropLast().last?.isNumber ?? false } ?? false
            ? String(number.dropLast()) : number
        if !stem.isEmpty {
            for letter in "abcdefghijklmnopqrstuvwxyz" where !taken.contains("\(stem)\(letter)".folded) {
                return "\(stem)\(letter)"
            }
        }
        return lastNumber
    }

    /// One more than the highest.
    var lastNumber: String {
        String((recommendations.compactMap { Int($0.number.prefix { $0.isWholeNumber }) }.max() ?? 0) + 1)
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
