import Mustache

/// What stands round the table of a plan.
extension PlanPage {
    static func facts(_ plan: Plan, _ decisions: [Decision], _ glossary: [GlossaryEntry]) -> [SummaryRow] {
        var rows: [SummaryRow] = []
        let prose = Prose(glossary: glossary)
        func add(_ label: String, _ text: String) {
            if !text.isEmpty { rows.append(SummaryRow(label: label, markup: prose.html(text))) }
        }
        add("Reference", plan.reference)
        add("Comes from", plan.origin)
        rows.append(
            SummaryRow(
                label: "Action plan agreed", text: plan.agreed?.text,
                absent: plan.agreed == nil ? "Not yet agreed" : nil))
        if !decisions.isEmpty {
            let lines = decisions.map { "\($0.body), \($0.day.longText)" + ($0.words.isEmpty ? "" : ": \($0.words)") }
            add("Decisions", lines.joined(separator: "\n"))
        }
        add("Portfolio", plan.portfolio)
        add("Link officers", plan.linkOfficers)
        add("Who it is for", plan.targetGroups)
        if let target = plan.targetOn { rows.append(SummaryRow(label: "To be completed", text: target.longText)) }
        add("Superseded by", plan.supersededBy)
        return rows
    }

    /// What comes first: a recommendation's update or a report that an action owes.
    static func nextStep(_ plan: Plan, _ recommendations: [Recommendation], _ actions: [Action], _ visit: Visit)
        -> NextStep
    {
        let last = plan.lastUpdateOn.map { "Last update: \($0.monthText)" }
        guard let day = plan.nextDueOn else {
            let isWaiting = plan.state == .draft && !recommendations.isEmpty && visit.can(.changePlans)
            let text =
                switch plan.state {
                case .draft where isWaiting: "to begin: nothing is due while the plan is a draft."
                case .draft: "Nothing is due until the plan is published to members."
                case .superseded: "This plan is superseded. Nothing is due."
                default: "Nothing is outstanding."
                }
            let publish = Link(label: "Publish to members", link: visit.link(Paths.publication(plan.id)))
            return NextStep(due: nil, text: text, link: isWaiting ? publish : nil, lastUpdate: last)
        }
        let report = actions.first { $0.nextReportOn == day }
        let first =
            recommendations.first { $0.nextDueOn == day } ?? recommendations.first { $0.id == report?.recommendationID }
        let others = recommendations.count { $0.nextDueOn == day } - 1
        return NextStep(
            due: Late(day, on: visit.today),
            text: others > 0 ? "and \(others) more on the same day" : "",
            link: first.map {
                Link(label: "Recommendation \($0.number)", link: visit.link(Paths.recommendation($0.id, plan.id)))
            },
            lastUpdate: last)
    }

    /// Counted by where they stand, best first, then by why they are no longer reported on: they add up to all.
    static func counts(_ recommendations: [Recommendation]) -> [CountedTag] {
        let standing = Recommendation.Standing.allCases.map { standing in
            (standing.tag, recommendations.count { $0.stand?.standing == standing })
        }
        let gone = Recommendation.State.allCases.map { state in
            (Tag(tone: "idle", text: state.label), recommendations.count { $0.stand == nil && $0.state == state })
        }
        return (standing + gone).filter { $0.1 > 0 }.map { CountedTag(tags: [$0.0], count: String($0.1)) }
    }
}

extension Recommendation {
    /// The grade while it is followed up, else why it no longer is.
    var stateTag: Tag {
        switch state {
        case .open: tag
        case .signedOff: Tag(tone: "good", text: state.label)
        default: Tag(tone: "idle", text: state.label)
        }
    }
}
