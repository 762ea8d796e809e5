import Postgres
import Testing

@testable import App

/// One of every record that a council keeps, with a word in every text that no other council has.
///
/// The plans and what hangs on them come from `StoryOfPlans`; the records of each register go in through its own form, so
/// that a new register is here without a line. A route whose numbers are not known has no path.
struct Story {
    struct Unknown: Error, CustomStringConvertible { let description: String }

    let council: ExampleCouncil
    let mark: String
    /// By the route up to a name: of "/plans/:plan" the number of the plan.
    private(set) var ids: [String: String]
    private let others: [String: String]

    private static let registers = Routes.parts.features.registers

    /// `word` goes into the boxes of forms, where the mark is too long for them. With `wanted`, only the plans; what that
    /// register lies under, or its form chooses from, comes with its first record.
    init(
        in council: ExampleCouncil? = nil, mark: String? = nil, word: String? = nil,
        for wanted: (any AnyRegister)? = nil
    ) throws {
        let council = try council ?? Example.council()
        self.council = council
        self.mark = mark ?? "mark-\(council.number)-"
        let plans = try StoryOfPlans(in: council, mark: self.mark)
        (ids, others) = (plans.ids, plans.others)
        if let wanted {
            try prepare(for: wanted)
            return
        }
        for register in Self.registers where register.isKept && ids[register.one] == nil {
            ids[register.one] = try add(register, saying: word ?? self.mark).id
        }
        ids["/claims/:claim"] = try claim()
        try askAFirm()
        try showLocalOffer()
        try sendAChange()
    }

    /// What a contact of the provider sent in.
    private mutating func sendAChange() throws {
        let offer = ID<Offer>(ids["/offers/:offer"] ?? ""), provider = ID<Provider>(ids["/providers/:provider"] ?? "")
        try council.inDatabase { db in
            try db.run("UPDATE provider_contacts SET is_trusted = false")
            try db.run("UPDATE offers SET provider_id = \(provider) WHERE id = \(offer)")
        }
        for path in ["/own-provider/edit", "/own-provider/offers/\(ids["/offers/:offer"] ?? "")/edit"] {
            let form = try FilledForm(on: council.sam.get(path)).saying("Sent " + mark)
            let sent = try council.sam.post(path, form.fields, key: form.key)
            guard sent.status == 303 else { throw Unknown(description: "\(path) took nothing: \(sent.mistakes)") }
        }
        let change = try council.newest("provider_changes").map(String.init)
        ids["/provider-changes/:change"] = change
        ids["/own-provider/changes/:change"] = change
        ids["/own-provider/offers/:offer"] = ids["/offers/:offer"]
    }

    /// What a register lies under, and one of each kind that its form chooses from.
    private mutating func prepare(for register: any AnyRegister) throws {
        for above in Self.registers where register.path.hasPrefix(above.one + "/") { try need(above) }
        let page = try council.whoCan(register.change ?? .anyone).get(path(register.path) + "/new")
        for box in try FilledForm(on: page).boxes where box.hasNothingToChoose {
            let named = Self.registers.filter { $0.one.hasSuffix("/:\(box.name)") && $0.one != register.one }
            if let other = named.first(where: { $0.above == register.above }) ?? named.first { try need(other) }
        }
    }

    private mutating func need(_ register: any AnyRegister) throws {
        guard register.isKept, ids[register.one] == nil else { return }
        try prepare(for: register)
        ids[register.one] = try add(register, saying: mark).id
    }

