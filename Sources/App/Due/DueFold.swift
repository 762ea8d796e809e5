/// What stands folded below the due list: updates on their way, and questions.
struct DueFold: Sendable {
    let heading, count, text: String
    let lines: [DueFoldLine]

    /// Nil where there is nothing.
    private init?(_ heading: String, _ text: String, _ lines: [DueFoldLine]) {
        if lines.isEmpty { return nil }
        (self.heading, self.text, self.lines) = (heading, text, lines)
        count = "\(lines.count)" + (lines.count == DueSearch.mostOnTheirWay ? " or more" : "")
    }

    /// Those that this visitor can do something about.
    static func all(_ updates: [UpdateOnItsWay], _ questions: [MemberQuestion], for visit: Visit) -> [DueFold] {
        let mayWrite = visit.can(.recordUpdates) || visit.can(.updateLed)
        return [
            mayWrite ? drafts(updates.filter(\.isDraft), visit) : nil,
            mayWrite ? refused(updates.filter { !$0.isDraft && $0.isRefused }, visit) : nil,
            visit.can(.agreeUpdates) ? waiting(updates.filter { !$0.isDraft && !$0.isRefused }, visit) : nil,
            visit.can(.changeMeetings) ? unanswered(questions, visit) : nil,
        ].compactMap(\.self)
    }

    private static func drafts(_ updates: [UpdateOnItsWay], _ visit: Visit) -> DueFold? {
        DueFold(
            DueSearch.isMine(visit) ? "What you have in draft" : "Drafts in progress",
            "Only officers see them until they are submitted.",
            updates.map { DueFoldLine($0, "saved", visit) })
    }

    private static func refused(_ updates: [UpdateOnItsWay], _ visit: Visit) -> DueFold? {
        DueFold(
            "Not confirmed by members", "Record a correction of each that says what members decided.",
            updates.map { DueFoldLine($0, "submitted", visit) })
    }

    private static func waiting(_ updates: [UpdateOnItsWay], _ visit: Visit) -> DueFold? {
        DueFold(
            "Waiting for members’ confirmation",
            "Put them on the agenda of a meeting; afterwards record there what members decided.",
            updates.map { DueFoldLine($0, "submitted", visit) })
    }

    /// What members asked and nobody has answered.
    private static func unanswered(_ questions: [MemberQuestion], _ visit: Visit) -> DueFold? {
        let lines = questions.map { question in
            DueFoldLine(
                words: Excerpt.line(question.words, upTo: 160),
                link: visit.link(Paths.meeting(question.meetingID)) + "#question-\(question.id)",
                who: "asked at \(question.meetingBody), \(question.meetingOn.longText)"
                    + (question.promisedOn.map { ", answer due \(Late($0, on: visit.today).text)" } ?? ""), tags: [])
        }
        return DueFold(
            "Members’ questions without an answer", "Open each and record the answer once it is given.",
            lines)
    }
}

/// One of these.
struct DueFoldLine: Sendable {
    let words, link, who: String
    let tags: [Tag]
}

extension DueFoldLine {
    fileprivate init(_ update: UpdateOnItsWay, _ done: String, _ visit: Visit) {
        words = "\(update.planTitle), recommendation \(update.number): update for \(update.period.monthText)"
        link = visit.link(Paths.update(update.id, update.recommendationID, update.planID))
        who = "\(done) \(update.at)" + (update.personName.map { ", \($0)" } ?? "")
        tags =
            (update.assessmentWords.map { [Tag(tone: update.tone.look, text: $0)] } ?? [])
            + (update.disagrees ? [.disagreement] : []) + (update.isRefused ? [Update.refusedTag] : [])
    }
}
