import Postgres

/// What is owed to scrutiny: nothing, once to a meeting or by a day, or again and again.
extension Field<Action> {
    static var reportDuty: Field {
        choice(
            \.reportDuty, "report_duty", "report_duty", "Report to scrutiny", or: "Choose whether a report is owed"
        ).asking { form, context in .branch(question(form, context.choices.meetings)) }.under("Report to scrutiny")
    }

    private static func question(_ form: FormBuilder, _ meetings: [Meeting]) -> BranchField {
        let toMeeting = form.select(
            "once_meeting", "To which meeting?",
            [("", "No meeting is named")] + meetings.map { ($0.id.description, $0.name) },
            hint: "Its day then counts, also when it moves.")
        let by = form.day(
            "once_on", "By",
            hint: "Where no meeting is named. Leave blank for the next update. The month and year are enough.",
            optional: true)
        let months = form.text(
            "every_months", "After how many months", hint: "12 for annually, 6 for six-monthly, 3 for quarterly.",
            width: "2", inputMode: "numeric")
        let from = form.day("recurring_from", "From", hint: FormBuilder.approximately)
        return form.branch(
            "report_duty", "Is a report owed?",
            [
                ("none", "No", []), ("once", "Once", [.select(toMeeting), .day(by)]),
                ("recurring", "Repeats", [.text(months), .day(from)]),
            ])
    }

    /// Asked beside the duty; read behind it.
    static var reportMeeting: Field {
        var field = reference(
            \.reportMeetingID, "once_meeting", "report_meeting_id", "Report goes to", to: "meetings",
            none: "No meeting is named", or: "Choose a meeting from the list, or none", cell: { $0.reportMeeting }
        ) { $0.choices.meetings.map { ($0.id.description, $0.name) } }.asking { _, _ in nil }
        let read = field.read
        field.read = { check, action, context in
            if action.reportDuty == .once { read(&check, &action, context) } else { action.reportMeetingID = nil }
        }
        return field
    }

    static var everyMonths: Field {
        var field = whole(
            \.reportEveryMonths, "every_months", "report_every_months", "Months between reports", 1...60,
            or: "Enter a number of months from 1 to 60"
        ).asking { _, _ in nil }
        let read = field.read
        field.read = { check, action, context in
            action.reportEveryMonths = nil
            guard action.reportDuty == .recurring else { return }
            read(&check, &action, context)
            if action.reportEveryMonths == nil {
                check.mistake("every_months", "Enter after how many months a report is owed again")
            }
        }
        return field
    }

    static var reportDay: Field {
        var field = approximateDay(\.report, "report", ("report_on", "report_precision"), "Report due")
            .asking { _, _ in nil }
        field.read = { check, action, context in
            let (today, kept) = (context.today, context.existing?.report)
            func words(_ label: String) -> String { realDayOrMonth(label, today) }
            switch action.reportDuty {
            case .none: action.report = nil
            case .once:
                action.report = check.approximateDay(
                    "once_on", on: today, kept: kept, or: words("Report owed by"))
            case .recurring:
                action.report = check.approximateDay(
                    "recurring_from", on: today, kept: kept, or: words("Reports owed from"))
                if action.report == nil {
                    check.mistake("recurring_from", "Enter from when; the month and year are enough")
                }
            }
        }
        field.fill = { $1.set($0.reportDuty == .recurring ? "recurring_from" : "once_on", $0.report) }
        return field
    }
}
