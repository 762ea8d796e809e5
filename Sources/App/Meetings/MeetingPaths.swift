/// Where the pages of meetings are.
extension Paths {
    static let meetings = "/meetings"

    static func meeting(_ meeting: Meeting.ID) -> String { "/meetings/\(meeting)" }
    static func item(_ item: MeetingItem.ID, of meeting: Meeting.ID) -> String {
        Self.meeting(meeting) + "/items/\(item)"
    }
    static func question(_ question: MemberQuestion.ID, of meeting: Meeting.ID) -> String {
        Self.meeting(meeting) + "/questions/\(question)"
    }
}
