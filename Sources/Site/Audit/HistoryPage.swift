import HTTP
import Mustache
import Postgres

/// History in one record.
struct HistoryPage: View {
    static let template = "registers/history"
    let head: PageHead
    let showing: String
    let history: History?
    let nothing: EmptyState?
    let pages: Pages?

    /// `place` is what the record belongs to; `path` is the page's own, for its further pages.
    static func answer(
        _ visit: Visit, _ subject: HistorySubject, of name: String, in place: String? = nil, at path: String,
        back: String
    ) throws -> Response {
        let asked = visit.query("page")
        var (changes, count) = try visit.db.all(subject.changes(offset: Paging.offset(asked: asked)), subject.count)
        let paging = Paging(asked: asked, count: count ?? 0)
        if changes.isEmpty, paging.count > 0 { changes = try visit.db(subject.changes(offset: 0)) }
        let tables = visit.site.features.audited
        let words = HistoryWords(
            try visit.db(NamedThing.of(changes, tables)), tables, showsNames: visit.showsNames)
        let view = HistoryPage(
            head: PageHead(kicker: name, heading: "History"), showing: paging.showing("change", "changes"),
            history: changes.isEmpty ? nil : History(entries: changes.map(words.entry)),
            nothing: changes.isEmpty
                ? EmptyState(heading: "No changes yet", text: "Every change will stand here with who made it.") : nil,
            pages: paging.pages(ListAddress(visit, path: path, names: ["page"])))
        return try visit.page(
            view,
            title: "History – " + [name, place].compactMap(\.self).joined(separator: " – ") + paging.titlePart,
            back: Link(label: name, link: visit.link(back)))
    }
}
