import Foundation

/// The figures, as Markdown that can stand in the README.
struct Table {
    private var rows: [[String]] = []

    mutating func add(_ what: String, _ figure: String, _ target: String) {
        FileHandle.standardError.write(Data("\(what): \(figure)\n".utf8))
        rows.append([what, figure, target])
    }

    var text: String {
        let head = ["what", "measured: median (least - most)", "target"]
        let all = [head, ["---", "---", "---"]] + rows
        return all.map { "| " + $0.joined(separator: " | ") + " |" }.joined(separator: "\n")
    }

    /// "412 (398 - 431) a second".
    static func spread(_ values: [Double], _ digits: Int = 0) -> String {
        let sorted = values.sorted()
        guard let least = sorted.first, let most = sorted.last else { return "-" }
        func text(_ value: Double) -> String { String(format: "%.\(digits)f", value) }
        return "\(text(sorted[sorted.count / 2])) (\(text(least)) - \(text(most)))"
    }
}
