import Mustache

/// What stands beside the form: what was said last time.
extension UpdateEntry.LastTime {
    init(_ update: Update, isCorrected: Bool, _ subject: UpdateSubject, _ visit: Visit) {
        heading = (isCorrected ? "What it corrects: " : "Last time: ") + update.period.monthText
        link = visit.link(subject.path(of: update.id))
        who = [update.submittedByName, update.asOf.map { "as of \($0.longText)" }].compactMap { $0 }.joined(
            separator: ", ")
        tags = update.assessmentWords.map { [Tag(tone: update.tone.look, text: $0)] } ?? []
        parts = update.parts(subject.prose, subject.labels)
    }
}

extension Update {
    /// Its texts with their headings, those that say something.
    func parts(_ prose: Prose, _ labels: ColumnLabels) -> [TimelinePart] {
        [
            (labels(.evidence), evidence), ("Explanation", explanation),
            (labels(.impact), impact),
        ]
        .filter { !$0.1.isEmpty }.map { TimelinePart(label: $0.0, body: prose.html($0.1)) }
    }
}
