import Mustache

/// An update whole: what it says, where it stands, and its earlier versions.
struct UpdateShow: View {
    static let template = "updates/show"
    let head: PageHead
    let disagreement: Warning?
    let correction: Warning?
    let facts: SummaryList
    let texts: [TimelinePart]
    let documents: DocumentLines?
    let numbersUsed: NumbersUsed?
    let next: NextSteps?
    let editions: Editions?
    let historyLink: String?

    /// The numbers behind it.
    struct NumbersUsed: Sendable {
        let name, explanation: String
        let numbers: Numbers
    }

    /// What may be done with it now.
    struct NextSteps: Sendable {
        let line: String
        let submission: Submission?
        let withdrawal: Withdrawal?
        let links: [Link]
        let removal: Link?
    }

    /// Taking back what was submitted a moment ago.
    struct Withdrawal: Sendable { let action: String }

    /// Submitting a draft as it is kept.
    struct Submission: Sendable { let action, draftVersion: String }

    /// The versions of this update.
    struct Editions: Sendable { let timeline: Timeline }

    init(_ update: Update, _ figures: [UpdateFigure], of subject: UpdateSubject, for visit: Visit) {
        head = PageHead(kicker: subject.kicker, heading: "Update for \(update.period.monthText)", tags: update.tags)
        disagreement =
            update.disagreement.isEmpty
            ? nil
            : Warning(
                tone: "caution", heading: "Check: the assessment does not match the data", text: update.disagreement)
        let editions = subject.editions(of: update)
        correction = Self.correction(update, editions)
        facts = SummaryList(rows: Self.rows(update, subject, visit))
        texts = update.parts(subject.prose, subject.labels)
        documents = DocumentLines(
            subject.documents(of: update.id), removable: update.state == .draft && subject.mayWrite(visit), for: visit)
        numbersUsed = Self.numbers(update, figures, subject, visit)
        next = Self.next(update, subject, editions, visit)
        historyLink = visit.can(.seeHistory) ? visit.link(subject.path(of: update.id) + "/history") : nil
        let others = editions.filter { $0.id != update.id }
        self.editions =
            others.isEmpty
            ? nil
            : Editions(
                timeline: Timeline(entries: editions.map { Self.entry($0, isHere: $0.id == update.id, subject, visit) })
            )
    }

    private static func numbers(_ update: Update, _ figures: [UpdateFigure], _ subject: UpdateSubject, _ visit: Visit)
        -> NumbersUsed?
    {
        if update.state == .draft {
            return Numbers(subject, on: update.day(visit.today), for: visit).map {
                NumbersUsed(
                    name: "What the numbers say now",
                    explanation: "They are kept with the update as they are when it is submitted.",
                    numbers: $0)
            }
        }
        return Numbers(figures, Disclosure(seesAll: visit.can(.seeDrafts)), subject.differences).map {
            NumbersUsed(
                name: "Numbers used",
                explanation: "As they were when the update was submitted; later readings change nothing here.",
                numbers: $0)
        }
    }

    private static func correction(_ update: Update, _ editions: [Update]) -> Warning? {
        if update.state == .superseded,
            let later = editions.first(where: { $0.correctsID == update.id && $0.state != .draft })
        {
            return Warning(
                tone: "flag", heading: "Corrected since\(later.submittedAt.map { ": \($0)" } ?? "")",
                text: "Reason: \(later.correctionReason)")
        }
        guard update.correctsID != nil else { return nil }
        return Warning(
            tone: "flag",
            heading: update.state == .draft
                ? "A correction, not yet submitted" : "This is a correction of an earlier version",
            text: "Reason: \(update.correctionReason)")
    }

    private static func rows(_ update: Update, _ subject: UpdateSubject, _ visit: Visit) -> [SummaryRow] {
        var rows = [
            SummaryRow(label: "Recommendation", text: subject.name, link: visit.link(subject.path)),
            SummaryRow(label: "About", markup: subject.prose.html(subject.about(update.actionID))),
        ]
        if let asOf = update.asOf { rows.append(SummaryRow(label: "As of", text: asOf.longText)) }
        if update.state == .draft || update.assessmentWords != nil {
            rows.append(
                SummaryRow(
                    label: subject.labels(.assessment, or: "Assessment"),
                    absent: update.assessmentWords == nil ? "Not chosen yet" : nil,
                    tags: update.assessmentWords.map { [Tag(tone: update.tone.look, text: $0)] } ?? []))
        }
        if let new = update.newDueOn {
            let old = subject.due(before: update.period, about: update.actionID)
            rows.append(
                SummaryRow(label: "New due date", text: new.longText + (old.map { ", instead of \($0.text)" } ?? "")))
        }
        if !update.slipReason.isEmpty { rows.append(SummaryRow(label: "Reason", text: update.slipReason)) }
        if update.isContext { rows.append(SummaryRow(label: "Progress", text: "Context only: no progress to report")) }
        if !update.answers.isEmpty {
            rows.append(
                SummaryRow(
                    label: "Also answers", text: update.answers.map(subject.actions.text).joined(separator: "\n")))
        }
        return rows + people(update, visit)
    }

