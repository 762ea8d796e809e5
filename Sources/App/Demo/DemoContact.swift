import Postgres

/// The provider whose record the provider contact of a demo council keeps, and what they sent that nobody has read yet: made up.
struct DemoContact: Sendable {
    let provider, post: String
    /// Free places of its first offer, as sent.
    let vacancies: Int

    func save(person: Person.ID?, in db: Transaction) throws {
        let own: Provider? = try db.first("\(Provider.select) WHERE x.name = \(provider)")
        guard let own, let person,
            let offer: Offer = try db.first("\(Offer.select) WHERE x.provider_id = \(own.id) ORDER BY x.id LIMIT 1")
        else { throw PostgresError(.other, "a demo contact’s provider has no offer") }
        var contact = ProviderContact()
        (contact.person, contact.post) = (ID(person.value), post)
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.provider_id = \(own.id)",
            keys: [("provider_id", "\(own.id)")])
        guard try ProviderContact.add(contact, at: home, in: db) != nil else {
            throw PostgresError(.other, "a demo contact is there twice")
        }
        var sent = offer
        (sent.vacancies, sent.counted) = (vacancies, try db.value("SELECT app.today()"))
        try ProviderChange.send(
            sent.differing(from: offer), from: offer, to: sent, provider: own.id, by: person, in: db)
    }
}
