import Mustache

/// One of the council's lists of words, in its order.
struct OwnWordList: View {
    static let template = "settings/words"
    let head: PageHead
    let caption: String
    let isGraded: Bool
    let table: Table?
    let empty: EmptyState?

    /// The words.
    struct Table: Sendable { let rows: [Row] }

    /// One word.
    struct Row: Sendable {
        let words, editLink, uses: String
        let tags: [Tag]
        /// What it means, what it asks for and how else it is spelled.
        let meaning: String?
        let upAction, downAction, returnAction: String?
    }

    init(_ words: [OwnWord], _ list: WordList, for visit: Visit) {
        head = PageHead(
            heading: list.title, lead: list.lead,
            actions: [
                PageAction(
                    label: "Add a \(list.one)", link: visit.link(Paths.words(list) + "/new"), isPrimary: true)
            ])
        caption = "\(list.title), in the council’s order"
        isGraded = list == .assessments
        let offered = words.filter { !$0.isRetired }
        let rows = words.map { word in
            Row(
                word, list, isFirst: word.id == offered.first?.id, isLast: word.id == offered.last?.id, for: visit)
        }
        table = rows.isEmpty ? nil : Table(rows: rows)
        empty =
            rows.isEmpty
            ? EmptyState(heading: "No words yet", text: "Plans that are brought in bring theirs along.") : nil
    }
}

extension OwnWordList.Row {
    fileprivate init(_ word: OwnWord, _ list: WordList, isFirst: Bool, isLast: Bool, for visit: Visit) {
        let path = Paths.word(word.id, list)
        words = word.words
        editLink = visit.link(path + "/edit")
        uses = word.uses?.sentenceCase ?? "Nothing"
        var tags = list == .assessments ? [word.tag] : []
        if word.isRetired { tags.append(Tag(tone: "idle", text: "Retired")) }
        self.tags = tags
        meaning = list == .assessments ? Self.meaning(word) : nil
        upAction = word.isRetired || isFirst ? nil : visit.link(path + "/place")
        downAction = word.isRetired || isLast ? nil : visit.link(path + "/place")
        returnAction = word.isRetired ? visit.link(path + "/return") : nil
    }

    private static func meaning(_ word: OwnWord) -> String {
        var parts = [word.tone.label]
        if word.needsNewDate {
            parts.append("asks for a new date, a reason and an explanation")
        } else if word.needsWords {
            parts.append("asks for an explanation")
        }
        if !word.spellings.isEmpty { parts.append("also spelled " + word.spellings.joined(separator: ", ")) }
        return parts.joined(separator: "; ")
    }
}
