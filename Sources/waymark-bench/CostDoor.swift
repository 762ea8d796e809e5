import App
import Fixtures
import Foundation
import HTTP

/// The same texts through the front door: sent as forms and files by somebody signed in, and counted over site and database.
struct CostDoor {
    static let name = "front door"
    /// CPU time is told in hundredths of a second: less than this many microseconds says nothing of growth.
    private static let least = 200_000.0

    let largest: Int

    func measure(into table: inout CostTable) throws {
        guard let options = Options(["--quick"]) else { return }
        try Benchmark(options).withSite { site in
            let officer = Requests(port: site.port, cookie: FormKeys.cookie(site.sessions.officer))
            let worst = Hostile.papers.prefix(12) + Hostile.texts.prefix(12)
            for text in worst {
                for target in Target.all {
                    try table.add("\(Self.name), \(target.name)", text.description, least: Self.least) {
                        try [largest / 10, largest / 2, largest].map { bytes in
                            let sample = text.text(bytes)
                            let before = try cpu(site)
                            _ = try officer.status(target.request(officer, site.sessions.officer, sample))
                            return CostPoint(bytes: sample.utf8.count, microseconds: try cpu(site) - before)
                        }
                    }
                }
            }
        }
    }

    private func cpu(_ site: Benchmark.Running) throws -> Double {
        (CPU.seconds(of: site.site) + CPU.secondsOfFamily(of: try Benchmark.postmaster(site.home))) * 1e6
    }

    /// A form that takes long texts.
    private struct Target: Sendable {
        let name: String
        let request: @Sendable (Requests, [UInt8], String) -> [UInt8]

        static let all = [
            Target(name: "a plan") { officer, token, text in
                officer.post("/council-1/plans", [key(token), ("title", text), ("introduction", text)])
            },
            Target(name: "an update") { officer, token, text in
                officer.post(
                    "/council-1/plans/1/recommendations/1/updates",
                    [
                        key(token), ("draft", "1"), ("period_month", "5"), ("period_year", "1990"), ("about", ""),
                        ("evidence", text), ("impact", text),
                    ])
            },
            Target(name: "a document") { officer, token, text in
                // A month of its own for each: a month that has an update keeps no file.
                let month = text.utf8.reduce(text.utf8.count) { ($0 &* 31 &+ Int($1)) & 0xFFFF } % 600
                return officer.upload(
                    "/council-1/plans/1/recommendations/2/updates",
                    [
                        key(token), ("draft", "1"), ("period_month", String(month % 12 + 1)),
                        ("period_year", String(1_990 + month / 12)), ("about", ""),
                        ("evidence", "Six young people are on placements."),
                    ], "files", file: text, named: "a.csv")
            },
            Target(name: "a paper") { officer, token, text in
                officer.upload("/council-1/imports", [key(token)], "file", file: text, named: "a.txt")
            },
            Target(name: "an import") { officer, token, text in
                officer.post("/council-1/imports", [key(token), ("paper", text)])
            },
            Target(name: "a search") { officer, _, text in
                officer.get("/council-1/search?q=" + Percent.encode(String(text.unicodeScalars.prefix(500))))
            },
        ]

        private static func key(_ token: [UInt8]) -> (String, String) { ("form_key", FormKeys.make(token) ?? "") }
    }
}
