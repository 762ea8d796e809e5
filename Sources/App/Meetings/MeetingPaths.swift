/// Where the parts of a meeting are.
extension Paths {
    static func item(_ item: MeetingItem.ID, of meeting: Meeting.ID) -> String {
        Self.meeting(meeting) + "/items/\(item)"
    }
    static func question(_ question: MemberQuestion.ID, of meeting: Meeting.ID) -> String {
        Self.meeting(meeting) + "/questions/\(question)"
    }
}
