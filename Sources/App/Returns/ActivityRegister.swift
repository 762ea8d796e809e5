import HTTP
import Postgres

extension Activity {
    static func check(_ activity: inout Activity, _ check: inout Check, _ context: FormContext<Activity>) {
        let isDead = activity.contact == .died
        if activity.began > context.today { check.mistake("began", "Enter today or an earlier day") }
        if activity.began != .first, activity.began < context.choices.born {
            check.mistake("began", "Enter a day that is not before they were born")
        }
        if let died = context.choices.died, activity.began > died {
            check.mistake(
                "began", "It is recorded that they died, from \(died.longText): nothing follows that day (rule 348)")
        }
        if isDead, activity.began != .first, let last = context.choices.lastOn, last > activity.began {
            check.mistake(
                "began",
                "Change or remove what is recorded from \(last.longText) first: nothing follows the day of a death (rule 348)"
            )
        }
        if !isDead, activity.main == nil { check.mistake("main", "Choose what they mainly do") }
        if isDead { activity.mode = .neither }
        checkTime(&activity, &check)
        checkHome(activity, &check)
        guard let contact = activity.contact else { return }
        if isDead, activity.main != nil {
            check.mistake("main", "Take the activity away: of somebody who died none is returned (rule 344)")
        }
        if isDead, activity.accommodation != nil {
            check.mistake("accommodation", "Choose “Not recorded”: of somebody who died no home is returned (rule 344)")
        }
        if contact == .yes, activity.main?.isUnknown ?? false {
            check.mistake("main", "Choose what they do: whoever is in touch has an activity (rule 345)")
        }
        if contact == .yes, activity.accommodation == nil {
            check.mistake("accommodation", "Choose where they live: whoever is in touch has a home code (rule 345)")
        }
    }

    /// Full or part time goes with education, training and work, and with the hours.
    private static func checkTime(_ activity: inout Activity, _ check: inout Check) {
        let hasTime = activity.main.map { $0.family != nil }
        switch (hasTime, activity.mode) {
        case (false?, nil): activity.mode = .neither
        case (false?, .full?), (false?, .part?):
            check.mistake(
                "mode", "Choose neither: \(activity.main?.short.lowercasedFirst ?? "") is neither full nor part time")
        case (true?, .neither?), (true?, nil), (nil, nil): check.mistake("mode", "Choose full or part time")
        default: break
        }
        if activity.hours != nil, activity.mode == .neither {
            check.mistake("hours", "Leave the hours empty: they are of education, training or work")
        }
        // Of education the hours in class are fewer than those that count.
        guard let hours = activity.hours, let family = activity.main?.family, [.work, .apprenticeship].contains(family)
        else { return checkPaid(activity, &check) }
        if hours >= MainActivity.fullTime, activity.mode == .part {
            check.mistake("mode", "Choose full time: 16 hours a week or more are full time in all three returns")
        }
        if hours < MainActivity.fullTime, activity.mode == .full {
            check.mistake("mode", "Choose part time: fewer than 16 hours a week are part time in all three returns")
        }
        checkPaid(activity, &check)
    }

    private static func checkPaid(_ activity: Activity, _ check: inout Check) {
        if activity.paidHours != nil, activity.main?.isPaid ?? false {
            check.mistake("paid_hours", "Leave this empty: the main activity is paid work, its hours go above")
        }
    }

    /// Rules 131 to 133: the letter of where somebody lives comes with its figure.
    private static func checkHome(_ activity: Activity, _ check: inout Check) {
        switch (activity.accommodation, activity.suitability) {
        case (_?, nil):
            check.mistake("suitability", "Choose whether it suits them: the code has a letter and a figure (rule 133)")
        case (nil, _?):
            check.mistake("accommodation", "Choose where they live, or choose “Not recorded” below (rule 133)")
        case (let lives?, .suitable?) where lives.isNeverSuitable:
            check.mistake(
                "suitability",
                "Choose that it does not suit them: \(lives.label.lowercasedFirst) is never returned as suitable (rule 133)"
            )
        default: break
        }
    }

    static let register = Register<Activity>(
        "/young-people/:young_person/activities", see: .seeYoungPeople, change: .changeYoungPeople,
        title: "Activity and accommodation",
        empty: EmptyState(
            heading: "Nothing recorded yet",
            text:
                "What they mainly do, where they live and whether the council is in touch: once, for all three returns."
        )
    ) {
        $0.home = { visit in
            let person = try YoungPerson.inPath(of: visit)
            var home = Home.under(person.id, person.reference, "activities", back: returnLink(visit))
            home.query = returnQuery(visit)
            return home
        }
        $0.columns = [
            ListColumn("From", "began", sort: "x.began_on") { .day($0.began) },
            ListColumn("Main activity", "main") { activity in
                .over(
                    .text(activity.inWords, absent: "None"),
                    Below(quiet: activity.isSeeking ? "looking for paid work" : nil))
            },
            ListColumn("Paid work beside it, hours", "paid_hours", isListed: false) {
                $0.paidHours.map { .number($0) } ?? .text("")
            },
            ListColumn("Lives", "accommodation") { activity in
                .over(
                    .text(activity.accommodation?.label ?? ""),
                    Below(quiet: activity.suitability?.label.lowercasedFirst))
            },
            ListColumn("In touch", "in_touch") { .text($0.contact?.label ?? "") },
            ListColumn("Suitability", "suitability", isListed: false) { .text($0.suitability?.label ?? "") },
            ListColumn("Looking for paid work", "seeking", isListed: false) { .truth($0.isSeeking) },
            ListColumn("Known from", "source") { activity, visit in
                .text(visit.showsNames ? activity.source : Visit.hiddenName)
            },
        ]
        $0.wordFilter = WordFilter(label: "How it is known") { "strpos(app.find_words(x.source), \($0)) > 0" }
        $0.naming = "to_char(x.began_on, 'FMDD FMMonth YYYY')"
        $0.auditGroup = YoungPerson.register.auditGroup
        $0.formLead = { activity in
            activity == nil ? "What is known already stands below, if anything is. Change what has changed." : nil
        }
    }

    /// Back to the return from which the form was opened, for the year or month that it showed.
    private static func returnLink(_ visit: Visit) -> Link? {
        let period = visit.query("period")
        let query = period.isEmpty ? "" : "?" + Form([("period", period)]).encoded()
        return Return(rawValue: visit.query("for")).map { Link(label: $0.title, link: $0.path + query) }
    }

    /// The same for the form as it is sent.
    private static func returnQuery(_ visit: Visit) -> String {
        let pairs = ["for", "period"].map { (name: $0, value: visit.query($0)) }.filter { !$0.value.isEmpty }
        return pairs.isEmpty ? "" : "?" + Form(pairs).encoded()
    }
}
