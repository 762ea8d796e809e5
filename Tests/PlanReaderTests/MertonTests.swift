import Fixtures
import Testing

@testable import PlanReader

/// The paper of tab-separated rows with HTML inside them, broken over pages.
struct MertonTests {
    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func everyWordIsWhereItBelongs() throws {
        let plan = try Seeds.plan("000")
        #expect(Outline.of(plan) == expected)
    }

    @Test(.enabled(if: Seeds.isHere, "\(Seeds.absence)"))
    func everyLineIsAccountedFor() throws {
        let plan = try Seeds.plan("000")
        let uses = plan.lineUses.map { "\($0.line) \($0.use.rawValue)" }.joined(separator: ", ")
        #expect(uses == lines)
        #expect(plan.recommendations[2].lines == [SourceLines(17), SourceLines(25)])
        #expect(plan.recommendations[0].actions[1].lines == [SourceLines(7)])
    }

    private let lines = """
        3 title, 5 columns, 6 recommendation, 7 action, 9 footnote, 11 runningHeader, 13 columns, 14 recommendation, \
        15 action, 16 columns, 17 recommendation, 19 footnote, 21 footnote, 23 runningHeader, 25 recommendation, \
        26 columns, 27 recommendation, 28 action, 29 columns, 30 recommendation, 31 columns, 32 recommendation, \
        33 action, 35 footnote, 37 footnote, 39 footnote, 41 runningHeader, 43 recommendation, 44 columns, \
        45 recommendation, 47 pageNumber
        """

