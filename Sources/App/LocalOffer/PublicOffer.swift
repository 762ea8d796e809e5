import Glibc
import Postgres

/// An offer as residents read it, with what its provider says of itself: what app.public_offers gives, and nothing else.
struct PublicOffer: RowDecodable, Sendable {
    let offer: Offer
    let provider: PublicProvider
    let hostIDs: [Int64]
    /// When it was last changed, as RFC 3339 has it.
    let changed: String
    /// What is searched, folded.
    private let words: String

    init(row: Row) throws(PostgresError) {
        offer = try Offer(row: row)
        provider = try PublicProvider(row: row)
        hostIDs = try row["host_ids"]
        changed = try row["changed"]
        words = try row["find_words"] + (Self.kindWords[offer.kind] ?? "")
    }

    /// All that are shown today, by name: there are no more than a thousand (rules/bounds.sql).
    static var all: Query<[PublicOffer]> {
        .list(
            """
            SELECT o.*, o.state AS standing, 0 AS version, '' AS assured_by, NULL::date AS assure_again_on, false AS is_fresh,
                   false AS is_over, true AS is_public, true AS is_on_offer,
                   to_char(o.changed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS changed
              FROM app.public_offers() AS o
            """)
    }

    /// What each kind is called and what it means.
    private static let kindWords: [PlaceKind: String] = Dictionary(
        uniqueKeysWithValues: PlaceKind.allCases.map { kind in
            (kind, Folding("\(kind.withStage) \(kind.meaning)").text)
        })

    /// Whether it has all of these words, each by its beginning.
    func has(_ search: SearchWords) -> Bool {
        search.needles.allSatisfy { needle in
            words.withCString { words in needle.withCString { strstr(words, $0) != nil } }
        }
    }
}

extension PublicContact {
    /// As residents are told it.
    static var shown: Query<PublicContact?> {
        .first("SELECT telephone, email, hours, send_link FROM app.public_contact()")
    }
}

/// Who provides it, as residents read it.
struct PublicProvider: RowDecodable, Sendable {
    let id: ID<Provider>
    let name: String
    let kind: Provider.Kind
    let words, accreditation, email, telephone, website: String

    init(row: Row) throws(PostgresError) {
        id = try row["provider_id"]
        name = try row["provider_name"]
        kind = try row["provider_kind"]
        words = try row["provider_words"]
        accreditation = try row["provider_accreditation"]
        email = try row["provider_email"]
        telephone = try row["provider_telephone"]
        website = try row["provider_website"]
    }
}

extension PublicOffer {
    /// Whether somebody can begin, in the order in which residents read them.
    enum Room: Int { case now, unknown, full, later }

    func room(on today: Day) -> Room {
        if offer.standing == .planned { return .later }
        guard let free = offer.vacancies, !offer.isCountOld(on: today) else { return .unknown }
        return free > 0 ? .now : .full
    }

    func tag(on today: Day) -> Tag {
        switch room(on: today) {
        case .now: Tag(tone: "good", text: "Room now")
        case .unknown: Tag(tone: "idle", text: "Ask if there is room")
        case .full: Tag(tone: "caution", text: "Full")
        case .later: Tag(tone: "steady", text: offer.starts.map { "Starts \($0.longText)" } ?? "To come")
        }
    }

    /// "Three of 12 places were free on 20 November 2026."; nil where nothing was counted.
    func placesSentence(on today: Day) -> String? {
        guard let free = offer.vacancies, let day = offer.counted?.longText else { return nil }
        if offer.isCountOld(on: today) {
            return "Free places were last counted on \(day), more than \(Offer.monthsCountsHold) months ago."
        }
        if free == 0 { return "All places were taken on \(day). Ask if there is a waiting list." }
        let places = offer.capacity.map { "\(counted(free)) of \(counted($0, "place", "places"))" }
        return "\(places ?? counted(free, "place", "places")) \(free == 1 ? "was" : "were") free on \(day)."
            .sentenceCase
    }

    /// "Checked on 24 November 2026.": how fresh it is, without who checked it.
    func checkedSentence(on today: Day) -> String {
        guard let on = offer.assurance.on else { return "Nobody has checked yet that this is right." }
        return on.adding(months: Offer.monthsAssured) < today
            ? "Last checked on \(on.longText), more than \(Offer.monthsAssured) months ago. Ask if it is still right."
            : "Checked on \(on.longText)."
    }

    /// "18 to 25; care leavers or people with special educational needs or disabilities (SEND)"
    var whoFor: String {
        let age = offer.ageFrom == nil && offer.ageTo == nil ? [] : [offer.ageWords]
        let groups = offer.cohorts.isEmpty ? [] : [offer.cohorts.map(\.residentWords).listed(by: "or")]
        let words = age + groups
        return words.isEmpty ? "Everybody" : words.joined(separator: "; ").sentenceCase
    }

    var whereWords: String {
        offer.areaNames.isEmpty ? "All of the council’s area" : offer.areaNames.joined(separator: "; ")
    }

    /// Whether it says itself how to get in touch; residents are told to ask the council where not.
    var hasContact: Bool {
        ![provider.telephone, provider.email, provider.website, offer.website].allSatisfy(\.isEmpty)
    }
}
