/// The lists of a Word document (ECMA-376 part 1, section 17.9): how their items are marked, and what each has come to.
struct WordLists {
    struct Place: Hashable { var list: Int?, level: Int? }

    private struct Definition {
        var levels: [Int: ListLevel] = [:]
        /// The paragraph styles that its levels are of.
        var styles: [String: Int] = [:]
        /// The numbering style whose levels it has (17.9.21).
        var link: String?
    }

    /// A list of a definition: where its levels begin anew, and those that it marks otherwise.
    private struct List {
        let definition: Int
        var starts: [Int: Int] = [:], levels: [Int: ListLevel] = [:]
    }

    private var definitions: [Int: Definition] = [:]
    /// Which definition holds the levels of a numbering style (17.9.27).
    private var linked: [String: Int] = [:]
    private var lists: [Int: List] = [:]
    private var numbers: [Int: ListNumbers] = [:]
    private let looks: WordLooks

    init(_ markup: [UInt8]?, _ looks: WordLooks) throws(OfficeFile.Refusal) {
        self.looks = looks
        guard let markup else { return }
        var reader = MarkupReader(markup), definition = 0, list = 0, level = 0, isOverride = false
        while let piece = try reader.next() {
            if case .close = piece, reader.isNamed("lvlOverride") { isOverride = false }
            guard case .open(let isEmpty) = piece else { continue }
            let value = reader.words("val") ?? "", number = Int(value) ?? 0
            switch reader.element {
            case "abstractNum":
                definition = reader.words("abstractNumId").flatMap { Int($0) } ?? 0
                definitions[definition] = Definition()
            case "numStyleLink": definitions[definition]?.link = value
            case "styleLink": linked[value] = definition
            case "num": (list, level) = (reader.words("numId").flatMap { Int($0) } ?? 0, 0)
            case "abstractNumId": lists[list] = List(definition: number)
            case "lvlOverride": (isOverride, level) = (!isEmpty, reader.words("ilvl").flatMap { Int($0) } ?? 0)
            case "startOverride": lists[list]?.starts[level] = number
            case "lvl":
                if !isOverride { level = reader.words("ilvl").flatMap { Int($0) } ?? 0 }
                change(isOverride ? list : nil, definition, level) { $0 = ListLevel() }
            case "start": change(isOverride ? list : nil, definition, level) { $0?.start = number }
            case "numFmt": change(isOverride ? list : nil, definition, level) { $0?.format = value }
            case "lvlText": change(isOverride ? list : nil, definition, level) { $0?.text = value }
            case "pStyle" where !isOverride: definitions[definition]?.styles[value] = level
            default: break
            }
        }
    }

    /// A level of a list's own, or of a definition.
    private mutating func change(_ list: Int?, _ definition: Int, _ level: Int, _ change: (inout ListLevel?) -> Void) {
        if let list {
            change(&lists[list, default: List(definition: definition)].levels[level])
        } else {
            change(&definitions[definition, default: Definition()].levels[level])
        }
    }

    /// The one that holds a list's levels, itself or by the numbering style that it names.
    private func definition(of list: Int) -> Definition? {
        guard let number = lists[list]?.definition, let own = definitions[number] else { return nil }
        guard own.levels.isEmpty, let style = own.link else { return own }
        if let number = linked[style] { return definitions[number] }
        return looks[style].list.list.flatMap { lists[$0] }.flatMap { definitions[$0.definition] }
    }

    /// Where a paragraph stands by what it says itself and by its style, whose level is the one that names the style (17.9.23).
    func place(of own: Place, in style: String?) -> Place {
        let look = looks[style].list
        guard let list = own.list ?? look.list else { return own }
        if let level = own.level { return Place(list: list, level: level) }
        let styles = own.list == nil ? definition(of: list)?.styles ?? [:] : [:]
        let level = looks.chain(style).lazy.compactMap { styles[$0] }.first
        return Place(list: list, level: level ?? look.level)
    }

    /// The mark of the next item there; empty where it has none.
    mutating func next(at place: Place) -> String {
        guard let list = place.list, list > 0, let own = lists[list], let definition = definition(of: list) else {
            return ""
        }
        let level = min(max(place.level ?? 0, 0), 8), start = own.starts[level] ?? own.levels[level]?.start
        let isFirst = !begun.contains(Place(list: list, level: level))
        begun.insert(Place(list: list, level: level))
        let levels = definition.levels.merging(own.levels) { _, own in own }
        return numbers[own.definition, default: ListNumbers()].next(levels, at: level, from: isFirst ? start : nil)
    }

    /// The lists and levels that have an item.
    private var begun: Set<Place> = []
}

/// What the paragraphs and characters of a style have in common, as far as it tells of a plan (ECMA-376 part 1, section 17.7).
struct WordLooks {
    struct Look {
        var isBold: Bool?, heading: Int?, list = WordLists.Place()
        fileprivate var base: String?
    }

    private var looks: [String: Look] = [:]

    init(_ markup: [UInt8]?) throws(OfficeFile.Refusal) {
        guard let markup else { return }
        var reader = MarkupReader(markup), id = "", isStyle = false
        while let piece = try reader.next() {
            if case .close = piece, reader.isNamed("style") { isStyle = false }
            guard case .open(let isEmpty) = piece else { continue }
            if reader.isNamed("style") {
                (id, isStyle) = (reader.words("styleId") ?? "", !isEmpty)
                looks[id] = Look()
            }
            guard isStyle else { continue }
            let number = reader.words("val").flatMap { Int($0) }
            switch reader.element {
            case "name" where reader.words("val")?.lowercased() == "title": looks[id]?.heading = 0
            case "basedOn": looks[id]?.base = reader.words("val")
            case "b": looks[id]?.isBold = reader.isOn
            case "outlineLvl": looks[id]?.heading = number
            case "numId": looks[id]?.list.list = number
            case "ilvl": looks[id]?.list.level = number
            default: break
            }
        }
    }

    /// A style and those that it is based on.
    func chain(_ id: String?) -> [String] {
        var chain: [String] = [], next = id
        while let id = next, let own = looks[id], chain.count < 10 {
            chain.append(id)
            next = own.base
        }
        return chain
    }

    /// With what it has from the styles that it is based on.
    subscript(_ id: String?) -> Look {
        var look = Look()
        for own in chain(id).compactMap({ looks[$0] }) {
            look.isBold = look.isBold ?? own.isBold
            look.heading = look.heading ?? own.heading
            look.list.list = look.list.list ?? own.list.list
            look.list.level = look.list.level ?? own.list.level
        }
        return look
    }
}

extension MarkupReader {
    /// A property that is on unless it is said to be off (17.17.4).
    var isOn: Bool { !["0", "false", "off"].contains(words("val") ?? "1") }
}
