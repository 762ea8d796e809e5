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
    let parts: (FormBuilder) -> [FormPart]

    /// The form with what is in it; the version it began with is one of its fields.
    func page(_ visit: Visit, _ fields: Fields, _ mistakes: Mistakes? = nil, clash: Conflict? = nil) throws -> Response
    {
        let form = FormBuilder(fields, mistakes)
        let back = Link(label: back.label, link: visit.link(back.link))
        let view = FormPage(
            problems: form.problems, clash: clash, kicker: kicker, heading: heading, lead: lead,
            action: visit.link(path),
            edition: fields["version"].isEmpty ? nil : fields["version"], parts: parts(form),
            save: SaveRow(label: save, cancel: Link(label: "Cancel", link: back.link)),
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

/// What became of a save.
enum SaveResult {
    case saved
    /// Somebody saved in between.
    case stale
    /// Another record has the name or number already.
    case taken
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
    let removal: Link?
}

/// Asks before something goes, and names what goes with it; or says why it cannot go.
struct RemovalPage: View {
    static let template = "registers/removal"
    let kicker, heading: String
    let going: Going?
    let refusal: Refusal?

    /// What goes, and the form.
    struct Going: Codable, Sendable {
        let things: [String]
        let action: String
        let save: SaveRow
    }

    /// Why not, and what to do.
    struct Refusal: Codable, Sendable {
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

    func page(_ visit: Visit, status: Status = .ok) throws -> Response {
        let back = Link(label: back.label, link: visit.link(back.link))
        let next = instead.map { Link(label: $0.label, link: visit.link($0.link)) } ?? back
        let heading = refusal == nil ? "Remove \(what)?" : "This cannot be removed"
        let going = RemovalPage.Going(
            things: things, action: visit.link(path),
            save: SaveRow(label: "Remove \(what)", isDanger: true, cancel: Link(label: "Keep it", link: back.link)))
        let view = RemovalPage(
            kicker: kicker, heading: heading, going: refusal == nil ? going : nil,
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
