/// A birthday for which a care leaver is returned, and the days in which what is known of them counts: from three months before it to
/// one month after (SSDA903 guide, OC3).
struct Birthday: Sendable, Equatable {
    static let ages = 17...21

    let age: Int
    let day: Day

    init(_ age: Int, born: Day) { (self.age, day) = (age, born.adding(months: age * 12)) }

    var window: ClosedRange<Day> { day.adding(months: -3)...day.adding(months: 1) }
}

/// One row of SSDA903 OC3 as it is sent, in the columns of its schema.
struct OC3Row: Sendable, Equatable {
    static let heads = ["CHILD", "DOB", "IN_TOUCH", "ACTIV", "ACCOM"]

    var child: String
    var born: Day
    var inTouch = "", activ = "", accom = ""

    /// In the order of `heads`.
    var cells: [String] { [child, born.britishText, inTouch, activ, accom] }

    /// The letters and figures of a council’s reference, as the schema takes a child’s number.
    static func child(_ reference: String) -> String {
        String(
            reference.unicodeScalars.filter { $0.isASCII && ($0.properties.isAlphabetic || ("0"..."9").contains($0)) })
    }

    /// The rules that this row breaks by itself, on a birthday and at the end of the year that is collected.
    func broken(around birthday: Birthday, end: Day) -> [OC3Rule] {
        var broken: [OC3Rule] = []
        let given = [inTouch, activ, accom].filter { !$0.isEmpty }.count
        if child.isEmpty || child != Self.child(child) { broken.append(.child) }
        if born.adding(months: 17 * 12) > end { broken.append(.under17) }
        if given < 3 { broken.append(given == 0 ? .blank : .allOrNone) }
        if !inTouch.isEmpty, !Self.contacts.contains(inTouch) { broken.append(.inTouchCode) }
        if !activ.isEmpty, !Self.activities.contains(activ) { broken.append(.activityCode) }
        if !accom.isEmpty, !Self.accommodations.contains(accom) { broken.append(.accommodationCode) }
        if ["DIED", "RHOM"].contains(inTouch), (activ + accom).contains(where: { $0 != "0" }) {
            broken.append(.mustBeNought)
        }
        if inTouch == "YES", activ == "0" || accom == "0" { broken.append(.mayNotBeNought) }
        if birthday.age < 18, accom.hasPrefix("T") { broken.append(.foyer) }
        if birthday.age == 17, accom.hasPrefix("Z") { broken.append(.fosterCarer) }
        return broken
    }

    /// Rule INT34: a person stands in the file once.
    static func repeated(_ rows: [OC3Row]) -> Set<String> {
        Set(Dictionary(grouping: rows, by: \.child).filter { $0.value.count > 1 }.keys)
    }

    /// Rule 131.
    static let contacts = Set(Activity.Contact.allCases.map(\.code))
    /// Rule 132.
    static let activities = Set(
        ["F", "P"].flatMap { time in ["1", "2", "4", "5"].map { time + $0 } } + ["G4", "G5", "G6", "0"])
    /// Rule 133.
    static let accommodations = Set(
        Accommodation.allCases.flatMap { lives in
            (lives.isNeverSuitable ? ["2"] : ["1", "2"]).map { lives.letter + $0 }
        } + ["0"])
}

/// What the published validation of OC3 says (SSDA903 validation rules; our words). Rules 1000 and 1011 ask how the last stay in care
/// ended, which Waymark does not keep; 1007, 1016 and 348 say who is in the return at all, and are kept by its cohort.
enum OC3Rule: String, CaseIterable, Sendable {
    case child = "CHILD"
    case inTouchCode = "131", activityCode = "132", accommodationCode = "133"
    /// All three are blank.
    case blank = "canbeblank"
    case allOrNone = "153", mustBeNought = "344", mayNotBeNought = "345", under17 = "391", foyer = "347"
    case fosterCarer = "3001", once = "INT34"

    /// "Rule 345", or the part of the schema that says so.
    var title: String {
        switch self {
        case .child: "Schema, CHILD"
        case .blank: "Schema, no blanks"
        default: "Rule \(rawValue)"
        }
    }

    private var sentence: String {
        switch self {
        case .child: "The number of a child is letters and figures, and the reference has none."
        case .inTouchCode: "In touch has no code of the list."
        case .activityCode: "The activity has no code of the list."
        case .accommodationCode: "The home has no letter with a figure that the list allows."
        case .blank: "Nothing is recorded around this birthday."
        case .allOrNone: "In touch, activity and home are all returned, or none of them."
        case .mustBeNought: "Of somebody who died or is back with parents neither activity nor home is returned."
        case .mayNotBeNought: "Whoever is in touch has an activity and a home."
        case .under17: "Nobody under 17 at the end of the year is returned."
        case .foyer: "The return takes no foyer before the 18th birthday."
        case .fosterCarer: "The return takes no former foster carer around the 17th birthday."
        case .once: "Another person comes to the same number: a person stands in the file once."
        }
    }

    /// The sentence with the rule that it follows from.
    var words: String { "\(sentence.dropLast()) (\(title.lowercasedFirst))." }
}
