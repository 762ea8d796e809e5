import Foundation
import Postgres

/// A whole plan as a file, which “Bring a plan in” and the command line take back: the same plan in another council.
struct WholePlanFile: Codable {
    /// The format that this file is written in.
    let waymarkPlan: Int
    let plan: WholePlan

    private static let format = 1

    /// Recognised again by what is in it, unless the plan came from a paper.
    init(_ plan: WholePlan) throws {
        var plan = plan
        if plan.fingerprint == nil {
            let text = String(decoding: try JSONText.encode(plan), as: UTF8.self)
            plan.fingerprint = Fingerprint.of(text.split(separator: "\n"))
        }
        (waymarkPlan, self.plan) = (Self.format, plan)
    }

    /// Nil when it is something else than a plan that Waymark wrote.
    static func read(_ bytes: [UInt8]) throws(SourceText.Failure) -> WholePlan? {
        let body = bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
        guard body.first(where: { ![9, 10, 13, 32].contains($0) }) == UInt8(ascii: "{"),
            String(decoding: body, as: UTF8.self).contains("\"waymarkPlan\"")
        else { return nil }
        guard let file = try? JSONDecoder().decode(WholePlanFile.self, from: Data(body)), file.waymarkPlan == format
        else {
            throw .damagedFile
        }
        return file.plan.withoutAuthors
    }
}

extension WholePlan {
    /// Accounts are a council's own: no file says who here wrote something.
    fileprivate var withoutAuthors: WholePlan {
        var plan = self
        for (place, recommendation) in recommendations.enumerated() {
            for index in recommendation.updates.indices { plan.recommendations[place].updates[index].author = nil }
        }
        return plan
    }
}
