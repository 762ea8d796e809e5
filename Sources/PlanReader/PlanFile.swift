import Values

/// A plan with all that hangs on it, outside the database: read from a paper, imported, exported, or made for the demo.
package struct PlanFile: Sendable, Equatable, Codable {
    /// Where a plan is in its life (004.16).
    package enum State: String, Sendable, Codable, CaseIterable {
        case draft, agreed, monitoring, signedOff = "signed_off", superseded
    }

    package var title: String, reference: String, body: String, origin: String
    package var portfolio = "", linkOfficers = "", targetGroups = "", introduction = ""
    package var agreed: ApproximateDay?
    package var targetOn: Day?
    /// In the council that it is of; wherever it comes in, it is a draft.
    package var state = State.draft
    package var supersededBy = ""
    /// Of the paper it comes from.
    package var fingerprint: String?
    package var decisions: [Decision] = []
    @OrEmpty package var sections: [Section] = []
    /// The status words that it uses, best first, with what they come to.
    @OrEmpty package var words: [Word] = []
    /// What stands above the parts of its paper, where each numbers its recommendations from 1.
    @OrEmpty package var parts: [String] = []
    /// How many pieces were made while it was reviewed: no key is given twice.
    @OrEmpty var made = 0
    package var recommendations: [Recommendation] = []
    package var footnotes: [Footnote] = []
    package var glossary: [Abbreviation] = []
    /// The paper's own key to its grades, best first, each with its spellings.
    package var grades: [[String]] = []

    package init(title: String, reference: String = "", body: String = "", origin: String = "") {
        (self.title, self.reference, self.body, self.origin) = (title, reference, body, origin)
    }
}

extension PlanFile {
    package struct Decision: Sendable, Equatable, Codable {
        package var body: String, on: Day, words: String

        package init(body: String, on: Day, words: String = "") { (self.body, self.on, self.words) = (body, on, words) }
    }

    /// One of a council's status words.
    package struct Word: Sendable, Equatable, Codable {
        package var words: String, tone: Tone
        @OrEmpty package var needsNewDate: Bool
        @OrEmpty package var needsWords: Bool

        package init(words: String, tone: Tone, needsNewDate: Bool = false, needsWords: Bool = false) {
            (self.words, self.tone) = (words, tone)
            _needsNewDate = OrEmpty(wrappedValue: needsNewDate)
            _needsWords = OrEmpty(wrappedValue: needsWords)
        }
    }

    /// A part of the paper that is kept as text.
    package struct Section: Sendable, Equatable, Codable {
        package var heading: String, words: String
        @OrEmpty package var lines: [SourceLines]
        /// Read, but not wanted.
        @OrEmpty package var isLeftOut = false

        package init(heading: String, words: String, lines: [SourceLines] = []) {
            (self.heading, self.words) = (heading, words)
            _lines = OrEmpty(wrappedValue: lines)
        }
    }

    package struct Abbreviation: Sendable, Equatable, Codable {
        package var short: String, long: String
        @OrEmpty package var lines: [SourceLines]
        @OrEmpty package var isLeftOut = false

        package init(short: String, long: String, lines: [SourceLines] = []) {
            (self.short, self.long) = (short, long)
            _lines = OrEmpty(wrappedValue: lines)
        }
    }

    package struct Footnote: Sendable, Equatable, Codable {
        package enum Kind: String, Sendable, Codable, CaseIterable {
            case abbreviation, definition, caveat, lineage, note
        }
        /// What the marker stands behind.
        package enum Place: String, Sendable, Codable, CaseIterable { case plan, words, action, status }

        package var number: Int, words: String
        /// The key of the piece that it hangs on, while the plan is reviewed.
        @OrEmpty package var owner = ""
        package var kind: Kind
        package var hangsOn: Place
        package var recommendation: String?
        /// Counted from 0.
        package var action: Int?
        package var term: String
        /// Where it stands in the paper.
        @OrEmpty package var lines: [SourceLines]
        /// Read, but not wanted.
        @OrEmpty package var isLeftOut = false

        package init(
            number: Int, words: String, kind: Kind = .note, hangsOn: Place = .plan, recommendation: String? = nil,
            action: Int? = nil, term: String = "", lines: [SourceLines] = []
        ) {
            (self.number, self.words, self.kind, self.hangsOn) = (number, words, kind, hangsOn)
            (self.recommendation, self.action, self.term) = (recommendation, action, term)
            _lines = OrEmpty(wrappedValue: lines)
        }
    }
}

/// Lines of the source, counted from 1, both included.
package struct SourceLines: Sendable, Hashable, Codable {
    package var first: Int, last: Int

    package init(_ first: Int, _ last: Int? = nil) { (self.first, self.last) = (first, last ?? first) }

    func contains(_ line: Int) -> Bool { first <= line && line <= last }
}

extension PlanFile {
    /// Without what is not wanted.
    package var kept: PlanFile {
        var plan = self
        var places: [String: [Int: Int]] = [:], long: [Section] = []
        plan.recommendations = recommendations.filter { !$0.isLeftOut }.map { recommendation in
            var kept = recommendation
            let actions = recommendation.actions.indices.filter { !recommendation.actions[$0].isLeftOut }
            let place = Dictionary(uniqueKeysWithValues: actions.enumerated().map { ($1, $0) })
            places[recommendation.number] = place
            kept.actions = actions.map { recommendation.actions[$0] }
            kept.measures = recommendation.measures.filter { !$0.isLeftOut }
            kept.updates = recommendation.updates.filter { !$0.isLeftOut && !$0.isUndated }
            let undated = recommendation.updates.filter { !$0.isLeftOut && $0.isUndated }.map(\.asWords)
            kept.otherWords = ([kept.otherWords] + undated).filter { !$0.isEmpty }.joined(separator: "\n")
            if kept.otherWords.unicodeScalars.count > PlanLimit.otherWords.most {
                kept.otherWords = recommendation.otherWords
                long += undated.map { Section(heading: "Recommendation \(recommendation.number)", words: $0) }
            }
            for index in kept.updates.indices {
                kept.updates[index].action = kept.updates[index].action.flatMap { place[$0] }
            }
            return kept
        }
        plan.footnotes = footnotes.filter { !$0.isLeftOut }.map { note in
            var note = note
            note.action = note.action.flatMap { index in note.recommendation.flatMap { places[$0]?[index] } }
            return note
        }
        plan.glossary = glossary.filter { !$0.isLeftOut }
        plan.sections = sections.filter { !$0.isLeftOut } + long
        return plan
    }
}
