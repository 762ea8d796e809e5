import Fixtures

@testable import PlanReader

extension Seeds {
    static func plan(_ prefix: String) throws -> PlanDraft { try PlanReader.read(bytes(prefix)) }
}
