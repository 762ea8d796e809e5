import Mustache

/// What stands beside the form: what was said last time, and what the counts say now.
extension UpdateEntry.LastTime {
    init(_ update: Update, isCorrected: Bool, _ subject: UpdateSubject, _ visit: Visit) {
        heading = (isCorrected ? "What it corrects: " : "Last time: ") + update.period.monthText
        link = visit.link(subject.path(of: update.id))
        who = [update.submittedByName, update.asOf.map { "as of \($0.longText)" }].compactMap { $0 }.joined(
            separator: ", ")
        tags = update.assessmentWords.map { [Tag(tone: update.tone.look, text: $0)] } ?? []
        parts = update.parts(subject.prose)
    }
}

extension UpdateEntry.CountLine {
    init(_ measure: Measure, _ subject: UpdateSubject, _ visit: Visit) {
        self.measure = measure.title
        link = visit.link(Paths.measure(measure.id, subject.recommendation.id, subject.plan.id))
        let latest = subject.readings.first { $0.measureID == measure.id && $0.wholeID == nil }
        reading = latest.map { $0.inWords(measure.unit) }
        absent = latest == nil ? "No reading yet" : nil
        milestones = subject.targets(about: nil).filter { $0.title == measure.title }
            .map { UpdateEntry.CountMilestone(words: "To reach: " + $0.words) }
    }
}

extension Reading {
    /// "6 people as of 9 July 2024 (projected)"
    func inWords(_ unit: Unit) -> String {
        let before =
            switch qualifier {
            case .exactly: ""
            case .moreThan: "more than "
            case .nearly: "nearly "
            case .over: "over "
            case .about: "about "
            case .atLeast: "at least "
            }
        let number =
            unit == .gbp ? "£" + Target.text(value) : unit == .percent ? Target.text(value) + "%" : Target.text(value)
        let counted = [.gbp, .percent, .other].contains(unit) ? number : "\(number) \(unit.label)"
        return before + counted + " as of \(asOf.text)" + (isProjected ? " (projected)" : "")
    }
}

extension Update {
    /// Its texts with their headings, those that say something.
    func parts(_ prose: Prose) -> [TimelinePart] {
        [("Evidence of progress", evidence), ("Explanation", explanation), ("Evidence of impact", impact)]
            .filter { !$0.1.isEmpty }.map { TimelinePart(label: $0.0, body: prose.html($0.1)) }
    }
}
