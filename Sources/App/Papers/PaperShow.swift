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
    let versions: Versions?
    let planLink: Link
    let history: Link?

    /// A heading with what stands under it.
    struct ShownPart: Sendable {
        let anchor: String
        let first, second: String?
        let startsPage: Bool
        let text: Markup
    }

    /// What went to meetings.
    struct Versions: Sendable { let lines: [VersionLine] }

    /// One of them.
    struct VersionLine: Sendable {
        let name, meeting, made: String
        let link: String?
        let reason: String?
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
                : "\(counted(errors, "thing is", "things are").sentenceCase) to be mended before it can be published. Members do not see it yet."
        )
        (cover, parts, footnotes) = Self.contents(document)
        exports = Exports(
            label: "Take this paper away",
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
            label: "Take this paper away",
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

    private static func versions(_ all: [PaperVersion], now: PaperVersion.ID?, _ visit: Visit) -> Versions? {
        guard !all.isEmpty else { return nil }
        return Versions(
            lines: all.map { version in
                VersionLine(
                    name: version.name, meeting: "\(version.body), \(version.heldOn.longText)",
                    made: version.madeAt + (version.madeBy.map { ", by \($0)" } ?? ""),
                    link: version.id == now ? nil : visit.link(Paths.paperVersion(version.id, of: version.paperID)),
                    reason: version.reason.isEmpty ? nil : version.reason)
            })
    }
}
