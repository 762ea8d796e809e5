/// The lists of a Word document (ECMA-376 part 1, section 17.9): how their items are marked, and what each has come to.
struct WordLists {
    struct Place: Equatable { var list: Int?, level: Int? }

    private var levels: [Int: [Int: ListLevel]] = [:]
    /// Which definition a list has, and where its levels begin anew.
    private var lists: [Int: (definition: Int, starts: [Int: Int])] = [:]
    private var numbers: [Int: ListNumbers] = [:]

    init(_ markup: [UInt8]?) throws(OfficeFile.Refusal) {
        guard let markup else { return }
        var reader = MarkupReader(markup), definition = 0, list = 0, level = 0, isOverride = false
        while let piece = try reader.next() {
            if case .close = piece, reader.isNamed("lvlOverride") { isOverride = false }
            guard case .open = piece else { continue }
            let value = reader.words("val") ?? "", number = Int(value) ?? 0
            switch reader.element {
            case "abstractNum": definition = reader.words("abstractNumId").flatMap { Int($0) } ?? 0
            case "num": (list, level) = (reader.words("numId").flatMap { Int($0) } ?? 0, 0)
            case "abstractNumId": lists[list] = (number, [:])
            case "lvlOverride": (isOverride, level) = (true, reader.words("ilvl").flatMap { Int($0) } ?? 0)
            case "startOverride": lists[list]?.starts[level] = number
            case "lvl" where !isOverride:
                level = reader.words("ilvl").flatMap { Int($0) } ?? 0
                levels[definition, default: [:]][level] = ListLevel()
            case "start" where !isOverride: levels[definition]?[level]?.start = number
            case "numFmt" where !isOverride: levels[definition]?[level]?.format = value
            case "lvlText" where !isOverride: levels[definition]?[level]?.text = value
            default: break
            }
        }
    }

    /// The mark of the next item there; empty where it has none.
    mutating func next(at place: Place) -> String {
        guard let list = place.list, list > 0, let own = lists[list], let levels = levels[own.definition] else {
            return ""
        }
        let level = min(max(place.level ?? 0, 0), 8), start = own.starts[level]
        lists[list]?.starts[level] = nil
        return numbers[own.definition, default: ListNumbers()].next(levels, at: level, from: start)
    }
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

    /// With what it has from the styles that it is based on.
    subscript(_ id: String?) -> Look {
        var look = Look(), next = id
        for _ in 0..<10 {
            guard let id = next, let own = looks[id] else { break }
            look.isBold = look.isBold ?? own.isBold
            look.heading = look.heading ?? own.heading
            look.list.list = look.list.list ?? own.list.list
            look.list.level = look.list.level ?? own.list.level
            next = own.base
        }
        return look
    }
}

extension MarkupReader {
    /// A property that is on unless it is said to be off (17.17.4).
    var isOn: Bool { !["0", "false", "off"].contains(words("val") ?? "1") }
}