    /// A link by which a firm confirms what it delivered.
    private mutating func askAFirm() throws {
        let path = try path(Counterparty.register.one + "/confirmation"),
            officer = try council.whoCan(.changeObligations)
        let form = try FilledForm(on: officer.get(path))
        let page = try officer.post(path, form.fields, key: form.key)
        ids["/confirm/:token"] = page.text.firstMatch(of: /\/confirm\/([^"< &%]+)/).map { String($0.1) }
        ids["/obligations/:obligation/links/:link"] = try council.newest("confirmation_links").map(String.init)
    }

    /// What the database makes of a placement that has begun under a contract with a milestone.
    private func claim() throws -> String {
        func number(_ route: String) throws -> Int64 { try #require(ids[route].flatMap { Int64($0) }, "\(route)") }
        let contract = try number("/contracts/:contract")
        let placement = try number("/young-people/:young_person/placements/:placement")
        return try council.inDatabase { db in
            try db.run(
                "UPDATE payment_milestones SET benefits = '{}', hours = NULL, kinds = '{work_experience,taster,traineeship,supported_internship,apprenticeship,job}'"
            )
            try db.run("UPDATE placements SET provider_contract_id = \(contract) WHERE id = \(placement)")
            return String(try #require(try db.value("SELECT min(id) FROM claims") as Int64?))
        }
    }

    /// Residents see the offer that is there, and programs find it.
    private mutating func showLocalOffer() throws {
        try council.inDatabase { db in
            try db.run(
                "INSERT INTO local_offer_settings (is_public, email) VALUES (true, 'work@council.example') ON CONFLICT DO NOTHING"
            )
        }
        let offer = ids["/offers/:offer"] ?? "", host = try council.newest("offer_hosts") ?? 0
        ids["/local-offer/:offer"] = offer
        ids["/open-referral/services/:service"] = NameUUID.text("\(council.slug)/offer/\(offer)")
        ids["/open-referral/organizations/:organization"] = NameUUID.text(
            "\(council.slug)/provider/\(ids["/providers/:provider"] ?? "")")
        ids["/open-referral/service_at_locations/:place"] = NameUUID.text("\(council.slug)/host/\(host)")
        ids["/open-referral/taxonomies/:taxonomy"] = Taxonomy.all.first?.id
        ids["/open-referral/taxonomy_terms/:term"] = TaxonomyTerm.all.first?.id
    }

    /// A route with every name filled; `first` takes only the first one from another council.
    func path(_ route: String, first other: Story? = nil) throws -> String {
        var pattern = "", path = "", isFirst = true
        for part in route.split(separator: "/") {
            pattern += "/\(part)"
            guard part.hasPrefix(":") else {
                path += "/\(part)"
                continue
            }
            guard let id = (isFirst ? other : nil)?.ids[pattern] ?? ids[pattern] else {
                throw Unknown(description: "The story has no \(pattern): tell it how to make one")
            }
            isFirst = false
            path += "/\(id)"
        }
        return path
    }

    func path(_ route: Route, first other: Story? = nil) throws -> String { try path(route.path, first: other) }

    /// Where a register lies under other records of the same kinds; nil at the top of the council.
    func otherPath(_ register: any AnyRegister) throws -> String? {
        guard register.path.contains(":") else { return nil }
        var pattern = "", path = ""
        for part in register.path.split(separator: "/") {
            pattern += "/\(part)"
            guard part.hasPrefix(":") else {
                path += "/\(part)"
                continue
            }
            let above = Self.registers.first { $0.one == pattern }
            guard let id = try others[pattern] ?? above.map({ try add($0, saying: "Another").id }) else {
                throw Unknown(description: "The story has no second \(pattern)")
            }
            path += "/\(id)"
        }
        return path
    }

    /// A record that went in through its register's form.
    struct Added {
        let id: String
        let form: FilledForm
        let answer: Page
    }

    /// A further record, which the paths of its register mean from here on.
    mutating func keep(_ register: any AnyRegister, saying word: String) throws -> Added {
        let added: Added
        do { added = try add(register, saying: word) } catch is FilledForm.Unfillable {
            // What its form does not choose from it may rest on all the same: what lies beside it.
            for beside in Self.registers where beside.above == register.above && beside.one != register.one {
                try need(beside)
            }
            added = try add(register, saying: word)
        }
        ids[register.one] = added.id
        return added
    }

    /// Fills the form of a new record in and sends it, as somebody who may.
    func add(_ register: any AnyRegister, saying word: String) throws -> Added {
        let browser = try council.whoCan(register.change ?? .anyone)
        let home = try path(register.path), page = try browser.get(home + "/new")
        var form = try FilledForm(on: page, saying: word, today: council.today())
        var answer = try browser.post(form.action, form.fields, key: form.key)
        if answer.status == 422 {
            form = form.choosing(by: answer)
            answer = try browser.post(form.action, form.fields, key: form.key)
        }
        guard answer.status == 303, let table = register.audited?.table,
            let id = try council.newest(table)
        else {
            throw FilledForm.Unfillable(
                description: "\(register.path) took no record: \(answer.status) \(answer.mistakes)")
        }
        return Added(id: String(id), form: form, answer: answer)
    }
}

extension AnyRegister {
    /// The path of what it lies under.
    fileprivate var above: Substring { path[..<(path.lastIndex(of: "/") ?? path.startIndex)] }

    /// "/employers/:employer"
    var one: String { String(routes.first { $0.path.hasSuffix("/edit") }?.path.dropLast(5) ?? "") }
    /// What changing it asks for; nil of a list that only shows what is made elsewhere.
    var change: Ability? { ability(of: path + "/new") }
    var isKept: Bool { change != nil }
    var isListed: Bool { ability(of: path + ".csv") != nil }

    func ability(of path: String) -> Ability? { routes.first { $0.method == .get && $0.path == path }?.ability }
}

extension ExampleCouncil {
    /// Everybody with a role.
    var people: [(role: Role, browser: Browser)] {
        [
            (.scrutiny, olive), (.lead, lena), (.member, mo), (.administrator, ada), (.broker, bella),
            (.commissioner, cora), (.provider, sam),
        ]
    }

    /// The first whose role has the ability.
    func whoCan(_ ability: Ability) throws -> Browser {
        [.anyone, .signedIn].contains(ability) ? olive : try roleThatCan(ability).browser
    }

    func roleThatCan(_ ability: Ability) throws -> (role: Role, browser: Browser) {
        try #require(people.first { $0.role.abilities.contains(ability) }, "nobody can \(ability)")
    }

    var number: String { slug.filter(\.isNumber) }

    func today() throws -> Day { try inDatabase { try $0.value("SELECT app.today()") } ?? .first }

    /// The number of the newest record in a table.
    func newest(_ table: String) throws -> Int64? {
        // A table's name cannot be a value, and a String is no SQL: the row is asked for as XML.
        let text: String? = try asOwner { db in
            try db.value(
                """
                SELECT (xpath('/row/id/text()', query_to_xml(format('SELECT max(id) AS id FROM %I', \(table)), false, true, '')))[1]::text
                """)
        }
        return text.flatMap { Int64($0) }
    }
}
