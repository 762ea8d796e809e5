/// A plan with all that hangs on it, before anything of it is in the database: brought in from a paper, or made for the demo.
struct WholePlan: Sendable, Equatable, Codable {
    var title: String, reference = "", body = "", origin = "", portfolio = "", linkOfficers = "", targetGroups = ""
    var introduction = ""
    var agreed: ApproximateDay?
    var targetOn: Day?
    var state = Plan.State.draft
    var supersededBy = ""
    /// Of the paper it comes from.
    var fingerprint: String?
    var decisions: [Decision] = []
    @OrEmpty var sections: [Section] = []
    /// The council's words for achievement that it uses, best first, with what they come to.
    @OrEmpty var words: [Word] = []
    var recommendations: [Recommendation] = []
    var footnotes: [Footnote] = []
    var glossary: [Abbreviation] = []
    /// The paper's own key to its grades, best first, each with its spellings.
    var grades: [[String]] = []
}

extension WholePlan {
    struct Decision: Sendable, Equatable, Codable { var body: String, on: Day, words = "" }

    /// One of a council's own words for achievement.
    struct Word: Sendable, Equatable, Codable {
        var words: String, tone: Tone
        @OrEmpty var needsNewDate = false
        @OrEmpty var needsWords = false
    }

    /// A part of the paper that is kept as text.
    struct Section: Sendable, Equatable, Codable {
        var heading: String, words: String
        @OrEmpty var lines: [SourceLines] = []
        /// Read, but not wanted.
        @OrEmpty var isLeftOut = false
    }

    struct Abbreviation: Sendable, Equatable, Codable {
        var short: String, long: String
        @OrEmpty var lines: [SourceLines] = []
        @OrEmpty var isLeftOut = false
    }

    struct Recommendation: Sendable, Equatable, Codable {
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
        /// Where it stands in the paper.
        @OrEmpty var lines: [SourceLines] = []
        /// Read, but not wanted.
        @OrEmpty var isLeftOut = false
    }

    /// To another recommendation of the plan by its number, or to words where there is none.
    struct Link: Sendable, Equatable, Codable {
        enum Kind: String, Codable {
            case seeAlso = "see_also", takenWith = "taken_with", absorbedInto = "absorbed_into", earlierReview =
                "earlier_review"
        }
        var kind = Kind.seeAlso
        var number: String?
        var words = ""
    }

    struct Leader: Sendable, Equatable, Codable { var name: String, kind = Lead.Kind.team }

    struct Action: Sendable, Equatable, Codable {
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
        /// Where it stands in the paper.
        @OrEmpty var lines: [SourceLines] = []
        /// Read, but not wanted.
        @OrEmpty var isLeftOut = false
    }

    struct Measure: Sendable, Equatable, Codable {
        var title: String, unit: Unit, comparator = ""
        var milestones: [Milestone] = []
        var readings: [Reading] = []
        @OrEmpty var isLeftOut = false
    }

    struct Milestone: Sendable, Equatable, Codable {
        var sense = App.Milestone.Sense.atLeast
        var value: Double
        var breadth: Int?
        var breadthUnit = ""
        var due: ApproximateDay?
    }

    struct Reading: Sendable, Equatable, Codable {
        var value: Double, asOf: ApproximateDay
        var breadth: Int?
        var qualifier = App.Reading.Qualifier.exactly, isProjected = false
        var subset = "", source = "", caveat = ""
        /// "Of those".
        var parts: [Reading] = []
    }

    struct Update: Sendable, Equatable, Codable {
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
        /// What a later edition mends of the one before it.
        @OrEmpty var correctionReason = ""
        @OrEmpty var disagreement = ""
        /// When it was submitted, where that is known.
        var told: Day?
        /// Where it stands in the paper.
        @OrEmpty var lines: [SourceLines] = []
        /// Read, but not wanted.
        @OrEmpty var isLeftOut = false

        /// When it was told, as far as its paper says: a paper of 2018 tells nothing new on the day that it is brought in.
        var submittedOn: Day {
            if let told { return told }
            let told = asOf ?? period.adding(months: 1).adding(days: -1)
            return agreedOn.map { min($0, told) } ?? told
        }
    }

    struct Footnote: Sendable, Equatable, Codable {
        var number: Int, words: String
        var kind = App.Footnote.Kind.note
        var hangsOn = App.Footnote.Place.plan
        var recommendation: String?
        /// Counted from 0.
        var action: Int?
        var term = ""
        /// Where it stands in the paper.
        @OrEmpty var lines: [SourceLines] = []
        /// Read, but not wanted.
        @OrEmpty var isLeftOut = false
    }
}

extension WholePlan {
    /// Where a paper's plan is in its life, as far as the paper tells.
    var stateByItself: Plan.State {
        agreed != nil || recommendations.contains { !$0.isLeftOut && !$0.updates.isEmpty } ? .monitoring : .draft
    }

    /// Without what is not wanted.
    var kept: WholePlan {
        var plan = self
        var places: [String: [Int: Int]] = [:]
        plan.recommendations = recommendations.filter { !$0.isLeftOut }.map { recommendation in
            var kept = recommendation
            let actions = recommendation.actions.indices.filter { !recommendation.actions[$0].isLeftOut }
            let place = Dictionary(uniqueKeysWithValues: actions.enumerated().map { ($1, $0) })
            places[recommendation.number] = place
            kept.actions = actions.map { recommendation.actions[$0] }
            kept.measures = recommendation.measures.filter { !$0.isLeftOut }
            kept.updates = recommendation.updates.filter { !$0.isLeftOut }
            for index in kept.updates.indices {
                kept.updates[index].action = kept.updates[index].action.flatMap { place[$0] }
            }
            return kept
        }
        plan.footnotes = footnotes.filter { !$0.isLeftOut }.map { note in
            var note = note
            note.action = note.action.flatMap { index in note.recommendation.flatMap { places[$0]?[index] } }
            return note
        }
        plan.glossary = glossary.filter { !$0.isLeftOut }
        plan.sections = sections.filter { !$0.isLeftOut }
        return plan
    }
}

extension Recommendation.Kind: Codable {}
extension Recommendation.Response: Codable {}
extension Recommendation.State: Codable {}
extension Plan.State: Codable {}
extension Lead.Kind: Codable {}
extension Action.ReportDuty: Codable {}
extension Action.Recordability: Codable {}
extension Milestone.Sense: Codable {}
extension Reading.Qualifier: Codable {}
extension Update.State: Codable {}
extension Footnote.Kind: Codable {}
extension Footnote.Place: Codable {}
extension Unit: Codable {}
