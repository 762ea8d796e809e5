import App

/// What came of importing a paper.
enum ImportText {
    static func show(_ report: PlanImport.Report, _ slug: String, _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: report) }
        try remarks(report, arguments)
        if report.isAlreadyThere { return }
        Console.result(
            "\(report.title): \(report.recommendations) recommendations, \(report.actions) actions, \(report.updates) updates, \(report.measures) measures, \(report.notes) notes, \(report.sections) sections of text"
        )
        if let plan = report.plan {
            Console.result("/\(slug)/plans/\(plan)")
            Console.say("The plan is a draft: members see nothing of it until it is published on its page")
        }
        for words in report.newAssessments { Console.say("New in the council's words: \(words)") }
        for words in report.keptExpansions { Console.say("Kept as the council has it: \(words)") }
    }

    /// What a paper would come to.
    static func show(_ reading: PlanImport.Reading, _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: reading) }
        say(reading.notUnderstood, reading.doubts)
        for table in reading.tables {
            for heading in table.headings {
                let name = heading.words.isEmpty ? "Column \(heading.key)" : "“\(heading.words)”"
                Console.say(
                    "Line \(table.lines.first): \(name) is \(heading.column.label) (\(heading.sureness.rawValue))")
            }
        }
        if let advice = reading.advice { Console.say(advice) }
        Console.result(
            "\(reading.title): \(reading.recommendations) recommendations, \(reading.actions) actions, \(reading.updates) updates; nothing was saved"
        )
    }

    /// What was not understood goes beside the result, as it is for a person.
    static func remarks(_ report: PlanImport.Report, _ arguments: Arguments) throws {
        if arguments.isJSON { return try Console.result(json: report) }
        say(report.notUnderstood, report.doubts)
    }

    private static func say(_ notUnderstood: [PlanImport.Report.Remark], _ doubts: [PlanImport.Report.Remark]) {
        for remark in notUnderstood {
            Console.say("Line \(remark.line) was not understood (\(remark.why))\(words(remark))")
        }
        for remark in doubts {
            Console.say("Line \(remark.line), please check (\(remark.why))\(words(remark))")
        }
    }

    /// A remark may be about what is not there.
    private static func words(_ remark: PlanImport.Report.Remark) -> String {
        remark.text.isEmpty ? "" : ": \(remark.text)"
    }
}
