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

    private static let folder = besideTheProject("shared/seeds")
}

/// Small papers in the shapes of real ones, with what must come of each.
package enum Cases {
    package static let folder = besideTheProject("shared/cases/papers")
    package static let isHere = folder != nil
    package static let absence = "The cases are not beside the project"

    package static func bytes(_ name: String) throws -> [UInt8] {
        guard let folder else { throw CocoaError(.fileNoSuchFile) }
        return try Array(Data(contentsOf: folder.appending(path: name)))
    }
}

private func besideTheProject(_ name: String) -> URL? {
    var place = URL(filePath: #filePath)
    while place.path != "/" {
        place.deleteLastPathComponent()
        let folder = place.appending(path: name)
        if FileManager.default.fileExists(atPath: folder.path) { return folder }
    }
    return nil
}
