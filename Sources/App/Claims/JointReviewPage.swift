import HTTP
import Mustache
import Postgres

/// The joint review: providers beside each other, the statement with its rule and its numbers, and everything by support need.
struct JointReviewPage: View {
    static let template = "claims/review"
    let head: PageHead
    let pick: Pick
    let nothing: EmptyState?
    let body: Body?

    /// When those were referred who are counted.
    struct Pick: Sendable {
        let action: String
        let field: SelectField
    }

    /// All of it, once somebody was referred.
    struct Body: Sendable {
        let table: Table
        let statements: [Statement]
        let noStatement: String?
        let figure: Figure
        let needs: Table
        let reasons: Table?
        let position: String
        let exports: Exports
    }

    /// That a provider looks as if it picked the easiest, with the numbers behind it.
    struct Statement: Sendable {
        let heading: String
        let sentences: [String]
    }
}

extension JointReviewPage {
    /// Those who may see it see true numbers; small ones are marked as not for publication.
    static let disclosure = Disclosure(seesAll: true)

    /// A period that may be chosen.
    private struct Period {
        let value, text: String
        let days: ClosedRange<Day>
    }

    /// Every financial year since the first contract began; without a choice all of them together.
    private static func periods(_ visit: Visit) throws -> (all: [Period], chosen: Period) {
        let first: Day = try visit.db.value("SELECT min(begins_on) FROM contracts") ?? visit.today
        var years: [Period] = [], year = CouncilYear(.financial, of: visit.today)
        while year.lastDay >= first, years.count < 20 {
            years.append(
                Period(
                    value: year.text, text: "April \(year.startYear) to March \(year.startYear + 1)", days: year.days))
            year = year.previous
        }
        let whole = Period(value: "", text: "At any time", days: Day.first...visit.today)
        return ([whole] + years, years.first { $0.value == visit.query("referred") } ?? whole)
    }

    static func show(_ visit: Visit) throws -> Response {
        let (periods, chosen) = try periods(visit)
        let review = try JointReview.of(chosen.days.lowerBound, chosen.days.upperBound, in: visit.db)
        let options = periods.map { SelectOption(value: $0.value, text: $0.text, isSelected: $0.value == chosen.value) }
        let pick = Pick(
            action: visit.link(Paths.jointReview),
            field: SelectField(id: "referred", name: "referred", label: "Referred", options: options))
        let words = chosen.value.isEmpty ? "at any time" : chosen.text
        return try visit.page(
            JointReviewPage(review, pick, words, for: visit), title: "Joint review",
            filters: "Referred \(words), followed to \(visit.today.longText). Contains small numbers: for officers only"
        )
    }

    static func file(_ visit: Visit, as format: ListFormat) throws -> Response {
        let days = try periods(visit).chosen.days
        let review = try JointReview.of(days.lowerBound, days.upperBound, in: visit.db)
        let list = ListExport(name: "joint-review", key: "counts", of: NeedRow.fileColumns, for: visit)
        return try list.answer(NeedRow.all(of: review), as: format, for: visit)
    }

    private init(_ review: JointReview, _ pick: Pick, _ period: String, for visit: Visit) {
        let isEmpty = review.lines.isEmpty
        head = PageHead(
            kicker: isEmpty ? nil : "Joint review", heading: isEmpty ? "Joint review" : review.finding,
            lead: isEmpty
                ? nil
                : "\(counted(review.lines.count, "provider", "providers").sentenceCase) side by side: people referred \(period), followed to \(visit.today.longText).",
            actions: [
                PageAction(label: "Claims", link: visit.link(Paths.claims)),
                PageAction(label: "Contracts", link: visit.link(Paths.contracts)),
            ])
        self.pick = pick
        nothing =
            isEmpty
            ? EmptyState(
                heading: "Nobody was referred to a provider under contract",
                text:
                    "Brokers record on a young person’s page to which provider they are referred and how much support they need. Then providers can be compared by whom they were sent, and not only by whom they took."
            ) : nil
        body = isEmpty ? nil : Body(review, visit)
    }
}

