import Postgres

/// What a young person mainly does, where they live and whether the council is in touch, from a day until the next record. Recorded once,
/// it gives the code of each of the three returns (domain.md section 5, Status).
struct Activity: Record {
    /// Full time is 16 hours a week or more.
    enum Mode: String, Choice {
        case full, part, neither = "none"

        var label: String {
            switch self {
            case .full: "Full time, 16 hours a week or more"
            case .part: "Part time"
            case .neither: "Neither: not in education, training or work"
            }
        }
    }

    /// SSDA903 OC3, item IN_TOUCH.
    enum Contact: String, Choice {
        case yes, no, refused, notRequired = "not_required", returnedHome = "returned_home", died

        var label: String {
            switch self {
            case .yes: "In touch"
            case .no: "Not in touch"
            case .refused: "Does not want contact"
            case .notRequired: "No longer needs children’s social care"
            case .returnedHome: "Back with parents for six months or more"
            case .died: "Died"
            }
        }

        var code: String {
            switch self {
            case .yes: "YES"
            case .no: "NO"
            case .refused: "REFU"
            case .notRequired: "NREQ"
            case .returnedHome: "RHOM"
            case .died: "DIED"
            }
        }
    }

    var id = ID<Activity>(0), version = 0
    var began = Day.first
    /// Nil of somebody who died.
    var main: MainActivity?
    var mode: Mode?
    var hours: Double?, paidHours: Double?
    var isSeeking = false
    var contact: Contact?
    var accommodation: Accommodation?, suitability: Accommodation.Suitability?
    var source = ""

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        began = try row["began_on"]
        main = MainActivity(rawValue: try row["main"])
        mode = Mode(rawValue: try row["mode"])
        hours = try row["hours"]
        paidHours = try row["paid_hours"]
        isSeeking = try row["is_seeking"]
        contact = Contact(rawValue: try row["in_touch"])
        accommodation = Accommodation(rawValue: try row["accommodation"])
        suitability = Accommodation.Suitability(rawValue: try row["suitability"])
        source = try row["source"]
    }

    var name: String { "From \(began.longText)" }
    var mention: String { "this activity record" }

    /// "Apprenticeship, full time, 30 hours"
    var inWords: String { main.map { MainSpell.words($0, mode ?? .neither, hours) } ?? "" }

    static let table: StaticString = "activities"
    static let words = RecordWords(one: "activity record", many: "activity records", number: "activity")
    static let order: SQL = "x.began_on DESC, x.id DESC"
}

/// Where a care leaver lives: SSDA903 OC3, the letter of item ACCOM.
enum Accommodation: String, Choice {
    case family, formerFosterCarer = "former_foster_carer", independent, semiIndependent = "semi_independent"
    case supportedLodgings = "supported_lodgings", foyer, lodgings, residential
    case emergency, bedAndBreakfast = "bed_and_breakfast", noFixedAbode = "no_fixed_abode", custody
    case abroad, deported, other, notKnown = "not_known"

    /// Whether the council thinks that it suits them: the figure behind the letter.
    enum Suitability: String, Choice {
        case suitable, unsuitable

        var label: String { self == .suitable ? "It suits them" : "It does not suit them" }
        var figure: String { self == .suitable ? "1" : "2" }
    }

    /// In our own words.
    var label: String {
        switch self {
        case .family: "With parents or relatives"
        case .formerFosterCarer: "With a former foster carer"
        case .independent: "Their own tenancy"
        case .semiIndependent: "Semi-independent, with support that comes"
        case .supportedLodgings: "Supported lodgings"
        case .foyer: "Foyer or the like"
        case .lodgings: "Lodgings without support"
        case .residential: "Residential care"
        case .emergency: "Emergency accommodation, such as a hostel"
        case .bedAndBreakfast: "Bed and breakfast"
        case .noFixedAbode: "No fixed address, or homeless"
        case .custody: "In custody"
        case .abroad: "Gone abroad"
        case .deported: "Deported"
        case .other: "Elsewhere"
        case .notKnown: "Not known where"
        }
    }

    var letter: String {
        switch self {
        case .family: "B"
        case .residential: "C"
        case .semiIndependent: "D"
        case .supportedLodgings: "E"
        case .abroad: "G"
        case .deported: "H"
        case .lodgings: "K"
        case .notKnown: "R"
        case .noFixedAbode: "S"
        case .foyer: "T"
        case .independent: "U"
        case .emergency: "V"
        case .bedAndBreakfast: "W"
        case .custody: "X"
        case .other: "Y"
        case .formerFosterCarer: "Z"
        }
    }

    /// Rule 133: without a fixed address or in custody only unsuitable is taken.
    var isNeverSuitable: Bool { self == .noFixedAbode || self == .custody }
}

extension Paths {
    /// The activity records of a young person, and what lies under them.
    static func activities(of person: YoungPerson.ID, _ part: String = "") -> String {
        youngPerson(person, "/activities" + part)
    }
}
