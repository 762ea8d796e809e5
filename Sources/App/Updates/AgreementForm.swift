/// Which meeting confirmed an update, and where its minutes say so (001.21, 001.22).
struct AgreementForm {
    let meeting: String
    let on: Day
    let minute: String
    /// Members agreed that the recommendation leaves monitoring.
    let leavesMonitoring: Bool

    init(_ fields: Fields, asksLeaving: Bool, today: Day) throws(Mistakes) {
        var check = Check(fields)
        if fields["confirmed"] != "1" {
            check.mistake(
                "confirmed", "Tick that members confirmed the assessment; if they did not, record a correction instead")
        }
        meeting = check.text("meeting", 1...200, or: "Enter the name of the meeting in up to 200 characters")
        let day = check.day("met_on", or: "Enter the real day of the meeting, like 27 3 \(today.year)")
        if day == nil { check.mistake("met_on", "Enter the day of the meeting") }
        if let day, day > today {
            check.mistake(
                "met_on", "Enter today or an earlier day: members can only have confirmed it at a past meeting")
        }
        on = day ?? today
        minute = check.text("minute", 1...60, or: "Enter the number of the minute in up to 60 characters")
        leavesMonitoring = asksLeaving && fields["leaves"] == "yes"
        if asksLeaving, !["yes", "no"].contains(fields["leaves"]) {
            check.mistake("leaves", "Choose whether members agreed that the recommendation leaves monitoring")
        }
        try check.finish()
    }
}
