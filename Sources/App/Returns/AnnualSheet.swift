/// The annual return of a year as somebody may see it: one set of rows and columns for the page, the print and the files.
struct AnnualSheet: Sendable {
    /// Whose numbers these are.
    enum Source: Sendable {
        /// The records as they are.
        case records
        /// A version, beside the records as they are.
        case version(AnnualReturn, now: AnnualFigures)
        /// What everybody is told of the latest version, and when it was reported.
        case told(Day)
    }

    let year: AnnualYear
    let figures: AnnualFigures
    let source: Source
    /// By name; what is in none comes last.
    let directorates: [String]

    /// Of the directorates those that the council has and those that count in it; what was told names its own.
    init(_ year: AnnualYear, _ figures: AnnualFigures, _ source: Source, directorates: [AnnualDirectorate]) {
        (self.year, self.figures, self.source) = (year, figures, source)
        let (now, isTold): (Set<AnnualPart>, Bool) =
            switch source {
            case .records: ([], false)
            case .version(_, let now): (now.parts, false)
            case .told: ([], true)
            }
        let counted = Set(figures.parts.union(now).filter { $0.level == .directorate }.map(\.directorate))
        self.directorates = directorates.filter { counted.contains($0.name) || $0.isCurrent && !isTold }.map(\.name)
    }

    /// The records as they are, where a version stands beside them.
    var now: AnnualFigures? { if case .version(_, let now) = source { now } else { nil } }
    var isTold: Bool { if case .told = source { true } else { false } }

    /// The council by directorate and as a whole.
    var councilParts: [AnnualPart] {
        directorates.map { AnnualPart(level: .directorate, side: .council, directorate: $0) }
            + [AnnualPart(level: .side, side: .council)]
    }

    /// Contractors, service providers and all other employers; those that nobody sorted yet only where they offered anything.
    var otherParts: [AnnualPart] {
        AnnualSide.allCases.dropFirst().map { AnnualPart(level: .side, side: $0) }.filter { part in
            part.side != .notRecorded || isTold
                || AnnualFigure.columns.contains { figures[part, $0].people + (now?[part, $0].people ?? 0) > 0 }
        }
    }

    var parts: [AnnualPart] { councilParts + otherParts + [AnnualPart()] }

    /// Those that anybody went to; what is not known and not recorded last.
    var destinations: [AnnualPart] {
        let all: [Placement.Destination] = Placement.Destination.allCases.filter { $0 != .none } + [.none]
        return all.map { AnnualPart(level: .destination, destination: $0) }.filter { part in
            isTold || figures[part, .apprenticeshipsEnded].people + (now?[part, .apprenticeshipsEnded].people ?? 0) > 0
        }
    }

    /// A number as it may be seen.
    func words(_ number: Int) -> String {
        isTold ? Disclosure.words(ofStep: number) : number.formatted()
    }

    /// What the records say now where that is something else: "now 5, 1 more".
    func difference(_ part: AnnualPart, _ figure: AnnualFigure, _ subset: AnnualSubset? = nil) -> String? {
        guard let now else { return nil }
        func number(_ figures: AnnualFigures) -> Int {
            let number = figures[part, figure]
            return subset.map { number[$0] } ?? number.people
        }
        let (then, today) = (number(figures), number(now))
        if then == today { return nil }
        let by = abs(today - then).formatted()
        return "now \(today.formatted()), \(by) \(today > then ? "more" : "fewer")"
    }

    /// How many of the figures that it shows the records now tell otherwise.
    var differences: Int {
        let pairs =
            parts.flatMap { part in AnnualFigure.columns.map { (part, $0) } }
            + destinations.map { ($0, .apprenticeshipsEnded) }
        return pairs.count { part, figure in now.map { $0[part, figure] != figures[part, figure] } ?? false }
    }

    /// One figure of a file.
    struct Line: Sendable {
        let part: AnnualPart
        let figure: AnnualFigure
    }

    var lines: [Line] {
        parts.flatMap { part in AnnualFigure.columns.map { Line(part: part, figure: $0) } }
            + (destinations + [AnnualPart()]).map { Line(part: $0, figure: .apprenticeshipsEnded) }
    }

    /// What a file holds: a figure a row, and beside a version what the records say now.
    var columns: [ListColumn<Line>] {
        @Sendable func filed(_ number: Int) -> Cell { isTold ? .text(words(number)) : .whole(number) }
        let figures = figures
        var columns: [ListColumn<Line>] = [
            ListColumn("Year", "year") { _ in .text(year.text) },
            ListColumn("From", "from") { .text($0.part.side?.label ?? "All") },
            ListColumn("Directorate", "directorate") { .text($0.part.level == .directorate ? $0.part.label : "") },
            ListColumn("Destination", "destination") { .text($0.part.level == .destination ? $0.part.label : "") },
            ListColumn("Figure", "figure") { .text($0.figure.label) },
            ListColumn("People", "people") { filed(figures[$0.part, $0.figure].people) },
        ]
        columns += AnnualSubset.allCases.map { subset in
            ListColumn("Of these: \(subset.label)", subset.rawValue) { filed(figures[$0.part, $0.figure][subset]) }
        }
        switch source {
        case .records: columns.append(ListColumn("Reported", "reported") { _ in .text("Not reported") })
        case .told(let day): columns.append(ListColumn("Reported", "reported") { _ in .day(day) })
        case .version(let version, let now):
            columns += [
                ListColumn("Reported", "reported") { _ in .day(version.madeOn) },
                ListColumn("Version", "version") { _ in .whole(version.number) },
                ListColumn("People, as the records are now", "people_now") { .whole(now[$0.part, $0.figure].people) },
            ]
            columns += AnnualSubset.allCases.map { subset in
                ListColumn("Of these now: \(subset.label)", "\(subset.rawValue)_now") {
                    .whole(now[$0.part, $0.figure][subset])
                }
            }
        }
        let whose = isTold ? "Everybody, to the nearest five" : "Cases that whoever took this file away may open"
        columns.append(ListColumn("Counted", "counted") { _ in .text(whose) })
        columns.append(ListColumn("Meaning", "meaning") { .text($0.figure.meaning) })
        return columns
    }
}
