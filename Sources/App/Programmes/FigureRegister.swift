import HTTP
import Postgres

extension ProgrammeFigure {
    /// The figures of its programme, and the one that a new one is to be part of.
    struct Choices: Sendable {
        let figures: [ProgrammeFigure]
        let asked: ProgrammeFigure?

        func wholes(besides figure: ProgrammeFigure?) -> [ProgrammeFigure] {
            figures.filter { $0.whole == nil && $0.id != figure?.id }
        }
    }

    static func choices(_ visit: Visit, at home: Home, for figure: ProgrammeFigure?) throws -> Choices {
        let figures = try visit.db(all(at: home))
        return Choices(
            figures: figures, asked: figures.first { "\($0.id)" == visit.query("whole") && $0.whole == nil })
    }

    /// A part begins with what its whole counts, and when.
    static func begin(_ context: FormContext<ProgrammeFigure>) -> ProgrammeFigure {
        var figure = ProgrammeFigure()
        guard let whole = context.choices.asked else { return figure }
        (figure.whole, figure.unit, figure.isProjected) = (whole.id, whole.unit, whole.isProjected)
        (figure.period, figure.source, figure.address) = (whole.period, whole.source, whole.address)
        return figure
    }

    static let fields: [Field<ProgrammeFigure>] =
        [
            .text(
                \.name, "name", "name", "Name", 1...160,
                hint: "Such as: Businesses engaged; of a part, its category, such as: Start up.",
                or: "Enter a name for the figure in up to 160 characters"),
            .reference(
                \.whole, "whole", "whole_id", "Part of", to: "programme_figures", none: "Not part of another figure",
                optional: true, or: "Choose a figure of this programme",
                cell: { $0.wholeName.isEmpty ? nil : $0.wholeName },
                among: { context in
                    context.choices.wholes(besides: context.existing).map { ("\($0.id)", $0.name) }
                }),
            .choice(
                \.qualifier, "qualifier", "qualifier", "How exact",
                or: "Choose how exact the number is", radios: false
            ).under("The number").unlisted(),
            Field.number(
                \.value, "value", "value", "Number",
                hint:
                    "As the paper states it. Leave it empty where only parts are stated: then Waymark adds them up, and says so."
            ).neededAtTimes(),
            .choice(\.unit, "unit", "unit", "Unit", or: "Choose what the number is of")
                .filtered(any: "All units").unlisted(),
            .text(
                \.counts, "counts", "counts", "What it counts", 0...500, hint: "No names of young people.",
                or: "What it counts must be 500 characters or fewer"),
            .flag(
                \.isProjected, "projected", "is_projected", "Projected", "It is expected, and has not happened yet"
            ).filtered(any: "Actual and projected"),
        ] + Field.period(\.period.kind, \.period.begins, \.period.ends) + [
            .text(
                \.source, "source", "source", "Source", 0...300, hint: "The paper with its date, and the paragraph.",
                or: "The source must be 300 characters or fewer"
            ).under("Where it stands"),
            .address(\.address, "address", "address", "Its address", hint: "Of a page on the web.").unlisted(),
        ]

    static func check(_ it: inout ProgrammeFigure, _ check: inout Check, _ context: FormContext<ProgrammeFigure>) {
        it.period.settle(&check, on: context.today, mayBegin: it.isProjected)
        let parts = context.choices.figures.filter { context.existing != nil && $0.whole == context.existing?.id }
        if let part = parts.first {
            if it.whole != nil { check.mistake("whole", "Leave it standing for itself: it has parts of its own") }
            if part.unit != it.unit { check.mistake("unit", "Leave this as it is: its parts are \(part.unit.label)") }
            if part.isProjected != it.isProjected {
                check.mistake(
                    "projected", "Leave this as it is: its parts are \(part.isProjected ? "" : "not ")projected")
            }
        }
        guard let whole = context.choices.figures.first(where: { $0.id == it.whole }) else { return }
        if it.value == nil, check.fields["value"].isEmpty {
            check.mistake("value", "Enter the number of this part; leave the part out where it is not known")
        }
        if it.unit != whole.unit {
            check.mistake("unit", "Choose \(whole.unit.label), as “\(whole.name)” has it, or make it no part")
        }
        if it.isProjected != whole.isProjected {
            check.mistake(
                "projected",
                whole.isProjected
                    ? "Tick this, or make it no part: “\(whole.name)” is projected"
                    : "Leave this unticked, or make it no part: “\(whole.name)” is not projected")
        }
        if let value = it.value, let all = whole.value, whole.qualifier == .exactly, value > all {
            check.mistake("value", "Enter a number no larger than what it is part of, \(Quantity.grouped(all))")
        }
    }

    static let register = Register<ProgrammeFigure>(
        Paths.programmes + "/:programme/figures", see: .seeProgrammes, change: .changeProgrammes, title: "Figures",
        empty: EmptyState(
            heading: "No figures yet", text: "A figure is a number that a paper states of the programme.")
    ) {
        $0.home = { try Programme.register.under("figures", by: "programme_id", $0) }
        $0.columns = columns
        $0.imports = RowSource.Limit()
        $0.naming = "x.name"
        $0.search = FoundWords(
            "concat_ws(' · ', nullif(x.counts, ''), nullif(x.source, ''))",
            place:
                "(SELECT g.name FROM programmes AS g WHERE g.tenant_id = x.tenant_id AND g.id = x.programme_id)",
            day: "x.ends_on", rank: 33)
        $0.foundPath = { found, _ in Paths.programmes + "?" + Form([("q", found.place)]).encoded() }
        $0.auditGroup = "Programmes"
        $0.removal = { figure, home, visit in
            let parts = try visit.db(all(at: home)).filter { $0.whole == figure.id }
            return RemovalTerms(things: ["“\(figure.name)”"] + parts.map { "Part of it: “\($0.name)”" })
        }
    }

    /// No number that is not told stands in a list or a file, nor sorts one.
    private static let columns: [ListColumn<ProgrammeFigure>] = fields.flatMap { field in
        switch field.name {
        case "value":
            [
                ListColumn<ProgrammeFigure>("Number", isFiled: false) { figure, visit in
                    .text(figure.shown(for: visit) ?? "", absent: "Its parts alone")
                },
                ListColumn("Number", "value", isListed: false) { figure, visit in
                    guard figure.value != nil else { return .text("") }
                    return figure.number(for: visit).map { .number($0) } ?? .text(Disclosure.symbol)
                },
            ]
        case "period": [ListColumn("As of", isFiled: false, sort: "x.ends_on") { .text($0.period.text) }, field.column]
        default: [field.column]
        }
    }
}
