/// Whether a milestone is reached, by the reading that answers it. Nothing read is never nought.
struct MilestoneAnswer {
    enum Result: Equatable { case reached, reachedLater, breadthUnknown, notReached, notYetDue, noReading }

    let reading: Reading?
    let result: Result

    /// Of actual readings of the whole, in any order. One that is known to be spread as widely as was promised answers
    /// before one of which the spread is not known.
    init(_ milestone: Milestone, _ readings: [Reading], on today: Day) {
        let actual = readings.filter(\.isOfWhole).sorted { $0.asOf < $1.asOf }
        let last = milestone.due?.lastDay
        let inTime = actual.filter { reading in last.map { reading.asOf.day <= $0 } ?? true }
        let isDue = last.map { $0 < today } ?? false
        let enough = (inTime + actual).filter(milestone.isReached)
        if let reading = enough.first(where: { milestone.breadth == nil || $0.breadth != nil }) ?? enough.first {
            self.reading = reading
            let inTime = last.map { reading.asOf.day <= $0 } ?? true
            result =
                milestone.breadth != nil && reading.breadth == nil ? .breadthUnknown : inTime ? .reached : .reachedLater
        } else if let reading = isDue ? inTime.last ?? actual.first : actual.last {
            self.reading = reading
            result = isDue ? .notReached : .notYetDue
        } else {
            reading = nil
            result = isDue ? .noReading : .notYetDue
        }
    }

    /// Nil where it would tell a number that is held back: it is told only where every number that may be meant gives the same.
    init?(_ milestone: Milestone, _ readings: [Reading], toldBy shown: ShownReadings, on today: Day) {
        self.init(milestone, readings, on: today)
        guard readings.contains(where: shown.isHeld) else { return }
        func isSame(_ others: [Reading]) -> Bool {
            let other = MilestoneAnswer(milestone, others, on: today)
            return other.result == result && other.reading?.id == reading?.id
        }
        let isHeld = { (reading: Reading) in shown.isHeld(reading) && !reading.isCounted }
        for number in 1...shown.disclosure.threshold {
            guard isSame(readings.map { isHeld($0) ? $0.counting(Double(number)) : $0 }) else { return nil }
        }
        for counted in readings where counted.isCounted && shown.isHeld(counted) {
            let range = Disclosure.range(ofStep: Disclosure.step(Int(counted.value)))
            for number in range {
                guard isSame(readings.map { $0.id == counted.id ? $0.counting(Double(number)) : $0 }) else {
                    return nil
                }
            }
        }
    }

    var tag: Tag {
        switch result {
        case .reached: Tag(tone: "good", text: "Reached")
        case .reachedLater: Tag(tone: "good", text: "Reached, read after the date")
        case .breadthUnknown: Tag(tone: "caution", text: "Reached, spread not recorded")
        case .notReached: Tag(tone: "stop", text: "Not reached")
        case .notYetDue: Tag(tone: "idle", text: "Not yet due")
        case .noReading: Tag(tone: "caution", text: "No reading")
        }
    }
}

extension Milestone {
    /// More than "up to 8" or "exactly 8" was promised is kept too: nine of "up to 8" is met.
    func isReached(_ reading: Reading) -> Bool {
        let enough = [.nearly, .upTo].contains(reading.qualifier) ? reading.value > value : reading.value >= value
        guard let breadth, let areas = reading.breadth else { return enough }
        return enough && areas >= breadth
    }

    /// "at least 5 people by April 2023 over at least 4 areas".
    func text(_ unit: Unit) -> String {
        let sense =
            switch self.sense {
            case .atLeast: "at least "
            case .exactly: ""
            case .upTo: "up to "
            }
        let by = due.map { " by \($0.text)" } ?? ""
        let over = breadth.map { " over at least \($0) \(breadthUnit.isEmpty ? "areas" : breadthUnit)" } ?? ""
        return sense + Quantity(value: value, unit: unit).text + by + over
    }
}

extension Reading.Qualifier {
    /// Before the number.
    var words: String {
        switch self {
        case .exactly: ""
        case .moreThan: "more than "
        case .nearly: "nearly "
        case .over: "over "
        case .about: "about "
        case .atLeast: "at least "
        case .upTo: "up to "
        }
    }
}

extension Reading {
    /// It counts everybody and was really read: no part, no subset, no projection.
    var isOfWhole: Bool { wholeID == nil && subset.isEmpty && !isProjected }

    /// "more than 70 people", "nearly £2,000, projected".
    func text(_ unit: Unit, breadthUnit: String = "") -> String {
        let over = breadth.map { " over \($0) \(breadthUnit.isEmpty ? "areas" : breadthUnit)" } ?? ""
        return qualifier.words + Quantity(value: value, unit: unit).text + over + (isProjected ? ", projected" : "")
    }
}
