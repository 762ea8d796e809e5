import Mustache

/// A record that is only kept: no longer worked with, or merged into another, to which it leads.
struct KeptPersonPage: View {
    static let template = "young-people/kept"
    let head: PageHead
    let sentences: [String]
    let other: Link?
    let access: Link?
    let history: Link?
    let takingUp: Link?

    init(_ person: YoungPerson, mergedInto kept: YoungPerson?, for visit: Visit) {
        let own = visit.link(Paths.youngPerson(person.id)), standing = person.standing
        head = PageHead(
            heading: person.reference, tags: [Tag(tone: "idle", text: kept == nil ? "Kept only" : "Merged")])
        var sentences: [String] = []
        if let day = standing.endedOn {
            sentences.append(
                "This record is kept, and no longer worked with since \(day.longText). Nothing in it is shown or changed."
            )
        } else if standing.mergedInto != nil, let day = standing.closedOn {
            sentences.append("This record was merged into another on \(day.longText), with all that lay under it.")
        }
        if standing.mergedInto != nil, kept == nil {
            sentences.append("You cannot open the other record: ask a member of its team.")
        }
        if let until = standing.keptUntil {
            sentences.append("It is kept until \(until.longText): \(standing.retention.reason).")
        }
        if standing.nextStep == .accessRequest, let due = standing.nextDue {
            sentences.append("A subject access request has to be answered by \(due.longText).")
        }
        self.sentences = sentences
        other = kept.map {
            Link(label: "Open \($0.reference)", link: visit.link(Paths.youngPerson($0.id)))
        }
        let mayChange = visit.can(.changeYoungPeople)
        access =
            mayChange && standing.mergedInto == nil
            ? Link(label: "Subject access", link: own + "/subject-access") : nil
        history = mayChange ? Link(label: "History", link: own + "/history") : nil
        takingUp =
            mayChange && person.isEnded ? Link(label: "Work with this record again", link: own + "/taking-up") : nil
    }
}