extension JointReviewPage.Body {
    fileprivate init(_ review: JointReview, _ visit: Visit) {
        table = Self.table(review, visit)
        statements = review.picking.map { JointReviewPage.Statement($0, in: review) }
        noStatement =
            review.picking.isEmpty
            ? review.lines.count < 2
                ? "No statement is made: there is one provider, so nothing to compare it with."
                : "No statement is made: it would need at least \(counted(JointReview.leastReferred)) people with high support needs referred to a provider, and a share of them started that is \(JointReview.leastApart) points or more below everybody else’s."
            : nil
        figure = JointReviewFigure.figure(review)
        needs = NeedRow.table(review, visit)
        reasons = Self.reasons(review, visit)
        position =
            "Every count is people, each once for a provider. “In paid work” is a job or an apprenticeship under the provider’s contract; at 13 and 26 weeks is who was in one on that day after their first. “Still running”: in work, 26 weeks not yet reached, so the rate can still rise. “Like for like” is the rate of those referred if every provider had been sent the same mix of support needs. Restricted cases count like all others."
        exports = Exports(of: ListAddress(visit, path: Paths.jointReview, names: ["referred"]))
    }

    private static func share(_ part: Int, _ whole: Int) -> Cell {
        whole == 0
            ? .text("", absent: "Nobody")
            : .over(.text(percentage(part, of: whole)), Below(quiet: "\(part.formatted()) of \(whole.formatted())"))
    }

    private static func table(_ review: JointReview, _ visit: Visit) -> Table {
        let columns: [ListColumn<JointReview.Line>] = [
            ListColumn("Provider") { line in
                let tag = Tag(tone: "caution", text: "Picking the easiest?")
                return .link(
                    line.name, Paths.provider(line.provider),
                    tags: review.picking.contains { $0.provider == line.provider } ? [tag] : [])
            },
            ListColumn("Referred") { .whole($0.all.referred) }, ListColumn("Started") { .whole($0.all.started) },
            ListColumn("In paid work") { .whole($0.all.employed) }, ListColumn("13 weeks") { .whole($0.all.at13) },
            ListColumn("26 weeks") { line in
                let running = line.all.running
                return .over(
                    .whole(line.all.at26), Below(quiet: running == 0 ? nil : "\(running.formatted()) still running"))
            },
            ListColumn("26 weeks, of those started") { share($0.all.at26, $0.all.started) },
            ListColumn("Of those referred") { share($0.all.at26, $0.all.referred) },
            ListColumn("Like for like") { line in
                .text(review.likeForLike(line).map { "\($0)%" } ?? "", absent: "Cannot be told")
            },
            ListColumn("Work experience to paid work") { share($0.all.converted, $0.all.experienced) },
        ]
        return Table("Providers side by side", of: review.lines, columns, style: "app-review", for: visit)
    }

    private static func reasons(_ review: JointReview, _ visit: Visit) -> Table? {
        let rows = review.lines.flatMap { line in line.declined.map { (line.name, $0.reason, $0.people) } }
        if rows.isEmpty { return nil }
        return Table(
            "Why people did not start", of: rows,
            [
                ListColumn("Provider") { .text($0.0) }, ListColumn("Reason") { .text($0.1.label) },
                ListColumn("People") { .text(JointReviewPage.disclosure.count($0.2)) },
            ], for: visit)
    }
}

extension JointReviewPage.Statement {
    fileprivate init(_ line: JointReview.Line, in review: JointReview) {
        let high = line.high, others = line.others, all = line.all
        heading = "This looks like picking the easiest: \(line.name)"
        let apart = review.lines.filter { $0.provider != line.provider }.compactMap(\.pointsApart)
        let beside =
            apart.isEmpty
            ? ""
            : apart.min() == apart.max()
                ? " Where it can be told for others, it is \(apart[0]) \(apart[0] == 1 ? "point" : "points")."
                : " Where it can be told for others, it is \(apart.min() ?? 0) to \(apart.max() ?? 0) points."
        let sent = points(high.referred, all.referred),
            sentToAll = points(review.lines.reduce(0) { $0 + $1.high.referred }, review.all.referred)
        sentences = [
            "\(high.referred.formatted()) of the \(all.referred.formatted()) people sent to it had high support needs. It started \(high.started.formatted()) of them (\(percentage(high.started, of: high.referred))), and \(others.started.formatted()) of the other \(others.referred.formatted()) (\(percentage(others.started, of: others.referred))): \(line.pointsApart ?? 0) points apart.\(beside)",
            "Of those it started, \(percentage(all.at26, of: all.started)) were in paid work at 26 weeks; of everybody it was sent, \(percentage(all.at26, of: all.referred))"
                + (review.likeForLike(line).map { "; like for like, \($0)%." } ?? "."),
            "\(sent)% of those sent to it had high support needs, \(sentToAll)% of those sent to all.",
            "How it is found: at least \(counted(JointReview.leastReferred)) people with high support needs were referred, and the share of them who started is \(JointReview.leastApart) points or more below everybody else’s. It is a question for the review with the provider, and no finding against anybody.",
        ]
    }
}

extension Paths {
    static let jointReview = "/joint-review"
}
