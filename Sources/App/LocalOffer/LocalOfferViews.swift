import Mustache

/// The list of what there is, with the questions beside it.
struct LocalOfferList: View {
    static let template = "local-offer/list"
    let council, action, question, count: String
    let wants: [WantChoice]
    let fields: [FilterField]
    let clearLink: String?
    let chosen: FiltersSet?
    let offers: [OfferLine]
    let pages: Pages?
    let empty: EmptyState?
    let nearest: [Link]
    let talk: TalkToCouncil
    let hasWords: Bool
    let words: [Fact]

    /// One answer to what somebody wants to do.
    struct WantChoice: Sendable {
        let id, value, label, hint, glyph: String
        let isChosen: Bool
    }

    init(
        _ results: [PublicOffer], _ paging: Paging, _ search: LocalOfferSearch, of all: [PublicOffer],
        _ contact: PublicContact, for visit: Visit
    ) {
        let filters = search.filters, today = visit.today
        council = visit.council.name
        action = visit.link(Paths.localOffer)
        chosen = filters.inForce
        question = chosen == nil ? "Say what you are looking for" : "Change your answers"
        clearLink = chosen == nil ? nil : filters.clearLink
        let rooms = results.map { $0.room(on: today) }
        count = Self.count(rooms.count, free: rooms.count { $0 == .now }, isUnsure: rooms.contains(.unknown))
        wants = Self.choices(search.want)
        fields = Array(filters.form.fields.dropFirst())
        let shown = results[paging.offset..<min(paging.offset + paging.size, results.count)]
        offers = shown.map { OfferLine($0, for: visit) }
        pages = paging.pages(search.address)
        empty =
            !results.isEmpty
            ? nil
            : all.isEmpty
                ? EmptyState(heading: "Nothing is listed here yet", text: "Ask the council what there is.")
                : EmptyState(
                    heading: "Nothing fits all of that",
                    text: "Look at what comes near it, or talk to a person: they may know of something else.",
                    next: Link(label: "Show everything", link: filters.clearLink))
        nearest = results.isEmpty ? search.nearest(all, on: today) : []
        talk = TalkToCouncil(contact, visit.council.name)
        let kinds = Set(shown.map(\.offer.kind))
        words =
            PlaceKind.allCases.filter(kinds.contains).map { Fact(label: $0.label, text: $0.meaning) }
            + (shown.contains { $0.offer.needsPlan } ? [Fact.plan] : [])
        hasWords = !words.isEmpty
    }

    /// "17 offers, nine with room now", "Five offers, ask if there is room"
    private static func count(_ all: Int, free: Int, isUnsure: Bool) -> String {
        if all == 0 { return "No offers" }
        let room =
            free == 0
            ? isUnsure ? "ask if there is room" : "none with room now"
            : "\(all == 1 ? "with" : counted(free) + " with") room now"
        return "\(counted(all, "offer", "offers")), \(room)".sentenceCase
    }

    private static func choices(_ chosen: Want?) -> [WantChoice] {
        Want.allCases.enumerated().map { index, want in
            WantChoice(
                id: index == 0 ? "want" : "want-\(index + 1)", value: want.rawValue, label: want.label, hint: want.hint,
                glyph: "glyph-want-\(want.rawValue)", isChosen: want == chosen)
        } + [
            WantChoice(
                id: "want-\(Want.allCases.count + 1)", value: "", label: "I am not sure", hint: "Show me everything",
                glyph: "glyph-want-ask", isChosen: chosen == nil)
        ]
    }
}

/// One thing that is said of an offer.
struct Fact: Sendable {
    let label, text: String

    static let plan = Fact(
        label: "EHC plan",
        text: "An education, health and care plan: a paper that says what help you get at school or college.")
}

/// An offer in the list.
struct OfferLine: Sendable {
    let name, link, provider, summary: String
    let tag: Tag
    let facts: [Fact]
    let start: HowToStart

    init(_ one: PublicOffer, for visit: Visit) {
        let offer = one.offer
        (name, link, provider) = (offer.name, visit.link(Paths.localOffer(offer.id.value)), one.provider.name)
        summary = offer.description.isEmpty ? offer.kind.meaning : Excerpt.line(offer.description, upTo: 220)
        tag = one.tag(on: visit.today)
        facts = one.facts.filter { ["Who for", "Where", "Pay", "You need"].contains($0.label) }
        start = HowToStart(one, words: nil, most: 2, for: visit)
    }
}

