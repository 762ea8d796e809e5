import HTTP
import Mustache
import Postgres

/// The page of a young person, with what every feature says of them.
enum CasePages: Feature {
    static let routes: [Route] = [.get("/young-people/:young_person", .seeYoungPeople, show)]
    static let views: [any View.Type] = [YoungPersonPage.self, KeptPersonPage.self]

    private static func show(_ visit: Visit) throws -> Response {
        let person = try YoungPerson.inPath(of: visit)
        let back = Link(label: YoungPerson.register.title, link: visit.link(Paths.youngPeople))
        let title = "\(person.reference) – \(YoungPerson.register.title)"
        if person.isEnded || person.standing.mergedInto != nil {
            let kept = try person.standing.mergedInto.flatMap { try visit.db(YoungPerson.find($0, at: .council)) }
            return try visit.page(KeptPersonPage(person, mergedInto: kept, for: visit), title: title, back: back)
        }
        let record = try CaseRecord(person, for: visit)
        return try visit.page(YoungPersonPage(record, for: visit), title: title, back: back)
    }
}

/// All that the page of a young person shows.
struct CaseRecord {
    let person: YoungPerson
    let steps: [CaseStep]
    let cohorts: [Cohort]
    let wishes: [Wish]
    let ready: [Readiness.Since]
    let team: [NamedChoice]
    let attempts: [Attempt]
    let entries: [StageEntry]
    let proposals: [ActivityProposal]
    let sections: [CaseSection]
    let contacts: RegisterPart
    /// Who looked at it, the latest first, and how often in all.
    let looks: [Look]
    let lookCount: Int

    init(_ person: YoungPerson, for visit: Visit) throws {
        self.person = person
        var batch = Batch()
        let steps = batch.ask(CaseStep.all(of: person.id))
        let cohorts = batch.ask(Cohort.all(of: person.id))
        let wishes = batch.ask(Wish.all(of: person.id))
        let ready = batch.ask(Readiness.all(of: person.id))
        let team = batch.ask(CaseTeam.names(person.id))
        let attempts = batch.ask(Attempt.all(of: person.id))
        let entries = batch.ask(StageEntry.all(of: person.id))
        let looks = batch.ask(Look.at(person.id, most: 8))
        let lookCount = batch.ask(Look.count(at: person.id))
        let proposals = batch.ask(ActivityProposal.open(of: person.id))
        let answers = try visit.db.all(batch)
        self.steps = try answers(steps)
        self.cohorts = try answers(cohorts)
        self.wishes = try answers(wishes)
        self.ready = try answers(ready)
        self.team = try answers(team)
        self.attempts = try answers(attempts)
        self.entries = try answers(entries)
        self.looks = try answers(looks)
        self.proposals = try answers(proposals)
        self.lookCount = try answers(lookCount) ?? 0
        sections = try CaseSections.all(of: person, visit)
        contacts = try CaseContact.register.part(visit)
    }
}
