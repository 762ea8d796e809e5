import Mustache

/// For each lead officer who answers for what was ticked: what it is, an e-mail, and the button that records it.
struct UpdateRequestView: View {
    static let template = "due/requests"
    let head: PageHead
    let officers: [Officer]
    let unreached: Unreached?
    let empty: EmptyState?

    /// Whom to ask, and for what.
    struct Officer: Sendable {
        let name, email: String
        let things: [Thing]
        let mail: Mail
        let record: Record?
    }

    /// The e-mail, to be opened in a mail program or copied.
    struct Mail: Sendable {
        let label, link, subject, body: String
    }

    /// What they are asked for.
    struct Thing: Sendable {
        let name, link, words, owed: String
        let due: Late
        let asked: String?
    }

    /// The form that keeps that they were asked; nil once all of it was asked for today.
    struct Record: Sendable {
        let action, officer: String
        let rows: [String]
    }

    /// What nobody can be asked for, and where to mend it.
    struct Unreached: Sendable {
        let lines: [String]
        let leads: Link?
        let unled: [Link]
    }

    init(_ asked: OfficersAsked, _ requests: [UpdateRequest], all rows: [String], for visit: Visit) {
        head = PageHead(
            heading: "Ask for an update",
            lead: asked.officers.isEmpty
                ? nil
                : "Each link opens an e-mail in your mail program. Nothing is sent from here: record that you asked once you have sent it."
        )
        officers = asked.officers.map { Officer($0, requests, all: rows, for: visit) }
        let lone = asked.loneLeads.isEmpty ? [] : ["Nobody answers yet for \(asked.loneLeads.listed)."]
        let lines =
            lone
            + asked.barred.map {
                "\($0.name) answers for \($0.leads.listed), but has no active account that may record an update."
            }
        let unled = asked.unled.map {
            Link(
                label: "\($0.planTitle), recommendation \($0.number)",
                link: visit.link(Paths.recommendation($0.recommendationID, $0.planID)))
        }
        unreached =
            lines.isEmpty && unled.isEmpty
            ? nil
            : Unreached(
                lines: lines,
                leads: lines.isEmpty ? nil : Link(label: "Choose lead officers", link: visit.link(Paths.leadOfficers)),
                unled: unled)
        empty =
            rows.isEmpty
            ? EmptyState(
                heading: "No row is ticked", text: "Tick rows of the due list first, then choose “Ask for an update”.",
                next: Link(label: "Due list", link: visit.link(Paths.due))) : nil
    }
}

extension UpdateRequestView.Officer {
    fileprivate init(_ officer: OfficerAsked, _ requests: [UpdateRequest], all rows: [String], for visit: Visit) {
        (name, email) = (officer.name, officer.email)
        let own = requests.filter { $0.officerID == officer.id }
        func request(_ item: DueItem) -> UpdateRequest? { own.first { $0.place.text == item.key } }
        things = officer.items.map { item in
            UpdateRequestView.Thing(
                name: "\(item.planTitle), recommendation \(item.number)" + (item.part.isEmpty ? "" : ", \(item.part)"),
                link: visit.link(Paths.recommendation(item.recommendationID, item.planID)),
                words: Excerpt.opening(item.words, upTo: 100), owed: item.owed,
                due: Late(item.dueOn, on: visit.today), asked: request(item)?.text)
        }
        let mail = RequestMail(to: officer.email, officer.items, for: visit)
        self.mail = UpdateRequestView.Mail(
            label: mail.link.label, link: mail.link.link, subject: mail.subject, body: mail.body)
        let isAsked = officer.items.allSatisfy { request($0)?.askedOn == visit.today }
        record =
            isAsked
            ? nil
            : UpdateRequestView.Record(
                action: visit.link(UpdateRequestPages.path(rows)), officer: "\(officer.id)",
                rows: officer.items.map(\.key))
    }
}
