import Foundation

/// Where the site's files are: the directory with Migrations, Views and Public.
enum Place {
    /// Named by --site or WAYMARK_SITE; else the working directory, else the package the program was built in.
    static func site(_ arguments: Arguments) throws(Stop) -> String {
        if let named = arguments["site"] ?? Console.environment("WAYMARK_SITE") {
            guard isSite(named) else { throw .usage("\(named) does not hold Migrations, Views and Public") }
            return absolute(named)
        }
        var place = (program as NSString).deletingLastPathComponent
        var places = [FileManager.default.currentDirectoryPath]
        while place.count > 1 {
            places.append(place)
            place = (place as NSString).deletingLastPathComponent
        }
        guard let found = places.first(where: isSite) else {
            throw .usage(
                "Migrations, Views and Public are not here: start Waymark beside them, or name their directory with --site DIR"
            )
        }
        return found
    }

    private static func isSite(_ path: String) -> Bool {
        ["Migrations", "Views", "Public"].allSatisfy { name in
            var isDirectory: ObjCBool = false
            return FileManager.default.fileExists(atPath: "\(path)/\(name)", isDirectory: &isDirectory)
                && isDirectory.boolValue
        }
    }

    private static func absolute(_ path: String) -> String { URL(filePath: path).standardizedFileURL.path }

    /// This program's file, as it was named when the process began.
    static let program: String =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? "/proc/self/exe"
}
