/// How one area stands against the target of an indicator.
enum IndicatorState: Sendable {
    case noTarget, noValue
    /// The value of this period reaches it; late where the period ends after the day it was to be reached by.
    case met(IndicatorPoint, isLate: Bool)
    /// The last value does not reach it: by how much, where that can be said, and how it goes.
    case short(IndicatorPoint, by: Double?, Course)
    case unknown(IndicatorPoint, Reason)

    /// How it goes with a target that is not reached.
    enum Course: Sendable {
        /// The day has passed; whether the last value is of that day or later, and so tells that it was not met.
        case over(isTold: Bool)
        /// Nothing to tell a pace from.
        case open
        /// Held against an even pace from the value of the period in which it was set.
        case onCourse(since: Period), behind(since: Period)
    }

    /// Why nothing can be said.
    enum Reason: Sendable {
        case noComparator, notExact
        /// This value reaches it after the day; nothing tells whether it was reached by then.
        case perhapsLate
    }
}

extension Indicator {
    /// The number that a value of this period has to reach; nil where there is no target, or nothing to tell it from.
    func needed(_ point: IndicatorPoint) -> Double? {
        switch target {
        case .none: nil
        case .absolute: targetNumber
        case .relative:
            point.comparator.map {
                scale.rounded($0 + (better == .higher ? 1 : -1) * (targetNumber ?? 0))
            }
        }
    }

    /// Whether the value reaches it, whatever number its qualifier leaves open; nil where that cannot be said.
    func reaches(_ point: IndicatorPoint) -> Bool? {
        guard let needed = needed(point), let range = point.range else { return nil }
        let (low, high) = (range.lowerBound, range.upperBound)
        switch better {
        case .higher: return low >= needed ? true : high < needed ? false : nil
        case .lower: return high <= needed ? true : low > needed ? false : nil
        }
    }

    /// By how much it falls short; nil where its number is not exact.
    func gap(_ point: IndicatorPoint) -> Double? {
        guard point.qualifier == .exactly, let needed = needed(point), let value = point.value else { return nil }
        return scale.rounded(max(0, better == .higher ? needed - value : value - needed))
    }

    func state(_ series: IndicatorSeries, on today: Day) -> IndicatorState {
        if target == .none { return .noTarget }
        guard let latest = series.latest else { return .noValue }
        let valued = series.points.filter { $0.value != nil }, due = targetDue?.lastDay
        if let due, due < today {
            let judged = valued.last { $0.period.last <= due }, wasReached = judged.flatMap(reaches)
            if let judged, wasReached == true { return .met(judged, isLate: false) }
            if let later = valued.first(where: { $0.period.last > due && reaches($0) == true }) {
                return wasReached == false ? .met(later, isLate: true) : .unknown(later, .perhapsLate)
            }
        }
        guard let isReached = reaches(latest) else {
            return .unknown(latest, needed(latest) == nil ? .noComparator : .notExact)
        }
        if isReached { return .met(latest, isLate: false) }
        return .short(latest, by: gap(latest), course(latest, in: valued, on: today))
    }

    /// At an even pace: of the gap that there was when the target was set, as much is closed as of the time has passed.
    private func course(_ latest: IndicatorPoint, in valued: [IndicatorPoint], on today: Day) -> IndicatorState.Course {
        guard let due = targetDue?.lastDay else { return .open }
        if due < today { return .over(isTold: latest.period.last >= due) }
        guard let set = targetSet?.lastDay else { return .open }
        guard let base = valued.last(where: { $0.period.last <= set }) ?? valued.first,
            base.period.last < latest.period.last, base.period.last < due, let wide = gap(base), wide > 0,
            let left = gap(latest)
        else { return .open }
        let time = Double(base.period.last.days(to: due)),
            passed = Double(base.period.last.days(to: latest.period.last))
        return left <= wide * (1 - passed / time) ? .onCourse(since: base.period) : .behind(since: base.period)
    }
}

extension IndicatorPoint {
    /// Every number that it may be.
    fileprivate var range: ClosedRange<Double>? {
        guard let value else { return nil }
        let next = 0.001
        return switch qualifier {
        case .exactly, .about: value...value
        case .nearly: max(0, value - next)...max(0, value - next)
        case .moreThan, .over: (value + next)...Double.infinity
        case .atLeast: value...Double.infinity
        case .upTo: 0...value
        }
    }
}
