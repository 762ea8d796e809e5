import Fixtures
import Testing

@testable import PlanReader

/// The paper of labelled lines between upright strokes, with four updates of one recommendation.
struct StocktonTests {
    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func everyWordIsWhereItBelongs() throws {
        var plan = try Seeds.plan("001")
        plan.recommendations[0].actions[0].leads = []
        #expect(Outline.of(plan) == expected)
    }

    /// The names are real people's, so they are compared with the paper and not repeated here.
    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func twoLeadsAndALinkOfficerAreNamed() throws {
        let plan = try Seeds.plan("001")
        let paper = String(decoding: try Seeds.bytes("001"), as: UTF8.self)
        let leads = plan.recommendations[0].actions[0].leads.map(\.name)
        #expect(leads.count == 2 && leads.allSatisfy { $0.split(separator: " ").count == 2 })
        #expect(paper.contains("| \(leads.joined(separator: "/")) "))
        #expect(plan.officers == [leads[0]])
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func everyLineIsAccountedFor() throws {
        let plan = try Seeds.plan("001")
        let uses = plan.lineUses.filter { $0.use != .rule }.map { "\($0.line) \($0.use.rawValue)" }
        #expect(uses.joined(separator: ", ") == lines)
        #expect(plan.recommendations[0].updates[3].lines.map(\.first) == [31, 35, 37, 38])
    }

    private let lines = """
        1 title, 3 title, 5 fact, 6 fact, 7 fact, 9 introduction, 11 recommendation, 13 action, 14 action, 15 action, \
        16 action, 17 update, 18 update, 20 runningHeader, 22 update, 24 update, 25 update, 26 update, 27 update, \
        28 update, 29 update, 30 update, 31 update, 33 runningHeader, 35 update, 37 update, 38 update, 40 gradings, \
        42 gradings
        """

    private let expected = #"""
        title: PROGRESS UPDATE: Review of Care Leavers EET
        form: SCRUTINY MONITORING – PROGRESS UPDATE
        review: Scrutiny Review of Care Leavers EET
        agreed: September 2021
        introduction: Updates on the progress of actions in relation to agreed recommendations from previous scrutiny reviews are required approximately 12 months after the relevant Select Committee has agreed the Action Plan. Progress updates must be detailed, evidencing what has taken place regarding each recommendation – a grade assessing progress should then be given (see end of document for grading explanation). Any evidence on the impact of the actions undertaken should also be recorded for each recommendation.
        recommendation 7 (asks)
          Has a Borough-Wide commitment to creating a sustainable model to increase access to work experience and job opportunities with local employers and partner agencies for young people leaving care through the creation of a dedicated brokerage resource which will focus on pro-actively finding, placing and maintaining young people in education, employment and training.
          action
            Develop plan to identify and engage with relevant existing forums and strategic groups to improve work experience and job opportunities across the borough. Use Children's Services review as an opportunity to create dedicated brokerage coordination resource.
            measure: Increased numbers of apprenticeships and opportunities within SBC. 3 by Ap 2022 and minimum of 5 by April 2023 working across minimum of 4 areas. At least 5 external employers are engaged and offer opportunities in first yea and continues to improve and is monitored through CIOC Strategic Group. Opportunities are coordinated through dedicated teams.
            due: 3 by April 2022 and minimum of 5 by April 2023 working across minimum of 4 areas; April 2022 (April 2022)
            milestone: exactly 3 apprenticeships and opportunities by April 2022
            milestone: at_least 5 apprenticeships and opportunities by April 2023 over at_least 4 areas
            milestone: at_least 5 external employers by in first yea
          update September 2022
            evidence: 2 x Care Leavers working towards a Youth Support Apprenticeship in Children's Services 1 x Care Leaver working within Care for your Area
            grade: 2 On Track (on_track)
            impact: The review and recruitment is now complete and we have a new team who are keen to embed this work. we have seen a change in the way teams think about young people and the importance of focusing on EET.
          update February 2023
            evidence: 1 x Care Leavers working towards a Youth Support Apprenticeship in Children's Services 1 x Care Leaver working within Care for your Area
            grade: 3 Slipped (slipped)
            explanation: The co-production of the CIOC/CL strategy will help the Local Authority focus on the priorities on the 'family business' and a priority plan will be formed as part of the ongoing work.
            explanation: Work is also re-aligned to ensure our in-house Pathway Team are engaging with our work ready young people, this is on an outreach basis enabling workers and young people to meet in a place suitable and comfortable for the young person.
            explanation: As a Local Authority we need to look wider than Children's Services for work experience placements and Apprenticeship opportunities: greater variety of opportunity and less sensitivity of case work for young people who have previously received a service. This would allow for more meaningful work and job shadowing across all Directorates. We also need to consider more entrylevel jobs elsewhere in SBC.
            impact: Children's Services Team is working together on this agenda and using the Employer Engagement Worker role is allowing us to have those conversations with the external employees that serve Stockton-on-Tees.
          update November 2023
            evidence: Progress is ongoing but further work is required at a corporate level to ensure we have commitment across all directorates to provide opportunities.
            grade: 2 On-Track (on_track)
            explanation: This is a council wide response and requires commitment from CMT to drive the agenda forward.
            explanation: Ongoing work with the DWP, and the draft protocol that needs management agreement will allow for a collaborative approach to move young people into the labour market and away from the benefit system.
            impact: Children's Services have the evidence of how this has been successful, and we need to use this as the blueprint across the council.
          update July 2024 as of 2024-07-09
            evidence: As of 9th July 2024, we have: 6 young people on work placements within the council 4 of those have secured apprenticeships to start September 2024 1 young person is doing work placement alongside policing degree. 1 young person accepted on degree to start in September and using work placement as work experience. 3 young people are currently midway through there apprenticeship that started September 2023
            evidence: 1 young person completed apprenticeship, secured a full-time post and is now working in our edge of care team support other young people who are at risk of becoming care experienced.
            grade: 1 Fully achieved (achieved)
            impact: Paper to be presented to cabinet on 16th July with recommendation to endorse additional employability support for are experienced young people aged 16-25, including prioritising access to apprenticeships and job vacancies and guaranteed interviews for those meeting essential criteria.
            impact: The succession of this will form the basis of how we approach external partners and local employees to progress beyond the council.
        grade: 1 Fully Achieved (achieved)
        grade: 2 On-Track (on_track)
        grade: 3 Slipped (slipped)
        grade: 4 Not Achieved (not_achieved)
        """#
}
