import Mustache

/// One return in counts.
struct ReturnCount: Sendable {
    let `return`: Return
    let period: ReturnPeriod
    let checks: [ReturnCheck]

    func count(_ state: ReturnCheck.State) -> Int { checks.count { $0.state == state } }
}

/// The three returns, each with how it stands.
struct ReturnList: View {
    static let template = "returns/index"
    let head: PageHead
    let table: Table
    let note: String

    init(_ counts: [ReturnCount], _ left: LeftOut?, for visit: Visit) {
        let open = counts.reduce(0) { $0 + $1.count(.broken) + $1.count(.missing) }
        head = PageHead(
            heading: "Returns",
            lead: (open == 0
                ? "Nothing is to be mended now."
                : "\(counted(open, "row is", "rows are").sentenceCase) to be mended.")
                + " What somebody does is recorded once, on their page, and gives the codes of all three.",
            actions: [PageAction(label: "Annual return", link: visit.link(Paths.annualReturn))])
        table = Table("The three returns", of: counts, Self.columns, for: visit)
        note = left?.sentence ?? ""
    }

    private static let columns: [ListColumn<ReturnCount>] = [
        ListColumn("Return") { .link($0.return.title, $0.return.path) },
        ListColumn("For") { .text($0.period.text) },
        ListColumn("People") { .whole($0.checks.count) },
        ListColumn("Ready") { .whole($0.count(.ready)) },
        ListColumn("Missing") { .whole($0.count(.missing)) },
        ListColumn("Breaks a rule") { .whole($0.count(.broken)) },
        ListColumn("Not due yet") { .whole($0.count(.waiting)) },
    ]
}

/// One return, by person.
struct ReturnShow: View {
    static let template = "returns/show"
    let head: PageHead
    let stats: [Stat]
    let filters: Filters
    let filtersSet: FiltersSet?
    let showing: String
    let table: Table?
    let nothing: EmptyState?
    let pages: Pages?
    let notes: [String]
    let exports: Exports?

    init(
        _ search: ReturnSearch, _ all: [ReturnCheck], _ shown: [ReturnCheck], _ paging: Paging, _ left: LeftOut?,
        _ workers: [(value: String, text: String)], for visit: Visit
    ) {
        let `return` = search.return, period = search.period
        let count = ReturnCount(return: `return`, period: period, checks: all)
        let when = `return` == .oc3 ? period.text : "as at \(period.asAt.longText)"
        head = PageHead(
            kicker: "Returns", heading: `return`.title,
            count: "\(all.count.formatted()) \(all.count == 1 ? "person" : "people")",
            lead: "\(Self.finding(count)) \(when.sentenceCase).")
        stats = ReturnCheck.State.allCases.filter { `return` == .oc3 || $0 == .ready || $0 == .missing }.map { state in
            Stat(
                number: count.count(state).formatted(), label: state.label,
                link: search.address.setting("state", state.rawValue).link)
        }
        let set = search.filterSet(workers)
        (filters, filtersSet) = (set.form, set.inForce)
        showing = paging.showing("person", "people")
        table = shown.isEmpty ? nil : Self.table(`return`, shown, for: visit)
        nothing =
            !shown.isEmpty
            ? nil
            : all.isEmpty
                ? EmptyState(
                    heading: "Nobody is in this return",
                    text: "Of the cases that you may open, none belongs to it. \(`return`.whoBelongs)")
                : EmptyState(
                    heading: "Nobody matches", text: "Take a filter away, or choose another period.",
                    next: Link(label: "Clear all filters", link: set.clearLink))
        pages = paging.pages(search.address)
        let incomplete = all.count - count.count(.ready)
        notes = [
            all.isEmpty ? "" : "Who is in it: \(`return`.whoBelongs)", left?.sentence ?? "",
            all.isEmpty ? "" : visit.showsNames ? Self.fileNote(`return`, incomplete) : ReturnPages.withheld,
            `return` == .oc3
                ? "Rules 1000 and 1011 ask how the last stay in care ended, which Waymark does not keep: check them where the return is sent."
                : "",
        ].filter { !$0.isEmpty }
        exports =
            all.isEmpty || !visit.showsNames
            ? nil
            : Exports(
                label: "Download this return",
                files: [
                    ExportLink(
                        label: "CSV",
                        link: search.address.setting("state", nil).setting("worker", nil).at(
                            visit.link(`return`.path + ".csv")
                        ).link,
                        detail: "everybody, whatever is filtered")
                ])
    }

