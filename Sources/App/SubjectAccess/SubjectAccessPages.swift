import HTTP
import Mustache
import Postgres

/// Subject access: who asked for what is held about a young person, and the bundle that answers it.
enum SubjectAccessPages: Feature {
    static let registers: [any AnyRegister] = [AccessRequest.register]
    static let views: [any View.Type] = [SubjectAccessPage.self, BundlePage.self]
    static let routes: [Route] = [
        .get(AccessRequest.register.path, .changeYoungPeople, show),
        .get(AccessRequest.register.path + "/bundle", .changeYoungPeople, lane: .slow, bundle),
        .get(AccessRequest.register.path + "/bundle.json", .changeYoungPeople, lane: .slow, file),
    ]

    private static func found(_ visit: Visit) throws -> YoungPerson {
        let person = try YoungPerson.inPath(of: visit)
        try person.mustBeItsOwn()
        return person
    }

    private static func show(_ visit: Visit) throws -> Response {
        let person = try found(visit)
        let requests = try visit.db(AccessRequest.all(at: AccessRequest.register.home(visit)))
        return try visit.page(
            SubjectAccessPage(person, requests, try AccessRequest.register.part(visit), for: visit),
            title: "Subject access – \(person.reference)",
            back: Link(label: person.reference, link: visit.link(Paths.youngPerson(person.id))))
    }

    /// The bundle has names in it, so it is not made where names are hidden.
    private static func made(_ visit: Visit) throws -> SubjectBundle {
        let person = try found(visit)
        guard visit.showsNames else {
            throw Failure.conflict("The bundle tells names, and names are hidden in this browser. Show names first.")
        }
        return try SubjectBundle(person, for: visit)
    }

    private static func bundle(_ visit: Visit) throws -> Response {
        let bundle = try made(visit)
        let redaction = Redaction(bundle, among: try visit.db(Redaction.Known.all))
        visit.noteLooks(at: redaction.named.map { YoungPerson.ID($0) }, as: .list)
        let count = bundle.sections.map(\.records.count).reduce(0, +)
        var response = try visit.page(
            BundlePage(bundle, redaction, for: visit), title: "All that is held about \(bundle.person.reference)",
            back: Link(label: "Subject access", link: visit.link(Paths.subjectAccess(bundle.person.id))))
        visit.takenRows = count
        response.headers.set("Content-Disposition", "inline; filename=\"\(name(bundle)).html\"")
        return response
    }

    private static func file(_ visit: Visit) throws -> Response {
        let bundle = try made(visit), file = BundleFile(bundle, for: visit)
        visit.takenRows = file.count
        var response = try Response.json(file)
        response.headers.set("Content-Disposition", "attachment; filename=\"\(name(bundle)).json\"")
        return response
    }

    /// By the number and not the reference, because the audit of downloads is read by those who may open no case.
    private static func name(_ bundle: SubjectBundle) -> String { "subject-access-\(bundle.person.id)" }
}

/// Who asked for what is held, by when it is answered, and where the bundle is.
struct SubjectAccessPage: View {
    static let template = "subject-access/show"
    let head: PageHead
    /// What is still to be answered, and by when.
    let due: [DueLine]
    let bundleLink: String
    /// Where names are hidden, why there is no bundle.
    let hidden: String?
    let files: Exports
    let requests: RegisterPart

    /// One request that waits for its answer.
    struct DueLine: Sendable {
        let text: String
        let isLate: Bool
    }

    init(_ person: YoungPerson, _ requests: [AccessRequest], _ part: RegisterPart, for visit: Visit) {
        let own = Paths.subjectAccess(person.id)
        head = PageHead(
            kicker: person.reference, heading: "Subject access",
            lead:
                "A young person may ask for all that the council holds about them, and so may somebody who has the authority to ask for them (UK GDPR Article 15).",
            actions: part.add.map { [PageAction(label: "Record a request", link: $0.link, isPrimary: true)] } ?? [])
        due = requests.filter { $0.answeredOn == nil }.map { request in
            let isLate = request.dueOn < visit.today
            let when = isLate ? Late(request.dueOn, on: visit.today).text : request.dueOn.longText
            return DueLine(
                text:
                    "Asked on \(request.askedOn.longText): \(isLate ? "was due" : "to be answered by") \(when). Who answers it: \(request.answerer).",
                isLate: isLate)
        }
        bundleLink = visit.link(own + "/bundle")
        hidden =
            visit.showsNames ? nil : "The bundle tells names, and names are hidden in this browser. Show names first."
        files = Exports(
            label: "Download the bundle",
            files: [ExportLink(label: "JSON", link: visit.link(own + "/bundle.json"), detail: "for another system")])
        var part = part
        part.add = nil
        self.requests = part
    }
}
