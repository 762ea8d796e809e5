import Foundation
import Testing

@testable import Mustache

/// The Mustache specification's own suites, where they lie beside the package.
struct SpecificationTests {
    struct Suite: Decodable {
        let tests: [Example]
    }

    struct Example: Decodable, CustomTestStringConvertible, Sendable {
        let name: String
        let desc: String
        let data: JSON
        let template: String
        let partials: [String: String]?
        let expected: String

        var testDescription: String { "\(name): \(desc)" }
    }

    static let directory = URL(filePath: #filePath)
        .appending(path: "../../../../shared/data/mustache-spec").standardized

    static let names = [
        "comments", "delimiters", "interpolation", "inverted", "partials", "sections", "~dynamic-names", "~inheritance",
    ]

    static let areHere = FileManager.default.fileExists(atPath: directory.path)

    @Test(.enabled(if: areHere, "Put the specification's suites in ../shared/data/mustache-spec"), arguments: names)
    func everyExampleOfTheSuiteHolds(_ name: String) throws {
        let data = try Data(contentsOf: Self.directory.appending(path: "\(name).json"))
        let suite = try JSONDecoder().decode(Suite.self, from: data)
        #expect(!suite.tests.isEmpty)
        for example in suite.tests {
            let result = render(example.template, example.data, partials: example.partials ?? [:])
            #expect(result == example.expected, "\(name): \(example.name)")
        }
    }
}
