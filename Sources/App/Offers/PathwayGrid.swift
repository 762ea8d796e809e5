import Mustache

/// Kinds of place against areas, ages or groups: where each is a gap on its own.
struct PathwayGrid: Sendable {
    let id, heading, lead: String
    let heads: [Head]
    let rows: [Row]

    /// One of the areas, ages or groups; `title` is its whole name.
    struct Head: Sendable { let text, title: String }

    /// One kind of place.
    struct Row: Sendable {
        let label, stage: String
        let cells: [Cell]
    }

    /// What one of them has of it: "Gap", "Full", free places, or that there is something.
    struct Cell: Sendable {
        let text: String
        /// "gap", "same" where it is one in every column, "full" or "open".
        let style: String
    }

    static func all(_ map: PathwayMap, _ areas: [PathwayGroup.Place]) -> [PathwayGrid] {
        let group = map.group
        let byArea = areas.map { area in
            (
                Head(text: area.short, title: area.name),
                map.drawn(for: PathwayGroup(cohort: group.cohort, age: group.age, area: area))
            )
        }
        let byAge = PathwayGroup.ages.map { age in
            let isLast = age == PathwayGroup.ages.upperBound
            return (
                Head(text: isLast ? "\(age)+" : "\(age)", title: "Age \(PathwayGroup.ageLabel(age))"),
                map.drawn(for: PathwayGroup(cohort: group.cohort, age: age, area: group.area))
            )
        }
        let byGroup = PathwayGroup.Cohort.all.map { cohort in
            (
                Head(text: cohort.label, title: cohort.label),
                map.drawn(for: PathwayGroup(cohort: cohort, age: group.age, area: group.area))
            )
        }
        return [
            areas.isEmpty
                ? nil
                : PathwayGrid(
                    "areas", "Area by area", PathwayGroup(cohort: group.cohort, age: group.age), byArea,
                    "An offer that names no area counts in each."),
            PathwayGrid(
                "ages", "Age by age", PathwayGroup(cohort: group.cohort, area: group.area), byAge,
                "An offer that names no age counts at each."),
            PathwayGrid(
                "groups", "Group by group", PathwayGroup(age: group.age, area: group.area), byGroup,
                "An offer that names no group counts for each."),
        ].compactMap(\.self)
    }

    private init(
        _ id: String, _ name: String, _ others: PathwayGroup, _ columns: [(head: Head, map: PathwayMap)], _ rule: String
    ) {
        self.id = id
        heads = columns.map(\.head)
        rows = PlaceKind.allCases.enumerated().map { place, kind in
            Row(label: kind.label, stage: kind.stage.label, cells: Self.cells(columns.map { $0.map.lines[place] }))
        }
        // A kind that is a gap in all of them tells nothing of one; a gap in some is the finding.
        let some = PlaceKind.allCases.indices.count { place in
            let gaps = columns.count { $0.map.lines[place].isGap }
            return gaps > 0 && gaps < columns.count
        }
        heading =
            columns.allSatisfy { $0.map.gaps.isEmpty }
            ? "\(name): no gaps"
            : some == 0
                ? "\(name): the same gaps everywhere"
                : "\(name): \(counted(some, "kind is", "kinds are")) a gap for some only"
        lead = (others.isAll ? "" : "For \(others.words). ") + rule + " A number is the free places that are recorded."
    }
}

extension PathwayGrid {
    private static func cells(_ lines: [PathwayMap.Line]) -> [Cell] {
        let isSame = lines.allSatisfy(\.isGap)
        return lines.map { Cell($0, isSame: isSame) }
    }
}

extension PathwayGrid.Cell {
    init(_ line: PathwayMap.Line, isSame: Bool) {
        switch line.standing {
        case .gap: self.init(text: "Gap", style: isSame ? "same" : "gap")
        case .full: self.init(text: "Full", style: "full")
        case .open, .pilot: self.init(text: line.free.map { $0.formatted() } ?? "Yes", style: "open")
        }
    }
}
