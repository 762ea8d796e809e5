import App

extension Table {
    /// How much longer pages take once there are all councils than with the first few.
    mutating func addGrowth(
        _ bench: Measurement, _ sessions: Filling.Sessions, from few: Int, _ grow: () throws -> Void
    ) throws {
        let officer = Requests(port: bench.port, cookie: FormKeys.cookie(sessions.officer))
        let pages = ["plan page": "/council-1/plans/1", "due list": "/council-1/due"].sorted { $0.key < $1.key }
        let before = try pages.map { try Self.median(bench, officer.get($0.value)) }
        try grow()
        for (page, before) in zip(pages, before) {
            let after = try Self.median(bench, officer.get(page.value))
            let ratio = after / max(0.001, before)
            let rounded = (ratio * 100).rounded() / 100
            add("\(page.key), \(bench.options.councils) councils : \(few)", "\(rounded) x as long", "<= 1.2")
        }
    }

    /// The middle of the rounds' median times, in milliseconds, once warm.
    private static func median(_ bench: Measurement, _ request: [UInt8]) throws -> Double {
        _ = try bench.load(request)
        let times = try (0..<bench.options.rounds).map { _ in try bench.load(request).percentile(0.5) }.sorted()
        return times[times.count / 2]
    }
}