extension PublicOffer {
    /// What is known of it, line by line.
    var facts: [Fact] {
        let all: [(String, String?)] = [
            ("Who for", whoFor), ("You need", offer.needsPlan ? "An EHC plan" : nil), ("Where", whereWords),
            ("Workplaces", offer.hostNames.isEmpty ? nil : offer.hostNames.joined(separator: "; ")),
            ("Pay", offer.pay?.label), ("How", offer.attendance?.label),
            ("Begins", offer.standing == .planned ? offer.starts?.longText : nil), ("Ends", offer.ends?.longText),
        ]
        return all.compactMap { label, text in text.map { Fact(label: label, text: $0) } }
    }
}

/// How somebody begins: whom to ring or write to, and how fresh all this is.
struct HowToStart: Sendable {
    let words: String?
    let calls: [Call]
    let quiet: String

    /// A number, an address or a page; the first stands out.
    struct Call: Sendable {
        let label, link: String
        let about: String?
        let isMain, isTelephone: Bool
    }

    /// In the list the first ways to get in touch are enough.
    init(_ one: PublicOffer, words: String?, most: Int = .max, for visit: Visit) {
        self.words = words
        let about = " about \(one.offer.name)"
        calls = Array(
            Call.all(
                one.provider.telephone, one.provider.email,
                [("Web page", one.offer.website), ("Provider’s website", one.provider.website)], about
            ).prefix(most))
        let ask = one.hasContact ? nil : "Ask the council: how is at the foot of this page."
        quiet = [ask, one.placesSentence(on: visit.today), one.checkedSentence(on: visit.today)].compactMap(\.self)
            .joined(separator: " ")
    }
}

extension HowToStart.Call {
    static func all(
        _ telephone: String, _ email: String, _ pages: [(label: String, address: String)], _ about: String?
    ) -> [HowToStart.Call] {
        var all: [(String, String, Bool)] = []
        if !telephone.isEmpty {
            all.append(("Call \(telephone)", "tel:" + telephone.filter { "+0123456789".contains($0) }, true))
        }
        if !email.isEmpty { all.append((email, "mailto:" + email, false)) }
        all += pages.filter { !$0.address.isEmpty }.map { ($0.label, $0.address, false) }
        return all.map { label, link, isTelephone in
            HowToStart.Call(
                label: label, link: link, about: about, isMain: isTelephone, isTelephone: isTelephone)
        }
    }
}

/// The council's own people, on every page.
struct TalkToCouncil: Sendable {
    let council, hours: String
    let calls: [HowToStart.Call]
    let sendLink: String?

    init(_ contact: PublicContact, _ council: String) {
        self.council = council
        hours = contact.hours
        calls = HowToStart.Call.all(contact.telephone, contact.email, [], nil)
        sendLink = contact.sendLink.isEmpty ? nil : contact.sendLink
    }
}

/// One offer, whole.
struct LocalOfferShow: View {
    static let template = "local-offer/show"
    let heading, provider, description: String
    let tag: Tag
    let kind: Fact
    let facts: SummaryList
    let start: HowToStart
    let about: String?
    let talk: TalkToCouncil

    init(_ one: PublicOffer, _ contact: PublicContact, for visit: Visit) {
        let offer = one.offer
        (heading, provider, description) = (offer.name, one.provider.name, offer.description)
        tag = one.tag(on: visit.today)
        kind = Fact(label: offer.kind.label, text: offer.kind.meaning)
        let accreditation = one.provider.accreditation
        facts = SummaryList(
            rows: (one.facts + (accreditation.isEmpty ? [] : [Fact(label: "Accreditation", text: accreditation)])).map {
                SummaryRow(label: $0.label, text: $0.text)
            })
        let ask = one.hasContact ? "Ask \(one.provider.name). You can have somebody with you." : nil
        start = HowToStart(one, words: offer.howToApply.isEmpty ? ask : offer.howToApply, for: visit)
        about = one.provider.words.isEmpty ? nil : one.provider.words
        talk = TalkToCouncil(contact, visit.council.name)
    }
}

/// In place of an offer that is not shown: it ended, was taken back, or never was.
struct LocalOfferGone: View {
    static let template = "local-offer/gone"
    static let words = "This offer is not here"
    let heading, listLink: String
    let talk: TalkToCouncil

    init(_ contact: PublicContact, for visit: Visit) {
        (heading, listLink) = (Self.words, visit.link(Paths.localOffer))
        talk = TalkToCouncil(contact, visit.council.name)
    }
}
