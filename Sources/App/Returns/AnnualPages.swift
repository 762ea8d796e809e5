import HTTP
import Mustache
import Postgres

/// The annual return: its page, its files, the list behind each figure, and the report of a year that is over.
enum AnnualPages {
    static let views: [any View.Type] = [AnnualShow.self, AnnualPeople.self]
    static let routes: [Route] =
        [
            .get(Paths.annualReturn, .seeDashboard, show),
            .get(Paths.annualReturn + "/people", .makeReturns, people),
            .get(reportPath, .makeReturns, ask), .post(reportPath, .makeReturns, report),
        ] + Route.files(Paths.annualReturn, .seeDashboard, file)

    private static let reportPath = Paths.annualReturn + "/report"

    /// Whether somebody sees true numbers; everybody else is told of years that were reported.
    static func sees(_ visit: Visit) -> Bool { visit.can(.makeReturns) && visit.can(.seeYoungPeople) }

    /// What is asked for, as its reader may see it.
    private static func found(_ visit: Visit) throws -> AnnualFound {
        guard sees(visit) else {
            let asked = AnnualAsked(visit, from: try visit.db(AnnualAsked.firstReported))
            let (told, day, directorates, reported) = try visit.db.all(
                AnnualFigures.told(asked.year), AnnualFigures.toldOn(asked.year), AnnualFigures.directorates,
                AnnualYear.reported)
            let sheet = day.map { AnnualSheet(asked.year, AnnualFigures(told), .told($0), directorates: directorates) }
            return AnnualFound(asked: asked, sheet: sheet, reported: reported)
        }
        let (first, directorates, reported) = try visit.db.all(
            AnnualAsked.firstDay, AnnualFigures.directorates, AnnualYear.reported)
        let asked = AnnualAsked(visit, from: first)
        let (versions, counts, left) = try visit.db.all(
            AnnualReturn.all(of: asked.year), AnnualFigures.counted(asked.year, version: nil), LeftOut.all)
        let now = AnnualFigures(counts)
        let version = asked.version.map { number in versions.first { $0.number == number } } ?? versions.first
        if let number = asked.version, number > 0, version == nil { throw Failure.notFound }
        guard let version else {
            let sheet = AnnualSheet(asked.year, now, .records, directorates: directorates)
            return AnnualFound(asked: asked, sheet: sheet, reported: reported, versions: versions, left: left)
        }
        let then = AnnualFigures(try visit.db(AnnualFigures.counted(asked.year, version: version.number)))
        let sheet = AnnualSheet(asked.year, then, .version(version, now: now), directorates: directorates)
        return AnnualFound(asked: asked, sheet: sheet, reported: reported, versions: versions, left: left)
    }

    private static func show(_ visit: Visit) throws -> Response {
        let found = try found(visit)
        let returns = sees(visit) ? Link(label: "Returns", link: visit.link(Paths.returns)) : nil
        let home = visit.home.map { Link(label: $0.label, link: visit.link($0.path)) }
        return try visit.page(
            AnnualShow(found, for: visit), title: "Annual return, \(found.asked.year.text.lowercasedFirst)",
            back: returns ?? home,
            filters: found.asked.year.days
                + (sees(visit) ? ". Contains small numbers: for those who may see young people" : ""))
    }