    private let expected = #"""
        title: Routes to employment for vulnerable cohorts Actions
        recommendation 1 (asks)
          We recommend exploration of how to audit, keep updated and make accessible (to residents and all those working with vulnerable cohorts) information on current provision to support progression into employment.
          action notes [1]
            [Merton web pages] Apprenticeship vacancies on recruitment pages A newly created “Young Merton” webpage which updates on events and shares any known apprenticeship vacancies. A further page awaiting IT sign off will provide links and information to local jobs and routes to employment via employment programmes, linking to local employers and training providers.
            [EWG] Alerts for any internal apprenticeship vacancies are shared with the EWG partners via email to circulate to their clients.
            A list of programmes/services being delivered by EWG partners and the anticipated outcomes is shared amongst partners.
            [HR] Alongside HR have an arrangement to liaise with social/key workers and prioritise any vulnerable young person’s application for interview plus offer support around the recruitment process.
            lead: HR (team)
            lead: My Futures (team)
            lead: futureMerton (team)
            lead: EWG (group)
            status: Met
            achievement: Met (achieved)
          action
            Provide numbers of
            • work experience placements
            • apprentices by directorate.
            Sub-set data:
            • LAC supported and
            • SEND supported.
            lead: HR (team)
            lead: My Futures (team)
            status: Will be reported annually from March 2018.
            every 12 months: Will be reported annually from March 2018; from March 2018
        recommendation 2 (asks) notes [2]
          We recommend that in order to better support target groups, work taster/work experiences be provided. This should include extending the work of the Merton Employment Team in offering work taster/work experiences through the Council's contractors and other service providers (with exploration of how to build this as a requirement into standard contract terms and conditions). How these work taster/work experience opportunities are best delivered should be explored including consideration of the Traineeship framework, the *Work Experience Quality Standard*, the emerging Apprenticeship Strategy and the provision of a mentor to support each participant.
          action
            [HR] Proposals for a work experience programme have been prepared and will go to the Workforce Strategy Board for agreement on 22nd January 2018.
            lead: WSB (board)
            status: Part Met Report back to Scrutiny
            achievement: Part Met (achieved_in_part)
            once: Report back to Scrutiny; to Scrutiny; by -
          action notes [3]
            [Procurement] Encourage contractors to replicate opportunities for work placements (Driven through the Social Value Act).
            lead: Commercial Services (service)
            status: Part met
            achievement: Part met (achieved_in_part)
            cannot be recorded
        recommendation 3 (asks)
          To reflect that the aim of improving routes into employment for vulnerable cohorts requires the involvement of teams across the Council (including HR, Children Schools and Families and futureMerton. We recommend that the Economic Wellbeing Group continue and be supported to be the main focus for reducing unemployment and increasing economic wellbeing in Merton. Attendance at the Economic Wellbeing Group for all appropriate departments, divisions and teams should be reinforced by making this a key performance indicator (KPI).
          action
            [futureMerton] All representatives are receiving minutes of the EWG meetings via email and through the Merton Partnership web pages.
            The EWG will continue as a sub-group of the Sustainable Communities and Transport thematic. Officers are invited to attend and will be alerted to agenda items pertinent to their service area.
            lead: All officers working with vulnerable young people (class)
            status: Met
            achievement: Met (achieved)
        recommendation 4 (asks)
          We recommend how to engage target groups and demonstrate the Council's commitment to their employment be explored. This might be included in the Looked After Children/Care Leavers Pledge.
          action
            Corum have been commissioned to engage our LAC and Care Leavers. Outcomes to inform LAC and Care Leavers' Strategies.
            lead: 14+ Team (team)
            status: Report back to Scrutiny
            once: Report back to Scrutiny; to Scrutiny; by -
          action notes [4]
            [HR] WSB to monitor current progress of DMT's in creating apprenticeships roles and further explore opportunities to remodel the Councils recruitment methods with the aim of supporting more apprenticeships and give consideration to ways of supporting vulnerable young people.
            lead: WSB (board)
            status: Report back to Scrutiny
            once: Report back to Scrutiny; to Scrutiny; by -
        recommendation 5 (asks) see also 4
          We recommend that Merton Council actively supports the target groups through traineeships and apprenticeship opportunities that are advertised by the Council. It is proposed that a percentage of appropriate opportunities for our target groups is embedded in the Council's Apprenticeship Strategy and reflected in Merton's contribution to the public sector apprenticeship targets.
          action
            [HR] WSB to review the opportunities available to vulnerable young people and review the take up of the work experience placements and apprenticeships taking into account Recommendation 4.
            lead: WSB (board)
            status: Report back to Scrutiny
            once: Report back to Scrutiny; to Scrutiny; by -
        recommendation 6 (asks) notes [5]
          As recommended in previous task groups, the Council should build a requirement for its contractors and other service providers to offer apprenticeships for Merton residents in its standard contract terms and conditions. How to promote apprenticeships to the target groups should be explored including use of *London Ambitions*.
          action notes [6]
            [Procurement Board] The Social Value Act will be used in all relevant procurements to encourage contractors to support apprenticeships for local residents.
            lead: Procurement Board (board)
            status: Report back to Scrutiny
            once: Report back to Scrutiny; to Scrutiny; by -
            cannot be recorded
          action
            [HR] Any opportunities that are made by contractors will also be advertised on the Merton website by using a link to the contractors webpage.
            lead: HR (team)
        recommendation 7 (asks)
          We recommend that the Children and Young People Overview and Scrutiny Panel continue to receive data annually on the number of apprenticeships achieved through the Council. This is to demonstrate impact but also to inform practice in the future provision of apprenticeships. Reporting should include the number of apprenticeships achieved, completed and the destinations of those achieving apprenticeships directly through the Council (and in the future it's contractors/service providers) Subset data on those from our target groups undertaking apprenticeships should also be provided.
          action
            Provide numbers of:
            • apprenticeship achieved completed
            • Destinations of apprentices
            Sub-set of data for target groups including:
            • No of LAC/Care Leavers supported
            • No of SEND and vulnerable adults supported.
            lead: HR (team)
            lead: My Futures (team)
            status: Will be reported annually from March 2018.
            every 12 months: Will be reported annually from March 2018; from March 2018
        footnote 1 (abbreviation): Economic Well Being Group
          on action of 1 action 0: EWG
        footnote 2 (definition): The Panel agreed that target groups should specifically mean children and young people in care/care leavers and/or those with Special Educational Needs and Disabilities (SEND)
          on recommendation of 2: target groups
        footnote 3 (caveat): Commercial Services will not be able to keep a record of where this has been successful and where it has not.
          on status of 2 action 1: Part met
        footnote 4 (abbreviation): Workforce Strategy Board
          on action of 4 action 1: WSB
        footnote 5 (lineage): Adult Skills and Employability 2013, Recommendation 3 (here) and Post 16 Career Pathways 2012 (here)
          on recommendation of 6: previous task groups
          earlier: Adult Skills and Employability, 2013, 3
          earlier: Post 16 Career Pathways, 2012, -
        footnote 6 (caveat): Commercial Services will not be able to keep a record of where this has been successful and where it has not.
          on action of 6 action 0: residents
        glossary: EWG = Economic Well Being Group
        glossary: SEND = Special Educational Needs and Disabilities
        glossary: WSB = Workforce Strategy Board
        glossary: KPI = key performance indicator
        doubt: Is “Merton web pages” the label of a workstream?
        doubt: Are these 4 leads: HR; My Futures; futureMerton; EWG? “My Futures” appears only here
        doubt: Are these 2 leads: HR; My Futures? “My Futures” appears only here
        doubt: Is “HR” the label of the action “Any opportunities that are made by contractors will also be …”? There is no dash between them
        """#
}
