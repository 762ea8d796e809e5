import PlanReader

/// The form on which a plan is reviewed before it is saved: every piece has fields, named by its key.
/// "r0" was the first recommendation, "r0a1" its second action, "r0u0" its first update, "n0" is a note,
/// "g0" an abbreviation, "s0" a section of the paper.
struct ReviewedPlan {
    private(set) var plan: PlanFile
    /// As they were typed.
    let fields: Fields
    /// What could not be kept as it was typed.
    private(set) var unreadable = Mistakes()
    private var missing = Mistakes()
    /// Days of years far from today, as they were typed; asked about once, by a tick each.
    private(set) var unlikely: [String] = []
    private let today: Day
    private var newNumbers: [String: String] = [:]
    /// The number of the recommendation that has a piece, as the page showed it.
    private var owners: [String: String] = [:]
    /// What is read just now: "Recommendation 3, action 2".
    private var part = ""
    /// Nothing is asked about what is left out.
    private var isSkipped = false

    /// All that keeps it from being saved.
    var mistakes: Mistakes {
        var all = plan.mistakes
        for mistake in unreadable.list + missing.list { all.add(mistake.field, mistake.text) }
        return all
    }

    /// What was typed, over the plan that the page showed.
    init(_ fields: Fields, over base: PlanFile, today: Day) {
        (plan, self.fields, self.today) = (base, fields, today)
        plan.nameAllPieces()
        for it in plan.recommendations {
            for key in it.actions.map(\.key) + it.updates.map(\.key) { owners[key] = it.number }
        }
        plan.take(fields)
        plan.agreed = day("agreed", "Action plan agreed")
        for index in plan.recommendations.indices {
            var recommendation = plan.recommendations[index]
            // What another window added is not in this one's form.
            if fields.has(recommendation.key + "_words") { read(&recommendation, recommendation.key) }
            plan.recommendations[index] = recommendation
        }
        isSkipped = false
        followNumbers(base)
        move(base)
        plan.settleNotes()
        for index in plan.footnotes.indices {
            plan.footnotes[index].words = fields["n\(index)_words"]
            plan.footnotes[index].kind = Footnote.Kind(rawValue: fields["n\(index)_kind"]) ?? plan.footnotes[index].kind
            plan.footnotes[index].isLeftOut = isOut("n\(index)")
        }
        for index in plan.sections.indices {
            plan.sections[index].heading = fields["s\(index)_heading"]
            plan.sections[index].words = fields["s\(index)_words"]
            plan.sections[index].isLeftOut = isOut("s\(index)")
        }
        for index in plan.glossary.indices {
            plan.glossary[index].short = fields["g\(index)_short"]
            plan.glossary[index].long = fields["g\(index)_long"]
            plan.glossary[index].isLeftOut = isOut("g\(index)")
        }
    }

    private func isOut(_ place: String) -> Bool { fields[place + "_out"] == "yes" }

    private mutating func day(_ name: String, _ what: String) -> ApproximateDay? {
        let text = fields[name]
        if text.isEmpty { return nil }
        let read = ApproximateDay.read(text)
        if isSkipped { return read }
        if read == nil { unreadable.add(name, "\(what): enter a date, like 27 March 2018 or March 2018") }
        if let read, read.day.isFar(from: today) { askAbout(text, name) }
        return read
    }

    private mutating func askAbout(_ text: String, _ name: String) {
        if !unlikely.contains(text) { unlikely.append(text) }
        if !fields.all("sure").contains(text) {
            missing.add(name, "Check “\(text)”: its year is far from today. Tick at the end of the page if it is right")
        }
    }

