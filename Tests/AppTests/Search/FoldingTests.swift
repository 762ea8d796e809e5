import Postgres
import Testing

@testable import App

@Suite struct FoldingTests {
    private static let texts = [
        "Care Leavers’ EET", "Sefton@work, NEETs & ŵyl — Gŵyl", "ﬁnal ²  \n\t7a/b", "", "  ", "ÉÈÊ naïve Ångström",
        "10% of £5·50",
        "日本語 ελληνικά Ελλάδα", "e\u{301}t\u{E9}", "a\u{200B}b…c“d”", "½ ™ Ⅷ", "x\u{7F}y", "العربية ਪੰਜਾਬੀ", "emoji 🙂 flag",
    ]

    /// The letters of the Latin scripts, Greek and Cyrillic, punctuation, and what else the councils' papers hold.
    private static let scalars: [Unicode.Scalar] = {
        let blocks: [ClosedRange<UInt32>] = [
            0x20...0x7E, 0xA0...0x52F, 0x1D00...0x1DBF, 0x1E00...0x1FFF, 0x2000...0x209C, 0x2100...0x218F,
            0x2212...0x2215,
            0x2C60...0x2C7F, 0xA720...0xA7FF, 0xAB30...0xAB6F, 0xFB00...0xFB06, 0xFF01...0xFF5E,
        ]
        return blocks.flatMap { $0.compactMap(Unicode.Scalar.init) }.filter {
            $0.properties.generalCategory != .unassigned
        }
            + "£²³¹–’“”•⁴⁵⁶".unicodeScalars
    }()

    @Test func theSiteFoldsAsTheDatabaseDoes() throws {
        let texts = Self.texts + Self.scalars.map { "a\($0)B \($0)" }
        #expect(texts.count > 2_000)
        let council = try Example.council()
        let (keys, words): ([String], [String]) = try council.inDatabase { db in
            (
                try db.values("SELECT app.fold(t) FROM unnest(\(texts)) WITH ORDINALITY AS x (t, n) ORDER BY n"),
                try db.values("SELECT app.find_words(t) FROM unnest(\(texts)) WITH ORDINALITY AS x (t, n) ORDER BY n")
            )
        }
        for (text, (key, found)) in zip(texts, zip(keys, words)) {
            #expect(Folding.key(text) == key, "\(text.unicodeScalars.map(\.value))")
            // Of a text without words the database has two blanks, the site one.
            let ours = Folding(text).text
            #expect(ours.split(separator: " ") == found.split(separator: " "), "\(text.unicodeScalars.map(\.value))")
        }
    }

    @Test func lettersThatDoNotComeApartAreTheirPlainOnes() {
        #expect(folded("Łódź, Ærø & Øresund  Straße – ĐÐıŒ") == "lodz, aero & oresund strasse - ddioe")
        #expect(["O’Brien", "O'Brien", "OʼBRIEN"].map(folded) == ["o'brien", "o'brien", "o'brien"])
        #expect(["10‑12", "10–12", "10—12", "10-12"].map(folded) == ["10-12", "10-12", "10-12", "10-12"])
        #expect(Folding.words("Actions- Pathways: people’s 14+") == "actions pathways peoples 14+")
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
