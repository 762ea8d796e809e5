import App
import Foundation
import Postgres

/// A caseload out of a file, through the front door: sent, checked, confirmed, and sent out again.
struct CaseloadImport {
    let rows: Int

    /// `waymark-bench caseload [ROWS]`
    static func call(_ arguments: [String]) -> Int32 {
        guard let options = Options(["--quick"]), let rows = Int(arguments.first ?? "100000") else {
            print(Options.help)
            return 2
        }
        do {
            try Benchmark(options).withSite { site in
                var table = Table()
                try CaseloadImport(rows: rows).measure(site, into: &table)
                print(table.text)
            }
            return 0
        } catch {
            FileHandle.standardError.write(Data("waymark-bench: \(error)\n".utf8))
            return 1
        }
    }

    private func measure(_ site: Benchmark.Running, into table: inout Table) throws {
        let broker = Requests(port: site.port, cookie: FormKeys.cookie(site.sessions.broker))
        let key = ("form_key", FormKeys.make(site.sessions.broker) ?? "")
        let path = "/council-1/young-people/import", file = text
        var page = ""
        try step("\(rows) young people checked", site, into: &table, "reported") {
            page = try broker.whole(broker.upload(path, [key], "file", file: file, named: "cases.csv"))
        }
        guard let number = page.firstMatch(of: /name="import" value="([0-9]+)"/)?.output.1,
            page.contains("name=\"confirmed\"")
        else { throw Problem("the file was not read: \(page.prefix(12))") }
        try step("\(rows) young people imported", site, into: &table, "<= 30 s") {
            let answer = try broker.whole(
                broker.post(
                    path,
                    [
                        ("form_key", FormKeys.make(site.sessions.broker) ?? ""), ("import", String(number)),
                        ("confirmed", "1"),
                    ]))
            guard answer.hasPrefix("HTTP/1.1 303") else { throw Problem("not imported: \(answer.suffix(2_000))") }
        }
        try step("\(rows) young people taken away as CSV", site, into: &table, "reported") {
            let answer = try broker.whole(broker.get("/council-1/young-people.csv"))
            guard answer.count(where: { $0.isNewline }) >= rows else {
                throw Problem("not taken away: \(answer.prefix(12))")
            }
        }
        table.add("memory of a site process afterwards", CPU.memory(of: site.site), "reported")
    }

    /// How long it took, and what of it the site and PostgreSQL worked.
    private func step(
        _ what: String, _ site: Benchmark.Running, into table: inout Table, _ target: String, _ body: () throws -> Void
    ) throws {
        let postmaster = try Benchmark.postmaster(site.home), start = Load.now()
        let before = (CPU.seconds(of: site.site), CPU.secondsOfFamily(of: postmaster))
        try body()
        let seconds = Double(Load.now() - start) / 1e6
        let own = CPU.seconds(of: site.site) - before.0, database = CPU.secondsOfFamily(of: postmaster) - before.1
        table.add(
            what, String(format: "%.1f s, CPU of the site %.1f s, of PostgreSQL %.1f s", seconds, own, database), target
        )
    }

    /// Each with a group since a day, a worker, and what a council knows of everybody.
    private var text: String {
        let groups = ["Care leaver, former relevant", "SEND with an EHC plan", "NEET", "Looked after"]
        var text =
            "Reference,Name,Preferred name,Date of birth,Worker,Telephone,E-mail address,Group 1,Group 1 since,Strengths,Consent to share with employers,Day of the answer\r\n"
        for row in 0..<rows {
            text += "YP-\(row),Jo Person \(row),Jo,200\(row % 9)-0\(1 + row % 9)-1\(row % 10),broker@council-1.example,"
            text += "07700 900\(100 + row % 900),jo\(row)@example.org,\"\(groups[row % 4])\",2025-0\(1 + row % 9)-14,"
            text += "\"On time, and good with people.\",Given,2026-0\(1 + row % 9)-01\r\n"
        }
        return text
    }
}
