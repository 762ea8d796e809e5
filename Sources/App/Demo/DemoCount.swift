import Postgres

/// A measure of the demo that Waymark counts.
struct DemoCount: Sendable {
    let measure: String
    var count = TiedCount()
    /// The pledge by its name, where it is counted towards one.
    var pledge: String?

    func save(in db: Transaction) throws {
        var count = count
        if let pledge {
            (count.pledgeName, count.pledge) = (pledge, try db.value("SELECT id FROM pledges WHERE name = \(pledge)"))
        }
        let (plan, id): (Plan.ID?, Measure.ID?) = try db.all(
            Query<Plan.ID?>.value("SELECT plan_id FROM measures WHERE title = \(measure)"),
            Query<Measure.ID?>.value("SELECT id FROM measures WHERE title = \(measure)"))
        let home = Home(
            path: "", back: Link(label: "", link: ""), scope: "x.measure_id = \(id)",
            keys: [("plan_id", "\(plan)"), ("measure_id", "\(id)")])
        guard try TiedCount.add(count, at: home, in: db) != nil else {
            throw PostgresError(.other, "a demo measure is counted twice")
        }
    }
}

extension DemoCount {
    /// All who took up an apprenticeship of the pledge (003.20).
    static let derby: [DemoCount] = {
        var it = DemoCount(measure: "Care leavers in apprenticeships of the council")
        (it.count.what, it.count.figure) = (.pledge, .takenUp)
        it.pledge = DemoPledge.derby[0].pledge.name
        return [it]
    }()

    /// Those on placement in the council, as the update of July 2024 counted them by hand (001.15).
    static let stockton: [DemoCount] = {
        var it = DemoCount(measure: "Young people on work placements in the council")
        (it.count.kinds, it.count.place) = ([.workExperience], .council)
        return [it]
    }()
}
