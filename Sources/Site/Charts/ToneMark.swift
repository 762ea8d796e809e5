import Mustache

/// The shape and the hatch of each tone, so that grey print and every eye tell them apart (design-language.md section 2).
enum ToneMark {
    /// The mark around a point, 14 units wide.
    static func shape(_ tone: Tone, x: Int, y: Int) -> Markup {
        switch tone {
        case .achieved: "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"7\" fill=\"var(--good)\"/>"
        case .onTrack: "<path d=\"M\(x - 7) \(y - 7)h7l7 7l-7 7h-7z\" fill=\"var(--steady)\"/>"
        case .slipped: "<path d=\"M\(x) \(y - 7)l8 14h-16z\" fill=\"var(--caution)\"/>"
        case .notAchieved: "<path d=\"M\(x - 7) \(y - 7)h14v14h-14z\" fill=\"var(--stop)\"/>"
        case .notAssessed:
            "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"6\" fill=\"none\" stroke=\"var(--idle)\" stroke-width=\"2\" stroke-dasharray=\"3 2\"/>"
        }
    }

    /// A bar in the tone's colour and hatch; `drawing` names the patterns of this drawing.
    static func bar(_ tone: Tone, x: Int, y: Int, width: Int, height: Int, in drawing: String) -> Markup {
        let place: Markup = "<rect x=\"\(x)\" y=\"\(y)\" width=\"\(width)\" height=\"\(height)\""
        return switch tone {
        case .achieved: "\(place) fill=\"var(--good)\" stroke=\"var(--paper)\" stroke-width=\"2\"/>"
        case .notAssessed:
            """
            <rect x="\(x + 1)" y="\(y + 1)" width="\(max(1, width - 3))" height="\(height - 2)" fill="none" stroke="var(--idle)" \
            stroke-width="2" stroke-dasharray="3 2"/>
            """
        default: "\(place) fill=\"url(#\(drawing)-\(tone.look))\" stroke=\"var(--paper)\" stroke-width=\"2\"/>"
        }
    }

    /// The hatches: lines for steady, diagonals for caution, crosses for stop; good is plain and idle only an outline.
    static func hatches(for drawing: String) -> Markup {
        let lines = [("steady", "M0 4h8"), ("caution", "M0 8L8 0"), ("stop", "M0 0l8 8M0 8L8 0")]
        var patterns: Markup = ""
        for (look, path) in lines {
            patterns = """
                \(patterns)<pattern id="\(drawing)-\(look)" width="8" height="8" patternUnits="userSpaceOnUse">\
                <rect width="8" height="8" fill="var(--\(look))"/>\
                <path d="\(path)" stroke="var(--paper)" stroke-width="1.5" fill="none"/></pattern>
                """
        }
        return "<defs>\(patterns)</defs>"
    }

    /// A drawing with its name, ready for a figure.
    static func drawing(_ id: String, name: String, width: Int, height: Int, _ content: Markup) -> Markup {
        """
        <svg role="img" aria-labelledby="\(id)-name" viewBox="0 0 \(width) \(height)"><title id="\(id)-name">\(name)</title>\(content)</svg>
        """
    }

    /// Marks with their words in rows from the left, no row wider than the drawing; and how many rows that took.
    static func key(_ entries: [(tone: Tone, words: String)], width: Int) -> (markup: Markup, rows: Int) {
        var (x, row, markup) = (8, 0, Markup(html: ""))
        for entry in entries {
            let length = 40 + entry.words.count * 8
            if x > 8, x + length > width { (x, row) = (8, row + 1) }
            markup =
                "\(markup)\(shape(entry.tone, x: x, y: row * 24 + 12))<text x=\"\(x + 14)\" y=\"\(row * 24 + 17)\">\(entry.words)</text>"
            x += length
        }
        return (markup, entries.isEmpty ? 0 : row + 1)
    }
}