    /// What was given to another recommendation, by the number that it had on the page or has now.
    private mutating func move(_ base: PlanFile) {
        let keys = plan.recommendations.flatMap { $0.actions.map(\.key) + $0.updates.map(\.key) }
        let moved = keys.filter { key in
            let number = fields[key + "_of"]
            return !number.isEmpty && Recommendation.key(number) != Recommendation.key(owners[key] ?? "")
        }
        guard !moved.isEmpty else { return }
        let places = plan.recommendations.enumerated().map { (Recommendation.key($1.number), $0) }
        var targets = Dictionary(places) { first, _ in first }
        for it in base.recommendations.reversed() {
            if let place = plan.recommendation(it.key) { targets[Recommendation.key(it.number)] = place }
        }
        for key in moved {
            let number = fields[key + "_of"]
            if let target = targets[Recommendation.key(number)] {
                plan.move(key, to: target)
            } else if !isOut(key) {
                missing.add(key + "_of", "Enter the number of a recommendation of this plan: there is no \(number)")
            }
        }
    }

    private mutating func read(_ it: inout PlanFile.Recommendation, _ place: String) {
        it.isLeftOut = isOut(place)
        let old = it.number
        it.number = fields[place + "_number"]
        if old != it.number { it.printed = "" }
        it.words = fields[place + "_words"]
        it.kind = Recommendation.Kind(rawValue: fields[place + "_kind"]) ?? it.kind
        it.response = Recommendation.Response(rawValue: fields[place + "_response"]) ?? it.response
        it.responseWords = fields[place + "_response_words"]
        it.otherWords = fields[place + "_other_words"]
        for index in it.actions.indices where fields.has(it.actions[index].key + "_words") {
            part = "Recommendation \(it.number), action \(index + 1)"
            read(&it.actions[index], it.actions[index].key, of: it)
        }
        for index in it.measures.indices { it.measures[index].isLeftOut = isOut(it.measures[index].key) }
        for index in it.updates.indices where fields.has(it.updates[index].key + "_evidence") {
            part = "Recommendation \(it.number), update \(index + 1)"
            read(&it.updates[index], it.updates[index].key, of: it)
        }
        if old != it.number { newNumbers[old] = it.number }
    }

    /// Links follow a number that is changed, where it was the number of one alone.
    private mutating func followNumbers(_ base: PlanFile) {
        for (number, all) in Dictionary(grouping: base.recommendations, by: \.number) where all.count > 1 {
            newNumbers[number] = nil
        }
        for index in plan.recommendations.indices {
            for link in plan.recommendations[index].links.indices {
                guard let old = plan.recommendations[index].links[link].number, let new = newNumbers[old] else {
                    continue
                }
                plan.recommendations[index].links[link].number = new
            }
        }
    }

    private mutating func read(_ it: inout PlanFile.Action, _ place: String, of whole: PlanFile.Recommendation) {
        it.isLeftOut = isOut(place)
        isSkipped = it.isLeftOut || whole.isLeftOut
        it.words = fields[place + "_words"]
        it.workstream = fields[place + "_workstream"]
        let known = Dictionary(it.leads.map { ($0.name, $0.kind) }) { first, _ in first }
        let names = fields[place + "_leads"].split(separator: "\n").map { $0.trimmed }.filter { !$0.isEmpty }
        it.leads = names.map { PlanFile.Leader(name: $0, kind: known[$0] ?? .team) }
        it.achievement = words(place + "_status", it.achievement)
        it.reportDuty = Action.ReportDuty(rawValue: fields[place + "_duty"]) ?? it.reportDuty
        it.reportWords = fields[place + "_report_words"]
        it.report = day(place + "_report", "\(part), first report by")
        it.everyMonths = Int(fields[place + "_report_months"])
        it.recordability = Action.Recordability(rawValue: fields[place + "_recordability"]) ?? it.recordability
        it.recordabilityWords = fields[place + "_recordability_words"]
        it.successMeasure = fields[place + "_measure"]
        it.due = day(place + "_due", "\(part), to be done by")
        it.dueWords = fields[place + "_due_words"]
    }

