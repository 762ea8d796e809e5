/// Splits the cell that says who leads, even where nothing stands between the names.
struct LeadReader {
    let known: NameList
    /// What each abbreviation stands for.
    private let expansions: [String: String]

    init(known: NameList, glossary: [PlanDraft.Abbreviation]) {
        self.known = known
        expansions = Dictionary(glossary.map { ($0.short, $0.long) }) { first, _ in first }
    }

    struct Found {
        var leads: [PlanDraft.Lead] = []
        var question: String?
        /// On whose advice, or with whom: words that name no lead.
        var rest: [String] = []
    }

    func read(_ cell: CellText) -> Found {
        var found = Found(), seen: Set<String> = []
        for piece in LeadReader.separated(cell) {
            if LeadReader.isClause(piece), !found.leads.isEmpty {
                found.rest.append(cell.joined)
                continue
            }
            let names = split(String(piece), &found.question)
            for name in names where seen.insert(name).inserted {
                found.leads.append(.init(name: name, kind: kind(of: name)))
            }
        }
        return found
    }

    /// Whether it is a known name that is more than a label.
    func isNamed(_ name: String) -> Bool { expansions[name] != nil }

    /// Parted by lines, strokes, semicolons and commas.
    static func separated(_ cell: CellText) -> [String] {
        cell.paragraphs.prefix(40).flatMap { paragraph -> [String] in
            let separators: Set<Character> = isOnePost(paragraph) ? ["/", ";"] : ["/", ";", ","]
            return paragraph.split { separators.contains($0) }.prefix(40).flatMap(posts).map(cleaned)
                .filter { $0.contains { $0.isLetter || $0.isNumber } }
        }
    }

    /// "The Portfolio Holder for Parks and the Head of Culture", "AD Planning and Director of Place" are two.
    private static func posts(_ piece: Substring) -> [Substring] {
        guard let and = piece.firstRange(of: " and ") else { return [piece] }
        let after = piece[and.upperBound...]
        let next = after.hasPrefix("the ") ? after.dropFirst(4) : after
        return opensPost(next) ? [piece[..<and.lowerBound]] + posts(next) : [piece]
    }

    /// Words that begin the name of a post.
    private static func opensPost(_ text: Substring) -> Bool {
        let words = text.firstWords(3)
        guard let first = words.first, first.first?.isUppercase == true else { return false }
        if ["AD", "CEO", "DCS"].contains(first) { return words.count > 1 || first != "AD" }
        guard words.count > 1 else { return false }
        let post = first.folded, next = words[1].folded
        switch post {
        case "head", "director", "leader", "chair", "portfolio", "lead", "executive":
            return ["of", "for", "holder", "member", "director"].contains(next)
        case "assistant", "deputy", "chief", "corporate", "strategic", "cabinet", "service", "senior":
            return words.dropFirst().contains {
                ["director", "head", "executive", "officer", "member", "manager", "chief", "leader"].contains($0.folded)
            }
        default: return false
        }
    }

    private static func isClause(_ piece: String) -> Bool {
        [
            "on the advice", "in consultation", "with support", "supported by", "in partnership", "with input",
            "in liaison", "in conjunction", "with advice", "subject to", "with the support",
        ].contains { piece.hasPrefix($0) }
    }

    /// "Head of Housing, Planning and Regeneration" is one post.
    static func isOnePost(_ text: String) -> Bool {
        guard let comma = text.firstIndex(of: ",") else { return false }
        let before = text[..<comma], after = text[comma...]
        guard before.contains(" of ") || before.contains(" for "), let and = after.firstRange(of: " and ") else {
            return false
        }
        return !opensPost(after[and.upperBound...]) && !opensPost(Substring(after.dropFirst().trimmed))
    }

    private static func cleaned(_ piece: Substring) -> String {
        var name = piece.trimmed
        if name.hasPrefix("• ") { name.removeFirst(2) }
        while name.last == "." || name.last == ":" { name.removeLast() }
        return name.trimmed
    }

    private func split(_ piece: String, _ question: inout String?) -> [String] {
        let words = piece.words.map { String($0) }
        if words.count < 2 || words.count > 16 || isSentence(words) { return [piece] }
        if piece.contains(" of ") || piece.contains(" for ") {
            if piece.contains(" and ") || piece.contains(" & ") { question = "Is “\(piece)” one lead?" }
            return [piece]
        }
        var names: [String] = [], run: [String] = [], at = 0
        while at < words.count {
            if let count = standsAlone(words[at...], whole: words.count) {
                if !run.isEmpty { names.append(run.joined(separator: " ")) }
                names.append(words[at..<(at + count)].joined(separator: " "))
                (run, at) = ([], at + count)
            } else {
                run.append(words[at])
                at += 1
            }
        }
        if !run.isEmpty { names.append(run.joined(separator: " ")) }
        ask(about: names, piece, &question)
        return names
    }

    /// A known name, or one word in mixed letters as "futureMerton", unless a role follows it: "HR Director".
    private func standsAlone(_ words: ArraySlice<String>, whole: Int) -> Int? {
        guard let first = words.first else { return nil }
        let isMixed = (first.first?.isLowercase ?? false) && first.contains(where: \.isUppercase)
        guard let count = known.match(words, whole: whole) ?? (isMixed ? 1 : nil) else { return nil }
        if let next = words.dropFirst(count).first, LeadReader.roles.contains(next.folded) { return nil }
        return count
    }

    private func ask(about names: [String], _ piece: String, _ question: inout String?) {
        if names.count > 1, let unknown = names.first(where: { !known.contains($0) }) {
            question =
                "Are these \(names.count) leads: \(names.joined(separator: "; "))? “\(unknown)” appears only here"
        } else if names.count == 1, piece.words.dropFirst().contains(where: { $0.bare.isAcronym }) {
            question = "Is “\(piece)” one lead?"
        } else if names.count == 1, piece.contains(" and ") || piece.contains(" & ") {
            question = "Is “\(piece)” one lead or two?"
        }
    }

    private static let roles: Set = [
        "director", "manager", "head", "officer", "officers", "team", "teams", "lead", "leads", "board", "group",
        "panel",
        "services", "service", "department", "partner", "partners", "business", "coordinator", "adviser", "advisers",
        "steering", "strategic", "partnership", "network", "forum", "and", "&", "committee", "unit",
    ]

    private func isSentence(_ words: [String]) -> Bool {
        let joining: Set = ["of", "for", "and", "the", "to", "in", "with", "&", "at"]
        return isClass(words[0]) || words.count(where: { $0.isAllLowercase && !joining.contains($0) }) > 1
    }

    private func isClass(_ word: String) -> Bool {
        ["all", "any", "each", "every", "those"].contains(word.lowercased())
    }

    private func kind(of name: String) -> PlanFile.Leader.Kind {
        let long = expansions[name] ?? name
        let words = long.words
        if let first = words.first, isClass(String(first)) { return .class }
        switch words.last?.folded {
        case "board": return .board
        case "group", "partnership", "forum", "network", "panel", "committee": return .group
        case "team", "teams": return .team
        case "service", "services", "department", "directorate", "unit": return .service
        default: return .team
        }
    }
}

extension String {
    var isAllLowercase: Bool { !isEmpty && allSatisfy(\.isLowercase) }
}
