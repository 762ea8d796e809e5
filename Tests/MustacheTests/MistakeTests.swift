import Mustache
import Testing

struct MistakeTests {
    struct Row {
        let name: String
    }

    struct Page: View {
        static let template = "pages/show"
        let title: String
        let body: Markup
        let rows: [Row]
        let owner: Row
    }

    private let rest = "{{title}}{{{body}}}{{#rows}}{{name}}{{/rows}}{{owner.name}}"

    private func found(_ template: String, partials: [String: String] = [:]) throws -> [String] {
        try mistakes(Page.self, template + rest, partials: partials).map {
            $0.replacing("pages/show.mustache:", with: "")
        }
    }

    @Test func aRightTemplateHasNone() throws {
        #expect(try found("") == [])
    }

    @Test func aMisspeltTagIsNamedWithItsLine() throws {
        #expect(
            try found("\n\n{{titel}}") == [
                "3: {{titel}} is not a property of Page or of what is around it: did you mean title?"
            ])
        #expect(try found("{{#zebra}}{{/zebra}}") == ["1: {{zebra}} is not a property of Page or of what is around it"])
        #expect(
            try found("{{#rows}}{{nam}}{{/rows}}") == [
                "1: {{nam}} is not a property of Row or of what is around it: did you mean name?"
            ])
        #expect(try found("{{owner.nane}}") == ["1: {{owner.nane}}: owner has no property nane: did you mean name?"])
        #expect(try found("{{rows.name}}") == ["1: {{rows.name}}: rows has no property name"])
    }

    @Test func anUnusedPropertyIsNamed() throws {
        #expect(
            try mistakes(Page.self, "{{#rows}}{{name}}{{/rows}}{{#owner}}{{/owner}}") == [
                "pages/show.mustache:1: Page.body is shown by no template: show it or take it away",
                "pages/show.mustache:1: Page.title is shown by no template: show it or take it away",
            ])
    }

    @Test func aMissingTemplateIsNamed() throws {
        #expect(try found("{{>parts/gone}}") == ["1: There is no template parts/gone.mustache"])
        #expect(try found("{{<gone}}{{/gone}}") == ["1: There is no template gone.mustache"])
        #expect(try found("{{>../secret}}") == ["1: There is no template ../secret.mustache"])
        let nowhere = try Example([:])
        #expect(throws: TemplateError.self) { try nowhere.templates(Page.self) }
    }

    @Test func onlyMarkupGoesUnescaped() throws {
        #expect(
            try found("{{{title}}}") == [
                "1: {{{title}}} is a String and would not be escaped: write {{title}}, or make it Markup"
            ])
        #expect(try found("{{&title}}").count == 1)
        #expect(
            try found("{{body}}") == [
                "1: {{body}} is Markup and would show its tags to people: write {{{body}}}"
            ])
    }

    @Test func groupsAndListsAreNotText() throws {
        #expect(try found("{{owner}}") == ["1: {{owner}} is a Row, not a text: name one of its properties"])
        #expect(try found("{{rows}}") == ["1: {{rows}} is a list: write {{#rows}} around what each item shows"])
        #expect(try found("{{#rows}}{{.}}{{/rows}}") == ["1: {{.}} is a Row, not a text: name one of its properties"])
    }

    @Test func aTemplateThatIncludesItselfIsRefused() throws {
        #expect(
            try found("{{>a}}", partials: ["a": "{{>b}}", "b": "\n{{>a}}"]) == [
                "b.mustache:2: a includes itself, and a page cannot know how deep"
            ])
    }

    @Test func aDynamicPartialNeedsAnEnum() throws {
        #expect(try found("{{>*title}}").first?.contains("CaseIterable") == true)
    }

    @Test(arguments: [
        ("{{title", "1: This tag is never closed: add }}"),
        ("{{{title}}", "1: This tag is never closed: add }}}"),
        ("{{#rows}}", "1: This tag is never closed: add {{/rows}}"),
        ("{{#rows}}\n{{/row}}", "2: {{/row}} should be {{/rows}}, which was opened on line 1"),
        ("{{/rows}}", "1: {{/rows}} closes nothing"),
        ("{{}}", "1: This tag has no name"),
        ("{{a b}}", "1: A name has no spaces in it: a b"),
        ("{{=<%=}}", "1: New delimiters are two words, like {{=<% %>=}}"),
    ])
    func aTornTagIsExplained(_ template: String, _ sentence: String) throws {
        #expect(try mistakes(Page.self, template) == ["pages/show.mustache:\(sentence)"])
    }

    @Test func allMistakesInAllFilesComeTogetherAndOnce() throws {
        let found = try found("{{one}}{{>part}}\n{{>part}}{{two}}", partials: ["part": "{{three}}"])
        #expect(found.map { $0.prefix { $0 != " " } } == ["1:", "2:", "part.mustache:1:"])
    }

    struct Decimal: View {
        static let template = "decimal"
        let price: Double
    }

    struct Tree: View {
        static let template = "tree"
        let children: [Tree]
    }

    enum Colour: String { case red }

    struct Paint: View {
        static let template = "paint"
        let colour: Colour
    }

    @Test func aViewThatCannotBeShownIsRefused() throws {
        #expect(
            try mistakes(Decimal.self, "{{price}}") == [
                "decimal.mustache:1: Decimal.price is Double: a view holds String, Int, Bool or Markup, ready to read"
            ])
        #expect(
            try mistakes(Tree.self, "{{#children}}{{/children}}") == [
                "tree.mustache:1: Tree holds itself, and a page cannot know how deep: make one struct a level"
            ])
        #expect(
            try mistakes(Paint.self, "{{colour}}") == [
                "paint.mustache:1: Colour is not made of text alone: if it is an enum, make it CaseIterable"
            ])
    }

    @Test func aViewThatWasNotListedIsRefused() throws {
        let example = try Example(["pages/show": rest])
        let templates = try example.templates(Page.self)
        #expect(throws: TemplateError.self) { try templates.render(Paint(colour: .red), in: Frame()) }
    }
}
