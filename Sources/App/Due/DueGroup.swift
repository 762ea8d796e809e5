import Mustache

/// What is due of one recommendation, under its number and its first words.
struct DueGroup: Sendable {
    let name, link, words, plan: String
    let tags: [Tag]
    private(set) var rows: [Row]

    /// One thing that is due.
    struct Row: Sendable {
        let what: String
        /// What kind of report it is, how often it was missed.
        let quiet: String?
        let due: Late
        let meeting: String?
        let leads: String?
        /// That somebody was asked for it; in a lead officer's list also by whom.
        let asked: String?
        let next: NextStep?
        let tick: Tick?
    }

    /// Where it is recorded; `about` is said only to those who hear the page.
    struct NextStep: Sendable { let label, about, link: String }

    /// The box by which it is chosen with others.
    struct Tick: Sendable { let id, value, about: String }

    /// One group for each recommendation, or several where the order of the list parts what it owes.
    static func all(_ items: [DueItem], isTicked: Bool, for visit: Visit) -> [DueGroup] {
        var groups: [(DueGroup, Recommendation.ID)] = []
        for item in items {
            let row = Row(item, isTicked: isTicked, for: visit)
            if let last = groups.indices.last, groups[last].1 == item.recommendationID {
                groups[last].0.rows.append(row)
            } else {
                groups.append((DueGroup(item, row, for: visit), item.recommendationID))
            }
        }
        return groups.map(\.0)
    }

    private init(_ item: DueItem, _ row: Row, for visit: Visit) {
        name = item.heading
        link = visit.link(Paths.recommendation(item.recommendationID, item.planID))
        words = Excerpt.opening(item.recommendationWords, upTo: 100)
        plan = item.planTitle
        tags = item.stand.map { [Tag(tone: $0.standing.tag.tone, text: $0.text)] } ?? []
        rows = [row]
    }
}

extension DueGroup.Row {
    fileprivate init(_ item: DueItem, isTicked: Bool, for visit: Visit) {
        let isReport = item.kind == .report
        what = isReport ? Excerpt.opening(item.words, upTo: 90) : item.owed
        let part = item.part.isEmpty ? nil : item.part.sentenceCase
        let facts = [part, isReport ? item.owed : nil, item.timesText].compactMap(\.self)
        quiet = facts.isEmpty ? nil : facts.joined(separator: ", ")
        due = Late(item.dueOn, on: visit.today)
        meeting = item.meetingOn.map { "for the meeting of \($0.longText)" }
        leads = item.leads.isEmpty ? nil : item.leads.joined(separator: ", ")
        let asker = DueSearch.isMine(visit) ? item.askedBy.map { " by \($0)" } ?? "" : ""
        asked = item.askedOn.map { "Asked \($0.longText)\(asker)" }
        next = item.nextStep(visit).map {
            DueGroup.NextStep(label: $0.label, about: item.about, link: visit.link($0.link))
        }
        tick = isTicked ? DueGroup.Tick(id: "due-\(item.key)", value: item.key, about: item.about) : nil
    }
}
