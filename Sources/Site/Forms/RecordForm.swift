import HTTP
import Mustache
import Postgres

/// A form of one record: what stands around its questions, and the questions.
struct RecordForm {
    /// Above the heading: the record that this one belongs to.
    var kicker: String?
    var heading: String
    var lead: String?
    /// Where it is sent, and where one goes back to.
    var path: String
    var back: Link
    var save = "Save"
    var removal: Link?
    /// What else can be done with the record.
    var links: [Link] = []
    let parts: (FormBuilder) -> [FormPart]

    /// The form with what is in it; the version it began with is one of its fields.
    func page(_ visit: Visit, _ fields: Fields, _ mistakes: Mistakes? = nil, clash: Conflict? = nil) throws -> Response
    {
        let form = FormBuilder(fields, mistakes)
        let back = Link(label: back.label, link: visit.link(back.link))
        let parts = parts(form)
        let view = FormPage(
            problems: parts.summary(of: form.mistakes), clash: clash, kicker: kicker, heading: heading, lead: lead,
            action: visit.link(path),
            edition: fields["version"].isEmpty ? nil : fields["version"], parts: parts,
            save: SaveRow(label: save, cancel: Link(label: "Cancel", link: back.link)),
            links: links.map { Link(label: $0.label, link: visit.link($0.link)) },
            removal: removal.map { Link(label: $0.label, link: visit.link($0.link)) })
        let title = [heading, kicker].compactMap(\.self).joined(separator: " – ")
        let status: Status = clash != nil ? .conflict : mistakes != nil ? .unprocessableContent : .ok
        return try visit.page(view, title: form.title(title), back: back, status: status)
    }

    /// Somebody saved first: both versions, and the form as it was typed, ready to be saved over the newer one.
    func stale(_ visit: Visit, theirs: Fields, by last: LastSave?) throws -> Response {
        var mine = visit.form
        mine["version"] = theirs["version"]
        func answers(_ fields: Fields) -> [Conflict.Part] { parts(FormBuilder(fields)).flatMap(\.answers) }
        return try page(
            visit, mine, clash: Conflict(theirs: answers(theirs), mine: answers(mine), by: last, for: visit))
    }
}

/// Any form's page.
struct FormPage: View {
    static let template = "registers/form"
    let problems: ErrorSummary?
    let clash: Conflict?
    let kicker: String?
    let heading: String
    let lead: String?
    let action: String
    let edition: String?
    let parts: [FormPart]
    let save: SaveRow
    let links: [Link]
    let removal: Link?
}

/// Asks before something goes, and names what goes with it; or says why it cannot go.
struct RemovalPage: View {
    static let template = "registers/removal"
    let kicker, heading: String
    let clash: Conflict?
    let going: Going?
    let refusal: Refusal?

    /// What goes, and the form.
    struct Going: Sendable {
        let things: [String]
        let action: String
        let edition: String?
        let save: SaveRow
    }

    /// Why not, and what to do.
    struct Refusal: Sendable {
        let text: String
        let next: Link
    }
}

/// A removal of one record.
struct Removal {
    var kicker: String
    /// "recommendation 7"
    var what: String
    /// What goes, in words: "Its 2 actions".
    var things: [String]
    /// A sentence when it cannot go.
    var refusal: String?
    /// Where the question is answered, where one goes back to, and where else one may change the record.
    var path: String
    var back: Link
    /// What to do when it cannot go.
    var instead: Link? = nil
    /// As it was when the page asked, and who saved it last; nil for what never changes.
    var seen: (version: Int, last: Query<LastSave?>)? = nil

    /// The page again where something stands in the way: a refusal, or a change after the page was opened.
    func obstacle(_ visit: Visit) throws -> Response? {
        if refusal != nil { return try page(visit, status: .conflict) }
        guard let seen, seen.version != visit.version else { return nil }
        return try clash(visit)
    }

    /// The page as it is now, where somebody saved after it was opened.
    func clash(_ visit: Visit) throws -> Response {
        let last = try seen.flatMap { try visit.db($0.last) }
        return try page(visit, status: .conflict, clash: Conflict(changed: what, by: last, for: visit))
    }

    func page(_ visit: Visit, status: Status = .ok, clash: Conflict? = nil) throws -> Response {
        let back = Link(label: back.label, link: visit.link(back.link))
        let next = instead.map { Link(label: $0.label, link: visit.link($0.link)) } ?? back
        let heading = refusal == nil ? "Remove \(what)?" : "This cannot be removed"
        let going = RemovalPage.Going(
            things: things, action: visit.link(path), edition: seen.map { String($0.version) },
            save: SaveRow(label: "Remove \(what)", isDanger: true, cancel: Link(label: "Keep it", link: back.link)))
        let view = RemovalPage(
            kicker: kicker, heading: heading, clash: clash, going: refusal == nil ? going : nil,
            refusal: refusal.map { RemovalPage.Refusal(text: $0, next: next) })
        return try visit.page(
            view, title: (refusal == nil ? heading : "\(heading): \(what)") + " – \(kicker)", back: back, status: status
        )
    }
}

/// "one action", "three actions", or nothing at all.
func countedIfAny(_ count: Int, _ one: String, _ many: String) -> String? {
    count == 0 ? nil : counted(count, one, many)
}
