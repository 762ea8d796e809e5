import HTTP
import Postgres

extension Review {
    static let register = Register<Review>(
        "/young-people/:young_person/reviews", see: .seeReviews, change: .changeReviews, title: "Reviews",
        empty: EmptyState(
            heading: "No reviews yet", text: "Book the first one with the young person, or record one that was held.")
    ) {
        $0.waiting = { visit in try ReviewDue(CaseHead.of(visit)).sentence(on: visit.today) }
        $0.columns = columns
        $0.home = { visit in
            let head = try CaseHead.of(visit)
            return head.home("reviews", back: Link(label: "Reviews", link: head.path + "/reviews"))
                .under(Link(label: head.reference, link: head.path))
        }
        $0.actions = { visit in
            guard visit.can(.changeReviews), let id = ID<YoungPerson>(visit.word("young_person")) else { return [] }
            return [PageAction(label: "Record a review", link: visit.link(Paths.reviewRecord(id)))]
        }
        $0.newHeading = "Book a review"
        $0.formLead = { review in
            review == nil ? "A booking takes the place of one that is there already." : nil
        }
        $0.saved = { review, _, home, _ in
            guard review.heldOn == nil, let day = review.bookedOn else { return nil }
            return (home.path, "The review is booked for \(day.longText)." + review.lateBooking)
        }
        $0.naming = "to_char(coalesce(x.held_on, x.booked_on), 'FMDD FMMonth YYYY')"
        $0.auditGroup = "Young people"
    }

    /// Said where the day is later than the one by which the review is due.
    var lateBooking: String {
        guard let dueOn, let bookedOn, bookedOn > dueOn else { return "" }
        return " That is \(Late.span(dueOn, bookedOn)) after it is due, on \(dueOn.longText)."
    }

    private static var columns: [ListColumn<Review>] {
        let day = ListColumn<Review>("Day", "held_on", sort: "coalesce(x.held_on, x.booked_on)") { review in
            .text(review.heldOn?.longText ?? "Booked for \(review.bookedText ?? "")")
        }
        let words = fields.map(\.column).map { column in
            column.key == "own_words"
                ? ListColumn<Review>(column.head, column.key) { review, visit in
                    .text(
                        visit.showsNames || review.ownWords.isEmpty ? review.ownWords : Visit.hiddenName,
                        absent: review.heldOn == nil ? "Not held yet" : "None: \(review.ownWordsAbsent)")
                } : column
        }.filter { $0.key != "held_on" }
        let act = ListColumn<Review>("Next step", isFiled: false) { review, visit in
            review.heldOn == nil && visit.can(.changeReviews)
                ? .link("Record", Paths.reviewRecord(review.youngPerson), after: " the review") : .text("", absent: "")
        }
        return [day] + words + [act]
    }
}

extension Home {
    /// The same under another page.
    func under(_ link: Link) -> Home {
        var home = self
        home.up = link
        return home
    }
}

extension Paths {
    static func reviewRecord(_ id: ID<YoungPerson>) -> String { youngPerson(id) + "/reviews/record" }
}

/// By when a young person's next review is due, and after what.
struct ReviewDue {
    let due: Day?
    /// The last one that was held; none where it follows from the beginning of the first attempt.
    let last: Day?
    let months: Int

    init(_ head: CaseHead) { (due, last, months) = (head.reviewDue, head.lastReview, head.reviewMonths) }

    private var span: String { counted(months, "month", "months") }

    /// "The next review is due by 20 May 2027, six months after the last one."
    func sentence(on today: Day) -> String? {
        guard let due else { return nil }
        let after = "\(span) after \(last == nil ? "the first attempt began" : "the last one")"
        if due >= today { return "The next review is due by \(due.longText), \(after)." }
        return "The next review was due by \(due.longText), \(after). It is \(Late.span(due, today)) late."
    }

    /// The same, just after one of this day was recorded.
    func sentence(after held: Day) -> String {
        guard let due else { return "" }
        return "The next review is due by \(due.longText)" + (last == held ? ", \(span) after this one." : ".")
    }
}

/// Recording that a review was held: the one that is booked, or one without a booking.
enum ReviewRecording {
    static let routes: [Route] = [
        .get("/young-people/:young_person/reviews/record", .changeReviews, ask),
        .post("/young-people/:young_person/reviews/record", .changeReviews, record),
    ]

    private static func form(_ head: CaseHead, _ context: FormContext<Review>, _ visit: Visit) -> RecordForm {
        let booked = context.existing?.bookedText.map { " One is booked for \($0)." } ?? ""
        return RecordForm(
            kicker: head.reference, heading: "Record a review",
            lead: (ReviewDue(head).sentence(on: visit.today) ?? "Reviews are held at most six months apart.") + booked,
            path: Paths.reviewRecord(head.id), back: Link(label: "Reviews", link: head.path + "/reviews"),
            save: "Record the review"
        ) { form in FormPart.parts(of: Review.fields, form, context) }
    }

    /// The booking, or a new review, as one that is held today.
    private static func begun(_ visit: Visit) throws -> (CaseHead, FormContext<Review>) {
        let head = try CaseHead.of(visit)
        let booked: Review? = try visit.db(
            .first("\(Review.select) WHERE x.young_person_id = \(head.id) AND x.held_on IS NULL"))
        var review = booked ?? Review()
        review.heldOn = visit.today
        return (head, FormContext(choices: head, existing: review, today: visit.today))
    }

    private static func ask(_ visit: Visit) throws -> Response {
        let (head, context) = try begun(visit)
        return try form(head, context, visit).page(visit, context.existing?.filled(context) ?? Fields())
    }

    private static func record(_ visit: Visit) throws -> Response {
        let (head, context) = try begun(visit)
        let review: Review
        do { review = try Review.read(visit.form, context) } catch {
            return try form(head, context, visit).page(visit, visit.form, error)
        }
        guard let held = review.heldOn else { throw Failure.unavailable }
        let home = head.home("reviews")
        let isThere: Bool =
            try visit.db.value(
                "SELECT EXISTS (SELECT FROM reviews AS x WHERE \(home.scope) AND x.held_on = \(held))") ?? false
        if isThere {
            let mistake = Mistakes("held_on", "Enter another day: a review of \(held.longText) is recorded already")
            return try form(head, context, visit).page(visit, visit.form, mistake)
        }
        guard try keep(review, at: home, visit) else {
            throw Failure.conflict(
                "Somebody changed the booking after you opened this page. Go back, reload it, and record the review again."
            )
        }
        let due = try ReviewDue(CaseHead.of(visit)).sentence(after: held)
        return visit.redirect(
            to: head.path + "/reviews", saying: "The review of \(held.longText) is recorded. \(due)",
            heading: "Recorded")
    }

    private static func keep(_ review: Review, at home: Home, _ visit: Visit) throws -> Bool {
        if review.id.value == 0 { return try Review.add(review, at: home, in: visit.db) != nil }
        return try Review.change(review.id, to: review, version: visit.version, at: home, in: visit.db) == .saved
    }
}
