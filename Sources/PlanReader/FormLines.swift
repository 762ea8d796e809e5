/// Labels with their words beside them, which no table's headings are.
extension TableHead {
    /// Whether two cells are a line of a form: the row above or below begins with the name of something else.
    static func isLine(_ at: Int, of blocks: [Block]) -> Bool {
        guard let own = pair(at, of: blocks) else { return false }
        return [at - 1, at + 1].contains { near in
            guard let other = pair(near, of: blocks) else { return false }
            return other.number != nil || other.column != own.column
        }
    }

    /// What the first of a row's two cells names.
    private static func pair(_ at: Int, of blocks: [Block]) -> Label? {
        guard blocks.indices.contains(at), case .row(let cells) = blocks[at].content, cells.count == 2 else {
            return nil
        }
        return Label(cells[0])
    }
}
