import Foundation

@testable import Mustache

/// What every page of these tests can show.
struct Frame {
    var council = "Ashdown"
    var visitor: String? = "Olive"
    var unusedByAll = ""
}

/// A directory of templates that lasts as long as the test.
final class Example: Sendable {
    let directory: URL

    init(_ files: [String: String]) throws {
        directory = FileManager.default.temporaryDirectory.appending(path: "mustache-\(UUID())")
        for (name, text) in files { try write(text, to: name) }
    }

    deinit {
        try? FileManager.default.removeItem(at: directory)
    }

    func write(_ text: String, to name: String) throws {
        let file = directory.appending(path: "\(name).mustache")
        try FileManager.default.createDirectory(
            at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: file)
    }

    func templates(_ views: any View.Type..., reloads: Bool = false) throws(TemplateError) -> Templates {
        try Templates(directory: directory.path, frame: Frame.self, views: views, reloads: reloads)
    }
}

/// The text of one view shown by one template.
func show<V: View>(_ view: V, _ template: String, partials: [String: String] = [:]) throws -> String {
    let example = try Example(partials.merging([V.template: template]) { _, page in page })
    return String(decoding: try example.templates(V.self).render(view, in: Frame()), as: UTF8.self)
}

/// The mistakes in one view's template.
func mistakes(_ view: any View.Type, _ template: String, partials: [String: String] = [:]) throws -> [String] {
    let example = try Example(partials.merging([view.template: template]) { _, page in page })
    do {
        _ = try example.templates(view)
        return []
    } catch {
        return error.mistakes.map(\.description)
    }
}
