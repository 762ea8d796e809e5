/// What is said of an indicator, all of it from its record.
extension Indicator {
    /// "1.7%", "more than 12 places (provisional)"
    func text(_ point: IndicatorPoint) -> String? {
        point.value.map {
            point.qualifier.words + scale.text($0, of: ofWhat) + (point.isProvisional ? " (provisional)" : "")
        }
    }

    /// How far the value is over the comparator’s, below where it is negative; nil where one is missing or not exact.
    func difference(_ point: IndicatorPoint) -> Double? {
        guard point.qualifier == .exactly, let value = point.value, let other = point.comparator else { return nil }
        return scale.rounded(value - other)
    }

    /// "5.7 points below", "the same"; nil where it cannot be said.
    func differenceWords(_ point: IndicatorPoint) -> String? {
        difference(point).map {
            $0 == 0 ? "the same" : "\(scale.distance($0)) \($0 < 0 ? "below" : "above")"
        }
    }

    /// "5.7 points below England (7.4%)", "no value for England of the same period"; empty where it has no comparator.
    private func comparison(_ point: IndicatorPoint) -> String {
        if comparator.isEmpty { return "" }
        guard let other = point.comparator else { return ", with no value for \(comparator) of the same period" }
        let level = "\(comparator) (\(scale.bare(other)))"
        guard let words = differenceWords(point) else { return ", against \(level)" }
        return words == "the same" ? ", the same as \(level)" : ", \(words) \(level)"
    }

    /// "at least the level of England by 2018", "at most 10.0%"; nil without a target.
    var targetWords: String? {
        let isHigher = better == .higher, least = isHigher ? "at least" : "at most"
        let by = targetDue.map { " by \($0.text)" } ?? ""
        switch target {
        case .none: return nil
        case .absolute: return targetNumber.map { "\(least) \(scale.text($0, of: ofWhat))\(by)" }
        case .relative:
            guard let more = targetNumber, more > 0 else { return "\(least) the level of \(comparator)\(by)" }
            return "at least \(scale.distance(more)) \(isHigher ? "above" : "below") \(comparator)\(by)"
        }
    }

    /// "1.7% in 2013/14, 5.7 points below England (7.4%)"; nil where the value is not known.
    func said(_ point: IndicatorPoint) -> String? {
        text(point).map { "\($0) \(point.period.within)\(comparison(point))" }
    }

    /// "1.7% in 2013/14, 5.7 points below England (7.4%); the target is at least the level of England by 2018: not met in 2013/14;
    /// whether it was met by then is not recorded"
    func finding(_ series: IndicatorSeries, on today: Day) -> String {
        guard let latest = series.latest, let said = said(latest) else { return "no value is recorded" }
        guard let targetWords else { return said + "; no target is set" }
        return "\(said); the target is \(targetWords): \(verdict(state(series, on: today), latest))"
    }

    private func verdict(_ state: IndicatorState, _ latest: IndicatorPoint) -> String {
        switch state {
        case .noTarget, .noValue: return ""
        case .met(let point, let isLate):
            let when = point.period == latest.period ? "" : " \(point.period.within)"
            return isLate ? "met later than that,\(when.isEmpty ? " \(point.period.within)" : when)" : "met\(when)"
        case .short(_, _, let course):
            switch course {
            case .over(let isTold):
                return isTold
                    ? "not met" : "not met \(latest.period.within); whether it was met by then is not recorded"
            case .open: return "not met yet"
            case .onCourse(let since): return "not met yet, but on course at the pace since \(since.text)"
            case .behind(let since): return "not met yet, and behind an even pace since \(since.text)"
            }
        case .unknown(let point, .perhapsLate):
            return "met \(point.period.within); whether it was met by then cannot be told"
        case .unknown(let point, let reason):
            let why =
                reason == .noComparator
                ? "there is no value for \(comparator) \(point.period.within)" : "the value is not exact enough"
            return "whether it is met cannot be said, because \(why)"
        }
    }

    /// Of all its areas: the finding of the only one that has values, or how many stand where.
    func finding(on today: Day) -> String {
        let all = series, valued = all.filter { $0.latest != nil }, without = all.filter { $0.latest == nil }
        let missing = without.isEmpty ? "" : " No value is recorded for \(without.map(\.name).listed(by: "or"))."
        guard let first = valued.first else { return "No value is recorded yet." }
        if valued.count == 1 {
            let words = finding(first, on: today)
            return (all.count == 1 ? words : "\(first.name): \(words)").sentenceCase + "." + missing
        }
        guard let targetWords else {
            return "Values are recorded for \(valued.map(\.name).listed); no target is set.\(missing)"
        }
        var met: [String] = [], late: [String] = [], short: [String] = [], unknown: [String] = []
        for one in valued {
            switch state(one, on: today) {
            case .met(_, let isLate): if isLate { late.append(one.name) } else { met.append(one.name) }
            case .short: short.append(one.name)
            case .unknown, .noTarget, .noValue: unknown.append(one.name)
            }
        }
        let lists = [
            (met, "met in"), (late, "met late in"), (short, "not met in"), (unknown, "not to be told in"),
        ]
        let parts = lists.filter { !$0.0.isEmpty }.map { "\($0.1) \($0.0.listed)" }
        return "The target, \(targetWords), is \(parts.joined(separator: "; ")).\(missing)"
    }

    /// How one area stands, in few words: "Short by 5.7 points in 2013/14".
    func tag(_ series: IndicatorSeries, on today: Day) -> Tag {
        switch state(series, on: today) {
        case .noTarget: return Tag(tone: "idle", text: "No target")
        case .noValue: return Tag(tone: "idle", text: "No value")
        case .met(let point, let isLate):
            return Tag(
                tone: isLate ? "part" : "good", text: "\(isLate ? "Met late" : "Met") \(point.period.within)")
        case .short(let point, let gap, let course):
            let by = gap.map { "Short by \(scale.distance($0))" } ?? "Short"
            switch course {
            case .onCourse: return Tag(tone: "steady", text: "On course, \(by.lowercasedFirst) \(point.period.within)")
            case .over: return Tag(tone: "stop", text: "\(by) \(point.period.within)")
            case .open, .behind: return Tag(tone: "caution", text: "\(by) \(point.period.within)")
            }
        case .unknown(let point, .perhapsLate):
            return Tag(tone: "idle", text: "Met \(point.period.within), perhaps late")
        case .unknown(let point, _): return Tag(tone: "idle", text: "Cannot be said \(point.period.within)")
        }
    }

    /// Of each area that has values; of none where none has any.
    func tags(on today: Day) -> [Tag] {
        let all = series, valued = all.filter { $0.latest != nil }
        guard let first = all.first, !valued.isEmpty else { return all.first.map { [tag($0, on: today)] } ?? [] }
        if all.count == 1 { return [tag(first, on: today)] }
        return valued.map { one in
            let tag = tag(one, on: today)
            return Tag(tone: tag.tone, text: "\(one.shortName): \(tag.text.lowercasedFirst)")
        }
    }
}
