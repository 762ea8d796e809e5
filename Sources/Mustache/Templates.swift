import Synchronization

/// Every template, compiled against the view that it shows. Used from any number of threads at once.
public struct Templates: Sendable {
    /// A view's type as the compiler knows it.
    struct Entry: Sendable {
        let type: String
        let template: String
        let shape: Shape
    }

    private let frame: ObjectIdentifier
    private let pages: [ObjectIdentifier: Program]
    private let length = LongestPage()
    private let reloading: Reloading?

    /// Compiles the template of each view, and throws all mistakes in all of them at once. A section over a `String`
    /// or an `Int` is shown where the value is neither empty nor zero; over an optional one, where it is there at all.
    public init<Frame>(
        directory: String, frame: Frame.Type, views: [any View.Type], reloads: Bool
    ) throws(TemplateError) {
        let files = TemplateFiles(directory: directory)
        var checking = Checking(frame: frame, views: views, files: files)
        pages = try checking.pages()
        self.frame = ObjectIdentifier(frame)
        reloading = reloads ? Reloading(files: files, frame: checking.frame, entries: checking.entries) : nil
    }

    /// The page's bytes. The view's values hide the frame's of the same name.
    public func render<V: View, F>(_ view: V, in frame: F) throws -> [UInt8] {
        let id = ObjectIdentifier(V.self)
        guard let program = try reloading?.page(id) ?? pages[id], ObjectIdentifier(F.self) == self.frame else {
            throw TemplateError([
                .init(
                    file: Library.file(V.template), line: 1,
                    sentence: "\(V.self) in \(F.self) was not compiled: add it to the list of views")
            ])
        }
        let output = try withUnsafePointer(to: frame) { frame in
            try withUnsafePointer(to: view) { view in
                try Renderer.render(
                    program, [UnsafeRawPointer(frame), UnsafeRawPointer(view)], capacity: length.capacity)
            }
        }
        length.saw(output.count)
        return output
    }
}

/// How long the longest page was so far, so that the next has enough room at once.
private final class LongestPage: Sendable {
    private let longest = Atomic<Int>(4_096)

    var capacity: Int { longest.load(ordering: .relaxed) }

    func saw(_ length: Int) {
        if length > capacity { longest.store(min(length + length / 8, 1 << 18), ordering: .relaxed) }
    }
}
