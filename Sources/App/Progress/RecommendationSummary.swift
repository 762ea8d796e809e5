import Mustache

/// The facts beside a recommendation's words, and its updates as a timeline.
extension RecommendationPage {
    static func summary(_ it: RecommendationRecord, _ prose: inout NotedProse, _ visit: Visit) -> SummaryList? {
        let recommendation = it.recommendation
        var rows: [SummaryRow] = []
        if let stand = recommendation.stand { rows.append(SummaryRow(label: "Stands at", text: stand.text)) }
        let marks = prose.marks(it.notes.on(recommendation.id, .status))
        if let assessed = recommendation.assessmentWords {
            let on =
                switch latest(it) {
                case let update? where update.state == .agreed:
                    ", \(update.asOf?.longText ?? update.period.monthText), "
                        + (update.isAgreedInPaper ? "agreed as the paper says" : "agreed by members")
                case let update?: ", \(update.asOf?.longText ?? update.period.monthText)"
                case nil: ", as its least advanced action"
                }
            rows.append(
                SummaryRow(
                    label: "Grade", markup: Markup(html: Markup(escaping: assessed + on).html + (marks?.html ?? ""))))
        } else if let marks {
            rows.append(SummaryRow(label: "Grade", markup: Markup(html: "Not assessed" + marks.html)))
        }
        if let refusal = refused(it)?.refusal {
            let place = Markup(escaping: refusal.place).html
            rows.append(
                SummaryRow(
                    label: "Members did not confirm it",
                    markup: Markup(
                        html: prose.html(refusal.words).html
                            + "<p><a href=\"\(visit.link(Paths.meeting(refusal.meetingID)))\">\(place)</a></p>")))
        }
        if let disagreement = latest(it)?.disagreement, !disagreement.isEmpty {
            rows.append(SummaryRow(label: "Grade and record disagree", text: disagreement))
        }
        if recommendation.kind != .asks {
            rows.append(SummaryRow(label: "What it does", text: recommendation.kind.label))
        }
        if recommendation.response != .none {
            let when = recommendation.responseOn.map { ", \($0.longText)" } ?? ""
            let line = Markup(escaping: recommendation.response.label + when).html
            rows.append(
                SummaryRow(
                    label: "Executive response",
                    markup: Markup(html: "<p>\(line)</p>" + prose.html(recommendation.responseWords).html)))
        }
        if !recommendation.otherWords.isEmpty {
            rows.append(SummaryRow(label: "Also in the paper", markup: prose.html(recommendation.otherWords)))
        }
        if !it.links.isEmpty {
            rows.append(
                SummaryRow(
                    label: "Goes with",
                    markup: Markup(html: it.links.map { line($0, it, visit) }.joined(separator: "<br>"))))
        }
        return rows.isEmpty ? nil : SummaryList(rows: rows)
    }

    private static func line(_ link: RecommendationLink, _ it: RecommendationRecord, _ visit: Visit) -> String {
        let label = Markup(escaping: link.kind.label(fromHere: link.isFromHere)).html
        let words = link.words.isEmpty ? "" : Markup(escaping: link.words).html
        guard let id = link.otherID, let plan = link.otherPlanID, let number = link.otherNumber else {
            return "\(label): \(words)"
        }
        let place = plan == it.plan.id ? "" : ", \(link.otherPlan ?? "")"
        let anchor =
            "<a href=\"\(visit.link(Paths.recommendation(id, plan)))\">\(Markup(escaping: "recommendation \(number)\(place)").html)</a>"
        return "\(label) \(anchor)" + (words.isEmpty ? "" : ": \(words)")
    }

    /// The grades for the drawing, oldest first: what was submitted of the recommendation as a whole, the last edition of each month.
    static func points(_ updates: [Update]) -> [Ladder.Point] {
        updates.reversed().compactMap { update in
            guard update.state == .submitted || update.state == .agreed, update.actionID == nil,
                let words = update.assessmentWords
            else { return nil }
            return Ladder.Point(update.period.monthText, words, update.tone)
        }
    }

    static func entries(_ it: RecommendationRecord, _ prose: inout NotedProse, _ visit: Visit) -> [TimelineEntry] {
        var entries: [TimelineEntry] = []
        for update in it.updates { entries.append(entry(update, it, &prose, visit)) }
        return entries
    }

