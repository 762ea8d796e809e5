import Postgres

/// Derby's scheme: what its report of 2017 counts (003.20 to 003.23), and a caseload of today.
extension DemoCase {
    static let derby: @Sendable (DemoTime) -> [DemoCase] = { time in
        derbyApprentices + derbyOthers + derbyToday(time)
    }

    private static func day(_ year: Int, _ month: Int, _ day: Int) -> Day { DemoTime.day(year, month, day) }

    private static func leaver(_ from: Day) -> [Membership] {
        [.init(cohort: "care_leaver", eligibility: "former_relevant", from: from)]
    }

    /// One of those who were in an apprenticeship of the council by the end of November 2017.
    private static func apprentice(
        _ reference: String, _ name: String, born: Day, _ team: String, level: Int, _ from: Day, to: Day,
        then: [Event] = [], before: [Event] = []
    ) -> DemoCase {
        let referred = from.adding(days: -120)
        let early: [Event] = [
            .referred(referred, by: "Leaving Care Team", why: "Wants to earn and to learn at the same time."),
            .decided(
                referred.adding(days: 9), "preparation", why: "Interview practice first.", by: "Apprenticeships Team"),
            .stage("preparation", referred.adding(days: 9), "Interview practice and workplace expectations"),
        ]
        let work: [Event] = [
            .stage("apprenticeship", from),
            .placed(
                Placed(
                    kind: "apprenticeship", team: team, role: "Apprentice", level: level,
                    provider: "Derby Adult Learning Service", planned: from, started: from, plannedEnd: to, ended: to,
                    outcome: then.isEmpty ? "completed" : "job",
                    destination: then.isEmpty ? "further_education" : "employed",
                    hours: 30, isPaid: true, usedGuarantee: true)),
        ]
        let end = then.isEmpty ? [.settled(to), .closed(to.adding(days: 30), "destination")] : then
        return DemoCase(
            reference: reference, name: name, born: born, cohorts: leaver(born.adding(months: 18 * 12)),
            adviser: "Leaving Care Adviser 1", hasWorker: false, events: early + before + work + end)
    }

    /// A post of the council after an apprenticeship.
    private static func hired(_ team: String, _ role: String, on day: Day) -> [Event] {
        [
            .stage("employed", day),
            .placed(
                Placed(
                    kind: "job", team: team, role: role, planned: day, started: day, hours: 37, isPaid: true,
                    contract: "permanent")),
            .settled(day.adding(days: 182)), .closed(day.adding(days: 182), "destination"),
        ]
    }

    /// Nine: one through a traineeship into a full-time post, two employed afterwards, five under way, one awaiting the start.
    private static var derbyApprentices: [DemoCase] {
        [
            apprentice(
                "DCY-0101", "Linnet", born: day(1997, 3, 9), "Business Admin", level: 2, day(2016, 3, 7),
                to: day(2017, 3, 31),
                then: hired("Data Quality", "Data Quality Assistant", on: day(2017, 4, 3)),
                before: [
                    .stage("traineeship", day(2015, 11, 30)),
                    .placed(
                        Placed(
                            kind: "traineeship", team: "Business Admin", provider: "Derby Adult Learning Service",
                            planned: day(2015, 11, 30), started: day(2015, 11, 30), plannedEnd: day(2016, 3, 4),
                            ended: day(2016, 3, 4), outcome: "completed", destination: "apprenticeship", hours: 24)),
                ]),
            apprentice(
                "DCY-0102", "Sorrel", born: day(1997, 8, 21), "Business Admin", level: 2, day(2016, 1, 11),
                to: day(2017, 1, 31),
                then: hired("Document Management Centre", "Records Assistant", on: day(2017, 2, 6))),
            apprentice(
                "DCY-0103", "Merlin", born: day(1998, 1, 2), "Business Admin", level: 3, day(2016, 4, 4),
                to: day(2017, 6, 30),
                then: hired("Document Management Centre", "Records Assistant", on: day(2017, 7, 3))),
            apprentice(
                "DCY-0104", "Campion", born: day(1998, 5, 17), "Adult Social Care", level: 2, day(2016, 9, 5),
                to: day(2018, 3, 30)),
            apprentice(
                "DCY-0105", "Dunlin", born: day(1998, 7, 30), "Participation", level: 3, day(2017, 1, 9),
                to: day(2018, 6, 29)),
            apprentice(
                "DCY-0106", "Yarrow", born: day(1998, 11, 4), "Home Care", level: 2, day(2017, 2, 6),
                to: day(2018, 5, 4)),
            apprentice(
                "DCY-0107", "Teal", born: day(1999, 2, 25), "Derby Homes", level: 3, day(2017, 4, 3),
                to: day(2018, 9, 28)),
            apprentice(
                "DCY-0108", "Fennel", born: day(1999, 6, 12), "Derby Arena", level: 2, day(2017, 6, 5),
                to: day(2018, 8, 31)),
            apprentice(
                "DCY-0109", "Plover", born: day(1999, 9, 19), "Derby Arena", level: 2, day(2018, 1, 8),
                to: day(2019, 1, 31)
            ).rearranged(from: day(2017, 10, 2), "An injury; a new day was agreed with the team."),
        ]
    }

