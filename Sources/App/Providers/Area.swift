import Postgres

/// A part of the council's area that offers are for, such as a borough.
struct Area: Record {
    var id = ID<Area>(0), version = 0
    var name = "", shortName = ""
    /// Offers that are for it by name, and indicators that are held apart for it.
    var offers = 0, indicators = 0

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        name = try row["name"]
        shortName = try row["short_name"]
        (offers, indicators) = (try row["offers"], try row["indicators"])
    }

    /// "H&F", or its name where it has no shorter one.
    var short: String { shortName.isEmpty ? name : shortName }

    static let table: StaticString = "areas"
    static let words = RecordWords(one: "area", many: "areas")
    static let order: SQL = "\(SQL.byName(key: "x.name_key")), x.id"
    static let select: SQL = """
        SELECT \(ownColumns), (SELECT count(*) FROM offer_areas o WHERE o.tenant_id = x.tenant_id AND o.area_id = x.id) AS offers,
               (SELECT count(*) FROM indicator_areas i WHERE i.tenant_id = x.tenant_id AND i.area_id = x.id) AS indicators
          FROM areas AS x
        """

    /// For the boxes of a form.
    static var all: Query<[NamedChoice]> {
        .list("SELECT id, name FROM areas ORDER BY \(SQL.byName(key: "name_key")), id")
    }

    static let fields: [Field<Area>] = [
        .text(
            \.name, "name", "name", "Name", 1...80, hint: "Such as a borough, a town or a ward.",
            or: "Enter the area’s name in up to 80 characters"),
        .text(
            \.shortName, "short_name", "short_name", "Short name", 0...12,
            hint: "Where there is little room, such as H&F.",
            or: "The short name must be 12 characters or fewer", width: "10"),
    ]

    /// A file holds several areas in one cell.
    static func check(_ area: inout Area, _ check: inout Check, _ context: FormContext<Area>) {
        if area.name.contains(";") { check.mistake("name", "Enter a name without a semicolon") }
    }

    static let unique: Unique<Area>? = Unique("name", or: "Enter another name: this area is listed already") {
        area, _ in "x.name_key = app.fold(\(area.name))"
    }

    static let register = Register<Area>(
        Paths.areas, see: .seeOffers, change: .changeOffers, title: "Areas",
        empty: EmptyState(
            heading: "No areas yet",
            text:
                "Without areas every offer is for the whole of the council. Add boroughs, towns or wards to tell them apart."
        )
    ) {
        $0.lead =
            "The parts of the council that offers and indicators are for, and that the pathway map can be drawn for."
        $0.columns += [
            ListColumn("Offers", "offers") { .whole($0.offers) },
            ListColumn("Indicators", "indicators") { .whole($0.indicators) },
        ]
        $0.actions = { visit in [PageAction(label: "Pathway map", link: visit.link(Paths.pathway))] }
        $0.naming = "x.name"
        $0.search = FoundWords("x.short_name")
        $0.removal = { area, _, _ in
            RemovalTerms(
                things: ["“\(area.name)”"],
                refusal: area.offers + area.indicators == 0
                    ? nil
                    : "\(named(area).listed.sentenceCase) \(area.offers + area.indicators == 1 ? "is" : "are") for it by name, so it stays: change them first."
            )
        }
        $0.auditGroup = "Offers"
    }

    /// "two offers", "one indicator"
    private static func named(_ area: Area) -> [String] {
        [
            area.offers == 0 ? nil : counted(area.offers, "offer", "offers"),
            area.indicators == 0 ? nil : counted(area.indicators, "indicator", "indicators"),
        ].compactMap(\.self)
    }
}

extension Paths {
    static let areas = "/areas"
    static let providers = "/providers"
    static let pathway = "/pathway"

    static func provider(_ id: ID<Provider>) -> String { providers + "/\(id)" }
}
