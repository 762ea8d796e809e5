/// What is kept of a young person besides the case: who they are, under what the record is kept, who can open it and until when.
extension YoungPersonPage {
    static func about(_ record: CaseRecord, for visit: Visit) -> [SummaryRow] {
        let person = record.person, standing = person.standing
        var rows: [SummaryRow] = []
        func add(_ label: String, _ text: String?, absent: String? = nil) {
            guard let text, !text.isEmpty else {
                if let absent { rows.append(SummaryRow(label: label, absent: absent)) }
                return
            }
            rows.append(SummaryRow(label: label, text: text))
        }
        func addPersonal(_ label: String, _ text: String) {
            add(label, text.isEmpty ? nil : visit.showsNames ? text : Visit.hiddenName)
        }
        addPersonal("Name", person.fullName)
        addPersonal("Date of birth", person.born.longText)
        addPersonal("Telephone", person.telephone)
        addPersonal("E-mail address", person.email)
        addPersonal("What to know before", person.contactWords)
        add("Groups", record.cohorts.map(\.inWords).joined(separator: "\n"), absent: "None recorded")
        let consent = person.consent.label.lowercased()
        add(
            "Consent to share with employers",
            consent.sentenceCase + (person.consentOn.map { ", \($0.longText)" } ?? ""))
        add("Basis for the rest of the record", person.basis.label)
        if let since = standing.restrictedOn {
            add(
                "Restricted",
                "since \(since.longText)"
                    + (standing.restrictedUntil.map { "; looked at again by \($0.longText)" } ?? ""))
        }
        add(
            "Who can open it",
            standing.isRestricted
                ? record.team.map { $0.id == visit.visitor?.id.value ? "You" : $0.name }.joined(separator: "\n")
                : "Everybody who works with young people here")
        add("Kept until", kept(standing))
        return rows
    }

    private static func kept(_ standing: YoungPerson.Standing) -> String {
        let reason = standing.retention.reason
        guard let until = standing.keptUntil else { return "While the case is open, then \(reason)" }
        return "\(until.longText): \(reason)"
    }
}
