/// What a pledge comes to, in the sentence that its page and its drawing begin with.
struct PledgeFinding {
    let pledge: Pledge
    let day: Day

    /// "Met: 9 apprenticeships made available, the target is “up to 8”"
    var words: String {
        let target = "the target is “\(pledge.targetWords)”"
        if let numbers = pledge.numbers {
            let state = pledge.state(on: day)
            if state == .notStarted {
                let why = pledge.begins > day ? "it begins on \(pledge.begins.longText)" : "nothing counts yet"
                return "Not started: \(why), \(target)"
            }
            return "\(state.tag.text): \(Self.reached(pledge, numbers.said(of: pledge.measure))), \(target)"
        }
        return told ?? "No figures yet, \(target)"
    }

    /// The same for those who are told of it in steps of five.
    var told: String? {
        guard let told = pledge.told else { return nil }
        let reached = Self.reached(pledge, PledgeTold.words(told.reached), isOne: false)
        let target = "the target is \(pledge.targetWords)"
        return switch PledgeState(pledge, told) {
        case .met: "Met: \(reached), \(target)"
        case .missed: "Missed: \(reached), \(target)"
        case .untold:
            "\(reached.sentenceCase): too close to the target of \(pledge.targetWords) to say whether it is met"
        case .notStarted, .underWay, .noFigures: "Not met yet: \(reached), \(target)"
        }
    }

    private static func reached(_ pledge: Pledge, _ number: Int) -> String {
        reached(pledge, number.formatted(), isOne: number == 1)
    }

    private static func reached(_ pledge: Pledge, _ number: String, isOne: Bool) -> String {
        let people = "\(number) \(isOne ? "person" : "people")"
        return switch pledge.measure {
        case .madeAvailable: "\(number) \(isOne ? pledge.thing : pledge.things) made available"
        case .applied: "\(people) applied"
        case .offered: "\(people) offered a place"
        case .takenUp: "\(people) took up a place"
        case .completed: "\(people) completed"
        case .employed: "\(people) now employed"
        }
    }
}

extension Pledge {
    /// "apprenticeship"
    fileprivate var thing: String {
        guard kinds.count == 1, let kind = kinds.first else { return "place" }
        return kind == .workExperience ? "place of work experience" : kind.label.lowercased()
    }
}

extension PledgeState {
    /// "Met on 5 June 2017, when the target was reached."
    func words(_ pledge: Pledge, _ toStart: Int) -> String {
        switch self {
        case .met(let day?): "Met on \(day.longText), the day on which \(pledge.target.formatted()) were reached"
        case .met(nil): "Met"
        case .missed: "Missed: its last day has passed without the target"
        case .underWay where toStart > 0:
            "Under way: what is still to start is not held against the target yet"
        case .notStarted, .underWay, .untold, .noFigures: tag.text
        }
    }
}
