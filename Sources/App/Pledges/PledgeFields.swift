import Postgres

extension Pledge {
    /// Who may lead it, and the committees that are known.
    struct Choices: Sendable {
        let leads: [NamedChoice]
        let bodies: [String]
    }

    static func choices(_ visit: Visit, at home: Home, for pledge: Pledge?) throws -> Choices {
        let (leads, bodies) = try visit.db.all(
            Query<[NamedChoice]>.list("SELECT id, name FROM leads ORDER BY \(SQL.byName(key: "name_key")), id"),
            Meeting.bodies)
        return Choices(leads: leads, bodies: bodies)
    }

    static let fields: [Field<Pledge>] = [
        .text(
            \.name, "name", "name", "Name", 1...160, hint: "Such as: Apprenticeships for care leavers.",
            or: "Enter a name for the pledge in up to 160 characters"),
        .area(
            \.words, "words", "words", "In its own words", 1...2_000, hint: "As the council made it. Members read it.",
            or: "Enter what was pledged, in up to 2,000 characters", rows: 3
        ).unlisted(),
        .choice(
            \.measure, "measure", "measure", "What the target counts",
            hint: "All six counts are shown; this one is held against the target.",
            or: "Choose what the target counts", radios: false
        ).under("The target").filtered(any: "All counts").unlisted(),
        .choice(
            \.wording, "wording", "wording", "How the target is worded",
            or: "Choose up to, at least or exactly"
        ).unlisted(),
        .whole(
            \.target, "target", "target", "Target", 1...9_999,
            hint: "A number of places or people. It is met once so many are reached, however the target is worded.",
            or: "Enter the number that was pledged, from 1 to 9,999"
        ).unlisted(),
        .several(
            \.kinds, "kinds", "kinds", "Kinds of work that count", or: "Choose at least one kind of work that counts"
        ).under("What counts, for whom and when").unlisted(),
        .several(\.cohorts, "cohorts", "cohorts", "For whom", or: "Choose at least one group that it is for")
            .unlisted(),
        .choice(\.period, "period", "period", "Period", or: "Choose the period that it is for")
            .filtered(any: "All periods").unlisted(),
        .day(
            \.begins, "begins", "begins_on", "First day", hint: "For a year, any day in it.",
            or: "Enter the first day of the pledge, or for a year any day in it"
        ).unlisted(),
        .day(
            \.ends, "ends", "ends_on", "Last day",
            hint: "Leave it empty where there is no end, and for a year. It appears in calendars.", absent: "No end"),
        Field.text(
            \.body, "body", "body", "Made by", 0...200, or: "The committee must be 200 characters or fewer",
            tidy: { $0.split(whereSeparator: \.isWhitespace).joined(separator: " ") }
        ).asking { form, context in
            .text(
                form.text(
                    "body", "Made by",
                    hint: "A committee or a board.\(Meeting.known(context.choices.bodies))",
                    optional: true))
        }.under("Who answers for it").unlisted(),
        .reference(
            \.lead, "lead", "lead_id", "Led by", to: "leads", none: "Nobody yet", optional: true,
            or: "Choose one of the leads", cell: { $0.lead == nil ? nil : $0.leadName },
            among: { $0.choices.leads.map(\.option) }),
        .area(
            \.why, "why", "why", "Why it stands where it does", 0...1_000,
            hint: "Members read it beside the numbers. No names of young people.",
            or: "The reason must be 1,000 characters or fewer", rows: 3
        ).unlisted(),
    ]

    /// A year begins and ends where it does, whatever day of it was typed.
    static func check(_ it: inout Pledge, _ check: inout Check, _ context: FormContext<Pledge>) {
        if it.begins != .first, let year = it.period.year(of: it.begins) {
            (it.begins, it.ends) = (year.firstDay, year.lastDay)
        } else if let ends = it.ends, ends < it.begins {
            check.mistake(
                "ends", "Enter a last day on or after the first, \(it.begins.longText), or leave it empty for no end")
        }
        hold(it, &check, context.existing)
    }

    /// What was told was counted by these: another count is another pledge.
    private static func hold(_ it: Pledge, _ check: inout Check, _ kept: Pledge?) {
        guard let kept, kept.told != nil else { return }
        let changed = [
            ("measure", kept.measure != it.measure), ("kinds", kept.kinds != it.kinds),
            ("begins", kept.begins != it.begins), ("ends", kept.ends != it.ends),
        ]
        for (field, isChanged) in changed where isChanged {
            check.mistake(field, "Leave this as it is: numbers were told by it. For another count, add a new pledge")
        }
    }

    static let unique: Unique<Pledge>? = Unique(
        "name", or: "Enter another name: a pledge of this name begins on the same day"
    ) { pledge, _ in "x.name_key = app.fold(\(pledge.name)) AND x.begins_on = \(pledge.begins)" }
}
