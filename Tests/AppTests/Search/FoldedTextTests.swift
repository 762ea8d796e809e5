import Testing

@testable import App

@Suite struct FoldedTextTests {
    private static let texts = [
        "Care Leavers’ EET", "Sefton@work, NEETs & ŵyl — Gŵyl", "ﬁnal ²  \n\t7a/b", "", "  ", "ÉÈÊ naïve Ångström",
        "10% of £5·50",
        "日本語 ελληνικά Ελλάδα", "e\u{301}t\u{E9}", "a\u{200B}b…c“d”", "½ ™ Ⅷ", "x\u{7F}y", "العربية ਪੰਜਾਬੀ", "emoji 🙂 flag",
    ]

    @Test func theSiteFoldsAsTheDatabaseDoes() throws {
        let council = try Example.council()
        for text in Self.texts {
            let kept: String? = try council.inDatabase { try $0.value("SELECT app.find_words(\(text))") }
            let ours = FoldedText(text).text
            #expect(kept?.split(separator: " ") == ours.split(separator: " "), "\(text): \(kept ?? "") \(ours)")
        }
    }

    @Test func wordsAndPhrasesAreToldApart() {
        #expect(SearchWords("Care  LEAVERS").needles == [" care", " leavers"])
        #expect(SearchWords("\"care leavers\" e-mail").needles == [" care leavers ", " e", " mail"])
        #expect(SearchWords("“care leavers”").needles == [" care leavers "])
        #expect(SearchWords("an \"open quote").needles == [" an", " open", " quote"])
        #expect(SearchWords("… \"\" %_\\ '").needles == [])
        #expect(SearchWords(String(repeating: "a ", count: 300)).needles.count == 10)
        #expect(["7", "7A", "Recommendation 7a", "rec 12"].map { SearchWords($0).number } == ["7", "7a", "7a", "12"])
        #expect(["seven", "7 places", "2026 plan"].map { SearchWords($0).number } == ["", "", ""])
        #expect(SearchWords("\"a b\" c").alone == ["\"a b\"", "c"])
    }

    @Test func hitsAreMarkedAndTheRestIsEscaped() {
        func marked(_ text: String, _ wanted: String) -> String {
            MarkedText.whole(text, SearchWords(wanted).needles).html
        }
        #expect(marked("Gŵyl a <b> & gwyliau", "gwyl") == "<mark>Gŵyl</mark> a &lt;b&gt; &amp; <mark>gwyliau</mark>")
        #expect(
            marked("care, leavers and careers", "\"care leavers\" care")
                == "<mark>care, leavers</mark> and <mark>careers</mark>")
        #expect(marked("scare", "care") == "scare")
        #expect(
            marked("<script>alert(1)</script>", "script")
                == "&lt;<mark>script</mark>&gt;alert(1)&lt;/<mark>script</mark>&gt;")
        #expect(marked("ﬁnal", "fin") == "<mark>ﬁnal</mark>" && marked("x", "x y") == "<mark>x</mark>")
    }

    @Test func anExcerptStandsAroundTheFirstHit() throws {
        let words =
            String(repeating: "before ", count: 60) + "the *brokerage*\n\n• team "
            + String(repeating: "after ", count: 60)
        let excerpt = try #require(MarkedText.excerpt(words, [" broker"])).html
        #expect(excerpt.hasPrefix("…before") && excerpt.hasSuffix("after…"))
        #expect(excerpt.contains("the <mark>brokerage</mark> team after"))
        #expect(MarkedText.excerpt("Short.", [" zebra"])?.html == "Short." && MarkedText.excerpt("", [" a"]) == nil)
    }
}
