import Mustache

/// The list behind a figure.
struct AnnualPeople: View {
    static let template = "pledges/people"
    let head: PageHead
    let table: Table?

    /// Which figure of which part, of whom, as of when.
    struct Behind {
        let figure: AnnualFigure
        let part: AnnualPart
        let subset: AnnualSubset?
        let year: AnnualYear
        let version: AnnualReturn?
    }

    init(_ people: [AnnualPerson], _ behind: Behind, for visit: Visit) {
        let figure = behind.figure, number = Set(people.map(\.person)).count
        let of = [
            behind.part.level == .all ? nil : behind.part.label,
            behind.subset.map { "of these \($0.label.lowercasedFirst)" },
        ].compactMap(\.self)
        let placements =
            people.count == number
            ? "" : " They are in \(counted(people.count, "placement", "placements")), one row each."
        head = PageHead(
            kicker: "\(behind.year.text)\(behind.version.map { ", as reported \($0.made)" } ?? "")",
            heading: "\(([figure.label] + of).joined(separator: ", ")): \(counted(number, "person", "people"))",
            lead: "\(behind.year.days). \(figure.meaning)\(placements)")
        let hasDestination = figure == .apprenticeshipsEnded || figure == .destinationsKnown
        let isOfVersion = behind.version != nil
        var columns: [ListColumn<AnnualPerson>] = [
            ListColumn("Young person") { who, visit in
                .link(
                    who.called.isEmpty ? who.reference : visit.naming(who.called, who.reference),
                    Paths.youngPerson(who.person))
            },
            ListColumn("Placement") { who in
                let words = "\(figure.isExperience ? "Work experience" : "Apprenticeship"), \(who.place)"
                return who.placement.map { .link(words, Paths.placement($0, of: who.holder ?? who.person)) }
                    ?? .text(isOfVersion ? "\(words) (removed since)" : words)
            },
            ListColumn("Started") { .day($0.began) },
            ListColumn("Ended") { .day($0.ended, absent: "Not in these days") },
        ]
        if hasDestination { columns.append(ListColumn("Destination") { .text($0.destination.label) }) }
        columns.append(
            ListColumn("Group") { who in
                .texts([who.isCare ? AnnualSubset.care.label : nil, who.isSend ? "SEND" : nil].compactMap(\.self))
            })
        table = people.isEmpty ? nil : Table(figure.label, of: people, columns, for: visit)
    }
}
