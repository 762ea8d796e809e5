import Postgres

/// What a team has done for what it promised, from what counts towards the pledge: true numbers, for those who see young people.
struct TeamDelivery: RowDecodable, Sendable {
    /// Places of its opportunities; those who were put forward for them, interviewed, and not selected without an interview.
    let vacancies, putForward, interviewed, refused: Int
    /// Young people in a placement of the team that counts; of these placements those that came from no opportunity that counts.
    let takenOn, beyond: Int
    /// Work tasters in the team since it promised them.
    let tasters: Int

    init(row: Row) throws(PostgresError) {
        vacancies = try row["vacancies"]
        putForward = try row["put_forward"]
        interviewed = try row["interviewed"]
        refused = try row["refused"]
        takenOn = try row["taken_on"]
        beyond = try row["beyond"]
        tasters = try row["tasters"]
    }

    /// The placements that count towards pledges of which teams promised something, each pledge gone through once.
    static let counted: SQL = """
        SELECT g.id AS pledge_id, l.* FROM pledges g CROSS JOIN LATERAL app.pledged(g.id, app.today()) AS l
         WHERE (SELECT app.sees('see_young_people')) AND g.id IN (SELECT pledge_id FROM team_pledges)
        """

    /// Of a row `x` of team_pledges, beside `counted`.
    static let select: SQL = """
        SELECT v.vacancies, i.put_forward, i.interviewed, i.refused, p.taken_on, p.beyond, w.tasters
          FROM (SELECT coalesce(sum(o.places), 0)::bigint AS vacancies, coalesce(array_agg(o.opportunity_id), '{}') AS ids
                  FROM app.pledged_opportunities(x.pledge_id, app.today()) AS o WHERE o.team_id = x.team_id) AS v
         CROSS JOIN LATERAL (
            SELECT count(*) FILTER (WHERE n.result <> 'withdrawn') AS put_forward,
                   count(*) FILTER (WHERE n.interview_on <= app.today() AND n.result NOT IN ('did_not_attend', 'withdrawn')) AS interviewed,
                   count(*) FILTER (WHERE n.interview_on IS NULL AND n.result = 'not_selected') AS refused
              FROM interests n WHERE n.opportunity_id = ANY (v.ids)) AS i
         CROSS JOIN LATERAL (
            SELECT count(DISTINCT c.young_person_id) AS taken_on, count(*) FILTER (WHERE NOT c.is_from_opportunity) AS beyond
              FROM counted c WHERE c.pledge_id = x.pledge_id AND c.team_id = x.team_id) AS p
         CROSS JOIN LATERAL (
            SELECT count(*) AS tasters FROM placements a
             WHERE a.kind = 'taster' AND a.team_id = x.team_id AND a.started_on BETWEEN x.won_on AND app.today()) AS w
         WHERE (SELECT app.sees('see_young_people'))
        """
}

extension TeamPledge {
    /// How far it is kept, from what was done; nil for those who see no young people.
    func state(on day: Day) -> Tag? {
        guard let delivered else { return nil }
        let isLate = due.map { $0 < day } ?? false
        switch promise {
        case .interviews:
            if delivered.refused > 0 {
                return Tag(tone: "stop", text: "\(delivered.refused.formatted()) not interviewed")
            }
            if number != nil { return kept(delivered.interviewed, isLate) }
            if delivered.interviewed > 0 { return Tag(tone: "good", text: "Kept so far") }
            if delivered.takenOn > 0 { return Tag(tone: "idle", text: "Interviews not recorded") }
            return Tag(tone: "idle", text: delivered.vacancies > 0 ? "Nobody interviewed yet" : "No vacancy counts yet")
        case .places: return kept(delivered.vacancies + delivered.beyond, isLate)
        case .tasters: return kept(delivered.tasters, isLate)
        }
    }

    private func kept(_ done: Int, _ isLate: Bool) -> Tag {
        let wanted = number ?? 0
        if done >= wanted { return Tag(tone: "good", text: "Kept") }
        let words = "\(done.formatted()) of \(wanted.formatted())"
        return isLate
            ? Tag(tone: "stop", text: "Not kept: \(words)") : Tag(tone: done > 0 ? "steady" : "idle", text: words)
    }

    /// What everybody reads of it, and behind it the numbers for those who see young people.
    static func columns(sees: Bool) -> [ListColumn<TeamPledge>] {
        let told: [ListColumn<TeamPledge>] = [
            ListColumn("Team", "team") { .text($0.teamName) },
            ListColumn("Promised", "promised") { .text($0.promiseWords) },
            ListColumn("How it was won", "won") {
                .over(.text($0.wonWords), Below(quiet: $0.words.isEmpty ? nil : $0.words))
            },
            ListColumn("To be kept by", "due") { .day($0.due, absent: "While the pledge runs") },
        ]
        guard sees else { return told }
        func number(_ head: String, _ key: String, _ path: KeyPath<TeamDelivery, Int> & Sendable) -> ListColumn<
            TeamPledge
        > {
            ListColumn(head, key) { $0.delivered.map { .whole($0[keyPath: path]) } ?? .text("") }
        }
        return told + [
            number("Vacancies", "vacancies", \.vacancies), number("Put forward", "put_forward", \.putForward),
            number("Interviewed", "interviewed", \.interviewed), number("Taken on", "taken_on", \.takenOn),
            ListColumn("State", "state") { team, visit in
                let tag = team.state(on: visit.today)
                return .tags([tag].compactMap(\.self), file: tag?.text ?? "")
            },
        ]
    }
}

extension PledgeShow.Teams {
    init(_ all: [TeamPledge], _ it: Pledge, sees: Bool, for visit: Visit) {
        let mayChange = visit.can(.changePledges)
        let hired = all.count { ($0.delivered?.takenOn ?? 0) > 0 }
        heading =
            all.isEmpty
            ? "No team pledges yet"
            : "\(counted(all.count, "team pledge", "team pledges").sentenceCase)"
                + (sees ? ", \(counted(hired)) of a team that has taken somebody on" : "")
        lead =
            all.contains { $0.promise == .interviews }
            ? "A guaranteed interview is for everybody who meets the essential criteria: an interview, not a job, by the same application as everyone else."
            : all.isEmpty
                ? "What teams of the council promise towards it stands here, with how each promise was won." : nil
        var table =
            all.isEmpty
            ? nil
            : Table("Team pledges", of: all, TeamPledge.columns(sees: sees), style: "app-pledge__teams", for: visit)
        if mayChange {
            for (index, team) in all.enumerated() {
                table?.rows[index].link = visit.link(Paths.pledge(it.id) + "/teams/\(team.id)/edit")
                table?.rows[index].before = "Edit "
            }
        }
        self.table = table
        addLink = mayChange ? visit.link(Paths.pledge(it.id) + "/teams/new") : nil
        sheet = Link(label: "All team pledges of the council, by directorate", link: visit.link(Paths.teamPledges))
    }
}
