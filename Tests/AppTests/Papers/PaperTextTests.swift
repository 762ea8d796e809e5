import Testing

@testable import App

@Suite struct PaperTextTests {
    @Test func textIsReadAsOnEveryPage() {
        #expect(
            PaperText.blocks("One *two*\nthree\n\n- a\n- b\nfour")
                == [
                    .paragraph(runs: [
                        .init(text: "One "), .init(text: "two", look: .italic), .init(text: "\n"), .init(text: "three"),
                    ]),
                    .list(items: [[.init(text: "a")], [.init(text: "b")]]), .plain("four"),
                ])
        #expect(PaperText.blocks("") == [])
        #expect(PaperText.blocks("•\ta*\no\tb*") == [.list(items: [[.init(text: "a*")], [.init(text: "b*")]])])
        #expect(PaperText.runs("3 * 4") == [.init(text: "3 * 4")])
        #expect(PaperText.runs("*a* and 3 * 4").map(\.text).joined() == "a and 3 * 4")
    }

    @Test func aPaperReadsBackAsItWasKept() throws {
        let document = Sample.paper
        let kept = try document.kept()
        #expect(try PaperDocument(kept: kept) == document)
        #expect(try PaperDocument(kept: kept).kept() == kept)
    }

    @Test func htmlIsEscapedAndTablesHaveTheirHeads() {
        let html = PaperHTML.html(Sample.paper.parts[1].blocks).html
        #expect(html.contains("<th scope=\"col\">Actions &lt;all&gt;</th>"))
        #expect(html.contains("<th scope=\"rowgroup\" rowspan=\"2\">") && html.contains("<em>soon</em>"))
        #expect(html.contains("href=\"#note-1\""))
    }
}

/// A paper with everything that a paper may have.
enum Sample {
    static let paper = PaperDocument(
        council: "Ashdown & Vale", title: "Progress \u{1}of <things>", body: "Scrutiny Panel",
        heldOn: Day(iso: "2018-01-23") ?? Day.first, facts: [.init(label: "Ward", text: "All \"wards\"")],
        parts: [
            .init(
                level: 1, number: "1", label: "Summary",
                blocks: [.plain("Two\nlines"), .list(items: [[.init(text: "first")], [.init(text: "second")]])]),
            .init(level: 1, number: "", label: "Progress", blocks: [table], startsPage: true),
            .init(level: 2, number: "1.1", label: "Legal", blocks: [.plain("None")]),
        ], notes: [.init(number: 1, words: "As *counted* in May.")])

    private static let table = PaperDocument.Block.table(
        .init(
            caption: "Actions", widths: [50, 30, 20], heads: ["Recommendation", "Actions <all>", "Status"],
            rows: [
                [
                    .init(blocks: [.plain("Recommendation 1")], isHead: true, rows: 2), .init(blocks: [.plain("Dig")]),
                    .init(blocks: [.paragraph(runs: [.init(text: "Met"), .note(1)])]),
                ],
                [.init(blocks: [.paragraph(runs: [.init(text: "soon", look: .italic)])], columns: 2)],
            ]))
}
