import HTTP

/// History in one update.
enum UpdateHistory {
    static let routes: [Route] = [
        .get("/plans/:plan/recommendations/:recommendation/updates/:update/history", .seeHistory, show)
    ]

    private static func show(_ visit: Visit) throws -> Response {
        let subject = try UpdateSubject.find(visit)
        let update = try subject.update(visit)
        let path = subject.path(of: update.id)
        return try HistoryPage.answer(
            visit, HistorySubject(table: "updates", id: update.id.value), of: "Update for \(update.period.monthText)",
            in: "\(subject.name) – \(subject.plan.title)", at: path + "/history", back: path)
    }
}