    private mutating func read(_ it: inout PlanFile.Update, _ place: String, of whole: PlanFile.Recommendation) {
        it.isLeftOut = isOut(place)
        isSkipped = it.isLeftOut || whole.isLeftOut
        it.action = Int(fields[place + "_about"]).flatMap { whole.actions.indices.contains($0) ? $0 : nil }
        it.evidence = fields[place + "_evidence"]
        it.grade = words(place + "_grade", it.grade)
        it.explanation = fields[place + "_explanation"]
        it.impact = fields[place + "_impact"]
        it.asOf = day(place + "_as_of", "\(part), as of")?.day
        if let period = day(place + "_period", "\(part), month") {
            let month = ApproximateDay(period.day, .month).day
            if month != it.period { it.isUndated = false }
            it.period = month
        } else if !isSkipped {
            missing.add(place + "_period", "\(part): enter the month of the update, like September 2022")
        }
    }

    /// What stands in the field, with the other spellings of it while it is unchanged.
    private func words(_ name: String, _ before: [String]) -> [String] {
        let text = fields[name]
        return text.isEmpty ? [] : text == before.first ? before : [text]
    }
}

extension Fields {
    /// What the form begins with.
    init(_ plan: PlanFile) {
        self.init()
        for field in Plan.reviewed { field.fill(Plan(plan), &self) }
        self["agreed"] = plan.agreed?.text ?? ""
        var plan = plan
        plan.nameAllPieces()
        for recommendation in plan.recommendations { set(recommendation, recommendation.key) }
        for (index, note) in plan.footnotes.enumerated() {
            self["n\(index)_words"] = note.words
            self["n\(index)_kind"] = note.kind.rawValue
            if note.isLeftOut { self["n\(index)_out"] = "yes" }
        }
        for (index, section) in plan.sections.enumerated() {
            self["s\(index)_heading"] = section.heading
            self["s\(index)_words"] = section.words
            if section.isLeftOut { self["s\(index)_out"] = "yes" }
        }
        for (index, entry) in plan.glossary.enumerated() {
            self["g\(index)_short"] = entry.short
            self["g\(index)_long"] = entry.long
            if entry.isLeftOut { self["g\(index)_out"] = "yes" }
        }
    }

    private mutating func set(_ it: PlanFile.Recommendation, _ place: String) {
        self[place + "_number"] = it.number
        self[place + "_words"] = it.words
        self[place + "_kind"] = it.kind.rawValue
        self[place + "_response"] = it.response.rawValue
        self[place + "_response_words"] = it.responseWords
        self[place + "_other_words"] = it.otherWords
        if it.isLeftOut { self[place + "_out"] = "yes" }
        for action in it.actions {
            set(action, action.key)
            self[action.key + "_of"] = it.number
        }
        for measure in it.measures where measure.isLeftOut { self[measure.key + "_out"] = "yes" }
        for update in it.updates {
            set(update, update.key)
            self[update.key + "_of"] = it.number
        }
    }

    private mutating func set(_ it: PlanFile.Action, _ place: String) {
        self[place + "_words"] = it.words
        self[place + "_workstream"] = it.workstream
        self[place + "_leads"] = it.leads.map(\.name).joined(separator: "\n")
        self[place + "_status"] = it.achievement.first ?? ""
        self[place + "_duty"] = it.reportDuty.rawValue
        self[place + "_report_words"] = it.reportWords
        self[place + "_report"] = it.report?.text ?? ""
        self[place + "_report_months"] = it.everyMonths.map { String($0) } ?? ""
        self[place + "_recordability"] = it.recordability.rawValue
        self[place + "_recordability_words"] = it.recordabilityWords
        self[place + "_measure"] = it.successMeasure
        self[place + "_due"] = it.due?.text ?? ""
        self[place + "_due_words"] = it.dueWords
        if it.isLeftOut { self[place + "_out"] = "yes" }
    }

    private mutating func set(_ it: PlanFile.Update, _ place: String) {
        self[place + "_about"] = it.action.map { String($0) } ?? ""
        self[place + "_period"] = it.period.monthText
        self[place + "_evidence"] = it.evidence
        self[place + "_grade"] = it.grade.first ?? ""
        self[place + "_explanation"] = it.explanation
        self[place + "_impact"] = it.impact
        self[place + "_as_of"] = it.asOf?.longText ?? ""
        if it.isLeftOut { self[place + "_out"] = "yes" }
    }
}
