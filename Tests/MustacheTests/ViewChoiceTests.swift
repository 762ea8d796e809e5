import Mustache
import Testing

struct ViewChoiceTests {
    struct Box {
        let label: String
        let hint: String?
    }

    struct Options {
        let label: String
        let texts: [String]
    }

    enum Field: ViewChoice {
        case box(Box)
        case options(Options)
        case note(String)

        static let cases: [ViewCase<Field>] = [
            ViewCase("box", Field.box) { if case .box(let held) = $0 { held } else { nil } },
            ViewCase("options", Field.options) { if case .options(let held) = $0 { held } else { nil } },
            ViewCase("note", Field.note) { if case .note(let held) = $0 { held } else { nil } },
        ]
    }

    struct Page: View {
        static let template = "page"
        var fields: [Field] = []
        var first = Field.note("")
        var last: Field?
    }

    private static let each = """
        {{#box}}[{{label}}{{#hint}} ({{.}}){{/hint}}]{{/box}}{{#options}}{{label}}:{{#texts}} {{.}}{{/texts}}{{/options}}\
        {{#note}}<{{.}}>{{/note}}
        """

    private func shown(_ template: String, _ page: Page) throws -> String {
        let rest = "{{#fields}}\(Self.each){{/fields}}{{#first}}{{/first}}{{#last}}{{/last}}"
        return String(try show(page, template + "\u{1}" + rest).prefix { $0 != "\u{1}" })
    }

    @Test func aCaseIsShownByItsNameAlone() throws {
        let fields: [Field] = [
            .box(Box(label: "Name", hint: nil)), .options(Options(label: "One", texts: ["a", "b"])), .note("x"),
            .box(Box(label: "Area", hint: "Where")),
        ]
        let template = "{{#fields}}\(Self.each){{/fields}}"
        #expect(try shown(template, Page(fields: fields)) == "[Name]One: a b<x>[Area (Where)]")
        #expect(try shown("{{#fields}}{{^box}}other {{/box}}{{/fields}}", Page(fields: fields)) == "other other ")
    }

    @Test func aCaseIsThereWhateverItHolds() throws {
        #expect(try shown("{{#first}}{{#note}}[{{.}}]{{/note}}{{/first}}", Page()) == "[]")
    }

    @Test func aPathLeadsIntoACase() throws {
        let page = Page(first: .box(Box(label: "Name", hint: nil)))
        #expect(try shown("{{first.box.label}}{{first.note}}{{first.options.label}}", page) == "Name")
        #expect(try shown("{{#first.box}}{{label}}{{/first.box}}{{^first.note}}!{{/first.note}}", page) == "Name!")
    }

    @Test func aChoiceMayBeAbsent() throws {
        let template = "{{#last}}\(Self.each){{/last}}{{^last}}none{{/last}}{{last.box.label}}"
        #expect(try shown(template, Page()) == "none")
        #expect(try shown(template, Page(last: .box(Box(label: "Name", hint: nil)))) == "[Name]Name")
    }

    @Test func aMistakeIsNamed() throws {
        let rest = "{{#fields}}\(Self.each){{/fields}}{{#first}}{{/first}}{{#last}}{{/last}}"
        #expect(
            try mistakes(Page.self, "{{#fields}}{{#bux}}{{/bux}}{{/fields}}" + rest) == [
                "page.mustache:1: {{bux}} is not a property of Field or of what is around it: did you mean box?"
            ])
        #expect(
            try mistakes(Page.self, "{{first}}" + rest) == [
                "page.mustache:1: {{first}} is a Field, not a text: name one of its properties"
            ])
        #expect(
            try mistakes(Page.self, rest.replacing("{{#note}}<{{.}}>{{/note}}", with: "")) == [
                "page.mustache:1: Field.note is shown by no template: show it or take it away"
            ])
    }

    enum Forgetful: ViewChoice {
        case one(String)
        case other(String)

        static let cases: [ViewCase<Forgetful>] = [
            ViewCase("one", Forgetful.one) { if case .one(let held) = $0 { held } else { nil } }
        ]
    }

    struct Forgotten: View {
        static let template = "forgotten"
        let choices: [Forgetful]
    }

    @Test func aCaseThatIsNotListedIsNotPassedOver() throws {
        let template = "{{#choices}}{{#one}}{{.}}{{/one}}{{/choices}}"
        #expect(try show(Forgotten(choices: [.one("a")]), template) == "a")
        #expect(throws: TemplateError.self) { try show(Forgotten(choices: [.one("a"), .other("b")]), template) }
    }
}
