import Mustache

/// The shape and the hatch of each tone, so that grey print and every eye tell them apart (design-language.md section 2).
enum ToneMark {
    /// What is achieved may be signed off, or wait for members: the same tone under another mark.
    package enum State { case plain, signedOff, waiting }

    /// The mark around a point, 14 units wide.
    static func shape(_ tone: Tone, _ state: State = .plain, x: Int, y: Int) -> Markup {
        switch tone {
        case .achieved where state == .signedOff:
            """
            <circle cx="\(x)" cy="\(y)" r="7" fill="var(--good)"/>\
            <path d="M\(x - 4) \(y)l3 3l5 -6" fill="none" stroke="var(--paper)" stroke-width="2"/>
            """
        case .achieved where state == .waiting:
            "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"5.5\" fill=\"none\" stroke=\"var(--good)\" stroke-width=\"3\"/>"
        case .achieved: "<circle cx=\"\(x)\" cy=\"\(y)\" r=\"7\" fill=\"var(--good)\"/>"
        case .achievedInPart:
            """
            <circle cx="\(x)" cy="\(y)" r="6" fill="none" stroke="var(--part)" stroke-width="2"/>\
            <path d="M\(x) \(y - 6)v12a6 6 0 0 1 0-12z" fill="var(--part)"/>
            """
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
        case .achievedInPart:
            """
            <rect x="\(x)" y="\(y + height / 2)" width="\(width)" height="\(height - height / 2)" fill="var(--part)"/>\
            <path d="M\(x + max(1, width - 1)) \(y)v\(height)" stroke="var(--part)" stroke-width="2"/>
            """
        case .notAssessed:
            """
            <rect x="\(x + 1)" y="\(y + 1)" width="\(max(1, width - 3))" height="\(height - 2)" fill="none" stroke="var(--idle)" \
            stroke-width="2" stroke-dasharray="3 2"/>
            """
        default: "\(place) fill=\"url(#\(drawing)-\(tone.look))\" stroke=\"var(--paper)\" stroke-width=\"2\"/>"
        }
    }

    /// The hatches: lines for steady, diagonals for caution, crosses for stop; good is plain, part its lower half and an end line, idle only an outline.
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
