import Mustache

/// The texts of one page with their footnotes: each note is marked where it hangs, its anchor once, and listed at the foot.
struct NotedProse {
    private let prose: Prose
    private let notes: [Footnote]
    private var anchored: Set<Int> = []

    init(glossary: [GlossaryEntry], notes: [Footnote]) {
        prose = Prose(glossary: glossary)
        self.notes = notes
    }

    /// Paragraphs, with the notes that hang on their words.
    mutating func html(_ text: String, notes: [Footnote] = []) -> Markup { mark(text, notes) { $0.html(text) } }

    /// A run of words, with the notes that hang on them.
    mutating func inline(_ text: String, notes: [Footnote] = []) -> Markup { mark(text, notes) { $0.inline(text) } }

    /// The marks of notes that hang on a thing as a whole.
    mutating func marks(_ notes: [Footnote]) -> Markup? {
        notes.isEmpty ? nil : Markup(html: once(Prose.marks(notes).html, notes))
    }

    private mutating func mark(_ text: String, _ notes: [Footnote], _ write: (Prose) -> Markup) -> Markup {
        var html = write(prose(notes)).html
        let homeless = notes.filter { !html.contains(Self.anchor($0.number)) }
        if !homeless.isEmpty {
            let marks = Prose.marks(homeless).html
            let end = ["</li></ul>", "</p>"].first { html.hasSuffix($0) } ?? ""
            html = html.dropLast(end.count) + marks + end
        }
        return Markup(html: once(html, notes))
    }

    /// An id may stand once on a page: a term that comes again is marked without one.
    private mutating func once(_ html: String, _ notes: [Footnote]) -> String {
        var html = html
        for note in notes {
            let anchor = Self.anchor(note.number)
            var parts = html.split(separator: anchor, omittingEmptySubsequences: false).map(String.init)
            guard parts.count > 1 else { continue }
            if anchored.insert(note.number).inserted { parts = [parts[0] + anchor + parts[1]] + parts.dropFirst(2) }
            html = parts.joined()
        }
        return html
    }

    private func prose(_ notes: [Footnote]) -> Prose {
        var prose = prose
        prose.footnotes = notes
        return prose
    }

    private static func anchor(_ number: Int) -> String { " id=\"note-\(number)-from\"" }

    /// The notes at the foot; those whose mark is not on the page lead back to `elsewhere`.
    func foot(elsewhere: (Footnote) -> String) -> Footnotes? {
        guard !notes.isEmpty else { return nil }
        return Footnotes(
            notes: notes.map { note in
                FootnoteLine(
                    id: "note-\(note.number)", mark: String(note.number), text: prose.inline(note.words),
                    backLink: anchored.contains(note.number) ? "#note-\(note.number)-from" : elsewhere(note))
            })
    }
}

extension [Footnote] {
    /// Those on a recommendation's own words or grade.
    func on(_ recommendation: Recommendation.ID, _ place: Footnote.Place) -> [Footnote] {
        filter { $0.recommendationID == recommendation && $0.actionID == nil && $0.hangsOn == place }
    }

    /// Those on an action's words or status.
    func on(_ action: Action.ID, status: Bool) -> [Footnote] {
        filter { $0.actionID == action && ($0.hangsOn == .status) == status }
    }

    /// Those on the plan as a whole.
    var onPlan: [Footnote] { filter { $0.recommendationID == nil && $0.actionID == nil } }
}
