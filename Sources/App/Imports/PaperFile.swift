import Formats
import PlanReader
import Values

/// A plan's paper as a file: read whatever it is, and kept with the plan.
enum PaperFile {
    /// Why nothing is read of it, and what to do.
    struct Unreadable: Error { let sentence: String }

    /// What a browser offers to choose.
    static let endings = ".docx,.xlsx,.odt,.ods,.pdf,.html,.htm,.csv,.tsv,.txt,.md,.json"

    /// As the page says it; PDF where this installation can read it.
    static let kinds = "Word, Excel, OpenDocument, \(PDFText.isInstalled ? "PDF, " : "")HTML, CSV or plain text"

    /// The text of a PDF comes from a program beside us; everything else is read here.
    static func read(_ bytes: [UInt8], named name: String, today: Day) throws(Unreadable) -> ImportedPaper {
        var text = bytes
        let isPDF = PDFText.isLikely(bytes)
        if isPDF { do { text = try PDFText.read(bytes) } catch { throw Unreadable(sentence: error.sentence) } }
        return try paper(text, isPDF: isPDF, named: name, today: today)
    }

    /// Once more with answers. Of a PDF the text that was read before is read, so that its program does not run while the database waits.
    static func readAgain(
        _ lines: String, of bytes: [UInt8]?, named name: String, today: Day, answers: ReadingAnswers
    ) throws(Unreadable) -> ImportedPaper {
        let isPDF = bytes.map(PDFText.isLikely) ?? false
        let text = isPDF ? Array(lines.utf8) : bytes ?? Array(lines.utf8)
        return try paper(text, isPDF: isPDF, named: name, today: today, answers: answers)
    }

    private static func paper(
        _ text: [UInt8], isPDF: Bool, named name: String, today: Day, answers: ReadingAnswers = .init()
    ) throws(Unreadable) -> ImportedPaper {
        do {
            var paper = try ImportedPaper.read(text, named: name, today: today, answers: answers)
            if isPDF { paper.ask(question) }
            return paper
        } catch { throw Unreadable(sentence: error.sentence) }
    }

    private static let question =
        "Are rows and columns right? A PDF has none: they were put together from where words stand on its pages"

    /// What is a document by its content, as it came; what is text as plain text, whatever its ending promised. Nil for anything else.
    static func kept(_ bytes: [UInt8], named name: String) -> Attachments.File? {
        if let file = try? Attachments.File(bytes, named: name) { return file }
        return try? Attachments.File(bytes, named: (name.split(separator: "/").last ?? "") + ".txt")
    }
}
