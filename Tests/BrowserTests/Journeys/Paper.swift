import Foundation

/// A paper to bring in: recommendation 5 with one action, led by WSB.
struct Paper {
    let path: String
    /// As the page counts what it read.
    let summary: String

    /// Published by a council; lies beside the project and is not part of it.
    static let published: Paper? = {
        var place = URL(filePath: #filePath)
        while place.path != "/" {
            place.deleteLastPathComponent()
            let folder = place.appending(path: "shared/seeds").path
            let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
            if let name = names.first(where: { $0.hasPrefix("000") }) {
                return Paper(
                    path: folder + "/" + name, summary: "Seven recommendations, 11 actions and no updates were read")
            }
        }
        return nil
    }()

    /// A small one of our own, for where the published one is not.
    static func own(in folder: URL) throws -> Paper {
        let text = """
            Routes to employment for vulnerable cohorts

            | Recommendation 5 | Actions | Leads | Status |
            | Support the target groups through traineeships. | HR – Review who takes them up. | WSB | Report back to Scrutiny |
            | Recommendation 6 | Actions | Leads | Status |
            | Offer work experience in every directorate. | HR – Ask each directorate for two places. | HR | Part Met |
            """
        let file = folder.appending(path: "paper.txt")
        try Data(text.utf8).write(to: file)
        return Paper(path: file.path, summary: "Two recommendations, two actions and no updates were read")
    }
}
