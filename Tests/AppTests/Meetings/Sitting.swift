import Postgres

@testable import App

/// A committee that made a plan, and a meeting of it: three days ago unless said otherwise.
struct Sitting {
    let review: ReviewOfCareLeavers
    let meeting: Meeting.ID
    let day: Day

    static let body = "Children and Young People Select Committee"

    init(days: Int = -3) throws {
        let review = try ReviewOfCareLeavers()
        let day = review.today.adding(days: days)
        self.review = review
        self.day = day
        meeting = try review.council.inDatabase { try Meeting.named(Self.body, on: day, in: $0) }
    }

    var olive: Browser { review.council.olive }
    var path: String { Paths.meeting(meeting) }

    /// An update that was submitted and is on the agenda; its address, and its item's number.
    func update(_ tone: Tone = .onTrack) throws -> (path: String, item: String) {
        let update = try olive.post(review.path, review.form(tone)).location
        let number = update.split(separator: "/").last.map(String.init) ?? ""
        _ = try olive.post(path + "/due", [("updates", "update-\(number)")])
        let item: Int64? = try review.value("SELECT max(id) FROM meeting_items")
        return (update, item.map { "\($0)" } ?? "")
    }

    /// The form of outcomes as it opens, with one outcome chosen.
    func outcome(_ item: String, _ outcome: String, minute: String = "CYP/7", words: String = "", leaves: Bool = false)
        throws -> [(String, String)]
    {
        let form = try olive.get(path + "/outcomes")
        return [
            ("version", form.value(of: "version")), ("item_\(item)_outcome", outcome),
            ("item_\(item)_minute", minute), ("item_\(item)_words", words),
        ] + (leaves ? [("item_\(item)_leaves", "1")] : [])
    }

    func record(_ item: String, _ outcome: String, minute: String = "CYP/7", words: String = "", leaves: Bool = false)
        throws -> Page
    {
        try olive.postAndFollow(
            path + "/outcomes", self.outcome(item, outcome, minute: minute, words: words, leaves: leaves))
    }
}
