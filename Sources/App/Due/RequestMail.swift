/// The e-mail that asks a lead officer for updates: what of which plan, since when, and where to record each. It names nobody.
struct RequestMail {
    /// Longer links are cut by mail programs.
    static let longest = 1_999

    let link: Link
    let subject, body: String

    /// As many of these as there is room for; then how many more, and the list that has them all.
    init(to address: String, _ items: [DueItem], for visit: Visit) {
        var mail = Self.filled(0, items, address, visit)
        for count in items.indices {
            let longer = Self.filled(count + 1, items, address, visit)
            if longer.link.link.utf8.count > Self.longest { break }
            mail = longer
        }
        self = mail
    }

    private init(_ subject: String, _ body: String, to address: String) {
        (self.subject, self.body) = (subject, body)
        link = .mail("Write the e-mail", to: address, subject: subject, body: body)
    }

    private static func filled(_ count: Int, _ items: [DueItem], _ address: String, _ visit: Visit) -> RequestMail {
        let only = items.count == 1 ? items.first : nil
        let subject =
            only.map { "Update for scrutiny: recommendation \($0.number), \(plan($0))" }
            ?? "Updates for scrutiny: \(items.count) things to report"
        var parts = [
            "Hello,", only == nil ? "Please record your progress on these:" : "Please record your progress on this:",
        ]
        parts += items.prefix(count).map { words(of: $0, visit) }
        let more = items.count - count
        if more > 0 {
            let how = count == 0 ? counted(more, "thing is", "things are") : counted(more, "more is", "more are")
            parts.append("\(how.sentenceCase) on your due list:\n\(visit.address(Paths.due))")
        }
        return RequestMail(subject, parts.joined(separator: "\n\n"), to: address)
    }

    private static func words(of item: DueItem, _ visit: Visit) -> String {
        let part = item.part.isEmpty ? "" : ", \(item.part)"
        let due = item.dueOn <= visit.today ? "due since" : "due on"
        let place = item.nextStep(visit).map { "\nRecord it at: \(visit.address($0.link))" } ?? ""
        return """
            \(plan(item)), recommendation \(item.number)\(part)
            “\(Excerpt.opening(item.words, upTo: 90))”
            \(Excerpt.line(item.owed, upTo: 90)), \(due) \(item.dueOn.longText)\(place)
            """
    }

    private static func plan(_ item: DueItem) -> String { Excerpt.line(item.planTitle, upTo: 80) }
}