    private static func people(_ update: Update, _ visit: Visit) -> [SummaryRow] {
        var rows: [SummaryRow] = []
        if update.state == .draft {
            let by = update.authorName.map { ", begun by \($0)" } ?? ""
            rows.append(SummaryRow(label: "Draft saved at", text: update.changedAt + by))
        }
        if let at = update.submittedAt {
            rows.append(SummaryRow(label: "Submitted", text: at + (update.submittedByName.map { ", by \($0)" } ?? "")))
        }
        if let on = update.agreedOn {
            let minute = update.minute.isEmpty ? "" : ", minute \(update.minute)"
            let at = update.agreedAt.isEmpty ? "" : ", \(update.agreedAt)"
            let by = update.agreedByName.map { " (recorded by \($0))" } ?? ""
            rows.append(
                SummaryRow(
                    label: update.isAgreedInPaper ? Update.State.agreedInPaper : Update.State.agreedByMembers,
                    text: on.longText + at + minute + by,
                    link: update.meetingID.map { visit.link(Paths.meeting($0)) }))
        }
        if let refusal = update.refusal {
            rows.append(SummaryRow(label: "Members did not confirm it", text: refusal.words))
            rows.append(
                SummaryRow(label: "At", text: refusal.place, link: visit.link(Paths.meeting(refusal.meetingID))))
        }
        return rows
    }

    private static func next(_ update: Update, _ subject: UpdateSubject, _ editions: [Update], _ visit: Visit)
        -> NextSteps?
    {
        guard subject.mayWrite(visit) else { return nil }
        let path = subject.path(of: update.id)
        if update.state == .draft {
            return NextSteps(
                line: "Draft saved at \(update.changedAt). Only officers see it until it is submitted.",
                submission: Submission(action: visit.link(path + "/submission"), draftVersion: String(update.version)),
                withdrawal: nil,
                links: [Link(label: "Change the draft", link: visit.link(path + "/edit"))],
                removal: Link(label: "Remove the draft", link: visit.link(path + "/removal")))
        }
        guard update.isCurrent else { return nil }
        var links: [Link] = []
        if update.state == .submitted, visit.can(.agreeUpdates) {
            links.append(Link(label: "Record what members decided", link: visit.link(path + "/agreement")))
        }
        if let draft = editions.first(where: { $0.state == .draft }) {
            links.append(Link(label: "Open the correction in draft", link: visit.link(subject.path(of: draft.id))))
        } else {
            links.append(Link(label: "Record a correction", link: visit.link(path + "/correction")))
        }
        let line =
            if update.state == .agreed {
                update.isAgreedInPaper
                    ? "The paper that it came in with says that members agreed it. No meeting that is recorded here did."
                    : "Members confirmed it."
            } else if update.isRefused {
                "Members did not confirm it: record a correction that says what they decided."
            } else if let until = update.revocableUntil {
                "Submitted. You can take it back until \(until), or until somebody else opens it."
            } else { "Submitted, and waiting for members’ confirmation." }
        let withdrawal = update.revocableUntil.map { _ in Withdrawal(action: visit.link(path + "/withdrawal")) }
        return NextSteps(line: line, submission: nil, withdrawal: withdrawal, links: links, removal: nil)
    }

    /// The one that the page shows already is named only.
    private static func entry(
        _ update: Update, isHere: Bool, _ subject: UpdateSubject, _ visit: Visit
    ) -> TimelineEntry {
        TimelineEntry(
            id: "edition-\(update.edition)", tone: update.tone.look,
            heading: "Version \(update.edition)" + (isHere ? ", this one" : ""),
            link: isHere ? nil : visit.link(subject.path(of: update.id)),
            when: update.submittedAt ?? "Not submitted yet, saved \(update.changedAt)",
            who: update.submittedByName ?? update.authorName, tags: update.tags,
            note: update.correctionReason.isEmpty ? nil : "Corrects the version before: \(update.correctionReason)",
            parts: isHere ? [] : update.parts(subject.prose, subject.labels))
    }
}
