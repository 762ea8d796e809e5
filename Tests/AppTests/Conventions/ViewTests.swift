import Foundation
import Mustache
import Testing

@testable import App

/// What holds for every view and every template there is, so that a new one cannot forget it.
@Suite struct ViewTests {
    private static let site = Result {
        try Site(Routes.parts, database: Example.running.database, directory: Example.directory)
    }

    /// Every view is shown with values made up from its properties: once with all there can be, then with some of it.
    @Test func everyViewIsShownWellFormedAndEscaped() throws {
        let site = try Self.site.get()
        for view in Routes.parts.features.views {
            for seed in 0..<20 { try show(view, seed: UInt64(seed), site) }
        }
    }

    private struct Priced: View {
        static let template = "error"
        let price: Double
    }

    @Test func aViewThatCannotBeFilledIsNotPassedOver() {
        #expect(throws: SampleView.Unfillable.self) { try SampleView.make(Priced.self, seed: 0) }
    }

    private func show<V: View>(_ view: V.Type, seed: UInt64, _ site: Site) throws {
        let page = try site.templates.render(SampleView.make(view, seed: seed), in: frame(seed: seed, site))
        let markings = Markings(page)
        #expect(markings.problems == [], "\(view), seed \(seed)")
        let astray = markings.addresses.filter { !$0.hasPrefix("/") && !$0.hasPrefix("#") }
        #expect(astray == [], "\(view), seed \(seed): only what is named a link is one")
    }

    private func frame(seed: UInt64, _ site: Site) throws -> Frame {
        var frame = site.frame(title: SampleView.text, home: SampleView.link)
        guard seed > 0 else { return frame }
        frame.council = SampleView.text
        frame.person = PersonLine(
            name: SampleView.text, roles: SampleView.text, accountLink: SampleView.link, signOutLink: SampleView.link)
        let item = NavigationItem(label: SampleView.text, link: SampleView.link, isCurrent: seed % 2 == 0)
        frame.navigation = Navigation(items: [item], within: .init(label: SampleView.text, items: [item]))
        frame.back = Link(label: SampleView.text, link: SampleView.link)
        frame.notice = Notice(heading: SampleView.text, text: SampleView.text)
        frame.footer = [Link(label: SampleView.text, link: SampleView.link)]
        frame.printedLine = SampleView.text
        return frame
    }

    /// The same of real pages, where addresses come from the program and words from people.
    @Test func everyPageIsWellFormedAndLeadsNowhereElse() throws {
        let council = try Example.council()
        let story = try Story(in: council, mark: "javascript:x<y>&\"'z \(council.slug) ", word: "x<y>&\"'z")
        for route in Routes.all where route.method == .get {
            let path = try story.path(route)
            for (_, browser) in council.people {
                let page = try browser.get(path)
                guard page.status == 200, page.header("Content-Type")?.hasPrefix("text/html") == true else { continue }
                let markings = Markings(Array(page.text.utf8))
                #expect(markings.problems == [], "\(path)")
                // What rings and what writes are the ones that leave.
                let astray = markings.addresses.filter { address in
                    !["/\(council.slug)", "#", "/assets/", "tel:", "sms:", "mailto:"].contains { address.hasPrefix($0) }
                }
                #expect(astray == [], "\(path)")
            }
        }
    }

    /// So that the tests above cannot pass because nothing is noticed.
    @Test(arguments: [
        "<p>a & b</p>", "<p>x<y>&amp;</p>", "<p title=\"x<y\">a</p>", "<p title=\"a\"'z\">a</p>", "<p title=a>b</p>",
        "<p>a", "<p><ul><li>a</li></ul></p>", "<div><li>a</li></div>", "<b><i>a</b></i>",
        "<a href=\"/\" onclick=\"x\">a</a>",
        "<td>a</td>", "<p class=\"a\" class=\"b\">a</p>", "<p><b>sample</b title=\"<b>\">",
    ]) func whatIsWrongIsNoticed(_ page: String) {
        #expect(Markings(Array(page.utf8)).problems != [])
        #expect(Markings(Array("<p>a &amp; <br><a href=\"/x?a=1&amp;b=2\">b</a></p>".utf8)).problems == [])
    }

    /// A mistake in a template is said at the start, with its place.
    @Test(arguments: [
        ("{{brandNewHeading}}", "{{brandNewHeading}} is not a property"),
        ("{{>components/missing-part}}", "There is no template components/missing-part.mustache"),
        ("{{/heading}}", "{{/heading}} should be {{/main}}"),
    ]) func aMistakeInATemplateStopsTheStart(_ mistake: String, _ sentence: String) throws {
        let home = FileManager.default.temporaryDirectory.appending(path: "waymark-views-\(UUID().uuidString)").path
        defer { try? FileManager.default.removeItem(atPath: home) }
        try FileManager.default.createDirectory(atPath: home, withIntermediateDirectories: true)
        try FileManager.default.copyItem(atPath: Example.directory + "/Views", toPath: home + "/Views")
        try FileManager.default.copyItem(atPath: Example.directory + "/Public", toPath: home + "/Public")
        let path = home + "/Views/error.mustache"
        let text = try String(contentsOfFile: path, encoding: .utf8)
        // After the first line, inside the page's main part.
        let block = try #require(text.range(of: "{{$main}}\n"))
        let line = text[..<block.upperBound].count { $0 == "\n" } + 1
        try text.replacingCharacters(in: block, with: "{{$main}}\n\(mistake)\n").write(
            toFile: path, atomically: true, encoding: .utf8)
        let error = #expect(throws: TemplateError.self) {
            _ = try Site(Routes.parts, database: Example.running.database, directory: home)
        }
        let isNamed = error?.mistakes.contains {
            $0.file == "error.mustache" && $0.line == line && $0.sentence.contains(sentence)
        }
        #expect(isNamed == true, "\(String(describing: error))")
    }
}
