import Foundation

/// The lists of the published returns, which lie beside the project and are not part of it.
package enum Standards {
    package static let isHere = folder != nil
    package static let absence = "The published lists are not beside the project"

    /// The text of one of them: "ssda903/oc3_validation_rules.csv".
    package static func text(_ path: String) throws -> String {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try String(contentsOf: folder.appending(path: path), encoding: .utf8)
    }

    /// The first cell of every row but the head.
    package static func firstCells(_ path: String) throws -> [String] {
        try text(path).split(whereSeparator: \.isNewline).dropFirst().map { line in
            let cell = line.hasPrefix("\"") ? line.dropFirst().prefix { $0 != "\"" } : line.prefix { $0 != "," }
            return String(cell)
        }
    }

    private static let folder: URL? = {
        var place = URL(filePath: #filePath)
        while place.path != "/" {
            place.deleteLastPathComponent()
            let folder = place.appending(path: "shared/standards")
            if FileManager.default.fileExists(atPath: folder.path) { return folder }
        }
        return nil
    }()
}
