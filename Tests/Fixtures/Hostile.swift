/// A text of any size that is made to cost its reader more than it weighs.
package struct Hostile: Sendable, CustomStringConvertible {
    package let description: String
    private let before: String
    /// Taken in turn until the text is long enough.
    private let pieces: [String]
    private let after: String
    /// Stands behind what is repeated and takes the same share of the text.
    private let tail: String

    private init(_ name: String, _ before: String = "", _ pieces: String..., after: String = "", tail: String = "") {
        (description, self.before, self.pieces, self.after, self.tail) = (name, before, pieces, after, tail)
    }

    /// So many bytes of it, give or take a piece; "#" in a piece counts up.
    package func text(_ bytes: Int) -> String {
        let share = tail.isEmpty ? bytes : bytes / 2
        var text = before
        var number = 0
        while text.utf8.count < share {
            let piece = pieces[number % pieces.count]
            number += 1
            text += piece.contains("#") ? piece.replacing("#", with: String(number)) : piece
        }
        text += after
        if !tail.isEmpty { while text.utf8.count < bytes { text += tail } }
        return text
    }

    /// For whatever reads a text.
    package static let texts = [
        Hostile("marks behind a letter", "e", "\u{301}\u{323}"),
        Hostile("letters with thirty marks", "", "e" + String(repeating: "\u{301}", count: 30)),
        Hostile("variation selectors", "☺", "\u{FE0F}"), Hostile("joined people", "👩", "\u{200D}👩"),
        Hostile("Hangul that never ends", "", "\u{1100}"), Hostile("flags", "", "🇬"),
        Hostile("ligatures", "", "\u{FDFA}"), Hostile("blanks", "a", " ", after: "b"),
        Hostile("blanks that do not break", "a", "\u{A0}", after: "b"), Hostile("short lines", "", "a\n"),
        Hostile("empty lines", "a", "\n", after: "b"), Hostile("returns", "a", "\r", after: "b"),
        Hostile("bullets", "", "• "), Hostile("bullets on lines", "", "• a\n"), Hostile("stars", "", "*"),
        Hostile("words in stars", "", "*a* "), Hostile("less-than signs", "", "<"), Hostile("open tags", "", "<b>"),
        Hostile("ampersands", "", "&"), Hostile("entities", "", "&#8211;"), Hostile("brackets", "", "["),
        Hostile("links", "", "[a](http://a) "), Hostile("sentences", "", "A. "), Hostile("one word", "", "a"),
        Hostile("words", "", "a "), Hostile("quotes", "", "\""), Hostile("separators", "", ";,"),
        Hostile("percent signs", "", "%"), Hostile("digits", "", "1"), Hostile("capitals", "", "(AB) "),
    ]

    /// For whatever reads markup.
    package static let markup = [
        Hostile("rows of a sheet", "", "<row><c><v>1</v></c></row>"), Hostile("references", "", "&#65;_x0041_"),
        Hostile("attributes", "<c ", "a=\"1\" ", after: ">"), Hostile("empty cells", "<row>", "<c r=\"A1\"/>"),
    ]

    private static let columns = "Recommendation\tAction\tLead\tStatus\tDate\tEvidence of progress\tAssessment\n"
    private static let row = "1\tSing\tHum\tHR\tMet\tMay 2027\t"

    /// For whatever reads a council's paper.
    package static let papers = [
        Hostile(
            "a note and its marks", columns, "1. Sing¹\tHum¹ and hum¹ and hum¹\tHR\n", after: "\n¹ ", tail: "and hum "),
        Hostile("a cell of marks", columns + "1. Sing\t", "a¹ ", after: "\n\n¹ ", tail: "one more word "),
        Hostile("a note of glued digits", columns + "1. Sing\t", "abc1 ", after: "\tHR\n\n¹ ", tail: "abd "),
        Hostile("many notes of one number", columns, "1. Sing¹\tHum¹\n", after: "\n", tail: "¹ Hum\n\n"),
        Hostile("notes of many lines", columns + "1. Sing¹\tHum\n\n¹ Hum\n", "more\n"),
        Hostile(
            "wide cells", "<table><tr><th>Recommendation<th>Action</tr>", "<tr><td colspan=40 rowspan=40>1 Sing</tr>"),
        Hostile("cells of a row", "<table><tr>", "<td>a"), Hostile("tables in tables", "", "<table><tr><td>a"),
        Hostile("comments", "", "<!--"),
        Hostile("tags with long attributes", "<table>", "<td colspan='1' rowspan='1' class='a'>a"),
        Hostile("two cells of colons", "x\n\n| ", "the plan to do: ", after: "| ", tail: "the plan to do: "),
        Hostile("pipes", "| 1 Sing ", "|a"), Hostile("rows of pipes", "", "| a | b |\n"), Hostile("tabs", "a", "\ta"),
        Hostile("cells that never close", columns, "a\t\"b\n"), Hostile("quotes over lines", columns, "\"\t\"\n"),
        Hostile("headings", "", "# A\n\n"), Hostile("bold headings", "", "**A**\n\n"),
        Hostile("short paragraphs", "", "A heading\n\nAnd words.\n\n"),
        Hostile("a report", "Recommendations\n\n", "#. It is recommended that a pond is dug\n\n"),
        Hostile("a report that goes on", "Recommendations\n\n1. Dig\n\n", "and dig\n\n"),
        Hostile("bold recommendations", "", "**(#) Digs**\n\nIt was dug.\n\n"),
        Hostile(
            "labelled lines", "Recommendation 1:\tSing\n", "Action:\tHum\nLead:\tHR\nEvidence of progress:\tSung\n"),
        Hostile("facts", "", "Report of:\tHead of Ponds\n"),
        Hostile("facts that go on", "Report of:\tHead of Ponds\n", "\tand so on\n"),
        Hostile("recommendations", columns, "#. Sing\tHum\tHR\tMet\n"),
        Hostile("recommendations without a number", columns, "Sing loudly\tHum\tHR\tMet\n"),
        Hostile(
            "numbers that are taken", "No\tRecommendation\tAction\n", "1#\tSing\tHum\n", "\tSing of # things.\tHum\n"),
        Hostile("actions of one recommendation", columns + "1. Sing\t\n", "\tHum #.\tHR\tMet\n"),
        Hostile("a recommendation that goes on", columns + "1. Sing\t\n", "and sing\t\n"),
        Hostile("updates of one recommendation", columns + "1. Sing\t\n", "\t\t\t\t\tSung\tMet\n"),
        Hostile("mentions", columns + "1. Sing\t", "recommendation #a, "),
        Hostile("mentions of questions", columns + "1. Sing\t", "Q# above "),
        Hostile("leads", columns + "1. Sing\tHum\t", "A#/B; C, D ", after: "\n"),
        Hostile("rows of leads", columns, "#. Sing\tHum\tTeam # and Team B (T#); HR D\n"),
        Hostile("dates", columns + "1. Sing\tHum\tHR\tMet\t", "5 by by by by "),
        Hostile("numbers to reach", columns + "1. Sing\tHum\tHR\tMet\t", "at least # people by May 2027 "),
        Hostile("words of a status", columns + "1. Sing\tHum\tHR\t", "not part met "),
        Hostile(
            "a key to grades", " \t1\t2\t3\n \tMet\tPart met\tSlipped\n" + columns, "1. Sing\t\t\t\t\tSung\t# Met\n"),
        Hostile("abbreviations", columns, "#. Sing\tMake Ponds Deeper (MPD) and Dig (D#)\tMPD\tMet\n"),
        Hostile("approvals", "", "Cabinet approved on 5th December 2013 the plan. ", after: "\n" + columns + row),
        Hostile("a CSV of quotes", "Recommendation,Action,Lead\n1 Sing,", "\"\"\",\""),
        Hostile("a CSV of commas", "Recommendation,Action,Lead\n1 Sing", ","),
        Hostile("a section of many lines", "# Background\n\n", "Some words were said.\n\n", after: columns + row),
        Hostile(
            "gaps and passages", "The numbering has been kept. \n\n", "Numbering has been kept. ",
            after: "\n" + columns + row + "\n99. Sing\tHum\n"),
    ]
}
