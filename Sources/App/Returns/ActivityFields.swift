import Postgres

extension Activity {
    /// What its form has to know of the young person.
    struct Choices: Sendable {
        var born = Day.first
        /// Whether they are or were a care leaver, whose return has rules of its own.
        var isLeaver = false
        /// The day from which it is recorded that they died.
        var died: Day?
        /// The last day from which anything else is recorded.
        var lastOn: Day?
        /// What was recorded last, which a new record begins with.
        var latest: Activity?
        /// What they mainly do on that day, which a placement may give by itself.
        var spell: MainSpell?
        /// What the address asks for: a day, a placement whose activity is recorded.
        var asked: Day?
        var placed: Activity?
        /// What is asked about once more before it is saved.
        var doubt: Doubt?
    }

    /// That the return will not take what may well be true.
    struct Doubt: Sendable {
        let sentence: String
        /// What the tick says it was asked about.
        let typed: String
    }

    private struct Known: RowDecodable {
        let born: Day
        let isLeaver: Bool
        let died: Day?
        let lastOn: Day?

        init(row: Row) throws(PostgresError) {
            (born, isLeaver) = (try row["born_on"], try row["is_leaver"])
            (died, lastOn) = (try row["died_on"], try row["last_on"])
        }
    }

    static func choices(_ visit: Visit, at home: Home, for activity: Activity?) throws -> Choices {
        let person = try YoungPerson.inPath(of: visit)
        try person.mustBeWorkedWith()
        let asked = Day(iso: visit.query("on")), day = asked ?? visit.today
        let (known, latest, placed, now) = try visit.db.all(
            Query<Known?>.first(
                """
                SELECT y.born_on, EXISTS (SELECT FROM cohorts c WHERE c.young_person_id = y.id AND c.cohort = 'care_leaver') AS is_leaver,
                       (SELECT min(a.began_on) FROM activities a WHERE a.young_person_id = y.id AND a.in_touch = 'died'
                           AND a.id IS DISTINCT FROM \(activity?.id)) AS died_on,
                       (SELECT max(a.began_on) FROM activities a WHERE a.young_person_id = y.id AND a.in_touch <> 'died'
                           AND a.id IS DISTINCT FROM \(activity?.id)) AS last_on
                  FROM young_people y WHERE y.id = \(person.id)
                """),
            Query<Activity?>.first(
                "\(select) WHERE \(home.scope) AND coalesce(x.began_on <= \(asked), true) ORDER BY \(order) LIMIT 1"),
            ActivityProposal.open(of: person.id), MainSpell.now(of: person.id, on: day))
        let spell = now?.spell, wanted = visit.query("placement")
        // What a placement gives by itself is the main activity whatever else they do.
        let isGiven = spell.map { $0.placement != nil && $0.holds(on: day) } ?? false
        let proposed = placed.first { proposal in
            (wanted.isEmpty ? !isGiven : proposal.placement.description == wanted)
                && (asked.map { proposal.started <= $0 } ?? true)
        }
        var choices = Choices(latest: latest, spell: spell, asked: asked, placed: proposed?.activity)
        guard let known else { return choices }
        (choices.born, choices.isLeaver, choices.died, choices.lastOn) =
            (known.born, known.isLeaver, known.died, known.lastOn)
        choices.doubt = known.isLeaver ? Doubt(visit.form, born: known.born, showsDay: visit.showsNames) : nil
        return choices
    }

    /// What was recorded last, what a placement gives by itself, or a placement of which nobody said yet whether it is the
    /// main activity: whoever records a change types what changed. What has ended is asked anew, and so are how it is known
    /// and whether they were in touch.
    static func begin(_ context: FormContext<Activity>) -> Activity {
        var activity = context.choices.latest ?? Activity()
        (activity.contact, activity.source) = (nil, "")
        if activity.main == nil { activity.mode = nil }
        let day = context.choices.asked ?? context.today
        if let spell = context.choices.spell, spell.placement != nil || !spell.holds(on: day) {
            let holds = spell.holds(on: day)
            activity.main = holds ? spell.main : nil
            activity.mode = holds ? spell.mode : nil
            activity.hours = holds ? spell.hours : nil
            (activity.paidHours, activity.isSeeking) = (nil, false)
        }
        if let placed = context.choices.placed {
            (activity.main, activity.mode, activity.hours) = (placed.main, placed.mode, placed.hours)
            (activity.paidHours, activity.isSeeking, activity.source) = (nil, false, placed.source)
        }
        activity.began = context.choices.asked ?? context.choices.placed?.began ?? context.today
        return activity
    }

