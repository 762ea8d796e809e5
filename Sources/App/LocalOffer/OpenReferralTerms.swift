/// What services are described by in the feed: the kinds of place within their stages, and for whom. The same for every council, with
/// the same identifiers, so that programs can put councils together.
struct TaxonomyTerm: Encodable, Sendable {
    let id, name, description: String
    var parentId: String?
    let taxonomy, taxonomyId, term: String

    fileprivate init(
        _ name: String, _ code: String, _ description: String, in taxonomy: Taxonomy, under parent: String? = nil
    ) {
        id = Self.id(code)
        (self.name, self.description, term) = (name, description, name)
        (self.taxonomy, taxonomyId) = (taxonomy.name, taxonomy.id)
        parentId = parent.map(Self.id)
    }

    fileprivate static func id(_ code: String) -> String { NameUUID.text("term/" + code) }

    static func of(_ kind: PlaceKind) -> TaxonomyTerm {
        TaxonomyTerm(
            kind.label, "kind/" + kind.rawValue, kind.meaning, in: .kinds, under: "stage/" + kind.stage.rawValue)
    }

    private static func of(_ stage: PathwayStage) -> TaxonomyTerm {
        TaxonomyTerm(stage.label, "stage/" + stage.rawValue, stage.meaning, in: .kinds)
    }

    static func of(_ group: Cohort.Kind) -> TaxonomyTerm {
        TaxonomyTerm(
            group.label, "group/" + group.rawValue, "For \(group.residentWords).", in: .groups)
    }

    /// Who must have an education, health and care plan.
    static let plan = TaxonomyTerm(
        "EHC plan", "group/ehc_plan", "Only for people who have an education, health and care plan.", in: .groups)

    static let kinds = PathwayStage.allCases.flatMap { stage in [of(stage)] + stage.kinds.map(of) }
    static let groups = Cohort.Kind.allCases.map(of) + [plan]
    static let all = kinds + groups

    /// The terms of an offer, with what each tells of it; the stage is the kind’s parent.
    static func of(_ offer: Offer) -> [(link: String, term: TaxonomyTerm)] {
        let groups = offer.cohorts.map(of) + (offer.needsPlan ? [plan] : [])
        return [("service_type", of(offer.kind))] + groups.map { ("service_eligibility", $0) }
    }
}

/// A list of such terms.
struct Taxonomy: Encodable, Sendable {
    let id, name, description: String
    /// Only where it is asked for by itself.
    var taxonomyTerms: [TaxonomyTerm]?

    private init(_ name: String, _ code: String, _ description: String) {
        id = NameUUID.text("taxonomy/" + code)
        (self.name, self.description) = (name, description)
    }

    static let kinds = Taxonomy(
        "Kinds of place on the way to work", "kinds",
        "What somebody does, in four stages from voluntary to independent.")
    static let groups = Taxonomy("Groups", "groups", "For whom a service is, where it is not for everybody.")

    static let all = [kinds, groups]

    /// With its terms.
    var whole: Taxonomy {
        var whole = self
        whole.taxonomyTerms = TaxonomyTerm.all.filter { $0.taxonomyId == id }
        return whole
    }
}