    private static func entry(_ update: Update, _ it: RecommendationRecord, _ prose: inout NotedProse, _ visit: Visit)
        -> TimelineEntry
    {
        var heading = update.period.monthText
        if let action = it.actions.first(where: { $0.id == update.actionID }) {
            heading += action.label.map { ", \($0)" } ?? ", action \(action.position)"
        }
        if update.state == .superseded { heading += ", version \(update.edition)" }
        return TimelineEntry(
            id: "update-\(update.id)",
            tone: update.state == .superseded || update.assessmentID == nil ? "idle" : update.tone.look,
            heading: heading, link: visit.link(Paths.update(update.id, update.recommendationID, update.planID)),
            when: when(update),
            who: update.submittedByName ?? update.authorName, tags: tags(update), note: note(update, it),
            parts: parts(update, it.labels, &prose),
            links: update.state == .superseded
                ? []
                : it.documents.filter { $0.updateID == update.id }.map {
                    TimelineLink(label: $0.title, link: $0.link(for: visit), detail: $0.detail)
                })
    }

    private static func when(_ update: Update) -> String {
        var parts: [String] = []
        if let asOf = update.asOf { parts.append("as of \(asOf.longText)") }
        switch update.state {
        case .draft: parts.append("last changed \(update.changedAt)")
        default: if let at = update.submittedAt { parts.append("submitted \(at)") }
        }
        if let on = update.agreedOn {
            let at = update.agreedAt.isEmpty ? "" : " by \(update.agreedAt)"
            let source = update.isAgreedInPaper ? ", as the paper says" : ""
            let minute = update.minute.isEmpty ? "" : ", minute \(update.minute)"
            parts.append("agreed \(on.longText)\(at)\(minute)\(source)")
        }
        let line = parts.joined(separator: ", ")
        return line.prefix(1).uppercased() + line.dropFirst()
    }

    private static func tags(_ update: Update) -> [Tag] {
        var tags: [Tag] = []
        if let words = update.assessmentWords { tags.append(Tag(tone: update.tone.look, text: words)) }
        if update.isContext { tags.append(Tag(tone: "idle", text: "Context only")) }
        switch update.state {
        case .draft: tags.append(Tag(tone: "flag", text: update.state.label))
        case .submitted: if update.isRefused { tags.append(Update.refusedTag) }
        case .agreed: tags.append(update.stateTag)
        case .superseded: tags.append(Tag(tone: "idle", text: update.state.label))
        }
        if !update.disagreement.isEmpty { tags.append(.disagreement) }
        return tags
    }

    private static func note(_ update: Update, _ it: RecommendationRecord) -> String? {
        var sentences: [String] = []
        if update.state == .draft { sentences.append("Draft, not yet submitted. Members do not see it.") }
        if let later = it.updates.first(where: { $0.correctsID == update.id }), update.state == .superseded {
            sentences.append("A later version stands in its place: \(later.correctionReason)")
        }
        if !update.correctionReason.isEmpty {
            sentences.append("Corrected, version \(update.edition): \(update.correctionReason)")
        }
        if !update.answers.isEmpty {
            sentences.append("It answers \(update.answers.map(it.actions.text).joined(separator: "; ")).")
        }
        if let refusal = update.refusal {
            sentences.append("Members did not confirm it (\(refusal.place)): \(refusal.words)")
        }
        if !update.disagreement.isEmpty { sentences.append("Grade and record disagree: \(update.disagreement)") }
        return sentences.isEmpty ? nil : sentences.joined(separator: " ")
    }

    private static func parts(_ update: Update, _ labels: ColumnLabels, _ prose: inout NotedProse)
        -> [TimelinePart]
    {
        if update.state == .superseded { return [] }
        var parts: [TimelinePart] = []
        func add(_ label: String, _ text: String) {
            if !text.isEmpty { parts.append(TimelinePart(label: label, body: prose.html(text))) }
        }
        add(labels(.evidence), update.evidence)
        add(labels(.assessment, or: "Assessment"), update.explanation)
        if let day = update.newDueOn {
            add("New date", day.longText + (update.slipReason.isEmpty ? "" : ". Reason: \(update.slipReason)"))
        }
        add(labels(.impact), update.impact)
        return parts
    }
}
