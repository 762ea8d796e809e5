import HTTP
import Postgres

/// A word moves in its list, is retired or taken back, or goes.
enum OwnWordSteps {
    static func move(_ visit: Visit, _ list: WordList) throws -> Response {
        let (word, _) = try OwnWordPages.found(visit, list)
        guard ["up", "down"].contains(visit.form["to"]) else { throw Failure.badRequest("Move it up or down.") }
        try OwnWord.move(word.id, up: visit.form["to"] == "up", in: list, db: visit.db)
        return visit.redirect(
            to: Paths.words(list), saying: "“\(word.words)” is one place \(visit.form["to"]).", heading: "Moved")
    }

    static func askRetirement(_ visit: Visit, _ list: WordList) throws -> Response {
        let (word, all) = try OwnWordPages.found(visit, list)
        if let need = all.needing(word, in: list) { throw Failure.conflict(need) }
        let uses = word.uses.map { "It stays where it is used (\($0)), and is no longer offered." }
        return try RecordForm(
            kicker: list.title, heading: "Retire “\(word.words)”?", lead: uses ?? "It is no longer offered.",
            path: Paths.word(word.id, list) + "/retirement", back: OwnWordPages.back(list), save: "Retire it"
        ) { _ in [] }.page(visit, Fields())
    }

    static func retire(_ visit: Visit, _ list: WordList) throws -> Response {
        let (word, all) = try OwnWordPages.found(visit, list)
        if let need = all.needing(word, in: list) { throw Failure.conflict(need) }
        try OwnWord.set(retired: true, word.id, in: list, db: visit.db)
        return visit.redirect(
            to: Paths.words(list), saying: "“\(word.words)” is no longer offered.", heading: "Retired")
    }

    static func bringBack(_ visit: Visit, _ list: WordList) throws -> Response {
        let (word, _) = try OwnWordPages.found(visit, list)
        try OwnWord.set(retired: false, word.id, in: list, db: visit.db)
        return visit.redirect(to: Paths.words(list), saying: "“\(word.words)” is offered again.")
    }

    private static func removal(_ visit: Visit, _ list: WordList) throws -> Removal {
        let (word, all) = try OwnWordPages.found(visit, list)
        let path = Paths.word(word.id, list)
        return Removal(
            kicker: list.title, what: "“\(word.words)”", things: ["“\(word.words)”, which nothing uses"],
            refusal: word.uses.map { "It is used by \($0), so it stays readable there. Retire it instead." }
                ?? all.needing(word, in: list),
            path: path + "/removal", back: OwnWordPages.back(list),
            instead: word.isUsed ? Link(label: "Retire it", link: path + "/retirement") : nil)
    }

    static func askRemoval(_ visit: Visit, _ list: WordList) throws -> Response {
        try removal(visit, list).page(visit)
    }

    static func remove(_ visit: Visit, _ list: WordList) throws -> Response {
        let removal = try removal(visit, list)
        if removal.refusal != nil { return try removal.page(visit, status: .conflict) }
        try OwnWord.remove(visit.id(list.number), from: list, db: visit.db)
        return visit.redirect(to: Paths.words(list), saying: "\(removal.what) is removed.", heading: "Removed")
    }
}
