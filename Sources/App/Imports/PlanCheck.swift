import PlanReader

/// What the database would refuse of a plan, as sentences to act on, by the names of the fields on the mending page.
extension PlanFile {
    var mistakes: Mistakes {
        var check = PlanCheck()
        check.length("title", title, 1...200, "Enter a title of up to 200 characters")
        check.length("link_officers", linkOfficers, 0...500, "Link officers must be 500 characters or fewer")
        check.length("introduction", introduction, 0...10_000, "The introduction must be 10,000 characters or fewer")
        if recommendations.allSatisfy(\.isLeftOut) {
            check.add("paper", "Bring a plan that has at least one recommendation")
        }
        for (index, recommendation) in recommendations.enumerated() where !recommendation.isLeftOut {
            check.add(recommendation, at: "r\(index)")
        }
        var numbers: Set<Int> = []
        for (index, note) in footnotes.enumerated() where !note.isLeftOut {
            check.length(
                "n\(index)_words", note.words, 1...2_000, "Enter note \(note.number) in up to 2,000 characters")
            if !numbers.insert(note.number).inserted {
                check.add("n\(index)_words", "Give each note a number of its own: \(note.number) is there twice")
            }
        }
        for (index, section) in sections.enumerated() where !section.isLeftOut {
            check.length("s\(index)_heading", section.heading, 0...300, "The heading must be 300 characters or fewer")
            let least = section.heading.isEmpty ? 1 : 0
            check.length(
                "s\(index)_words", section.words, least...20_000,
                "Enter the text of the section, in up to 20,000 characters")
        }
        for (index, entry) in glossary.enumerated() where !entry.isLeftOut {
            check.length("g\(index)_short", entry.short, 2...20, "Enter an abbreviation of 2 to 20 characters")
            check.length(
                "g\(index)_long", entry.long, 2...200, "Enter what \(entry.short) stands for in 2 to 200 characters")
        }
        check.addRest(of: self)
        return check.mistakes
    }
}

struct PlanCheck {
    var mistakes = Mistakes()
    private var numbers: Set<String> = []

    mutating func add(_ field: String, _ text: String) { mistakes.add(field, text) }

    mutating func length(_ field: String, _ text: String, _ range: ClosedRange<Int>, _ sentence: String) {
        if !range.contains(text.unicodeScalars.count) || text.utf8.contains(0) { add(field, sentence) }
    }

    mutating func add(_ it: PlanFile.Recommendation, at place: String) {
        length("\(place)_number", it.number, 1...12, "Enter the recommendation’s number, like 7 or 7a")
        if !it.number.isEmpty, !numbers.insert(Recommendation.key(it.number)).inserted {
            add("\(place)_number", "Give each recommendation a number of its own: \(it.number) is there twice")
        }
        let least = it.state == .open ? 1 : 0
        length(
            "\(place)_words", it.words, least...10_000,
            "Enter what recommendation \(it.number) says, in up to 10,000 characters")
        for (index, action) in it.actions.enumerated() where !action.isLeftOut {
            add(action, at: "\(place)a\(index)", of: it.number)
        }
        for (index, update) in it.updates.enumerated() where !update.isLeftOut {
            add(update, at: "\(place)u\(index)", of: it.number)
        }
    }

    private mutating func add(_ it: PlanFile.Action, at place: String, of number: String) {
        length(
            "\(place)_words", it.words, 1...10_000,
            "Enter what is to be done about recommendation \(number), in up to 10,000 characters")
        length("\(place)_workstream", it.workstream, 0...100, "The workstream must be 100 characters or fewer")
        for lead in it.leads where lead.name.unicodeScalars.count > 200 {
            add("\(place)_leads", "Enter one lead a line, each of up to 200 characters")
        }
        if let words = it.achievement.first {
            length("\(place)_status", words, 1...60, "The status must be 60 characters or fewer")
        }
        length(
            "\(place)_report_words", it.reportWords, 0...300, "The words of the report must be 300 characters or fewer")
        length(
            "\(place)_measure", it.successMeasure, 0...4_000, "The success measure must be 4,000 characters or fewer")
        length("\(place)_due", it.dueWords, 0...500, "The date must be 500 characters or fewer")
        if it.reportDuty == .recurring, !(1...60).contains(it.everyMonths ?? 0) {
            add("\(place)_report_months", "Enter how many months lie between the reports, from 1 to 60")
        }
    }

    private mutating func add(_ it: PlanFile.Update, at place: String, of number: String) {
        let sentence = "must be 20,000 characters or fewer"
        if it.state != .draft {
            length(
                "\(place)_evidence", it.evidence, 1...20_000,
                "Enter the evidence of progress, in up to 20,000 characters")
        }
        length("\(place)_explanation", it.explanation, 0...20_000, "The explanation \(sentence)")
        length("\(place)_impact", it.impact, 0...20_000, "The evidence of impact \(sentence)")
        if let grade = it.grade.first {
            length("\(place)_grade", grade, 1...60, "The grade must be 60 characters or fewer")
        }
        if let action = it.action, action < 0 {
            add("\(place)_evidence", "Say which action of recommendation \(number) this is about")
        }
    }
}
