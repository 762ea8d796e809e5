import Mustache

extension FirstSteps {
    /// What is to be done, by whom and where.
    func line(_ step: Step, for visit: Visit) -> FirstStepsView.StepLine {
        let isWaiting = step.needsPlan && facts.planCount == 0, may = visit.can(step.ability)
        return FirstStepsView.StepLine(
            number: String(step.rawValue), heading: step.heading, who: may ? nil : others(step),
            text: isWaiting ? "It waits for a plan. \(step.purpose)" : words(step), isWaiting: isWaiting,
            next: may && !isWaiting ? next(step, visit) : nil,
            offers: step == .words ? offers(visit) : nil)
    }

    /// What was done, in a line.
    func doneLine(_ step: Step, for visit: Visit) -> FirstStepsView.DoneLine {
        let link: String? =
            switch step {
            case .people: visit.can(.managePeople) ? "/people" : nil
            case .plan: facts.planCount == 1 ? facts.plan.map { Paths.plan($0) } : Paths.plans
            case .words: Paths.statusWords
            case .leads: visit.can(.changePlans) ? Paths.leadOfficers : nil
            case .meeting: facts.nextMeeting.map { Paths.meeting($0) } ?? Paths.meetings
            case .publication: Paths.dashboard
            }
        return FirstStepsView.DoneLine(label: step.doneLabel, text: doneWords(step), link: link.map { visit.link($0) })
    }

    /// Those who may, by name; without any, what is missing.
    private func others(_ step: Step) -> String {
        let isPeople = step.ability == .managePeople
        let names = isPeople ? facts.administrators : facts.scrutinyOfficers
        let post = isPeople ? "Council administrator" : "Scrutiny officer"
        return names.isEmpty ? "\(post): nobody yet" : "\(post): \(names.listed(by: "or"))"
    }

    private func words(_ step: Step) -> String {
        switch step {
        case .people:
            "Still missing: \(facts.missingRoles.map { $0.title.lowercased() }.listed). \(step.purpose)"
        case .words:
            words.isEmpty
                ? "Your council has no status words yet. An imported plan brings its own; these are the usual ones."
                : "Your council can say \(words.map { "“\($0.words)”" }.listed), and has no word for \(gaps.map { "“\($0.kind.label)”" }.listed(by: "or")). Without it officers cannot say so."
        case .leads:
            "\(facts.loneLeadCount.formatted()) of the \(facts.leadCount.formatted()) teams and posts that lead an action \(facts.loneLeadCount == 1 ? "has" : "have") no lead officer yet. \(step.purpose)"
        case .publication: "Members see no plan yet. \(step.purpose)"
        case .plan, .meeting: step.purpose
        }
    }

    private func next(_ step: Step, _ visit: Visit) -> Link {
        let (label, path): (String, String) =
            switch step {
            case .people: ("Add a person", "/people/new")
            case .plan: ("Import a plan", Paths.imports)
            case .words: ("Add or change status words", Paths.statusWords)
            case .leads: ("Choose lead officers", Paths.leadOfficers)
            case .meeting: ("Add a meeting", Paths.meetings + "/new")
            case .publication: ("See what members will see", facts.draft.map { Paths.publication($0) } ?? Paths.plans)
            }
        return Link(label: label, link: visit.link(path))
    }

    private func offers(_ visit: Visit) -> FirstStepsView.Offers? {
        let words = gaps.compactMap { gap in gap.offer.map { KeptValue(name: $0, value: gap.kind.rawValue) } }
        return words.isEmpty
            ? nil : FirstStepsView.Offers(action: visit.link(Paths.start + "/status-words"), words: words)
    }

    private func doneWords(_ step: Step) -> String {
        switch step {
        case .people: "\(counted(facts.personCount, "person", "people")) can sign in"
        case .plan: facts.planCount == 1 ? facts.planTitle : counted(facts.planCount, "plan", "plans")
        case .words: words.map(\.words).joined(separator: ", ")
        case .leads:
            facts.leadCount == 0
                ? "no action names a lead" : "each of \(facts.leadCount.formatted()) has a lead officer"
        case .meeting: facts.nextMeeting == nil ? "one was held" : facts.nextMeetingName
        case .publication: "members see \(counted(facts.publishedCount, "plan", "plans"))"
        }
    }
}

extension FirstSteps.Step {
    fileprivate var heading: String {
        switch self {
        case .people: "Add the people who work with it"
        case .plan: "Import your first action plan"
        case .words: "Check your status words"
        case .leads: "Say who answers for what"
        case .meeting: "Add the next meeting"
        case .publication: "See what members will see, and publish"
        }
    }

    fileprivate var doneLabel: String {
        switch self {
        case .people: "People"
        case .plan: "Action plan"
        case .words: "Status words"
        case .leads: "Lead officers"
        case .meeting: "Next meeting"
        case .publication: "Published"
        }
    }

    /// What it is for.
    fileprivate var purpose: String {
        switch self {
        case .people: "Each gets a password for the first time, and then chooses one."
        case .plan:
            "From the committee’s paper: Word, Excel, OpenDocument, PDF or CSV, or pasted. You see what was understood beside the paper before anything is saved, and members see nothing yet."
        case .words: "The words by which your council says how far something has come."
        case .leads: "A lead officer finds in their own due list what their teams are to do."
        case .meeting: "What is due for it can then go on its agenda, and members see the day."
        case .publication: "You see the overview as members will, then decide from when the plan is followed up."
        }
    }
}
