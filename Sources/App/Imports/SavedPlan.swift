import PlanReader

/// What came of saving a plan.
struct SavedPlan: Sendable, Equatable {
    let id: Plan.ID
    var recommendations = 0, actions = 0, updates = 0, measures = 0, notes = 0, sections = 0
    /// Words for achievement that the council did not have yet.
    var newAssessments: [String] = []
    /// Abbreviations that already stood for something else, which they keep.
    var keptExpansions: [String] = []
}

extension SavedPlan {
    /// "Seven recommendations, 11 actions and four updates were imported."
    var sentence: String {
        "\(PlanFile.counts(recommendations, actions, updates)) were imported.\(others)"
    }

    /// " With them two measures and eight sections.", or nothing.
    private var others: String {
        let words = [
            countedIfAny(measures, "measure", "measures"), countedIfAny(notes, "note", "notes"),
            countedIfAny(sections, "section", "sections"),
        ].compactMap(\.self)
        return words.isEmpty ? "" : " With them \(words.listed)."
    }
}
