import Testing

@testable import PlanReader

/// What begins like an achievement or an answer and says something else is not taken for one.
@Suite struct TakenBackTests {
    @Test(arguments: [
        "Complete: 50%", "Completed (80%)", "3 completed, 2 outstanding", "Completed by March 2027",
        "Implemented once funding is agreed", "Met with the supplier", "Complete: No", "Not (fully) achieved",
        "(40%) complete",
    ]) func itIsNotAchieved(_ text: String) {
        #expect(StatusReader.read(text).status.tone != .achieved, "\(text)")
    }

    @Test(arguments: ["Complete", "Completed March 2026", "Achieved.", "Report back to Panel. Completed"])
    func whatIsAchievedStaysSo(_ text: String) {
        #expect(StatusReader.read(text).status.tone == .achieved, "\(text)")
    }

    @Test func whatIsToBeCompletedByADayIsDueThen() {
        for text in ["Complete by March 2027", "Delivered by March 2027", "Done by March 2027"] {
            #expect(!DueReader.isDone(text), "\(text)")
            #expect(DueReader.day([text])?.text == "March 2027", "\(text)")
        }
        #expect(DueReader.isDone("Completed March 2026"))
        #expect(DueReader.day(["Phase 1 by March 2026 and phase 2 by March 2027"]) == nil)
    }

    @Test func aFormThatNobodyFilledInIsNoAnswer() {
        for text in ["Accept / Partially accept / Reject", "Support from the NHS is needed before this can be agreed"] {
            #expect(ResponseReader.read(text)?.response != .accepted, "\(text)")
        }
        #expect(ResponseReader.read("Agreed not to accept")?.response == .notAccepted)
        #expect(ResponseReader.read("Support the recommendation")?.response == .accepted)
    }
}
