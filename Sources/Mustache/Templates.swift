import Synchronization

/// Every template, compiled against the view that it shows. Used from any number of threads at once.
public struct Templates: Sendable {
    /// A view's type as the compiler knows it.
    struct Entry: Sendable {
        let type: String
        let template: String
        let shape: Shape
    }

    /// A view's template, ready to run.
    struct Page: Sendable {
        var program: Program
        let layout: Layout
    }

    private let frame: ObjectIdentifier
    private let pages: [ObjectIdentifier: Page]
    private let scratch = Scratch()
    private let reloading: Reloading?

    /// Compiles the template of each view, and throws all mistakes in all of them at once. A section over a `String`
    /// or an `Int` is shown where the value is neither empty nor zero; over an optional one, where it is there at all.
    public init<Frame: Codable>(
        directory: String, frame: Frame.Type, views: [any View.Type], reloads: Bool
    ) throws(TemplateError) {
        let files = TemplateFiles(directory: directory)
        var checking = Checking(frame: frame, views: views, files: files)
        pages = try checking.pages()
        self.frame = ObjectIdentifier(frame)
        reloading = reloads ? Reloading(files: files, frame: checking.frame, entries: checking.entries) : nil
    }

    /// The page's bytes. The view's values hide the frame's of the same name.
    public func render<V: View, F: Codable>(_ view: V, in frame: F) throws -> [UInt8] {
        let id = ObjectIdentifier(V.self)
        guard let page = try reloading?.page(id) ?? pages[id], ObjectIdentifier(F.self) == self.frame else {
            throw TemplateError([
                .init(
                    file: Library.file(V.template), line: 1,
                    sentence: "\(V.self) in \(F.self) was not compiled: add it to the list of views")
            ])
        }
        let writer = Writer(layout: page.layout, values: scratch.take())
        try writer.write(frame, root: 0)
        try writer.write(view, root: 1)
        let values = writer.finish()
        let output = Renderer.render(page.program, values, roots: 2, capacity: scratch.capacity)
        scratch.give(values, length: output.count)
        return output
    }
}

/// Buffers that pages are rendered with, kept for the next page.
final class Scratch: Sendable {
    private static let most = 64

    private let kept = Mutex<[Values]>([])
    private let longest = Atomic<Int>(4_096)

    /// Enough for the longest page so far.
    var capacity: Int { longest.load(ordering: .relaxed) }

    func take() -> Values {
        kept.withLock { $0.popLast() } ?? Values()
    }

    func give(_ values: consuming Values, length: Int) {
        if length > capacity { longest.store(min(length + length / 8, 1 << 18), ordering: .relaxed) }
        values.empty()
        let emptied = values
        kept.withLock { if $0.count < Self.most { $0.append(emptied) } }
    }
}
