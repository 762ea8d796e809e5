import Postgres
import Testing

@testable import App

@Suite struct ReviewTests {
    private let kept: Case
    private var bella: Browser { kept.council.bella }
    private var reviews: String { kept.path + "/reviews" }

    init() throws { kept = try Case() }

    private func day(_ name: String, _ day: Day) -> [(String, String)] {
        [("\(name)_day", "\(day.day)"), ("\(name)_month", "\(day.month)"), ("\(name)_year", "\(day.year)")]
    }

    private func record(_ fields: [(String, String)], on held: Day? = nil, version: Int = 0) throws -> Page {
        try bella.post(
            reviews + "/record",
            day("held_on", held ?? kept.today) + [("version", "\(version)"), ("next_steps", "Maths on Tuesdays")]
                + fields)
    }

    @Test func eitherTheirWordsOrWhyThereAreNone() throws {
        let none = try record([])
        #expect(none.status == 422)
        #expect(none.mistakes == ["Enter what the young person said, or say below why there are no words of theirs"])
        let both = try record([("own_words", "One bus"), ("own_words_absent", "Ill")])
        #expect(both.mistakes == ["Leave this empty, since the young person’s own words are there"])
        let one = try record([("own_words_absent", "They were ill and asked for it in writing")])
        #expect(one.status == 303)
        #expect(throws: PostgresError.self) {
            try kept.council.inDatabase { db in
                try db.run("UPDATE reviews SET own_words = 'x' WHERE young_person_id = \(kept.id)")
            }
        }
    }

    @Test func theNextOneIsDueSixMonthsLaterAndSaid() throws {
        let answer = try record([("own_words", "I would like to stay.")])
        let page = try bella.get(answer.location)
        let due = kept.today.adding(months: 6)
        #expect(page.text.contains("The next review is due by \(due.longText), six months after this one."))
        #expect(page.main.contains("The next review is due by \(due.longText), six months after the last one."))
        #expect(page.main.contains("I would like to stay."))
        #expect(try record([("own_words", "Again")]).mistakes.first?.contains("is recorded already") == true)
    }

    @Test func aBookingAfterTheDueDayIsSaid() throws {
        try kept.review(in: -4)
        let day = kept.today.adding(days: 2)
        let page = try bella.postAndFollow(
            reviews, self.day("booked_on", day) + [("booked_time", "1030"), ("attended_by", "Leaving Care Adviser 3")])
        #expect(page.text.contains("That is") && page.text.contains("after it is due, on"))
        #expect(page.main.contains("Booked for \(day.longText), 10:30") && page.main.contains("days late"))
    }

    @Test func recordingTakesTheBookingThatIsThere() throws {
        let booked = self.day("booked_on", kept.today.adding(days: 3))
        #expect(try bella.post(reviews, booked + [("attended_by", "College")]).status == 303)
        let later = self.day("booked_on", kept.today.adding(days: 9))
        #expect(try bella.post(reviews, later + [("attended_by", "College")]).status == 303)
        #expect(
            try kept.count("SELECT count(*) FROM reviews WHERE young_person_id = \(kept.id)") == 1,
            "one booking at a time")
        #expect(try bella.get(reviews + "/record").main.contains("One is booked for"))
        #expect(try record([("own_words", "Fine")], version: 7).status == 409, "the booking changed meanwhile")
        #expect(try record([("own_words", "Fine")], version: 1).status == 303)
        #expect(
            try kept.count("SELECT count(*) FROM reviews WHERE held_on IS NOT NULL AND young_person_id = \(kept.id)")
                == 1)
    }

    @Test func nothingIsBookedInThePastOrRecordedInTheFuture() throws {
        let past = try bella.post(reviews, day("booked_on", kept.today.adding(days: -1)))
        #expect(past.mistakes == ["Enter today or a later day; record a review that was held already instead"])
        let future = try record([("own_words", "x")], on: kept.today.adding(days: 1))
        #expect(future.mistakes == ["Enter today or an earlier day"])
    }

    @Test func aClosedCaseIsNotChanged() throws {
        try kept.council.inDatabase { db in
            _ = try db.run(
                "UPDATE young_people SET closed_on = \(kept.today), closed_reason = 'moved_away' WHERE id = \(kept.id)")
        }
        #expect(try bella.get(reviews).status == 200)
        #expect(try bella.get(reviews + "/new").status == 409)
        let page = try record([("own_words", "x")])
        #expect(page.status == 409 && page.main.contains("was closed on"))
    }
}
