import HTTP
import Mustache
import Postgres

/// The council's own words for achievement and its reasons for slipping: read, added, changed.
enum OwnWordPages {
    static let routes: [Route] = routes(.assessments) + routes(.reasons)

    private static func routes(_ list: WordList) -> [Route] {
        let base = Paths.words(list)
        let one = base + "/:" + list.number
        return [
            .get(base, .changeWords) { try index($0, list) },
            .get(base + "/new", .changeWords) { try sheet(list).page($0, Fields()) },
            .post(base, .changeWords) { try add($0, list) },
            .get(one + "/edit", .changeWords) { try edit($0, list) },
            .post(one, .changeWords) { try change($0, list) },
            .post(one + "/place", .changeWords) { try OwnWordSteps.move($0, list) },
            .get(one + "/retirement", .changeWords) { try OwnWordSteps.askRetirement($0, list) },
            .post(one + "/retirement", .changeWords) { try OwnWordSteps.retire($0, list) },
            .post(one + "/return", .changeWords) { try OwnWordSteps.bringBack($0, list) },
            .get(one + "/removal", .changeWords) { try OwnWordSteps.askRemoval($0, list) },
            .post(one + "/removal", .changeWords) { try OwnWordSteps.remove($0, list) },
        ]
    }

    static func back(_ list: WordList) -> Link { Link(label: list.title, link: Paths.words(list)) }

    private static func sheet(_ list: WordList, _ word: OwnWord? = nil, asked: String? = nil) -> RecordForm {
        let leave: Link? = word.flatMap { word in
            if word.isRetired && word.isUsed { return nil }
            return word.isUsed
                ? Link(label: "Retire this \(list.one)", link: Paths.word(word.id, list) + "/retirement")
                : Link(label: "Remove this \(list.one)", link: Paths.word(word.id, list) + "/removal")
        }
        return RecordForm(
            kicker: list.title, heading: word.map { "Edit “\($0.words)”" } ?? "New \(list.one)",
            lead: word?.uses.map { "Used by \($0)." }, path: word.map { Paths.word($0.id, list) } ?? Paths.words(list),
            back: back(list), save: word == nil ? "Add the \(list.one)" : "Save", removal: leave
        ) { OwnWordForm.parts($0, list, asked: asked) }
    }

    private static func index(_ visit: Visit, _ list: WordList) throws -> Response {
        let words = try visit.db.all(OwnWord.all(list))
        return try visit.page(
            OwnWordList(words, list, for: visit), title: "\(list.title) – Settings",
            back: Link(label: "Settings", link: visit.link(Paths.settings)))
    }

    private static func add(_ visit: Visit, _ list: WordList) throws -> Response {
        let all = try visit.db.all(OwnWord.all(list))
        let form: OwnWordForm
        do { form = try OwnWordForm(visit.form, list, among: all, changing: nil) } catch {
            return try sheet(list).page(visit, visit.form, error)
        }
        guard try OwnWord.add(form, to: list, in: visit.db) else {
            let taken = Mistakes("words", "Enter another \(list.one): there is already one like this")
            return try sheet(list).page(visit, visit.form, taken)
        }
        return visit.redirect(to: Paths.words(list), saying: "“\(form.words)” is added.")
    }

    /// The word whose number is in the path, and its whole list.
    static func found(_ visit: Visit, _ list: WordList) throws -> (OwnWord, [OwnWord]) {
        let id: OwnWord.ID = try visit.id(list.number)
        let all = try visit.db.all(OwnWord.all(list))
        guard let word = all.first(where: { $0.id == id }) else { throw Failure.notFound }
        return (word, all)
    }

    private static func edit(_ visit: Visit, _ list: WordList) throws -> Response {
        let (word, _) = try found(visit, list)
        return try sheet(list, word).page(visit, OwnWordForm.fields(word))
    }

    private static func change(_ visit: Visit, _ list: WordList) throws -> Response {
        let (word, all) = try found(visit, list)
        let form: OwnWordForm
        do { form = try OwnWordForm(visit.form, list, among: all, changing: word) } catch {
            return try sheet(list, word).page(visit, visit.form, error)
        }
        if word.version == visit.version, let asked = form.consequences(for: word, list),
            visit.form["confirmed"] != "1"
        {
            let mistakes = Mistakes("confirmed", "Tick that it changes everywhere, or leave the word as it was")
            return try sheet(list, word, asked: asked).page(visit, visit.form, mistakes)
        }
        guard try OwnWord.change(word.id, to: form, in: list, version: visit.version, db: visit.db) else {
            let (now, _) = try found(visit, list)
            let last = try visit.db(LastSave.of(list.entity, now.id))
            return try sheet(list, now).stale(visit, theirs: OwnWordForm.fields(now), by: last)
        }
        return visit.redirect(to: Paths.words(list), saying: "“\(form.words)” is saved.")
    }
}
