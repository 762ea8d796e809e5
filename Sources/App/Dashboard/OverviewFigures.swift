import Mustache

/// The drawings of the overview.
enum OverviewFigures {
    /// How many stand where.
    static func now(_ overview: Overview) -> Figure? {
        guard overview.total > 0 else { return nil }
        let signedOff = overview.counts.first { $0.standing == .signedOff }?.count ?? 0
        let which = signedOff == 0 ? "None" : counted(signedOff).sentenceCase
        let all = counted(overview.total, "recommendation", "recommendations")
        return ToneBars(
            id: "grades-now", caption: "\(which) of \(all) \(signedOff < 2 ? "is" : "are") signed off",
            subtitle: "Each by its latest agreed or submitted update; absorbed and withdrawn ones are not counted",
            unit: "recommendations",
            bars: overview.counts.map {
                ToneBars.Bar(
                    words: $0.standing.label, tone: $0.standing.tone, state: $0.standing.state, count: $0.count)
            }
        ).figure
    }

    /// A plan at each of its updates, and each of its recommendations; nil before the first update.
    static func overTime(_ grades: [GradeAt]) -> (trend: Figure, each: Figure)? {
        let table = GradeTable(grades)
        guard let title = grades.first?.planTitle, !table.periods.isEmpty else { return nil }
        let tones = Tone.allCases.filter { tone in table.periods.contains { table.count(tone, at: $0) > 0 } }
        let left = table.isShortened ? "the latest \(counted(table.periods.count)) updates" : "each update"
        let trend = TrendBars(
            id: "trend", caption: table.finding,
            subtitle: "\(title): recommendations by grade at \(left); a grade stands until the next",
            unit: "recommendations", grades: tones.map { TrendBars.Grade(words: table.words($0), tone: $0) },
            periods: table.periods.map { period in
                TrendBars.Period(label: period.labelText, counts: tones.map { table.count($0, at: period) })
            }
        ).figure
        let each = GradeGrid(
            id: "each", caption: table.movement,
            subtitle: "\(title): the grade given to each recommendation at \(left)" + table.disagreement,
            rowName: "Recommendation", periods: table.periods.map(\.labelText),
            rows: table.rows.map { row in
                GradeGrid.Row(
                    label: row.number,
                    grades: table.periods.map { period in
                        row.given[period].map { GradeGrid.Grade(words: $0.words, tone: $0.tone) }
                    })
            }
        ).figure
        return (trend, each)
    }
}

/// The grades of one plan by recommendation and update.
struct GradeTable {
    struct Given {
        let words: String
        let tone: Tone
    }
    struct Row {
        let number: String
        var given: [Day: Given] = [:]

        /// The grade in force: the last one given up to a day.
        func standing(at day: Day) -> Given? { given.filter { $0.key <= day }.max { $0.key < $1.key }?.value }
    }

    private(set) var rows: [Row] = []
    /// The latest eight, oldest first.
    let periods: [Day]
    let isShortened: Bool
    private let disagreeing: [Day]

    init(_ grades: [GradeAt]) {
        var last: Recommendation.ID?
        for grade in grades {
            if grade.recommendationID != last { rows.append(Row(number: grade.number)) }
            last = grade.recommendationID
            if let period = grade.period, let words = grade.words {
                rows[rows.count - 1].given[period] = Given(words: words, tone: grade.tone)
            }
        }
        let all = Set(rows.flatMap(\.given.keys)).sorted()
        periods = Array(all.suffix(8))
        isShortened = all.count > 8
        disagreeing = grades.compactMap { $0.disagrees ? $0.period : nil }
    }

    /// "; two of these grades disagree with the record"
    var disagreement: String {
        let count = disagreeing.count { periods.contains($0) }
        return count == 0
            ? "" : "; \(counted(count)) of these grades \(count == 1 ? "disagrees" : "disagree") with the record"
    }

    func count(_ tone: Tone, at day: Day) -> Int { rows.count { ($0.standing(at: day)?.tone ?? .notAssessed) == tone } }

    /// The council's words of a tone, as far as they were used here.
    func words(_ tone: Tone) -> String {
        var used = Set(rows.flatMap(\.given.values).filter { $0.tone == tone }.map(\.words)).sorted()
        if tone == .notAssessed, rows.contains(where: { row in periods.contains { row.standing(at: $0) == nil } }) {
            used.append("Not assessed")
        }
        return used.joined(separator: " or ")
    }

    /// "Three were behind at the last update".
    var finding: String {
        guard let last = periods.last else { return "No grade yet" }
        let behind = count(.slipped, at: last) + count(.notAchieved, at: last)
        if behind > 0 {
            return counted(behind).sentenceCase + (behind == 1 ? " was" : " were") + " behind at the last update"
        }
        return count(.notAssessed, at: last) == rows.count
            ? "None has been assessed yet" : "None was behind at the last update"
    }

    /// "Three moved forward at the last update; one moved back".
    var movement: String {
        guard periods.count > 1 else { return "One update so far" }
        let (before, last) = (periods[periods.count - 2], periods[periods.count - 1])
        let moves = rows.map { ($0.standing(at: before)?.tone, $0.standing(at: last)?.tone) }
        let order: [Tone] = [.notAchieved, .slipped, .onTrack, .achievedInPart, .achieved]
        let steps = moves.compactMap { from, to -> Int? in
            guard let from = from.flatMap(order.firstIndex(of:)), let to = to.flatMap(order.firstIndex(of:)) else {
                return nil
            }
            return to - from
        }
        let (up, down) = (steps.count { $0 > 0 }, steps.count { $0 < 0 })
        let back = counted(down) + " moved back"
        if up == 0 {
            return down == 0 ? "No grade changed at the last update" : back.sentenceCase + " at the last update"
        }
        return counted(up).sentenceCase + " moved forward at the last update" + (down == 0 ? "" : "; " + back)
    }
}

extension Day {
    /// "Sep 2022": the label of an update.
    var labelText: String { monthText.prefix(3) + " " + String(year) }
}