    static let fields: [Field<Activity>] = [
        .day(
            \.began, "began", "began_on", "From", hint: "The day from which it is so. It holds until the next record.",
            or: "Enter the day from which it is so"),
        .choice(
            \.main, "main", "main", "Main activity", none: "Choose an activity", optional: true,
            or: "Choose what they mainly do"
        ).asking { form, _ in
            .select(
                form.select(
                    "main", "Main activity", [("", "Choose an activity")] + MainActivity.options,
                    hint: "Leave this unchosen only where they died."))
        }.under("What they do"),
        .choice(
            \.mode, "mode", "mode", "Full or part time", none: "Not chosen", optional: true,
            or: "Choose full time, part time or neither"
        ).asking { form, _ in .radios(form.radios("mode", "Full or part time", Mode.options)) },
        hours(\.hours, "hours", "hours", "Hours a week", "Of the main activity, as far as they are known."),
        hours(
            \.paidHours, "paid_hours", "paid_hours", "Hours of paid work beside it",
            "Where the main activity is not paid work itself."),
        .flag(\.isSeeking, "seeking", "is_seeking", "Looking for paid work", "They are looking for paid work"),
        .choice(
            \.accommodation, "accommodation", "accommodation", "Where they live", none: "Not recorded",
            or: "Choose where they live"
        ).under("Where they live", hint: "Asked for care leavers, around each birthday from 17 to 21."),
        .choice(
            \.suitability, "suitability", "suitability", "Whether it suits them", none: "Not recorded",
            or: "Choose whether it suits them"),
        doubt,
        .choice(
            \.contact, "in_touch", "in_touch", "Whether the council is in touch", none: "Not recorded",
            hint: "Asked for care leavers. A call or a visit in the contact log that reached them says so too.",
            or: "Choose whether the council is in touch"
        ).under("In touch"),
        .text(
            \.source, "source", "source", "How this is known", 1...120,
            hint: "A post, a college, or they said so. No names of others.",
            or: "Enter how this is known, in up to 120 characters"
        ).personal(),
    ]

    private static func hours(
        _ path: WritableKeyPath<Activity, Double?> & Sendable, _ name: String, _ column: StaticString,
        _ label: String, _ hint: String
    ) -> Field<Activity> {
        Field(
            name: name, label: label, columns: [column],
            question: { form, _ in
                .text(form.text(name, label, hint: hint, optional: true, width: "4", inputMode: "decimal"))
            },
            read: { check, activity, _ in
                let words = "Enter hours a week from 0.5 to 80, such as 30 or 7.5"
                let number = check.number(name, or: words)
                if let number, !(0.5...80).contains(number) || (number * 10).rounded() != number * 10 {
                    check.mistake(name, words)
                }
                activity[keyPath: path] = number
            },
            fill: { $1[name] = $0[keyPath: path]?.plain ?? "" }, bind: { ["\($0[keyPath: path])"] },
            cell: { $0[keyPath: path].map { .number($0) } ?? .text("") }, accept: { $1[name] = $0 })
    }

    /// Asked only where a rule of the return and what was typed disagree: what is true is recorded all the same.
    private static let doubt = Field<Activity>(
        name: "as_it_is", label: "As it is", columns: [],
        question: { form, context in
            context.choices.doubt.map { doubt in
                .checkboxes(
                    form.checkboxes(
                        "as_it_is", "Is this right?", [(doubt.typed, "Yes, they live there")], hint: doubt.sentence))
            }
        },
        read: { check, _, context in
            guard let doubt = context.choices.doubt, check.fields["as_it_is"] != doubt.typed else { return }
            check.mistake("as_it_is", "\(doubt.sentence) Tick below if it is right, or choose where they live")
        },
        fill: { _, _ in }, bind: { _ in [] }, cell: { _ in .text("") }, accept: { _, _ in }
    ).unfiled().unlisted()
}

extension Activity.Doubt {
    /// Rules 347 and 3001: a foyer before the 18th birthday, a former foster carer around the 17th. The birthday itself tells who
    /// somebody is: it stands only where names do.
    init?(_ form: Fields, born: Day, showsDay: Bool) {
        let day = TypedDay(form, "began").exact, lives = Accommodation(rawValue: form["accommodation"])
        guard let day, let lives else { return nil }
        typed = "\(lives.rawValue) \(day.isoText)"
        let seventeenth = Birthday(17, born: born), eighteenth = born.adding(months: 18 * 12)
        if lives == .foyer, day < eighteenth {
            sentence = OC3Rule.foyer.words + (showsDay ? " They are 18 on \(eighteenth.longText)." : "")
        } else if lives == .formerFosterCarer, seventeenth.window.contains(day) {
            sentence = OC3Rule.fosterCarer.words
        } else {
            return nil
        }
    }
}