    /// What the file is, and how many of its rows lack something.
    private static func fileNote(_ return: Return, _ incomplete: Int) -> String {
        let ready =
            incomplete == 0
            ? "All of them are ready."
            : "\(counted(incomplete, "row", "rows").sentenceCase) of it \(incomplete == 1 ? "is" : "are") not ready: what is missing is blank there, and the list names it."
        return "\(`return`.fileNote) \(ready)"
    }

    private static func finding(_ count: ReturnCount) -> String {
        let broken = count.count(.broken), missing = count.count(.missing)
        if count.checks.isEmpty { return "Nobody is in it." }
        let parts = [
            broken == 0 ? nil : counted(broken, "row breaks a rule", "rows break a rule"),
            missing == 0 ? nil : counted(missing, "row lacks something", "rows lack something"),
        ].compactMap(\.self)
        return parts.isEmpty ? "Nothing is to be mended now." : parts.joined(separator: ", ").sentenceCase + "."
    }

    private static func table(_ return: Return, _ shown: [ReturnCheck], for visit: Visit)
        -> Table
    {
        let mayChange = visit.can(.changeYoungPeople)
        let person = ListColumn<ReturnCheck>("Young person") { check, visit in
            .over(
                .link(check.line.reference, Paths.youngPerson(check.line.id)),
                Below(quiet: visit.showsNames ? check.line.called : nil))
        }
        let state = ListColumn<ReturnCheck>("How it stands") { check in
            .over(
                .tags([check.state.tag], file: check.state.label),
                Below(
                    quiet: check.issues.isEmpty ? nil : check.issues.joined(separator: " "),
                    link: mayChange ? check.mend.map { Link(label: "Mend \(check.line.reference)", link: $0) } : nil))
        }
        let worker = ListColumn<ReturnCheck>("Worker") { .text($0.line.workerName ?? "", absent: "Nobody yet") }
        return Table(
            `return`.title, of: shown, [person] + columns(`return`) + (`return` == .oc3 ? [] : [worker]) + [state],
            style: "app-returns",
            for: visit)
    }

    /// A code with what it means.
    private static func code(_ code: String, _ words: String?) -> Cell {
        .over(.text(code, absent: "Blank"), Below(quiet: code.isEmpty ? nil : words))
    }

    private static func columns(_ return: Return) -> [ListColumn<ReturnCheck>] {
        switch `return` {
        case .oc3:
            [
                ListColumn("Birthday") { check, visit in
                    .over(
                        visit.showsNames ? .day(check.line.day) : .text(Visit.hiddenName),
                        Below(quiet: check.line.birthday.map { "\($0.age)th".replacing("21th", with: "21st") }))
                },
                ListColumn("In touch") { check in
                    let line = check.line
                    return code(
                        line.oc3.inTouch,
                        line.wasReached
                            ? line.spokenOn.map { "spoken to on \($0.longText)" } : line.contact?.label)
                },
                ListColumn("Activity") { code($0.line.oc3.activ, told($0.line)) },
                ListColumn("Home") {
                    code($0.line.oc3.accom, $0.line.oc3.accom == "0" ? "not returned" : $0.line.accommodation?.label)
                },
            ]
        case .nccis: [ListColumn("Current activity") { code($0.line.main?.nccis ?? "", told($0.line)) }]
        case .adultSocialCare:
            [
                ListColumn("Employment status") { .text($0.line.main?.employment?.rawValue ?? "", absent: "Blank") },
                ListColumn("Main activity") { .text(told($0.line) ?? "") },
            ]
        }
    }

    /// "Apprenticeship, full time, 30 hours, by the placement"
    private static func told(_ line: ReturnLine) -> String? {
        line.main.map { "\($0.inWords) since \($0.since.longText)\($0.placement == nil ? "" : ", by their placement")" }
    }
}
