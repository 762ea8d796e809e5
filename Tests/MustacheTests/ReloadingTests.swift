import Mustache
import Testing

struct ReloadingTests {
    struct Page: View {
        static let template = "page"
        var name = "Olive"
    }

    private func text(_ templates: Templates) throws -> String {
        String(decoding: try templates.render(Page(), in: Frame()), as: UTF8.self)
    }

    @Test func aChangedFileIsReadAgain() throws {
        let example = try Example(["page": "{{>part}}", "part": "Hello {{name}}"])
        let templates = try example.templates(Page.self, reloads: true)
        #expect(try text(templates) == "Hello Olive")
        try example.write("Good morning {{name}}", to: "part")
        #expect(try text(templates) == "Good morning Olive")
    }

    @Test func aMistakeIsThrownUntilItIsMended() throws {
        let example = try Example(["page": "Hello {{name}}"])
        let templates = try example.templates(Page.self, reloads: true)
        try example.write("Hello {{nobody}}", to: "page")
        #expect(throws: TemplateError.self) { try text(templates) }
        #expect(throws: TemplateError.self) { try text(templates) }
        try example.write("{{name}}, {{>new}}", to: "page")
        #expect(throws: TemplateError.self) { try text(templates) }
        try example.write("good day", to: "new")
        #expect(try text(templates) == "Olive, good day")
    }

    @Test func inProductionFilesAreReadOnce() throws {
        let example = try Example(["page": "Hello {{name}}"])
        let templates = try example.templates(Page.self)
        try example.write("Changed and longer", to: "page")
        #expect(try text(templates) == "Hello Olive")
    }

    @Test func manyThreadsGetTheSamePage() async throws {
        let example = try Example(["page": "{{#name}}{{council}} {{name}}{{/name}}"])
        let templates = try example.templates(Page.self, reloads: true)
        try await withThrowingTaskGroup(of: [UInt8].self) { group in
            for index in 0..<200 {
                group.addTask { try templates.render(Page(name: "Sam \(index % 10)"), in: Frame()) }
            }
            var pages: Set<[UInt8]> = []
            for try await page in group { pages.insert(page) }
            #expect(pages.count == 10)
            #expect(pages.contains(Array("Ashdown Sam 7".utf8)))
        }
    }
}