    private static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let found = try found(visit), year = found.asked.year
        let name = "annual-return-\(year.kind.rawValue)-\(year.year.startYear)"
        let list = ListExport<AnnualSheet.Line>(
            name: name, key: "figures",
            of: found.sheet?.columns
                ?? AnnualSheet(year, AnnualFigures([]), .told(visit.today), directorates: []).columns, for: visit)
        return try list.answer(found.sheet?.lines ?? [], as: format, for: visit)
    }

    /// Who is behind a figure, as the records are or as they were in a version.
    private static func people(_ visit: Visit) throws -> Response {
        try visit.require(.seeYoungPeople)
        let asked = AnnualAsked(visit, from: try visit.db(AnnualAsked.firstDay))
        let name = visit.query("of"), subset = AnnualSubset(rawValue: visit.query("subset"))
        guard let figure = AnnualFigure(rawValue: name.isEmpty ? "apprentices" : name), let part = part(visit),
            subset != nil || visit.query("subset").isEmpty, asked.refused == nil
        else { throw Failure.notFound }
        let version = asked.version.flatMap { $0 == 0 ? nil : $0 }
        let (people, versions) = try visit.db.all(
            AnnualPerson.all(figure, of: part, subset, asked.year, version: version), AnnualReturn.all(of: asked.year))
        let reported = version.flatMap { number in versions.first { $0.number == number } }
        if version != nil, reported == nil { throw Failure.notFound }
        visit.noteLooks(at: people.map(\.person), as: .list)
        let view = AnnualPeople(
            people,
            AnnualPeople.Behind(figure: figure, part: part, subset: subset, year: asked.year, version: reported),
            for: visit)
        return try visit.page(
            view, title: "\(figure.label) – \(part.label) – Annual return",
            back: Link(
                label: "Annual return",
                link: visit.link(Paths.annualReturn)
                    + "?\(asked.year.query)&version=\(version.map(String.init) ?? "now")"))
    }

    private static func part(_ visit: Visit) -> AnnualPart? {
        let side = AnnualSide(rawValue: visit.query("side"))
        switch visit.query("part") {
        case "", "all": return AnnualPart()
        case "side": return side.map { AnnualPart(level: .side, side: $0) }
        case "directorate":
            return AnnualPart(level: .directorate, side: .council, directorate: visit.query("directorate"))
        case "destination":
            return Placement.Destination(rawValue: visit.query("destination")).map {
                AnnualPart(level: .destination, destination: $0)
            }
        default: return nil
        }
    }

    /// The year that is to be reported, with the numbers of now and the versions that there are.
    private static func reporting(_ visit: Visit) throws -> (AnnualYear, AnnualFigures, [AnnualReturn]) {
        try visit.require(.seeYoungPeople)
        let asked = AnnualAsked(visit, from: try visit.db(AnnualAsked.firstDay))
        guard asked.refused == nil else { throw Failure.notFound }
        guard asked.year.isOver(on: visit.today) else {
            throw Failure.conflict(
                "\(asked.year.text) ends on \(asked.year.last.longText). It can be reported from \(asked.year.reportable.longText)."
            )
        }
        let (counts, versions) = try visit.db.all(
            AnnualFigures.counted(asked.year, version: nil), AnnualReturn.all(of: asked.year))
        return (asked.year, AnnualFigures(counts), versions)
    }

    private static func form(_ year: AnnualYear, _ figures: AnnualFigures, _ versions: [AnnualReturn]) -> RecordForm {
        func people(_ figure: AnnualFigure) -> String {
            counted(figures[AnnualPart(), figure].people, "young person", "young people")
        }
        let again = versions.first
        return RecordForm(
            kicker: "Annual return", heading: "Report \(year.text.lowercasedFirst)\(again == nil ? "" : " again")?",
            lead:
                "What the records say today of \(year.days) is kept as version \(versions.count + 1), with every case. Of those that you may open: \(people(.experienceStarted)) started work experience, \(people(.apprentices)) in an apprenticeship. The version cannot be changed or taken back. Those who see no young people are told its figures to the nearest five.",
            path: reportPath + "?" + year.query,
            back: Link(label: "Annual return", link: Paths.annualReturn + "?" + year.query),
            save: again == nil ? "Report this year" : "Report this year again"
        ) { form in
            let reason = form.area(
                "reason", "Why it is reported again",
                hint: "Such as a placement that was recorded late. No names of young people.", rows: 3, limit: 500)
            return again.map {
                [FormPart(hint: "\($0.name) was reported \($0.made) and stays.", questions: [.area(reason)])]
            } ?? []
        }
    }

    /// What a form was opened on: the numbers, and how many versions there were.
    private static func edition(_ figures: AnnualFigures, _ versions: [AnnualReturn]) -> String {
        "\(versions.count)-\(figures.digest)"
    }

    private static func ask(_ visit: Visit) throws -> Response {
        let (year, figures, versions) = try reporting(visit)
        var fields = Fields()
        fields["version"] = edition(figures, versions)
        return try form(year, figures, versions).page(visit, fields)
    }

    private static func report(_ visit: Visit) throws -> Response {
        let (year, figures, versions) = try reporting(visit)
        var fields = visit.form
        fields["version"] = edition(figures, versions)
        guard visit.form["version"] == fields["version"] else {
            return try form(year, figures, versions).page(visit, fields, clash: clash(visit, versions))
        }
        var check = Check(visit.form)
        let reason =
            versions.isEmpty
            ? "" : check.text("reason", 1...500, or: "Enter why the year is reported again, in up to 500 characters")
        do { try check.finish() } catch { return try form(year, figures, versions).page(visit, fields, error) }
        guard try AnnualReturn.report(year, as: versions.count + 1, because: reason, in: visit.db) != nil else {
            throw Failure.conflict("Somebody else reported this year at the same moment. Look at what they reported.")
        }
        return visit.redirect(
            to: Paths.annualReturn + "?" + year.query,
            saying: "Version \(versions.count + 1) of \(year.text.lowercasedFirst) is kept as it was reported.",
            heading: "Reported")
    }

    /// Somebody reported it, or something was recorded, after the form was opened.
    private static func clash(_ visit: Visit, _ versions: [AnnualReturn]) -> Conflict {
        let then = Int(visit.form["version"].prefix { $0 != "-" }) ?? 0
        let last = versions.first
        let isReported = versions.count != then
        return Conflict(
            heading: isReported
                ? "The year was reported after you opened this page" : "The records changed after you opened this page",
            text: isReported
                ? "\(last.map { "\($0.name) was reported \($0.made). " } ?? "")Nothing more is reported yet: report it again only if there is a reason."
                : "Nothing is reported yet. The numbers below are those of now.",
            versions: nil)
    }
}

/// What the page of an annual return is made from.
struct AnnualFound {
    let asked: AnnualAsked
    /// Nil where the year was not reported and only that may be told.
    let sheet: AnnualSheet?
    /// Every year that was reported.
    let reported: [AnnualYear]
    var versions: [AnnualReturn] = []
    var left: LeftOut?
}
