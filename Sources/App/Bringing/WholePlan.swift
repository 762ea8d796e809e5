/// A plan with all that hangs on it, before anything of it is in the database: brought in from a paper, or made for the demo.
struct WholePlan: Sendable, Equatable {
    var title: String, reference = "", body = "", origin = "", portfolio = "", linkOfficers = "", targetGroups = ""
    var introduction = ""
    var agreed: ApproximateDay?
    var targetOn: Day?
    var state = Plan.State.draft
    var supersededBy = ""
    /// Of the paper it comes from.
    var fingerprint: String?
    var decisions: [Decision] = []
    var recommendations: [Recommendation] = []
    var footnotes: [Footnote] = []
    var glossary: [Abbreviation] = []
}

extension WholePlan {
    struct Decision: Sendable, Equatable { var body: String, on: Day, words = "" }

    struct Abbreviation: Sendable, Equatable { var short: String, long: String }

    struct Recommendation: Sendable, Equatable {
        var number: String
        var words = ""
        var kind = App.Recommendation.Kind.asks
        var response = App.Recommendation.Response.none
        var responseWords = ""
        var responseOn: Day?
        var state = App.Recommendation.State.open
        var stateWords = ""
        var actions: [Action] = []
        var measures: [Measure] = []
        var updates: [Update] = []
        var links: [Link] = []
    }

    /// To another recommendation of the plan by its number, or to words where there is none.
    struct Link: Sendable, Equatable {
        enum Kind: String {
            case seeAlso = "see_also", takenWith = "taken_with", absorbedInto = "absorbed_into", earlierReview =
                "earlier_review"
        }
        var kind = Kind.seeAlso
        var number: String?
        var words = ""
    }

    struct Leader: Sendable, Equatable { var name: String, kind = Lead.Kind.team }

    struct Action: Sendable, Equatable {
        var workstream = ""
        var words: String
        var leads: [Leader] = []
        var successMeasure = "", dueWords = ""
        var due: ApproximateDay?
        /// The council's words, the likeliest first: the first that the council knows is taken, else the first is added.
        var achievement: [String] = []
        var reportDuty = App.Action.ReportDuty.none, reportWords = ""
        var report: ApproximateDay?
        var everyMonths: Int?
        var recordability = App.Action.Recordability.counted, recordabilityWords = ""
    }

    struct Measure: Sendable, Equatable {
        var title: String, unit: Unit, comparator = ""
        var milestones: [Milestone] = []
        var readings: [Reading] = []
    }

    struct Milestone: Sendable, Equatable {
        var sense = App.Milestone.Sense.atLeast
        var value: Double
        var breadth: Int?
        var breadthUnit = ""
        var due: ApproximateDay?
    }

    struct Reading: Sendable, Equatable {
        var value: Double, asOf: ApproximateDay
        var qualifier = App.Reading.Qualifier.exactly, isProjected = false
        var subset = "", source = "", caveat = ""
        /// "Of those".
        var parts: [Reading] = []
    }

    struct Update: Sendable, Equatable {
        /// Counted from 0; nil when it is about the whole recommendation.
        var action: Int?
        /// The first of a month.
        var period: Day
        var state = App.Update.State.submitted
        var evidence: String
        var grade: [String] = []
        var explanation = "", impact = ""
        var asOf: Day?
        var isContext = false
        var newDueOn: Day?
        var slipReason = ""
        var author: Person.ID?
        var agreedOn: Day?
        var agreedAt = "", minute = ""
    }

    struct Footnote: Sendable, Equatable {
        var number: Int, words: String
        var kind = App.Footnote.Kind.note
        var hangsOn = App.Footnote.Place.plan
        var recommendation: String?
        /// Counted from 0.
        var action: Int?
        var term = ""
    }
}
