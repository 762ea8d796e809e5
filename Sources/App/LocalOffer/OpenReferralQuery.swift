import HTTP

/// What was asked of the feed, in the profile’s parameters (openapi.json).
struct OpenReferralQuery {
    /// The most on one page.
    static let most = 100

    /// What makes no sense, as the answer says it.
    struct Problem: Error {
        let status: Status
        let words: String
    }

    let page, perPage: Int
    private let search: SearchWords
    private let term, taxonomy: String?
    private let minimumAge, maximumAge: Double?
    /// By days, times or a distance: nothing that a council records of its offers, so nothing answers to it.
    private let asksForMore: Bool

    /// `places`: whether it is asked of locations, which have two parameters more.
    init(_ query: Form, places: Bool = false) throws(Problem) {
        func text(_ name: String) -> String? { query[name].flatMap { $0.isEmpty ? nil : $0 } }
        func whole(_ name: String, usual: Int) throws(Problem) -> Int {
            guard let text = text(name) else { return usual }
            guard let number = Int(text), (1...1_000_000).contains(number) else {
                throw Problem(status: .badRequest, words: "\(name) is a whole number from 1")
            }
            return number
        }
        func number(_ name: String) throws(Problem) -> Double? {
            guard let text = text(name) else { return nil }
            guard let number = Double(text), number.isFinite else {
                throw Problem(status: .badRequest, words: "\(name) is a number")
            }
            return number
        }
        page = try whole("page", usual: 1)
        perPage = min(try whole("per_page", usual: 50), Self.most)
        search = SearchWords(text("search") ?? "")
        (term, taxonomy) = (text("taxonomy_term_id")?.lowercased(), text("taxonomy_id")?.lowercased())
        minimumAge = try number("minimum_age")
        maximumAge = try number("maximum_age")
        asksForMore = (["day", "start_time", "end_time"] + (places ? ["postcode", "proximity"] : [])).contains {
            text($0) != nil
        }
    }

    /// “At least” and “at equal to or below” the value: what names no age answers to neither.
    func takes(_ one: PublicOffer) -> Bool {
        let offer = one.offer
        if asksForMore { return false }
        if let minimumAge, offer.ageFrom.map({ Double($0) < minimumAge }) ?? true { return false }
        if let maximumAge, offer.ageTo.map({ Double($0) > maximumAge }) ?? true { return false }
        if term != nil || taxonomy != nil {
            let terms = TaxonomyTerm.of(offer).map(\.term)
            if let term, !terms.contains(where: { $0.id == term || $0.parentId == term }) { return false }
            if let taxonomy, !terms.contains(where: { $0.taxonomyId == taxonomy }) { return false }
        }
        return one.has(search)
    }
}

/// One page of a list, as the standard wraps it.
struct OpenReferralPage<Item: Encodable>: Encodable {
    let totalItems, totalPages, pageNumber, size: Int
    let firstPage, lastPage, empty: Bool
    let contents: [Item]

    /// The page that was asked for; one behind the last is empty.
    init<Source>(_ all: [Source], _ query: OpenReferralQuery, _ make: (Source) -> Item) {
        totalItems = all.count
        totalPages = max(1, (all.count + query.perPage - 1) / query.perPage)
        pageNumber = query.page
        contents = all.dropFirst((query.page - 1) * query.perPage).prefix(query.perPage).map(make)
        size = contents.count
        (firstPage, lastPage, empty) = (query.page == 1, query.page == totalPages, contents.isEmpty)
    }
}
