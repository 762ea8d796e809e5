import Formats
import Foundation

extension PlanFile {
    /// As it stands in a file that an import takes: the same plan in another council.
    private struct File: Codable {
        /// The format that the file is written in.
        let waymarkPlan: Int
        let plan: PlanFile
    }

    private static let format = 1

    /// Recognised again by what is in it, unless the plan came from a paper.
    package func json() throws -> [UInt8] {
        var plan = self
        if plan.fingerprint == nil {
            let text = String(decoding: try JSONText.encode(plan), as: UTF8.self)
            plan.fingerprint = Fingerprint.of(text.split(separator: "\n"))
        }
        return try JSONText.encode(File(waymarkPlan: Self.format, plan: plan))
    }

    /// Nil when it is something else than a plan that Waymark wrote.
    package static func read(_ bytes: [UInt8]) throws(SourceText.Failure) -> PlanFile? {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard body.first(where: { ![9, 10, 13, 32].contains($0) }) == UInt8(ascii: "{"),
            String(decoding: body, as: UTF8.self).contains("\"waymarkPlan\"")
        else { return nil }
        guard let file = try? JSONDecoder().decode(File.self, from: Data(body)), file.waymarkPlan == format,
            (1...PlanLimit.fingerprint.most).contains((file.plan.fingerprint ?? "").unicodeScalars.count)
        else { throw .damagedFile }
        var plan = file.plan
        plan.forgetReview()
        return plan
    }
}
