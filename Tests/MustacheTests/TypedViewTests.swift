import Mustache
import Testing

struct TypedViewTests {
    enum Grade: String, CaseIterable { case good, poor }

    struct Step {
        let text: String
        let isDone: Bool
    }

    struct Person {
        let name: String
        let phone: String?
    }

    struct Page: View {
        static let template = "page"
        var title = "Homes"
        var count = 2
        var isOpen = true
        var note: String?
        var score: Int?
        var body: Markup = "<em>now</em>"
        var grade = Grade.good
        var owner = Person(name: "Priya", phone: nil)
        var deputy: Person?
        var steps = [Step(text: "Plan", isDone: true), Step(text: "Build", isDone: false)]
        var tags = ["one", "two"]
        var years = [2026, 2027]
        var groups = [["a", "b"], ["c"]]
        var gaps: [String?] = ["x", nil]
    }

    /// The template, and a comment that shows every other property so that only the subject matters.
    private func shown(_ template: String, _ page: Page = Page()) throws -> String {
        let rest = """
            {{title}}{{count}}{{isOpen}}{{note}}{{score}}{{{body}}}{{grade}}{{owner.name}}{{owner.phone}}
            {{deputy.name}}{{#steps}}{{text}}{{isDone}}{{/steps}}{{#tags}}{{/tags}}{{#years}}{{/years}}
            {{#groups}}{{/groups}}{{#gaps}}{{/gaps}}
            """
        let whole = try show(page, template + "\u{1}" + rest)
        return String(whole.prefix { $0 != "\u{1}" })
    }

    @Test func everyKindOfValueIsShown() throws {
        #expect(try shown("{{title}} {{count}} {{isOpen}} {{{body}}} {{grade}}") == "Homes 2 true <em>now</em> good")
        #expect(try shown("{{owner.name}}{{owner.phone}}{{deputy.name}}") == "Priya")
    }

    @Test func numbersAreShownInFull() throws {
        for number in [0, 7, 10, 99, 100, 123_456, -1, -90, Int.max, Int.min] {
            #expect(try shown("{{count}}", Page(count: number)) == "\(number)")
        }
    }

    @Test func theFrameIsAroundTheView() throws {
        #expect(try shown("{{council}}, {{visitor}}, {{#owner}}{{council}}{{/owner}}") == "Ashdown, Olive, Ashdown")
    }

    @Test func anOptionalIsShownWhenItIsThere() throws {
        let template = "{{#note}}[{{note}}|{{.}}]{{/note}}{{^note}}none{{/note}}"
        #expect(try shown(template) == "none")
        #expect(try shown(template, Page(note: "late")) == "[late|late]")
        #expect(try shown(template, Page(note: "")) == "[|]")
        #expect(try shown("{{#score}}{{.}}{{/score}}{{^score}}none{{/score}}", Page(score: 0)) == "0")
    }

    @Test func anEmptyTextAndZeroAreHidden() throws {
        let template = "{{#title}}[{{.}}]{{/title}}{{^title}}-{{/title}}{{#count}}{{.}}{{/count}}{{^count}}no{{/count}}"
        #expect(try shown(template) == "[Homes]2")
        #expect(try shown(template, Page(title: "", count: 0)) == "-no")
    }

    @Test func aBoolOpensASection() throws {
        let template = "{{#isOpen}}open{{/isOpen}}{{^isOpen}}shut{{/isOpen}}"
        #expect(try shown(template) == "open")
        #expect(try shown(template, Page(isOpen: false)) == "shut")
    }

    @Test func listsAreIterated() throws {
        #expect(try shown("{{#steps}}{{text}}{{#isDone}}!{{/isDone}} {{/steps}}") == "Plan! Build ")
        #expect(try shown("{{#tags}}{{.}} {{/tags}}{{#years}}{{.}} {{/years}}") == "one two 2026 2027 ")
        #expect(try shown("{{#groups}}({{#.}}{{.}}{{/.}}){{/groups}}") == "(ab)(c)")
        #expect(try shown("{{#gaps}}<{{.}}>{{/gaps}}") == "<x><>")
        #expect(try shown("{{^steps}}none{{/steps}}", Page(steps: [])) == "none")
    }

    @Test func structsPushTheirProperties() throws {
        #expect(try shown("{{#owner}}{{name}}{{title}}{{/owner}}") == "PriyaHomes")
        let deputy = Person(name: "Sam", phone: "1")
        #expect(try shown("{{#deputy}}{{name}}{{phone}}{{/deputy}}", Page(deputy: deputy)) == "Sam1")
        #expect(try shown("{{#deputy}}{{name}}{{/deputy}}{{^deputy}}nobody{{/deputy}}") == "nobody")
    }

    struct Kind: View {
        static let template = "kind"
        var grade: Grade
    }

    @Test func aPartialIsNamedByAnEnum() throws {
        let partials = ["good": "Well done", "poor": "Not yet"]
        #expect(try show(Kind(grade: .poor), "{{>*grade}}", partials: partials) == "Not yet")
        #expect(
            try mistakes(Kind.self, "{{>*grade}}", partials: ["good": ""]) == [
                "kind.mustache:1: There is no template poor.mustache"
            ])
    }

    struct Empty: View {
        static let template = "empty"
    }

    @Test func aViewMayHoldNothing() throws {
        #expect(try show(Empty(), "Nothing at {{council}}") == "Nothing at Ashdown")
    }

    @Test func aPageFillsItsLayout() throws {
        let layout = "<title>{{$title}}{{council}}{{/title}}</title>\n<main>\n  {{$main}}\n  {{/main}}\n</main>\n"
        let card = "<b>{{$title}}{{/title}}</b>\n"
        let page = """
            {{<layout}}
            {{$main}}
            <h1>{{grade}}</h1>
            {{<parts/card}}{{$title}}Card{{/title}}{{/parts/card}}
            {{/main}}
            {{$title}}A page{{/title}}
            {{/layout}}
            """
        let result = try show(Kind(grade: .good), page, partials: ["layout": layout, "parts/card": card])
        #expect(
            result == """
                <title>A page</title>
                <main>
                  <h1>good</h1>
                  <b>Card</b>
                </main>

                """)
    }
}
