import Mustache

/// A row's last updates as marks in a line, newest last; the words are in its title.
struct Spark {
    let id: String
    /// Oldest first: the label of the update and its grade in the council's words.
    let marks: [(label: String, words: String, tone: Tone)]

    /// Nil when there is nothing to draw.
    var markup: Markup? {
        guard !marks.isEmpty else { return nil }
        var shapes: Markup = ""
        for (index, mark) in marks.enumerated() {
            shapes = "\(shapes)\(ToneMark.shape(mark.tone, x: 10 + index * 22, y: 9))"
        }
        return """
            <svg class="app-spark" role="img" aria-labelledby="\(id)-name" viewBox="0 0 \(marks.count * 22) 18"><title id="\(id)-name">\(name)</title>\(shapes)</svg>
            """
    }

    /// "Last two updates: September 2022 On-track, February 2023 Slipped".
    var name: String {
        let count = marks.count == 1 ? "Last update" : "Last \(counted(marks.count)) updates"
        return count + ": " + marks.map { "\($0.label) \($0.words)" }.joined(separator: ", ")
    }
}
