import Testing

@testable import App
@testable import PlanReader

extension ExampleCouncil {
    /// A plan's file saved and published to members, followed up from its agreement.
    func published(_ file: PlanFile) throws -> Plan.ID {
        try inDatabase { db in
            let saved = try #require(try PlanSaving.save(file, in: db))
            try #require(try Plan.publish(saved.id, version: 1, from: nil, in: db))
            return saved.id
        }
    }
}
