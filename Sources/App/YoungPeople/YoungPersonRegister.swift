import Postgres

extension YoungPerson {
    static let register = Register<YoungPerson>(
        Paths.youngPeople, see: .seeYoungPeople, change: .changeYoungPeople, title: "Young people",
        empty: EmptyState(
            heading: "No young people yet", text: "Add a young person when they are referred for work, or before.")
    ) {
        $0.lead = "For whom the council brokers work, and what is next for each."
        $0.waiting = { visit in
            visit.showsNames
                ? nil : "Names are hidden in this browser: here, on every page, and in the files of this list."
        }
        $0.columns = listColumns
        $0.filters = caseFilters
        $0.rowDetail = { person in
            let words = [person.standing.isRestricted ? "restricted" : nil, person.isClosed ? "closed" : nil]
            let said = words.compactMap(\.self).joined(separator: ", ")
            return said.isEmpty ? nil : said
        }
        $0.imports = RowSource.Limit(rows: 100_000, bytes: 32 << 20)
        $0.page = .own
        $0.isWatched = true
        $0.naming = "x.reference"
        $0.search = FoundWords("''", rank: 20)
        $0.removal = nil
        $0.isWatched = true
        $0.auditGroup = "Young people"
        $0.parts = [("cohorts", "young_person_id")]
        $0.historyOf = (.changeYoungPeople, { HistorySubject("a.young_person_id = \($0.id)") })
        $0.settleAudit = { table in
            table.said = ["reference"]
            table.links = ["merged_into": "young_people"]
            table.columns += [
                AuditedColumn("is_restricted", "Restricted") { ["true": "Yes", "false": "No"][$0] },
                AuditedColumn("restricted_until", "Restriction looked at again by") {
                    Day(iso: $0.prefix(10))?.longText
                },
                AuditedColumn("closed_on", "Closed"),
                AuditedColumn("closed_reason", "Why it was closed", ClosingReason.self),
                AuditedColumn("merged_into", "Merged into", references: "young_people"),
                AuditedColumn("processing_ended_on", "Kept and no longer worked with since"),
            ]
        }
    }

    /// The list, and its files with what tells who somebody is.
    private static let listColumns: [ListColumn<YoungPerson>] = [
        ListColumn("Reference", "reference", sort: "x.reference_key") { .text($0.reference) },
        ListColumn("Called", "called", sort: SQL.byName("coalesce(nullif(x.preferred_name, ''), x.name)")) {
            person, visit in
            .text(visit.showsNames ? person.called(for: visit) : Visit.hiddenName)
        },
        ListColumn("Name", "name", isListed: false) { person, visit in
            .text(visit.showsNames ? person.fullName : Visit.hiddenName)
        },
        ListColumn("Date of birth", "born", isListed: false) { person, visit in
            visit.showsNames ? .day(person.born) : .text(Visit.hiddenName)
        },
        ListColumn("Age", "age", sort: "-(x.born_on - DATE '1900-01-01')") { person, visit in
            .whole(person.age(on: visit.today))
        },
        ListColumn("Stage", "stage", sort: "g.position") { .text($0.standing.stage ?? "", absent: "Not yet referred") },
        ListColumn("Since", "since", sort: "x.stage_since") { .day($0.standing.stageSince, absent: "") },
        ListColumn("Worker", "worker", sort: .byName("w.name")) { .text($0.workerName ?? "", absent: "Nobody yet") },
        ListColumn("Next due", "next_due", sort: YoungPerson.nextDue) { person in
            .over(
                .due(person.standing.nextDue, absent: person.isClosed ? "Closed" : "Nothing planned"),
                Below(quiet: person.standing.nextStep?.label))
        },
        ListColumn("Next step", "next_step", isListed: false) { .text($0.standing.nextStep?.label ?? "") },
        ListColumn("Attempt", "attempt", isListed: false) { .whole($0.standing.attempt) },
        ListColumn("Restricted", "restricted", isListed: false) { .truth($0.standing.isRestricted) },
        ListColumn("Closed", "closed", isListed: false) { .day($0.standing.closedOn) },
    ]

    /// Open cases unless others are asked for.
    private static let caseFilters: @Sendable (Visit) throws -> [ListFilter] = { visit in
        let (stages, workers) = try visit.db.all(
            Query<[NamedChoice]>.list(
                "SELECT s.id, s.words AS name FROM stages s ORDER BY s.is_retired, s.position, s.id"),
            Query<[NamedChoice]>.list(
                """
                SELECT p.id, p.name FROM people p WHERE p.id IN (SELECT y.worker_id FROM young_people y)
                 ORDER BY \(SQL.byName("p.name")), p.id
                """))
        return [
            ListFilter(
                name: "cases", label: "Cases", any: "Open cases",
                options: [("closed", "Closed cases"), ("all", "Open and closed cases")], usual: "x.closed_on IS NULL",
                condition: { $0 == "closed" ? "x.closed_on IS NOT NULL" : "true" }),
            ListFilter(
                name: "worker", label: "Worker", any: "Everybody’s",
                options: [("mine", "Mine"), ("none", "Nobody’s yet")] + workers.map(\.option),
                condition: { value in
                    switch value {
                    case "mine": "x.worker_id = (SELECT app.person())"
                    case "none": "x.worker_id IS NULL"
                    default: "x.worker_id::text = \(value)"
                    }
                }),
            ListFilter(
                name: "stage", label: "Stage", any: "All stages",
                options: stages.map(\.option) + [("none", "Not yet referred")],
                condition: { $0 == "none" ? "x.stage_id IS NULL" : "x.stage_id::text = \($0)" }),
            ListFilter(
                name: "cohort", label: "Group", any: "All groups", options: Cohort.Kind.options,
                condition: { value in
                    """
                    EXISTS (SELECT FROM cohorts c WHERE c.tenant_id = x.tenant_id AND c.young_person_id = x.id
                               AND c.cohort = \(value) AND (c.ended_on IS NULL OR c.ended_on > app.today()))
                    """
                }),
            ListFilter(
                name: "restricted", label: "Restricted", any: "All",
                options: [("yes", "Restricted cases"), ("no", "Others")],
                condition: { $0 == "yes" ? "x.is_restricted" : "NOT x.is_restricted" }),
        ]
    }
}
