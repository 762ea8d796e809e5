import Mustache

/// What a plan keeps of its paper as text, folded away on the plan's page and printed whole.
struct FromThePaper: Codable, Sendable {
    /// "12 sections"
    let count: String
    let sections: [Part]
    let addLink: String?

    /// One section.
    struct Part: Codable, Sendable {
        let heading: String?
        let text: Markup
        let editLink: String?
        /// What the link to its form is called, for those who do not see where it stands.
        let name: String
    }

    /// Nil when nothing is kept.
    init?(_ sections: [PlanSection], of plan: Plan.ID, for visit: Visit) {
        guard !sections.isEmpty else { return nil }
        let mayChange = visit.can(.changePlans)
        let prose = Prose()
        count = counted(sections.count, "section", "sections")
        self.sections = sections.enumerated().map { index, section in
            Part(
                heading: section.heading.isEmpty ? nil : section.heading, text: prose.html(section.words),
                editLink: mayChange ? visit.link(Paths.section(section.id, plan) + "/edit") : nil,
                name: section.heading.isEmpty ? "section \(index + 1)" : section.heading)
        }
        addLink = mayChange ? visit.link(Paths.sections(plan) + "/new") : nil
    }
}
