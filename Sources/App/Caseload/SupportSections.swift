import Postgres

/// The support plan and the reviews of a young person, for reading.
enum SupportSections {
    private struct Goal: RowDecodable {
        let words, who, state: String
        let due: Day
        let doneOn: Day?

        init(row: Row) throws(PostgresError) {
            words = try row["words"]
            who = try row["who"]
            state = try row["state"]
            due = try row["due_on"]
            doneOn = try row["done_on"]
        }

        var tag: Tag {
            switch state {
            case "done": Tag(tone: "good", text: "Done" + (doneOn.map { " \($0.longText)" } ?? ""))
            case "under_way": Tag(tone: "steady", text: "Under way")
            case "dropped": Tag(tone: "idle", text: "Dropped")
            default: Tag(tone: "idle", text: "Not started")
            }
        }

        var isOpen: Bool { state == "under_way" || state == "not_started" }
    }

    static let plan: @Sendable (YoungPerson, Visit) throws -> CaseSection = { person, visit in
        let goals: [Goal] = try visit.db.list(
            """
            SELECT g.words, g.who, g.state, g.due_on, g.done_on
              FROM goals g JOIN support_plans s ON s.tenant_id = g.tenant_id AND s.id = g.support_plan_id
             WHERE g.young_person_id = \(person.id) AND s.ended_on IS NULL ORDER BY g.state IN ('done', 'dropped'), g.due_on, g.id
            """)
        let columns: [ListColumn<Goal>] = [
            ListColumn("Goal") { .text($0.words) }, ListColumn("Who does it") { .text($0.who) },
            ListColumn("By when") { $0.isOpen ? .due($0.due, absent: "") : .day($0.due) },
            ListColumn("State") { .tags([$0.tag], file: $0.tag.text) },
        ]
        let kept = goals.filter { $0.state != "dropped" }
        return CaseSection(
            id: "plan", fact: kept.isEmpty ? "none yet" : "\(kept.count { !$0.isOpen }) of \(kept.count) done",
            isLate: goals.contains { $0.isOpen && $0.due < visit.today },
            part: RegisterPart(
                heading: "Support plan",
                table: goals.isEmpty ? nil : Table("Goals of the support plan", of: goals, columns, for: visit),
                nothing: "No support plan is in force.",
                add: visit.caseLink("New support plan", person, "/support-plans/new", .changeSupportPlans),
                all: visit.caseLink("All support plans", person, "/support-plans")))
    }

    private struct Review: RowDecodable {
        let booked, held: Day?
        let ownWords, absent, nextSteps: String

        init(row: Row) throws(PostgresError) {
            booked = try row["booked_on"]
            held = try row["held_on"]
            ownWords = try row["own_words"]
            absent = try row["own_words_absent"]
            nextSteps = try row["next_steps"]
        }

        var day: String { held?.longText ?? "Booked for \(booked?.longText ?? "")" }
    }

    static let reviews: @Sendable (YoungPerson, Visit) throws -> CaseSection = { person, visit in
        let (reviews, due) = try visit.db.all(
            Query<[Review]>.list(
                """
                SELECT w.booked_on, w.held_on, w.own_words, w.own_words_absent, w.next_steps FROM reviews w
                 WHERE w.young_person_id = \(person.id) ORDER BY w.held_on DESC NULLS FIRST, w.id DESC LIMIT 50
                """),
            Query<Day?>.value("SELECT y.next_review_on FROM young_people y WHERE y.id = \(person.id)"))
        let columns: [ListColumn<Review>] = [
            ListColumn("Day") { .text($0.day) },
            ListColumn("How it goes, in their own words") { review, visit in
                guard review.held != nil else { return .text("", absent: "Not held yet") }
                if review.ownWords.isEmpty { return .text("", absent: review.absent) }
                return .text(visit.showsNames ? "“\(review.ownWords)”" : Visit.hiddenName)
            },
            ListColumn("Next steps") { .text($0.nextSteps, absent: "") },
        ]
        let isLate = due.map { $0 < visit.today } ?? false
        return CaseSection(
            id: "reviews", fact: due.map { isLate ? "was due \($0.longText)" : "next by \($0.longText)" } ?? "none due",
            isLate: isLate,
            part: RegisterPart(
                heading: "Reviews", table: reviews.isEmpty ? nil : Table("Reviews", of: reviews, columns, for: visit),
                nothing: "No review was held yet.",
                add: visit.caseLink("Record a review", person, "/reviews/record", .changeReviews),
                all: visit.caseLink("All reviews", person, "/reviews")))
    }
}
