import Postgres

/// A review of how it goes for a young person, booked or held, at most six months after the one before (003.18).
struct Review: Record {
    var id = ID<Review>(0), version = 0
    var youngPerson = ID<YoungPerson>(0)
    var bookedOn: Day?, bookedTime = ""
    var attendedBy = ""
    var heldOn: Day?
    /// The young person's, or why there are none.
    var ownWords = "", ownWordsAbsent = ""
    var howItGoes = "", nextSteps = ""
    /// By when the next one is due, as the form was read.
    var dueOn: Day?

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        youngPerson = try row["young_person_id"]
        bookedOn = try row["booked_on"]
        bookedTime = String((try row["booked_time"] as String?)?.prefix(5) ?? "")
        attendedBy = try row["attended_by"]
        heldOn = try row["held_on"]
        ownWords = try row["own_words"]
        ownWordsAbsent = try row["own_words_absent"]
        howItGoes = try row["how_it_goes"]
        nextSteps = try row["next_steps"]
    }

    /// "26 November 2026, 10:30"
    var bookedText: String? {
        bookedOn.map { $0.longText + (bookedTime.isEmpty ? "" : ", " + bookedTime) }
    }

    var name: String {
        heldOn.map { "Review of \($0.longText)" } ?? "Review booked for \(bookedOn?.longText ?? "")"
    }
    var mention: String { "this review" }

    static let table: StaticString = "reviews"
    static let words = RecordWords(one: "review", many: "reviews")
    static let order: SQL = "x.held_on IS NOT NULL, x.held_on DESC, x.id DESC"
    static let select: SQL = """
        SELECT x.id, x.version, x.young_person_id, x.booked_on, x.booked_time::text AS booked_time, x.attended_by, x.held_on, x.own_words,
               x.own_words_absent, x.how_it_goes, x.next_steps FROM reviews AS x
        """

    /// A booking asks when and with whom; a review that was held, what was said.
    static let fields: [Field<Review>] = [
        .day(\.bookedOn, "booked_on", "booked_on", "Day").unlisted().neededAtTimes().asked { !isHeld($0) },
        .time(\.bookedTime, "booked_time", "booked_time", "Time").unlisted().asked { !isHeld($0) },
        .day(\.heldOn, "held_on", "held_on", "Held on").unlisted().neededAtTimes().asked(when: isHeld),
        .text(
            \.attendedBy, "attended_by", "attended_by", "With whom", 0...300,
            hint: "Posts and agencies, such as the personal adviser and the training provider."),
        .area(
            \.ownWords, "own_words", "own_words", "In their own words", 0...2_000,
            hint: "What the young person said about how it goes, as they said it.", rows: 4
        ).neededAtTimes().asked(when: isHeld),
        .text(
            \.ownWordsAbsent, "own_words_absent", "own_words_absent", "Why there are no words of theirs", 0...300,
            hint: "Only where they were not there or did not want to say anything."
        ).unlisted().neededAtTimes().asked(when: isHeld),
        .area(\.howItGoes, "how_it_goes", "how_it_goes", "How it goes", 0...2_000, rows: 4).unlisted()
            .asked(when: isHeld),
        .area(
            \.nextSteps, "next_steps", "next_steps", "Next steps", 0...2_000,
            hint: "What is done next, and who does it.",
            rows: 4
        ).neededAtTimes().asked(when: isHeld),
    ]

    private static func isHeld(_ context: FormContext<Review>) -> Bool { context.existing?.heldOn != nil }

    static func choices(_ visit: Visit, at home: Home, for review: Review?) throws -> CaseHead {
        try CaseHead.of(visit)
    }

    static func check(_ review: inout Review, _ check: inout Check, _ context: FormContext<Review>) {
        review.dueOn = context.choices.reviewDue
        if isHeld(context) { review.checkHeld(&check, context.today) } else { review.checkBooked(&check, context) }
    }

    private func checkBooked(_ check: inout Check, _ context: FormContext<Review>) {
        guard let day = bookedOn else {
            if check.mistakes["booked_on"] == nil { check.mistake("booked_on", "Enter the day of the review") }
            return
        }
        if day < context.today, day != context.existing?.bookedOn {
            check.mistake("booked_on", "Enter today or a later day; record a review that was held already instead")
        }
    }

    private func checkHeld(_ check: inout Check, _ today: Day) {
        if heldOn == nil, check.mistakes["held_on"] == nil { check.mistake("held_on", "Enter the day of the review") }
        if let day = heldOn, day > today { check.mistake("held_on", "Enter today or an earlier day") }
        switch (ownWords.isEmpty, ownWordsAbsent.isEmpty) {
        case (true, true):
            check.mistake(
                "own_words", "Enter what the young person said, or say below why there are no words of theirs")
        case (false, false):
            check.mistake("own_words_absent", "Leave this empty, since the young person’s own words are there")
        default: break
        }
        if nextSteps.isEmpty { check.mistake("next_steps", "Enter the next steps") }
    }
}
