/// The headings that a new council begins with; every one can be changed.
extension PaperHeading {
    static let usual: [PaperHeading] = [
        .init(.fact, "Report to", known: .body),
        .init(.fact, "Date of meeting", known: .heldOn),
        .init(.fact, "Subject", known: .title),
        .init(.fact, "Report of", hint: "The post that brings the report.", required: true),
        .init(.fact, "Wards affected", required: true, none: "None"),
        .init(.fact, "Portfolio", known: .portfolio),
        .init(.fact, "Key decision", required: true),
        .init(.fact, "Exempt or confidential", required: true),
        .init(.section, "Summary", required: true),
        .init(
            .youngPeople, "Summary for children and young people",
            hint: "What this means for them, in words that a young person would use.", required: true),
        .init(.section, "Recommendations", hint: "What members are asked to do.", required: true),
        .init(.section, "Reasons for the recommendations", required: true),
        .init(.section, "Other options considered", required: true, none: "None considered."),
        .init(.progress, "Progress against the recommendations"),
        .init(.group, "Implications"),
        .init(.implication, "Financial", required: true, none: "None"),
        .init(.implication, "Legal", required: true, none: "None"),
        .init(.implication, "Staffing", required: true, none: "None"),
        .init(.implication, "Equality", required: true, none: "None"),
        .init(.implication, "Risk and safeguarding", required: true, none: "None"),
        .init(.section, "Consultation", required: true, none: "Nobody outside the council was consulted."),
        .init(.group, "Approved by"),
        .init(.approval, "Legal officer", required: true),
        .init(.approval, "Finance officer", required: true),
        .init(.section, "Contact", hint: "A post with its address, not a person’s name.", required: true),
        .init(.section, "Background papers", required: true, none: "None"),
        .init(.appendices, "Appendices"),
    ]
}
