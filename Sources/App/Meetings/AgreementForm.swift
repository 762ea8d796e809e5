import Postgres

/// What a meeting decided about an update, and where its minutes say so (001.21, 001.22).
struct AgreementForm {
    /// The meeting that decided: one that is recorded, or a new one.
    enum Place {
        case recorded(Meeting)
        case new(body: String, on: Day)
    }

    let place: Place
    let resolution: Resolution

    init(_ fields: Fields, meetings: [Meeting], asksLeaving: Bool, today: Day) throws(Mistakes) {
        var check = Check(fields)
        let place = Self.place(&check, meetings, today)
        let minute = check.text("minute", 1...60, or: "Enter the number of the minute in up to 60 characters")
        let outcome = MeetingItem.Outcome(rawValue: fields["outcome"])
        var words = ""
        if outcome == .notConfirmed {
            words = check.text(
                "outcome_words", 1...4_000, or: "Enter what members said instead, in up to 4,000 characters")
        } else if outcome != .confirmed {
            check.mistake("outcome", "Choose whether members confirmed it")
        }
        if asksLeaving, outcome == .confirmed, !["yes", "no"].contains(fields["leaves"]) {
            check.mistake("leaves", "Choose whether members agreed to close the recommendation")
        }
        try check.finish()
        guard let place, let outcome else { throw check.mistakes }
        self.place = place
        resolution = Resolution(
            outcome, words: words, minute: minute, leavesMonitoring: asksLeaving && fields["leaves"] == "yes")
    }

    private static func place(_ check: inout Check, _ meetings: [Meeting], _ today: Day) -> Place? {
        let chosen = check.fields["meeting"]
        if let meeting = meetings.first(where: { $0.id.description == chosen }) { return .recorded(meeting) }
        guard chosen == "new" else {
            check.mistake("meeting", "Choose the meeting that decided it")
            return nil
        }
        let body = check.text("met_body", 1...200, or: "Enter the name of the meeting in up to 200 characters")
        let day = check.day("met_on", on: today, or: "Day of the meeting: enter a real date, like 27 3 \(today.year)")
        guard let day else {
            check.mistake("met_on", "Enter the day of the meeting")
            return nil
        }
        if day > today {
            check.mistake("met_on", "Enter today or an earlier day: members can only have decided at a past meeting")
        }
        return .new(body: body, on: day)
    }

    /// Records it with the meeting, which is made where it is new; nil when the update was corrected, agreed or taken back meanwhile.
    func record(about update: Update, of subject: UpdateSubject, by person: Person.ID, in db: Transaction)
        throws(PostgresError) -> Meeting?
    {
        let id: Meeting.ID
        switch place {
        case .recorded(let meeting): id = meeting.id
        case .new(let body, let day): id = try Meeting.named(body, on: day, in: db)
        }
        try Meeting.hold(id, in: db)
        guard let meeting = try db(Meeting.find(id)) else { return nil }
        let words = MeetingItem.words(
            period: update.period, number: subject.recommendation.number, part: subject.part(update.actionID),
            plan: subject.plan.title)
        guard let item = try MeetingItem.add(update.id, saying: words, to: id, in: db) else { return nil }
        let isRecorded = try resolution.record(
            of: item, about: update.id, of: subject.recommendation.id, at: meeting, by: person, in: db)
        return isRecorded ? meeting : nil
    }
}
