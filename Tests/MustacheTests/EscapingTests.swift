import Mustache
import Testing

struct EscapingTests {
    struct Page: View {
        static let template = "page"
        var text: String
        var html: Markup = ""
    }

    private func shown(_ page: Page, _ template: String) throws -> String {
        try show(page, template + "{{#unusedByAll}}{{text}}{{{html}}}{{/unusedByAll}}")
    }

    @Test func textAndAttributesAreEscaped() throws {
        let page = Page(text: "<script>alert('&\"')</script>")
        let escaped = "&lt;script&gt;alert(&#39;&amp;&quot;&#39;)&lt;/script&gt;"
        #expect(try shown(page, "<p>{{text}}</p>") == "<p>\(escaped)</p>")
        #expect(try shown(page, "<p title=\"{{text}}\">") == "<p title=\"\(escaped)\">")
    }

    @Test(arguments: [("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ("\"", "&quot;"), ("'", "&#39;")])
    func aSpecialByteIsEscapedWhereverItStands(_ special: String, _ entity: String) {
        for length in 0...40 {
            let before = String(repeating: "é", count: length), after = String(repeating: "x", count: 40 - length)
            #expect(Markup(escaping: before + special + after).html == before + entity + after)
        }
    }

    @Test func nothingElseIsChanged() {
        let harmless =
            String(decoding: (UInt8(0)...127).filter { !"&<>\"'".utf8.contains($0) }, as: UTF8.self) + "żółć 🌳"
        #expect(Markup(escaping: harmless).html == harmless)
    }

    @Test func markupEscapesWhatIsPutIntoIt() throws {
        let name = "O'Brien & <Sons>", safe: Markup = "<i>x</i>"
        let page = Page(text: "", html: "<b>\(name)</b>\(3)\(safe)")
        #expect(try shown(page, "{{{html}}}") == "<b>O&#39;Brien &amp; &lt;Sons&gt;</b>3<i>x</i>")
    }

    @Test func aValueIsNeverReadAsATemplate() throws {
        #expect(try shown(Page(text: "{{html}}"), "{{text}}") == "{{html}}")
    }
}
