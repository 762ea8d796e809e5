/// The readings of one measure as a person may see them: small counts of people stay with officers (domain.md section 6), and what Waymark
/// counted of young people is told to members in steps, or a sum, a difference or another day would tell of one of them.
struct ShownReadings {
    let unit: Unit
    let disclosure: Disclosure
    private let held: Set<Reading.ID>

    init(_ readings: [Reading], _ unit: Unit, _ disclosure: Disclosure) {
        self.unit = unit
        self.disclosure = disclosure
        var held: Set<Reading.ID> = []
        let readings = readings.filter { !$0.isCounted }
        if unit == .people {
            held.formUnion(readings.filter { disclosure.isSmall($0.people) }.map(\.id))
            for whole in readings where whole.wholeID == nil {
                let parts = readings.filter { $0.wholeID == whole.id }
                let (hidden, hidesWhole) = disclosure.hidden(parts: parts.map(\.people), of: whole.people)
                held.formUnion(zip(parts, hidden).filter(\.1).map(\.0.id))
                if hidesWhole { held.insert(whole.id) }
            }
        }
        self.held = held
    }

    /// "more than 70 people"; "[c]" for members where few are counted.
    func text(_ reading: Reading, breadthUnit: String = "") -> String {
        if reading.isCounted, !disclosure.seesAll { return reading.told(unit) }
        let text = reading.text(unit, breadthUnit: breadthUnit)
        guard held.contains(reading.id) else { return text }
        return disclosure.seesAll ? text + " " + Disclosure.symbol : Disclosure.symbol
    }

    /// Its number stays with officers, and this person is none.
    func isHeld(_ reading: Reading) -> Bool { (reading.isCounted || held.contains(reading.id)) && !disclosure.seesAll }

    /// The number alone; nil where the person may not see it.
    func value(_ reading: Reading) -> Double? {
        isHeld(reading) ? nil : reading.value
    }

    /// What the symbol means; nil when it does not occur.
    var note: FigureNote? { held.isEmpty ? nil : disclosure.note }
}

extension Reading {
    /// "about 10 people": what Waymark counted, for those who are told of it in steps.
    func told(_ unit: Unit) -> String {
        "\(Disclosure.words(ofStep: Disclosure.step(Int(value)))) \(unit.label)"
    }

    /// ", counted by Waymark", and for officers what members read of it; nothing of a reading that was typed.
    func counted(_ unit: Unit, _ disclosure: Disclosure) -> String {
        guard isCounted else { return "" }
        return ", counted by Waymark" + (disclosure.seesAll ? "; members read “\(told(unit))”" : "")
    }

    /// As whole people; a part of one counts as one.
    fileprivate var people: Int { Int(min(value.rounded(.up), 1e9)) }
}
