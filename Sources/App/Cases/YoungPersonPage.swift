import Mustache

/// A young person: what is next, by when and who does it; then how they came here, and all that is kept of them.
struct YoungPersonPage: View {
    static let template = "young-people/show"
    let head: PageHead
    /// Where the case is restricted: who can open it.
    let restricted: RestrictedLine?
    /// Where the case is closed.
    let closed: String?
    let next: [NextLine]
    let nothingNext: EmptyState?
    let quick: QuickPosts?
    /// Placements that may be the main activity, to say so in one tap.
    let proposals: [ActivityPosts]
    let facts: [CaseFact]
    let journey: Figure?
    let noJourney: String
    /// Where the case goes from here.
    let onwards: CaseMoves?
    let words: [CaseWords]
    let noWords: EmptyState?
    let wishes: [String]
    let hasWishes: Bool
    let ready: [ReadyLine]
    let readyAction: String?
    let sections: [ShownSection]
    let about: SummaryList
    let looks: [LookLine]
    let allLooks: String?
    let moves: CaseMoves?

    struct RestrictedLine: Sendable {
        let text: String
        let team: Link?
    }

    /// The two buttons for a contact in one tap; `back` is this page.
    struct QuickPosts: Sendable {
        let action: String
        let back: String
        let buttons: [QuickButton]
    }

    struct QuickButton: Sendable { let to, label: String }

    /// At the top: a fact that leads to its part of the page.
    struct CaseFact: Sendable {
        let label, link, text: String
        let isLate: Bool
    }

    struct CaseWords: Sendable { let heading, text: String }

    struct ReadyLine: Sendable {
        let text: String
        /// "since 3 May 2026"; nil of what is not ready yet.
        let since: String?
        let tap: ReadyButton?
    }

    /// Changes one of them, for those who may.
    struct ReadyButton: Sendable { let name, value, label: String }

    /// That somebody looked at this record.
    struct LookLine: Sendable { let when, who, how: String }

    /// What can be done with the case as a whole.
    struct CaseMoves: Sendable { let links: [Link] }

    struct ShownSection: Sendable {
        let id: String
        let part: RegisterPart
    }

    init(_ record: CaseRecord, for visit: Visit) {
        let person = record.person, standing = person.standing, today = visit.today
        let own = visit.link(Paths.youngPerson(person.id)), mayChange = visit.can(.changeYoungPeople)
        head = Self.head(record, own, mayChange, visit)
        restricted =
            standing.isRestricted
            ? RestrictedLine(
                text:
                    "Restricted case. Only \(counted(record.team.count, "person", "people")) can open it. To be looked at again by \(standing.restrictedUntil?.longText ?? "a day that is not set").",
                team: mayChange ? Link(label: "Who can open it", link: own + "/team") : nil) : nil
        closed = standing.closedOn.map { day in
            "Closed on \(day.longText): \((standing.closedReason?.label ?? "").lowercased())."
                + (record.steps.isEmpty ? " Nothing is due." : "")
        }
        next = record.steps.map { NextLine($0, of: person, for: visit) }
        nothingNext =
            record.steps.isEmpty && !person.isClosed
            ? EmptyState(
                heading: "Nothing is planned",
                text: "Arrange when to speak to them next, so that the case is not forgotten.",
                next: mayChange ? Link(label: "Record a contact", link: own + "/contacts/new") : nil) : nil
        quick =
            mayChange && !person.isClosed
            ? QuickPosts(
                action: visit.link(QuickContact.path(person.id)), back: own,
                buttons: QuickContact.choices.map { QuickButton(to: $0.0, label: $0.1) }) : nil
        proposals = mayChange ? record.proposals.map { ActivityPosts($0, of: person.id, for: visit) } : []
        facts =
            record.sections.map {
                CaseFact(label: $0.part.heading, link: "#\($0.id)", text: $0.fact, isLate: $0.isLate)
            } + [CaseFact(label: "Contacts", link: "#contacts", text: Self.contacts(record.contacts), isLate: false)]
        journey = Journey(record.attempts, record.entries, on: today).figure
        noJourney = "No attempt has begun yet. A referral begins one."
        onwards = visit.can(.changeReferrals) && !person.isClosed ? Self.onwards(record.attempts.last, own) : nil
        words = [
            ("Strengths", person.strengths), ("Skills", person.skills), ("Aspirations", person.aspirations),
            ("Support needs", person.supportNeeds), ("What works", person.whatWorks),
        ].filter { !$0.1.isEmpty }.map(CaseWords.init)
        noWords =
            words.isEmpty
            ? EmptyState(
                heading: "Nothing written yet", text: "Write what they bring, what they want and what works for them.",
                next: mayChange ? Link(label: "Edit details", link: own + "/edit") : nil) : nil
        wishes = record.wishes.map(\.inWords)
        hasWishes = !wishes.isEmpty
        let taps = mayChange && !person.isClosed
        readyAction = taps ? visit.link(ReadyTap.path(person.id)) : nil
        ready = Readiness.allCases.map { item in
            let since = record.ready.first { $0.item == item }
            let tap = ReadyButton(
                name: since == nil ? "ready" : "not_ready", value: item.rawValue,
                label: since == nil ? "Mark as ready" : "Not ready after all")
            return ReadyLine(
                text: item.label, since: since.map { "since \($0.day.longText)" }, tap: taps ? tap : nil)
        }
        sections =
            record.sections.map { ShownSection(id: $0.id, part: $0.part) }
            + [ShownSection(id: "contacts", part: record.contacts)]
        looks = record.looks.map { look in
            let how = [look.way.label.lowercased(), look.again].filter { !$0.isEmpty }.joined(separator: ", ")
            return LookLine(when: look.madeAt, who: look.person, how: how)
        }
        allLooks =
            record.lookCount > record.looks.count
            ? "The latest \(record.looks.count) of \(record.lookCount.formatted()). Your council’s administrators see them all."
            : nil
        about = SummaryList(rows: Self.about(record, for: visit))
        var moves =
            mayChange
            ? CaseMove.all.filter { $0.isOpen(person) }.map { Link(label: $0.label, link: own + "/" + $0.noun) } : []
        if mayChange {
            if !standing.isRestricted { moves.append(Link(label: "Merge into another record", link: own + "/merging")) }
            moves.append(Link(label: "Subject access", link: own + "/subject-access"))
            moves.append(Link(label: "History", link: own + "/history"))
        }
        self.moves = moves.isEmpty ? nil : CaseMoves(links: moves)
    }

