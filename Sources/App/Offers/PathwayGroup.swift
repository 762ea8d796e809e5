/// For whom the map is drawn: a group, an age and an area, each or none.
struct PathwayGroup: Sendable, Equatable {
    /// A group, and for SEND whether there is a plan that some offers ask for.
    enum Cohort: Equatable, Sendable {
        case kind(App.Cohort.Kind)
        case sendWithoutPlan

        static let all = App.Cohort.Kind.allCases.flatMap { kind in
            kind == .send ? [Cohort.kind(.send), .sendWithoutPlan] : [.kind(kind)]
        }

        var kind: App.Cohort.Kind {
            switch self {
            case .kind(let kind): kind
            case .sendWithoutPlan: .send
            }
        }
        /// In the address.
        var value: String { self == .sendWithoutPlan ? "send_without_plan" : kind.rawValue }
        var label: String { self == .sendWithoutPlan ? "SEND without an EHC plan" : kind.label }
    }

    /// A part of the council, as the map needs it.
    struct Place: Equatable, Sendable {
        let id: Int64
        let name, short: String
    }

    /// The ages for which a council may have duties to those in transition; older is one step.
    static let ages = 16...26

    var cohort: Cohort?
    var age: Int?
    var area: Place?

    var isAll: Bool { self == PathwayGroup() }

    static func ageLabel(_ age: Int) -> String { age == ages.upperBound ? "26 and over" : age.formatted() }

    /// "SEND, age 19, Westminster"; empty where nothing is chosen.
    var words: String {
        [cohort?.label, age.map { $0 == Self.ages.upperBound ? "26 and over" : "age \($0)" }, area?.name].compactMap(
            \.self
        )
        .joined(separator: ", ")
    }

    /// Why an offer does not take them; nil where it does.
    func leavesOut(_ offer: Offer) -> String? {
        var reasons: [String] = []
        if let age, !takes(age, offer) { reasons.append("ages: \(offer.ageWords.lowercasedFirst)") }
        if let cohort {
            if !offer.cohorts.isEmpty, !offer.cohorts.contains(cohort.kind) {
                reasons.append("for \(offer.cohorts.map(\.label).listed(by: "or")) only")
            }
            if cohort != .kind(.send), offer.needsPlan { reasons.append("only with an EHC plan") }
        }
        if let area, !offer.areas.isEmpty, !offer.areas.contains(where: { $0.value == area.id }) {
            reasons.append("only in \(offer.areaShortNames.listed)")
        }
        return reasons.isEmpty ? nil : reasons.joined(separator: "; ").sentenceCase
    }

    /// Of those who are older than the last step some are taken where the offer has no last age below it.
    private func takes(_ age: Int, _ offer: Offer) -> Bool {
        let isLastStep = age == Self.ages.upperBound
        return (offer.ageFrom.map { $0 <= age || isLastStep } ?? true) && (offer.ageTo.map { $0 >= age } ?? true)
    }
}
