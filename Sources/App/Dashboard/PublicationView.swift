import Mustache

/// What members will see of a plan, from when it is followed up, and the button.
struct PublicationView: View {
    static let template = "dashboard/publication"
    let problems: ErrorSummary?
    let head: PageHead
    let obstacle: EmptyState?
    /// Shown again, since it is not what was looked at.
    let changed: Warning?
    let preview: Preview?
    let form: Form?

    /// The overview's numbers and its list.
    struct Preview: Sendable {
        let stats: [Stat]
        let sum, caption: String
        let nothing: EmptyState?
        let list: List?
    }

    /// What the plan says of itself, from when it is followed up, and the button.
    struct Form: Sendable {
        let action, edition, seen: String
        let questions: [AskedQuestion]
        let start: RadioField?
        let lasting: String?
        let save: SaveRow
    }

    struct AskedQuestion: Sendable { let question: Question }

    /// Why it is shown again.
    enum Changed {
        /// By what was typed here.
        case kept
        /// By somebody else, while it was looked at.
        case meanwhile

        var warning: Warning {
            switch self {
            case .kept:
                Warning(
                    tone: "flag", heading: "Saved. This is what members will see now",
                    text: "Look at it, then publish the plan.")
            case .meanwhile:
                Warning(
                    tone: "caution", heading: "This changed while you were looking",
                    text: "Look again at what members will see before you publish the plan.")
            }
        }
    }

    struct List: Sendable { let fromToday, fromAgreed: String, lines: [Line] }

    /// One recommendation, with its next update as it is due by each day to begin from.
    struct Line: Sendable {
        let number, link, words: String
        let tags: [Tag]
        let stands, leads: String?
        let fromToday, fromAgreed: Due
    }

    struct Due: Sendable { let text: String, isLate: Bool }

    init(_ found: PublicationFound, _ form: FormBuilder, changed: Changed? = nil, for visit: Visit) {
        problems = form.problems
        head = PageHead(
            kicker: found.plan.title, heading: "Publish to members",
            lead:
                "Members see nothing of this plan yet. Once you publish it, their overview counts and lists this of it."
        )
        obstacle = found.obstacle.map { obstacle in
            EmptyState(
                heading: obstacle.heading, text: obstacle.text,
                next: obstacle.next.map { Link(label: $0.label, link: visit.link($0.link)) })
        }
        self.changed = obstacle == nil ? changed?.warning : nil
        preview = obstacle == nil && found.plan.agreed != nil ? Preview(found, for: visit) : nil
        self.form = obstacle == nil ? Form(found, preview, form, for: visit) : nil
    }
}

extension PublicationView.Preview {
    init(_ found: PublicationFound, for visit: Visit) {
        let overview = found.starts[0].overview, agreed = found.plan.agreed?.text ?? ""
        stats = overview.counts.map { Stat(number: $0.count.formatted(), label: $0.standing.words) }
        sum = overview.sum
        caption =
            counted(overview.outstanding, "outstanding recommendation", "outstanding recommendations").sentenceCase
        let reports = Dictionary(grouping: found.starts[0].reports, by: \.recommendationID)
        let lines = zip(found.starts[0].list, found.starts[1].list).map { fromToday, fromAgreed in
            PublicationView.Line(fromToday, fromAgreed, reports[fromToday.id] ?? [], for: visit)
        }
        list =
            lines.isEmpty
            ? nil : .init(fromToday: "Due if followed up from today", fromAgreed: "Due if from \(agreed)", lines: lines)
        nothing =
            lines.isEmpty
            ? EmptyState(heading: "Nothing is outstanding", text: "No recommendation of this plan is open.") : nil
    }

    /// What the page says, in a digest: only what was looked at is published.
    func digest(of found: PublicationFound, on today: Day) -> String {
        let shown =
            ([today.isoText, found.plan.agreed?.text ?? "", sum, caption, found.lasting]
            + found.starts.map { $0.words(on: today) } + stats.flatMap { [$0.number, $0.label] }
            + (list?.lines ?? []).flatMap(\.texts)).joined(separator: "\u{1F}")
        return Secret.text(Secret.sha256(Array(shown.utf8)))
    }
}

extension PublicationFound {
    fileprivate var lasting: String {
        contents?.submitted ?? 0 > 0
            ? "This cannot be undone: the plan came with updates, so it cannot be made a draft again."
            : "Until an update is submitted, you can make the plan a draft again under “Edit plan”."
    }
}

extension PublicationView.Form {
    init(_ found: PublicationFound, _ preview: PublicationView.Preview?, _ form: FormBuilder, for visit: Visit) {
        let plan = found.plan
        action = visit.link(Paths.publication(plan.id))
        edition = String(plan.version)
        seen = preview?.digest(of: found, on: visit.today) ?? ""
        questions = found.details.questions(form).map { .init(question: $0) }
        let notYet = Link(label: "Not yet", link: visit.link(Paths.plan(plan.id)))
        guard preview != nil else {
            (start, lasting) = (nil, nil)
            save = SaveRow(label: "Show what members will see", cancel: notYet)
            return
        }
        var start = form.radios(
            "start", "Start following up from",
            [
                ("today", "Today, \(visit.today.longText)"),
                ("agreed", "When the plan was agreed, \(plan.agreed?.text ?? "")"),
            ])
        for (index, choice) in found.starts.enumerated() { start.options[index].hint = choice.words(on: visit.today) }
        self.start = start
        lasting = found.lasting
        save = SaveRow(label: "Publish to members", cancel: notYet)
    }
}

extension PublicationFound.Start {
    /// "Nothing is overdue at the start. The overview will say: “No update is overdue”. ..."
    func words(on today: Day) -> String {
        let isOnTime = start == .today && overview.overdue == 0 && first?.reports ?? 0 == 0
        let later = first?.laterOn.map { "single reports owed before today come later, by \($0.longText)" }
        let begun = [isOnTime ? "nothing is overdue at the start" : nil, later].compactMap(\.self)
            .joined(separator: "; ").sentenceCase
        let due = first?.firstOn.map { " The first update or report is due by \(Late($0, on: today).text)." } ?? ""
        let late = countedIfAny(first?.reports ?? 0, "action", "actions").map { " Reports on \($0) are overdue." }
        return "\(begun.isEmpty ? "" : begun + ". ")The overview will say: “\(overview.finding)”.\(due)\(late ?? "")"
    }
}

extension PublicationView.Line {
    /// All that is shown of it.
    fileprivate var texts: [String] {
        [link, number, words, stands ?? "", leads ?? "", fromToday.text, fromAgreed.text] + tags.map(\.text)
    }

    init(_ item: Outstanding, _ fromAgreed: Outstanding, _ reports: [Report], for visit: Visit) {
        let shown = OutstandingItem(item, reports, for: visit)
        (number, link, words, tags) = (item.number, shown.link, shown.words, shown.tags)
        (stands, leads) = (shown.stands, shown.leads)
        fromToday = .init(item.nextDueOn, on: visit.today)
        self.fromAgreed = .init(fromAgreed.nextDueOn, on: visit.today)
    }
}

extension PublicationView.Due {
    init(_ day: Day?, on today: Day) {
        let late = day.map { Late($0, on: today) }
        (text, isLate) = (late?.text ?? "", late?.isLate ?? false)
    }
}
