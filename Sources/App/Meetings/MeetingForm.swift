/// What may be typed about a meeting.
struct MeetingForm {
    let body, place, notes: String
    let heldOn: Day

    /// What was held was held by today.
    init(_ fields: Fields, isHeld: Bool = false, today: Day) throws(Mistakes) {
        var check = Check(fields)
        body = Self.tidy(
            check.text("body", 1...200, or: "Enter the name of the body that meets in up to 200 characters"))
        let day = check.day("held_on", or: "Enter a real day, like 27 3 \(today.year)")
        if day == nil { check.mistake("held_on", "Enter the day of the meeting") }
        if isHeld, let day, day > today {
            check.mistake("held_on", "Enter today or an earlier day: its outcomes are recorded, so it has been held")
        }
        place = check.text("place", upTo: 200, "The place")
        notes = check.text("notes", upTo: 4_000, "The notes")
        heldOn = day ?? today
        try check.finish()
    }

    /// With single spaces, so that one body is not two.
    static func tidy(_ body: String) -> String { body.split(whereSeparator: \.isWhitespace).joined(separator: " ") }

    static func fields(_ meeting: Meeting) -> Fields {
        var fields = Fields()
        fields["version"] = String(meeting.version)
        fields["body"] = meeting.body
        fields.set("held_on", meeting.heldOn)
        fields["place"] = meeting.place
        fields["notes"] = meeting.notes
        return fields
    }

    static func parts(_ form: FormBuilder, bodies: [String]) -> [FormPart] {
        let known = bodies.isEmpty ? "" : " Known here: \(bodies.prefix(12).joined(separator: "; "))."
        return [
            FormPart(questions: [
                .text(
                    form.text(
                        "body", "Which body meets?",
                        hint: "As its plans name it, so that what is due for it is found.\(known)")),
                .day(form.day("held_on", "Day")),
                .text(form.text("place", "Place", optional: true)),
                .area(
                    form.area(
                        "notes", "Notes", hint: "Members see them too. No names of young people.", optional: true,
                        rows: 3, limit: 4_000)),
            ])
        ]
    }
}
