import Values

extension PlanFile {
    /// What a number counts; a count always names its unit (X.05).
    package enum Unit: String, Sendable, Codable, CaseIterable {
        case people, places, jobs, fte, days, gbp, percent, claims, businesses, other
    }

    package struct Measure: Sendable, Equatable, Codable {
        package var title: String, unit: Unit, comparator: String
        package var milestones: [Milestone]
        package var readings: [Reading]
        @OrEmpty package var key = ""
        @OrEmpty package var isLeftOut = false

        package init(
            title: String, unit: Unit, comparator: String = "", milestones: [Milestone] = [], readings: [Reading] = []
        ) {
            (self.title, self.unit, self.comparator) = (title, unit, comparator)
            (self.milestones, self.readings) = (milestones, readings)
        }
    }

    package struct Milestone: Sendable, Equatable, Codable {
        package enum Sense: String, Sendable, Codable, CaseIterable {
            case atLeast = "at_least", exactly, upTo = "up_to"
        }
        package var sense: Sense, value: Double
        package var breadth: Int?
        package var breadthUnit: String
        package var due: ApproximateDay?

        package init(
            sense: Sense = .atLeast, value: Double, breadth: Int? = nil, breadthUnit: String = "",
            due: ApproximateDay? = nil
        ) {
            (self.sense, self.value, self.due) = (sense, value, due)
            (self.breadth, self.breadthUnit) = (breadth, breadthUnit)
        }
    }

    package struct Reading: Sendable, Equatable, Codable {
        package enum Qualifier: String, Sendable, Codable, CaseIterable {
            case exactly, moreThan = "more_than", nearly, over, about, atLeast = "at_least", upTo = "up_to"
        }
        package var value: Double, asOf: ApproximateDay
        package var breadth: Int?
        package var qualifier: Qualifier, isProjected: Bool
        package var subset: String, source: String, caveat: String
        /// "Of those".
        package var parts: [Reading]

        package init(
            value: Double, asOf: ApproximateDay, breadth: Int? = nil, qualifier: Qualifier = .exactly,
            isProjected: Bool = false, subset: String = "", source: String = "", caveat: String = "",
            parts: [Reading] = []
        ) {
            (self.value, self.asOf, self.breadth) = (value, asOf, breadth)
            (self.qualifier, self.isProjected) = (qualifier, isProjected)
            (self.subset, self.source, self.caveat, self.parts) = (subset, source, caveat, parts)
        }
    }
}
