/// One thing that is still to be done for somebody: how far off, what, who does it, and where it is done.
struct NextLine: Sendable {
    /// "4 days late"
    let lateness: String
    let isLate, isSoon: Bool
    /// "by 20 November 2026"
    let when: String
    let what: String
    let more: String?
    let who: String
    /// What to press; nil where it is done in a part of the page.
    let act: Link?

    init(_ step: CaseStep, of person: YoungPerson, for visit: Visit) {
        let days = visit.today.days(to: step.due)
        lateness = step.lateness(on: visit.today)
        (isLate, isSoon) = (days < 0, 0...7 ~= days)
        when = (days < 0 ? "was due " : "by ") + step.due.longText
        what = step.kind.label
        let booked = step.booked.map { "booked for \($0.longText)" + (step.time.map { ", \($0)" } ?? "") }
        let told = [
            step.words.isEmpty ? nil : step.words, step.kind == .interview ? step.time.map { "at \($0)" } : booked,
        ]
        let all = told.compactMap(\.self).joined(separator: ", ")
        more = all.isEmpty ? nil : all
        let isMine = person.worker != nil && person.worker == visit.visitor?.id
        who = !step.who.isEmpty ? step.who : isMine ? "You" : person.workerName ?? "Nobody yet"
        act =
            visit.can(step.kind.ability)
            ? step.kind.act(step.recordID, at: step.placementID).map {
                Link(label: $0.label, link: visit.link(Paths.youngPerson(person.id)) + $0.path)
            } : nil
    }
}
