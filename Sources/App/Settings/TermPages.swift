import HTTP
import Mustache

/// The list of a council's own words in its order, and a word's place in it.
enum TermPages {
    static let routes: [Route] =
        routes(StatusWord.register) + routes(SlipReason.register) + routes(Stage.register)

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
                let place = try visit.db(T.all).firstIndex { $0.id == term.id }.map { String($0 + 1) }
                guard visit.form["at"] == place else {
                    let last = try visit.db(LastSave.of(T.table.description))
                    return visit.redirect(to: home.path, changedBy: last, "the order of this list")
                }
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
    let table: Table?
    let empty: EmptyState?

    init<T: Term>(_ terms: [T], _ register: Register<T>, for visit: Visit) {
        let new = PageAction(label: "Add a \(T.words.one)", link: visit.link(register.path + "/new"), isPrimary: true)
        let offers = T.offers(among: terms).map { PageAction(label: $0.label, link: visit.link($0.link)) }
        head = PageHead(heading: register.title, lead: register.lead, actions: [new] + offers)
        table =
            terms.isEmpty
            ? nil
            : Table(
                "\(register.title), in the council’s order", of: terms, Self.columns(terms, register), for: visit)
        empty = terms.isEmpty ? register.empty : nil
    }

    private static func columns<T: Term>(_ terms: [T], _ register: Register<T>) -> [ListColumn<T>] {
        let offered = terms.filter { !$0.isRetired }
        let (first, last) = (offered.first?.id, offered.last?.id)
        let places = Dictionary(uniqueKeysWithValues: terms.enumerated().map { ($1.id, $0) })
        return [
            ListColumn("Words") { .link($0.words, "\(register.path)/\($0.id)/edit", before: "Edit ") },
            ListColumn(terms.contains { $0.meaning != nil } ? "Meaning" : "State") {
                .over(.tags($0.tags, file: ""), Below(quiet: $0.meaning))
            },
            ListColumn("Used by") { .text($0.uses?.sentenceCase ?? "Nothing") },
            ListColumn("Place") { term in
                let path = "\(register.path)/\(term.id)", about = ": \(term.words)"
                if term.isRetired {
                    let seen = KeptValue(name: "version", value: String(term.version))
                    return .buttons([
                        RowButton(label: "Offer again", about: about, action: path + "/return", seen: seen)
                    ])
                }
                // Where the page shows it, so that nobody moves it from elsewhere.
                let seen = places[term.id].map { KeptValue(name: "at", value: String($0 + 1)) }
                let up = RowButton(label: "Up", about: about, action: path + "/place", to: "up", seen: seen)
                let down = RowButton(label: "Down", about: about, action: path + "/place", to: "down", seen: seen)
                return .buttons((term.id == first ? [] : [up]) + (term.id == last ? [] : [down]))
            },
        ]
    }
}
