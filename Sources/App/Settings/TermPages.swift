import HTTP
import Mustache

/// The list of a council's own words in its order, and a word's place in it.
enum TermPages {
    static let routes: [Route] = routes(StatusWord.register) + routes(SlipReason.register)

    private static func routes<T: Term>(_ register: Register<T>) -> [Route] {
        [
            .get(register.path, register.see) { visit in
                try visit.page(
                    TermList(try visit.db(T.all), register, for: visit), title: "\(register.title) – Settings",
                    back: Link(label: "Settings", link: visit.link(Paths.settings)))
            },
            .post(register.one + "/place", .changeWords) { visit in
                let home = try register.home(visit), term = try register.found(visit, home)
                let to = visit.form["to"]
                guard ["up", "down"].contains(to) else { throw Failure.badRequest("Move it up or down.") }
                try T.move(term.id, up: to == "up", in: visit.db)
                return visit.redirect(to: home.path, saying: "\(term.name) is one place \(to).", heading: "Moved")
            },
        ]
    }
}

/// One of the council's lists of words, in its order.
struct TermList: View {
    static let template = "settings/words"
    let head: PageHead
    let caption: String
    let isGraded: Bool
    let table: Table?
    let empty: EmptyState?

    /// The words.
    struct Table: Sendable { let rows: [Row] }

    /// One word.
    struct Row: Sendable {
        let words, editLink, uses: String
        let tags: [Tag]
        let meaning: String?
        let upAction, downAction, returnAction: String?
    }

    init<T: Term>(_ terms: [T], _ register: Register<T>, for visit: Visit) {
        let new = PageAction(label: "Add a \(T.words.one)", link: visit.link(register.path + "/new"), isPrimary: true)
        head = PageHead(heading: register.title, lead: register.lead, actions: [new])
        caption = "\(register.title), in the council’s order"
        isGraded = terms.contains { $0.meaning != nil }
        let offered = terms.filter { !$0.isRetired }
        let rows = terms.map { term in
            let path = visit.link(register.path + "/\(term.id)")
            return Row(
                words: term.words, editLink: path + "/edit", uses: term.uses?.sentenceCase ?? "Nothing",
                tags: term.tags,
                meaning: term.meaning,
                upAction: term.isRetired || term.id == offered.first?.id ? nil : path + "/place",
                downAction: term.isRetired || term.id == offered.last?.id ? nil : path + "/place",
                returnAction: term.isRetired ? path + "/return" : nil)
        }
        table = rows.isEmpty ? nil : Table(rows: rows)
        empty = rows.isEmpty ? register.empty : nil
    }
}