    /// The same, with the start of its last placement moved.
    private func rearranged(from day: Day, _ reason: String) -> DemoCase {
        var moved = self
        moved.events = events.map { event in
            guard case .placed(var placed) = event else { return event }
            placed.moved = (day, reason)
            return .placed(placed)
        }
        return moved
    }

    /// Ten who went into education, employment or training after support, and two with work experience at a charity.
    private static var derbyOthers: [DemoCase] {
        let names = ["Pine", "Cedar", "Alder", "Maple", "Juniper", "Larch", "Aspen", "Laurel", "Myrtle", "Elder"]
        let settled = names.enumerated().map { index, name in
            let born = day(1998, 1 + index, 10 + index), referred = day(2016, 10, 3).adding(days: 21 * index)
            return DemoCase(
                reference: "DCY-01\(20 + index)", name: name, born: born, cohorts: leaver(born.adding(months: 18 * 12)),
                adviser: "Leaving Care Adviser 2", hasWorker: false,
                events: [
                    .referred(referred, by: "Leaving Care Team", why: "Not in education, employment or training."),
                    .decided(
                        referred.adding(days: 7), "preparation", why: "Confidence first.", by: "Apprenticeships Team"),
                    .stage("preparation", referred.adding(days: 7), "Workplace expectations; mock interviews"),
                    .spoke(referred.adding(days: 40), "meeting", words: "A mock interview with two managers."),
                    .stage("destination", referred.adding(days: 90)), .settled(referred.adding(days: 90)),
                    .closed(referred.adding(days: 97), "destination"),
                ])
        }
        let charity = ["Curlew", "Sedge"].enumerated().map { index, name in
            let born = day(1999, 4 + index, 3), from = day(2017, 5, 8)
            return DemoCase(
                reference: "DCY-01\(40 + index)", name: name, born: born, cohorts: leaver(born.adding(months: 18 * 12)),
                hasWorker: false,
                events: [
                    .referred(
                        from.adding(days: -50), by: "Space@Connexions", why: "Would like to work with young people."),
                    .decided(
                        from.adding(days: -40), "work_experience", why: "Ready to try it.", by: "Apprenticeships Team"),
                    .stage("work_experience", from),
                    .placed(
                        Placed(
                            kind: "work_experience", employer: "Youth Work charity", role: "Youth work volunteer",
                            planned: from, started: from, plannedEnd: day(2017, 6, 30), ended: day(2017, 6, 30),
                            outcome: "completed", destination: "further_education")),
                    .settled(day(2017, 6, 30)), .closed(day(2017, 7, 31), "destination"),
                ])
        }
        return settled + charity
    }
}
