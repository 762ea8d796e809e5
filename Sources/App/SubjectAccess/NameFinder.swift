import Foundation
import Values

/// Finds names in texts, however they are spelled: each word of a text is looked up once, however many names there are.
struct NameFinder {
    /// Whose name it is.
    struct Named: Hashable {
        let kind: ToldOf
        /// The council's reference, where they have one.
        var reference = ""
        var number: Int64?
    }

    /// A name in a text, as it stands there.
    struct Found {
        let names: [Named]
        let words: String
    }

    /// As many of one name as are told apart; of a common one nobody reads further.
    static let mostNamesakes = 10

    /// A tree of words: what may follow the words so far, and whose name ends there.
    private var following: [[String: Int]] = [[:]]
    private var names: [[Named]] = [[]]

    /// A name of one word counts only where it begins with a capital, because many are words too.
    mutating func add(_ name: String, of named: Named) {
        var place = 0
        for word in Self.words(name) {
            if let next = following[place][word.folded] {
                place = next
            } else {
                following[place][word.folded] = following.count
                place = following.count
                following.append([:])
                names.append([])
            }
        }
        let isCommon = named.kind != .own && names[place].count { $0.kind == named.kind } > Self.mostNamesakes
        if place > 0, !isCommon, !names[place].contains(named) { names[place].append(named) }
    }

    /// Every name in a text, the longest where several begin at the same word.
    func found(in text: String) -> [Found] {
        let words = Self.words(text)
        var found: [Found] = [], start = 0
        while start < words.count {
            let end = longest(words, from: start)
            if end > start {
                let range = words[start].range.lowerBound..<words[end - 1].range.upperBound
                found.append(Found(names: names(words[start..<end]), words: String(text[range])))
            }
            start = max(end, start + 1)
        }
        return found
    }

    /// Behind the last word of the longest name that begins here; the beginning where none does.
    private func longest(_ words: [Word], from start: Int) -> Int {
        var place = 0, end = start, index = start
        while index < words.count, let next = following[place][words[index].folded] {
            (place, index) = (next, index + 1)
            let isWord = index == start + 1 && !words[start].isName
            if !names[place].isEmpty, !isWord { end = index }
        }
        return end
    }

    private func names(_ words: ArraySlice<Word>) -> [Named] {
        var place = 0
        for word in words { place = following[place][word.folded] ?? 0 }
        return names[place]
    }

    /// A word of a text, folded, and where it stands.
    struct Word {
        let folded: String
        let range: Range<String.Index>
        /// Whether it begins with a capital, or holds a figure.
        let isName: Bool
    }

    /// In the order of the text.
    static func words(_ text: String) -> [Word] {
        let folding = Folding(text)
        var words: [Word] = [], start = 1
        for place in folding.letters.indices.dropFirst() where folding.letters[place] == " " {
            let range = folding.places[start]..<folding.places[place]
            let first = text[range].first
            words.append(
                Word(
                    folded: String(String.UnicodeScalarView(folding.letters[start..<place])), range: range,
                    isName: first.map { $0.isUppercase || $0.isNumber } ?? false))
            start = place + 1
        }
        return words
    }
}

/// Of what a text may tell that is not the young person's own, in the order in which it is listed.
enum ToldOf: String, CaseIterable {
    case own, youngPerson, firstName, email, telephone, staff

    var heading: String {
        switch self {
        case .own: "Their own"
        case .youngPerson: "Other young people"
        case .firstName: "First names that other young people have"
        case .email: "E-mail addresses"
        case .telephone: "Telephone numbers"
        case .staff: "Staff of the council, in their work"
        }
    }

    /// What to make of it.
    var hint: String {
        switch self {
        case .own: ""
        case .youngPerson: "Usually taken out, unless they agree or it is reasonable without."
        case .firstName: "May be somebody else of that name: read the sentence."
        case .email, .telephone: "Not the one that is recorded as their own. Whose it is decides."
        case .staff:
            "Usually left in: they are named in what they do for the council. History and looks name more of them."
        }
    }
}
