import Foundation

/// The councils' real papers, which lie beside the project and are not part of it.
package enum Seeds {
    package static let isHere = folder != nil
    package static let absence = "The papers are not beside the project"

    package static func bytes(_ prefix: String) throws -> [UInt8] {
        guard let folder,
            let name = try FileManager.default.contentsOfDirectory(atPath: folder.path).first(where: {
                $0.hasPrefix(prefix)
            })
        else { throw CocoaError(.fileNoSuchFile) }
        return try Array(Data(contentsOf: folder.appending(path: name)))
    }

    /// One of the small cases beside them.
    package static func `case`(_ name: String) throws -> [UInt8] {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try Array(Data(contentsOf: folder.deletingLastPathComponent().appending(path: "cases/papers/\(name)")))
    }

    private static let folder: URL? = {
        var place = URL(filePath: #filePath)
        while place.path != "/" {
            place.deleteLastPathComponent()
            let folder = place.appending(path: "shared/seeds")
            if FileManager.default.fileExists(atPath: folder.path) { return folder }
        }
        return nil
    }()
}
