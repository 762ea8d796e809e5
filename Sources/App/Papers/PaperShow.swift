import Mustache

/// A paper, in draft or as it was published; prints as it is handed out.
struct PaperShow: View {
    static let template = "papers/show"
    let head: PageHead
    let remark: Warning?
    let cover: SummaryList?
    let parts: [ShownPart]
    let footnotes: Footnotes?
    let exports: Exports
    let versions: Table?
    let planLink: Link
    let history: Link?

    /// A heading with what stands under it.
    struct ShownPart: Sendable {
        let anchor: String
        let first, second: String?
        let startsPage: Bool
        let text: Markup
    }

    /// The draft.
    init(_ source: PaperSource, _ versions: [PaperVersion], for visit: Visit) {
        let paper = source.paper
        let document = PaperWriting.document(source, council: visit.council.name)
        let path = visit.link(Paths.paper(paper.id))
        let errors = PaperCheck.findings(source).count { $0.weight == .error }
        let actions = [
            PageAction(label: "Publish", link: path + "/publication"),
            PageAction(label: "Edit", link: path + "/edit", isPrimary: true),
        ]
        let mayChange = visit.can(.changePapers)
        head = Self.head(document, paper.tag, actions: mayChange ? actions : [])
        remark = Warning(
            tone: "idle", heading: "This is the draft",
            text: errors == 0 || !mayChange
                ? "Members see a paper when a version is published."
                : "\(counted(errors, "thing", "things").sentenceCase) to fix before publishing. Members do not see it yet."
        )
        (cover, parts, footnotes) = Self.contents(document)
        exports = Exports(
            label: "Download this paper",
            files: [ExportLink(label: "Word", link: path + "/draft.docx", detail: "the draft")])
        self.versions = Self.versions(versions, now: nil, visit)
        history = Link(label: "History", link: path + "/history")
        planLink = Link(label: source.plan.title, link: visit.link(Paths.plan(source.plan.id)))
    }

    /// A version.
    init(_ version: PaperVersion, _ document: PaperDocument, _ all: [PaperVersion], for visit: Visit) {
        let isLast = all.first?.id == version.id
        let draft = PageAction(label: "Go to the draft", link: visit.link(Paths.paper(version.paperID)))
        head = Self.head(
            document, Tag(tone: isLast ? "good" : "idle", text: "\(version.name), published \(version.madeAt)"),
            actions: visit.can(.seeDrafts) ? [draft] : [])
        remark =
            isLast
            ? nil
            : Warning(
                tone: "caution", heading: "There is a later version",
                text: "This is what went to \(document.body) on \(document.heldOn.longText).")
        (cover, parts, footnotes) = Self.contents(document)
        let path = visit.link(Paths.paperVersion(version.id, of: version.paperID))
        exports = Exports(
            label: "Download this paper",
            files: [ExportLink(label: "Word", link: path + "/paper.docx", detail: version.name.lowercased())])
        versions = Self.versions(all, now: version.id, visit)
        history = nil
        planLink = Link(label: "The action plan as it stands now", link: visit.link(Paths.plan(version.planID)))
    }

    private static func head(_ document: PaperDocument, _ tag: Tag, actions: [PageAction]) -> PageHead {
        PageHead(
            kicker: "\(document.body), \(document.heldOn.longText)", heading: document.title, tags: [tag],
            actions: actions)
    }

    private static func contents(_ document: PaperDocument) -> (SummaryList?, [ShownPart], Footnotes?) {
        let rows = document.facts.map {
            SummaryRow(
                label: $0.label, text: $0.text.isEmpty ? nil : $0.text, absent: $0.text.isEmpty ? "Not filled in" : nil)
        }
        let parts = document.parts.enumerated().map { index, part in
            let label = part.number.isEmpty ? part.label : "\(part.number) \(part.label)"
            return ShownPart(
                anchor: "part-\(index + 1)", first: part.level == 1 ? label : nil,
                second: part.level == 1 ? nil : label,
                startsPage: part.startsPage, text: PaperHTML.html(part.blocks))
        }
        let notes = document.notes.map { note in
            FootnoteLine(
                id: "note-\(note.number)", mark: String(note.number),
                text: Markup(html: PaperHTML.inline(PaperText.runs(note.words))), backLink: "#note-\(note.number)-from")
        }
        return (rows.isEmpty ? nil : SummaryList(rows: rows), parts, notes.isEmpty ? nil : Footnotes(notes: notes))
    }

    /// What went to meetings.
    private static func versions(_ all: [PaperVersion], now: PaperVersion.ID?, _ visit: Visit) -> Table? {
        let columns: [ListColumn<PaperVersion>] = [
            ListColumn("Version") { version in
                version.id == now
                    ? .text("\(version.name) (this one)")
                    : .link(version.name, Paths.paperVersion(version.id, of: version.paperID))
            },
            ListColumn("Went to") { .text("\($0.body), \($0.heldOn.longText)") },
            ListColumn("Published") { .text($0.madeAt + ($0.madeBy.map { ", by \($0)" } ?? "")) },
            ListColumn("Why") { .text($0.reason, absent: "The first") },
        ]
        return all.isEmpty
            ? nil : Table("Versions of this paper, the newest first", of: all, columns, for: visit)
    }
}
