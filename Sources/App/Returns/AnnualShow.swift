import Mustache

/// The annual return of a year: people by who offers the work, where apprentices went, and the versions that were reported.
struct AnnualShow: View {
    static let template = "returns/annual"
    let head: PageHead
    let choice: Choice
    let refused: String?
    let remark: Warning?
    let empty: EmptyState?
    let table: AnnualTable?
    let destinations: AnnualDestinations?
    let rests: String?
    let versions: Table?
    let meanings: [String]
    let hasMeanings: Bool
    let others: Others?
    let exports: Exports?

    /// Other years that were reported.
    struct Others: Sendable { let links: [Link] }

    /// Which year.
    struct Choice: Sendable {
        let action: String
        let fields: [SelectField]
    }

    init(_ found: AnnualFound, for visit: Visit) {
        let year = found.asked.year, sheet = found.sheet, sees = AnnualPages.sees(visit)
        let words = AnnualWords(found, on: visit.today, sees: sees)
        head = PageHead(
            kicker: "Annual return", heading: year.text, lead: words.lead, tags: [words.tag],
            actions: sees && year.isOver(on: visit.today)
                ? [
                    PageAction(
                        label: found.versions.isEmpty ? "Report this year" : "Report again",
                        link: visit.link(Paths.annualReturn) + "/report?" + year.query,
                        isPrimary: found.versions.isEmpty)
                ] : [])
        choice = Choice(found.asked, for: visit)
        refused = found.asked.refused.map {
            "There is no year “\($0.prefix(40))” to choose here, so this is the \(year.text.lowercasedFirst)."
        }
        remark = words.remark
        empty =
            sheet == nil
            ? EmptyState(
                heading: "Nothing was reported for this year",
                text: "Figures stand here once the brokers have reported the year.") : nil
        table = sheet.map { AnnualTable($0, for: visit) }
        destinations = sheet.map { AnnualDestinations($0, for: visit) }
        rests =
            sheet == nil
            ? nil
            : "Work is sorted by who offers it: a team of the council under the directorate recorded for it, an employer under what it is recorded to be to the council."
                + (sees && sheet?.otherParts.contains { $0.side == .notRecorded } == true
                    ? " For an employer that is not sorted yet it is recorded on the employer’s page." : "")
        versions = found.versions.isEmpty ? nil : Self.versions(found, for: visit)
        meanings = sheet == nil ? [] : words.meanings
        hasMeanings = !meanings.isEmpty
        let others = found.reported.filter { $0 != year }.map {
            Link(label: $0.text, link: visit.link(Paths.annualReturn) + "?" + $0.query)
        }
        self.others = others.isEmpty ? nil : Others(links: others)
        exports =
            sheet == nil
            ? nil
            : Exports(
                "Download these figures",
                of: ListAddress(visit, path: Paths.annualReturn, names: ["kind", "year", "version"]))
    }

    /// Every version, and the records as they are.
    private static func versions(_ found: AnnualFound, for visit: Visit) -> Table {
        let shown: Int? = if case .version(let version, _) = found.sheet?.source { version.number } else { nil }
        let path = Paths.annualReturn + "?" + found.asked.year.query
        return Table(
            "Versions of this year", of: found.versions,
            [
                ListColumn("Version") { version in
                    version.number == shown
                        ? .text("\(version.name) (shown)")
                        : .link(version.name, path + "&version=\(version.number)")
                },
                ListColumn("Reported") { .text($0.made.sentenceCase) },
                ListColumn("Why again") { .text($0.reason, absent: "The first") },
            ], isCaptionShown: true, for: visit)
    }
}

extension AnnualShow.Choice {
    init(_ asked: AnnualAsked, for visit: Visit) {
        action = visit.link(Paths.annualReturn)
        let kinds = AnnualYear.Kind.allCases.map {
            SelectOption(value: $0.rawValue, text: "\($0.label) year", isSelected: $0 == asked.year.kind)
        }
        let years = asked.years.map {
            SelectOption(value: String($0.year.startYear), text: $0.year.text, isSelected: $0 == asked.year)
        }
        fields = [
            SelectField(id: "kind", name: "kind", label: "Year counted as", options: kinds),
            SelectField(id: "year", name: "year", label: "Year", options: years),
        ]
    }
}
