import Testing

@testable import Mustache

/// Examples of our own over the specification's ground, for where its suites are absent.
struct WhitespaceTests {
    private let data = JSON.record([
        "yes": .flag(true), "no": .flag(false), "name": .text("Olive"), "list": .list([.number(1), .number(2)]),
        "kind": .text("part"), "owner": .record(["name": .text("Priya")]), "gone": .nothing,
    ])

    @Test(arguments: [
        ("a\n{{! note }}\nb\n", "a\nb\n"),
        ("a {{! note }} b\n", "a  b\n"),
        ("a\r\n{{#yes}}\r\nb\r\n{{/yes}}\r\nc", "a\r\nb\r\nc"),
        ("  {{#yes}}\n  b\n  {{/yes}}\n", "  b\n"),
        ("{{#no}}\nb\n{{/no}}\nc\n", "c\n"),
        ("{{^gone}}none{{/gone}}{{^list}}none{{/list}}", "none"),
        ("{{#list}}\n- {{.}}\n{{/list}}\n", "- 1\n- 2\n"),
        ("{{name}} {{owner.name}} {{#owner}}{{name}}{{/owner}}", "Olive Priya Priya"),
        ("{{=<% %>=}}\n<% name %> {{name}}\n<%={{ }}=%>\n{{name}}", "Olive {{name}}\nOlive"),
        ("a\n  {{>part}}\nb\n", "a\n  one\n\n  two\nb\n"),
        ("a {{>part}}", "a one\n\ntwo\n"),
        ("  {{>*kind}}\n", "  one\n\n  two\n"),
        ("{{>nowhere}}{{>*gone}}", ""),
        ("<ul>\n  {{>nested}}\n</ul>\n", "<ul>\n  <li>\n    one\n\n    two\n  </li>\n</ul>\n"),
        ("{{<base}}{{/base}}", "top\n  plain\nend\n"),
        ("{{<base}}{{$middle}}x{{/middle}}{{/base}}", "top\n  x\nend\n"),
        ("{{<base}}\n{{$middle}}\n    x\n      y\n{{/middle}}\n{{/base}}\n", "top\n  x\n    y\n\nend\n"),
        ("{{<base}}ignored{{$other}}x{{/other}}{{/base}}", "top\n  plain\nend\n"),
    ])
    func tagsOnTheirOwnLinesLeaveNoTrace(_ template: String, _ expected: String) {
        let partials = [
            "part": "one\n\ntwo\n", "nested": "<li>\n  {{>part}}\n</li>\n",
            "base": "top\n  {{$middle}}plain{{/middle}}\nend\n",
        ]
        #expect(render(template, data, partials: partials) == expected)
    }
}
