import Postgres

/// Which of the council's lists of its own words.
enum WordList {
    /// How far something has come (000.08, 001.10).
    case assessments
    /// Why something slipped.
    case reasons

    var place: String {
        switch self {
        case .assessments: "assessments"
        case .reasons: "reasons"
        }
    }

    /// The name of a word's number in addresses.
    var number: String {
        switch self {
        case .assessments: "assessment"
        case .reasons: "slip_reason"
        }
    }

    /// As the audit calls it.
    var entity: String {
        switch self {
        case .assessments: "assessments"
        case .reasons: "slip_reasons"
        }
    }

    var table: SQL {
        switch self {
        case .assessments: "assessments"
        case .reasons: "slip_reasons"
        }
    }

    var title: String {
        switch self {
        case .assessments: "Words for achievement"
        case .reasons: "Reasons for slipping"
        }
    }

    var lead: String {
        switch self {
        case .assessments:
            "How the council says how far something has come, best first. Each word means one of five things that members’ overviews count by."
        case .reasons: "What an update may give as the reason when something has slipped."
        }
    }

    var one: String {
        switch self {
        case .assessments: "word"
        case .reasons: "reason"
        }
    }

    /// What words are compared by.
    func key(_ words: String) -> String { self == .assessments ? Assessment.key(words) : folded(words) }
}

/// One of the council's own words, with what it means and how much uses it.
struct OwnWord {
    typealias ID = Postgres.ID<OwnWord>

    let id: ID
    let version: Int
    let words: String
    let tone: Tone
    let needsNewDate, needsWords: Bool
    /// How else papers spell it.
    let spellings: [String]
    /// No longer offered; what used it still shows it.
    let isRetired: Bool
    let updateCount, actionCount: Int

    var isUsed: Bool { updateCount + actionCount > 0 }
    var tag: Tag { Tag(tone: tone.look, text: words) }

    /// "14 updates and one action"; nil when nothing uses it.
    var uses: String? {
        let parts = [
            countedIfAny(updateCount, "update", "updates"), countedIfAny(actionCount, "action", "actions"),
        ].compactMap(\.self)
        return parts.isEmpty ? nil : parts.joined(separator: " and ")
    }
}

extension [OwnWord] {
    /// Why a word must stay on offer as it is; nil when others do its work.
    func needing(_ word: OwnWord, in list: WordList) -> String? {
        let rest = filter { $0.id != word.id && !$0.isRetired }
        switch list {
        case .assessments where word.tone == .achieved && !word.isRetired && !rest.contains { $0.tone == .achieved }:
            return
                "“\(word.words)” is the only word that means achieved, and without one nothing could be signed off. Add another word for it first."
        case .reasons where rest.isEmpty:
            return
                "“\(word.words)” is the only reason on offer, and whoever reports a slip must choose one. Add another first."
        default: return nil
        }
    }
}

extension Tone {
    /// What a council's word comes to, in common words.
    var label: String {
        switch self {
        case .achieved: "Achieved"
        case .onTrack: "On track"
        case .slipped: "Slipped, or achieved in part"
        case .notAchieved: "Not achieved"
        case .notAssessed: "Not assessed"
        }
    }
}
