/// Where the pages of papers are.
extension Paths {
    static let papers = "/papers"
    static let paperHeadings = "/papers/headings"
    static let paperTable = "/papers/table"

    static func paper(_ paper: Paper.ID) -> String { "/papers/\(paper)" }
    static func paperHeading(_ heading: PaperHeading.ID) -> String { "/papers/headings/\(heading)" }
    static func paperVersion(_ version: PaperVersion.ID, of paper: Paper.ID) -> String {
        Self.paper(paper) + "/versions/\(version)"
    }
}
