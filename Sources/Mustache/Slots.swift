/// A value in its place. Texts are ranges of `Values.text`; records and lists are places of other slots.
struct Slot {
    enum Kind: UInt8 { case none, flag, number, text, record, list }

    var kind: Kind = .none
    var count: Int32 = 0
    var value = 0
}

/// The values of one page. The item of a list is two slots: the place of the next item, or -1, and the item itself.
struct Values: Sendable {
    var slots: [Slot] = []
    var text: [UInt8] = []

    mutating func empty() {
        slots.removeAll(keepingCapacity: true)
        text.removeAll(keepingCapacity: true)
    }

    mutating func set(_ string: String, at place: Int) {
        var string = string
        let start = text.count
        string.withUTF8 { text.append(contentsOf: $0) }
        slots[place] = Slot(kind: .text, count: Int32(text.count - start), value: start)
    }

    mutating func set(_ number: Int, at place: Int) {
        slots[place] = Slot(kind: .number, value: number)
    }

    mutating func set(_ flag: Bool, at place: Int) {
        slots[place] = Slot(kind: .flag, value: flag ? 1 : 0)
    }

    /// Makes room for a record's fields and tells where.
    mutating func setRecord(_ count: Int, at place: Int) -> Int {
        let base = slots.count
        for _ in 0..<count { slots.append(Slot()) }
        slots[place] = Slot(kind: .record, value: base)
        return base
    }

    mutating func setList(at place: Int) {
        slots[place] = Slot(kind: .list, value: -1)
    }

    /// Adds an item after `last` (the list itself at first) and tells where its link is; the item follows it.
    mutating func addItem(after last: Int) -> Int {
        let link = slots.count
        slots.append(Slot(value: -1))
        slots.append(Slot())
        slots[last].value = link
        return link
    }
}
