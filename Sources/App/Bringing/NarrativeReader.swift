/// Papers without tables: numbered recommendations, each followed by what became of it.
extension PlanReader {
    mutating func readNarrative(_ blocks: [Block]) -> Bool { false }
}