    private static func head(_ record: CaseRecord, _ own: String, _ mayChange: Bool, _ visit: Visit) -> PageHead {
        let person = record.person, standing = person.standing, today = visit.today
        var tags: [Tag] = []
        if let stage = standing.stage, !person.isClosed {
            let weeks = standing.stageSince.map { max(1, $0.days(to: today) / 7 + 1) }
            tags.append(Tag(tone: "steady", text: stage + (weeks.map { ", week \($0)" } ?? "")))
        }
        if let last = record.attempts.last {
            let waits = last.ended != nil && !person.isClosed
            tags.append(
                Tag(tone: "idle", text: waits ? "Waits for attempt \(last.number + 1)" : "Attempt \(last.number)"))
        }
        if person.isClosed { tags.append(Tag(tone: "idle", text: "Closed")) }
        if !visit.showsNames { tags.append(Tag(tone: "flag", text: "Names hidden")) }
        let groups = record.cohorts.filter { $0.isNow(today) }.compactMap { $0.group?.label }
        let me = visit.visitor?.id
        let worker = person.worker == nil ? "nobody yet" : person.worker == me ? "you" : person.workerName ?? ""
        let line =
            ["\(person.age(on: today))" + (person.pronouns.isEmpty ? "" : ", \(person.pronouns)")] + groups
            + (person.adviser.isEmpty ? [] : ["personal adviser: \(person.adviser)"]) + ["worker: \(worker)"]
        return PageHead(
            heading: person.called(for: visit), count: visit.showsNames ? person.reference : nil,
            lead: line.joined(separator: " · "), tags: tags,
            actions: mayChange
                ? [
                    PageAction(label: "Record a contact", link: own + "/contacts/new", isPrimary: true),
                    PageAction(label: "Edit details", link: own + "/edit"),
                ] : [])
    }

    /// Onwards in the attempt that is open, or into the next one.
    private static func onwards(_ last: Attempt?, _ own: String) -> CaseMoves? {
        guard let last else { return nil }
        guard last.ended == nil else {
            return CaseMoves(links: [Link(label: "Begin attempt \(last.number + 1)", link: own + "/move")])
        }
        return CaseMoves(links: [
            Link(label: "Move to another stage", link: own + "/move"),
            Link(label: "They left early", link: own + "/early-exit"),
        ])
    }

    /// When they were last spoken to.
    private static func contacts(_ part: RegisterPart) -> String {
        part.table?.rows.first.map { "last \($0.name)" } ?? "none yet"
    }
}
