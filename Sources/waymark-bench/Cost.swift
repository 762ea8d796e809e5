import App
import Fixtures
import Foundation
import Glibc
import PlanReader
import Values

/// Feeds texts that are made to be dear to everything that reads what comes from outside, and prints what each costs by the
/// byte and how that grows. What grows faster than the text, or costs too much, falls short.
struct Cost {
    static let help = """
        Usage: waymark-bench cost [--only WORDS] [--largest BYTES]

        Rows fall short that grow by more than n^\(mostGrowth) or cost more than \(mostPerByte) microseconds of CPU a byte.
        With --only, the rows whose reader or text holds the words; with --largest, texts of a tenth, half and all of so many
        bytes instead of 100,000.

        """
    /// The exponent of the growth, and microseconds of CPU for one byte.
    static let mostGrowth = 1.2, mostPerByte = 50.0
    /// Less than this many microseconds says nothing of growth, and beyond this many a larger text is not tried.
    private static let least = 20_000.0, most = 20_000_000.0

    let largest: Int
    let only: String?

    /// The exit code of a call: 1 when a row falls short.
    static func call(_ arguments: [String]) -> Int32 {
        var rest = arguments[...], largest = 100_000
        var only: String?
        while let name = rest.popFirst() {
            guard let value = rest.popFirst() else { return usage() }
            switch name {
            case "--only": only = value
            case "--largest":
                guard let bytes = Int(value), bytes >= 10 else { return usage() }
                largest = bytes
            default: return usage()
            }
        }
        do { return try Cost(largest: largest, only: only).run() } catch {
            FileHandle.standardError.write(Data("waymark-bench cost: \(error)\n".utf8))
            return 1
        }
    }

    private static func usage() -> Int32 {
        FileHandle.standardError.write(Data(help.utf8))
        return 2
    }

    private func run() throws -> Int32 {
        var table = CostTable()
        for reader in TextReaders.all {
            for text in Hostile.texts + Hostile.markup {
                measure(reader.name, text, into: &table) { _ = reader.read($0) }
            }
        }
        let today = Day(year: 2026, month: 11, day: 21) ?? .first
        for paper in Hostile.papers + Hostile.texts {
            measure("paper", paper, into: &table) {
                _ = try? ImportedPaper.read(Array($0.utf8), named: "paper.txt", today: today)
            }
        }
        if only.map({ CostDoor.name.contains($0) }) ?? true { try CostDoor(largest: largest).measure(into: &table) }
        print(table.text)
        return table.shortfalls == 0 ? 0 : 1
    }

    private func measure(_ reader: String, _ text: Hostile, into table: inout CostTable, _ read: (String) -> Void) {
        if let only, !reader.contains(only), !text.description.contains(only) { return }
        table.add(reader, text.description, least: Self.least) {
            var points: [CostPoint] = []
            for bytes in [largest / 10, largest / 2, largest] {
                let sample = text.text(bytes)
                let time = Self.time { read(sample) }
                points.append(CostPoint(bytes: sample.utf8.count, microseconds: time))
                if time > Self.most { break }
            }
            return points
        }
    }

    /// Microseconds of this process; the least of three where that takes no time.
    private static func time(_ body: () -> Void) -> Double {
        var best = Double.infinity
        for _ in 0..<3 {
            let start = cpu()
            body()
            best = min(best, cpu() - start)
            if best > 100_000 { break }
        }
        return best
    }

    private static func cpu() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time)
        return Double(time.tv_sec) * 1e6 + Double(time.tv_nsec) / 1e3
    }
}

/// What one text of some size cost.
struct CostPoint {
    let bytes: Int
    let microseconds: Double
    var perByte: Double { microseconds / Double(max(1, bytes)) }
}

/// The rows, the dearest first.
struct CostTable {
    private var rows: [(line: String, perByte: Double, fallsShort: Bool)] = []

    var shortfalls: Int { rows.count { $0.fallsShort } }

    /// `least` microseconds for the largest text before its growth says anything. What seems to grow is measured again, up to five times
    /// in all, and the least of each size counts: whatever else the machine does only adds.
    mutating func add(_ reader: String, _ text: String, least: Double, _ measure: () throws -> [CostPoint]) rethrows {
        var points = try measure()
        for _ in 0..<4 where Self.growth(points, least) ?? 0 > Cost.mostGrowth {
            points = zip(points, try measure()).map { $0.microseconds <= $1.microseconds ? $0 : $1 }
        }
        let perByte = points.map(\.perByte).max() ?? 0, growth = Self.growth(points, least)
        let fallsShort = perByte > Cost.mostPerByte || growth ?? 0 > Cost.mostGrowth
        let costs = points.map { String(format: "%.2f", $0.perByte) }.joined(separator: ", ")
        let power = growth.map { String(format: "n^%.1f", $0) } ?? "-"
        rows.append(
            ("| \(reader) | \(text) | \(costs) | \(power) | \(fallsShort ? "falls short" : "") |", perByte, fallsShort))
    }

    /// The exponent over the upper half: what a text costs whatever its size hides the growth of small ones.
    private static func growth(_ points: [CostPoint], _ least: Double) -> Double? {
        guard points.count > 1, let last = points.last, last.microseconds >= least else { return nil }
        let before = points[points.count - 2]
        return log(last.microseconds / max(1, before.microseconds)) / log(Double(last.bytes) / Double(before.bytes))
    }

    var text: String {
        let head = ["| reader | text | us a byte | grows | |", "| --- | --- | --- | --- | --- |"]
        let sorted = rows.sorted { ($0.fallsShort ? 1 : 0, $0.perByte) > ($1.fallsShort ? 1 : 0, $1.perByte) }
        return (head + sorted.map(\.line) + ["\(rows.count) rows, \(shortfalls) fall short"]).joined(separator: "\n")
    }
}
