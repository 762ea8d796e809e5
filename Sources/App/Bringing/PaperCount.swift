extension PlanImport {
    /// How many recommendations a paper would bring, nothing of it kept; nil when it is no paper.
    package static func recommendations(in paper: [UInt8]) -> Int? {
        try? PlanReader.read(paper).recommendations.count
    }
}
