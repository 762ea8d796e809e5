import Values

/// What a heading means by how it is built: a noun that says what the column holds, and words that say which of them.
/// "Estimated completion date", "Task Group Recommendation", "Progress to date and next steps".
enum HeadingGrammar {
    /// Not sure where a word is in it that such headings do not usually have.
    static func read(_ folded: String) -> (column: Column, isSure: Bool)? {
        let words = folded.words.map(String.init)
        guard 1...10 ~= words.count else { return nil }
        if places.contains(folded) { return (.kept, true) }
        if let column = question(words) ?? verdict(words) ?? addressee(words) { return (column, true) }
        for (place, group) in groups(words).enumerated() {
            guard let head = group.last(where: { !participles.contains($0) && !done.contains($0) }) ?? group.last,
                let column = column(head, group, words)
            else { continue }
            return (column, place == 0 && !weak.contains(head) && group.allSatisfy { $0 == head || usual.contains($0) })
        }
        return nil
    }

    /// "How will this be achieved", "What has been done", "By when".
    private static func question(_ words: [String]) -> Column? {
        let all = Set(words)
        switch words[0] {
        case "how": return all.isDisjoint(with: measured) ? .action : .measure
        case "what":
            if !all.isDisjoint(with: ["asked", "recommended", "recommend"]) { return .recommendation }
            if !all.isDisjoint(with: ["success", "difference"]) { return .measure }
            if !all.isDisjoint(with: ["will", "needs", "need", "should", "must"]) { return .action }
            return all.isDisjoint(with: ["done", "achieved", "happened", "changed", "taken", "progress"])
                ? nil : .evidence
        case "who", "whom": return .lead
        case "when": return .due
        case "by" where words.count == 1: return .due
        case "by": return question(Array(words.dropFirst()))
        case "done", "planned": return words.count > 2 && ["or", "and"].contains(words[1]) ? .action : nil
        case "to" where all.contains("completed") || all.contains("done"): return .due
        default: return nil
        }
    }

    /// "Recommendation accepted?", "Agree (Yes/No)", "Accept/Reject/Defer", "Completed?".
    private static func verdict(_ printed: [String]) -> Column? {
        var words = printed
        while let last = words.last, ["y", "n", "yes", "no"].contains(last) { words.removeLast() }
        guard let last = words.last else { return nil }
        let rest = words.dropLast().allSatisfy {
            recommendations.contains($0) || answers.contains($0) || done.contains($0) || small.contains($0)
                || [
                    "action", "actions", "fully", "percent", "percentage", "yes", "no", "not", "part", "partially",
                    "in", "date",
                ].contains($0)
        }
        guard rest, !words.contains("date") else { return nil }
        if answers.contains(last), !words.contains("action"), !words.contains("actions") { return .response }
        return done.contains(last) ? .status : nil
    }

    /// Whether it asks for yes or no: "Completed?", "Implemented (Y/N)".
    static func isVerdict(_ folded: String) -> Bool {
        verdict(folded.words.map(String.init)) == .status
    }

    /// "Recommendation made to", "Addressed to", "For action by".
    private static func addressee(_ words: [String]) -> Column? {
        guard let last = words.last, words.count > 1 else { return nil }
        let before = words[words.count - 2]
        if last == "to", ["made", "addressed", "directed", "assigned", "allocated"].contains(before) { return .lead }
        return last == "by" && ["action", "actions", "led", "owned"].contains(before) ? .lead : nil
    }

    /// What stands before the first small word, then what stands behind each.
    private static func groups(_ words: [String]) -> [[String]] {
        words.split { small.contains($0) }.map(Array.init)
    }

    private static func column(_ head: String, _ group: [String], _ words: [String]) -> Column? {
        let all = Set(group)
        if numbers.contains(head) {
            return all.isSubset(of: numbers.union(recommendations).union(["r", "action", "item", "unique"]))
                ? .number : nil
        }
        if recommendations.contains(head) || weak.contains(head) { return .recommendation }
        if dates.contains(head) {
            if !all.isDisjoint(with: ["cabinet", "executive", "response", "decision"]) { return .responseOn }
            return otherDays.isDisjoint(with: words) ? .due : .kept
        }
        if statuses.contains(head) { return .status }
        if measures.contains(head) { return .measure }
        if impacts.contains(head) {
            return all.isDisjoint(with: ["expected", "desired", "intended", "target", "planned", "success"])
                ? .impact : .measure
        }
        if evidence.contains(head) { return .evidence }
        if responses.contains(head) {
            return all.isDisjoint(with: ["service", "officer", "officers", "department", "directorate", "team"])
                ? .response : .action
        }
        if head == "points" || head == "plan" || head == "plans" { return all.contains("action") ? .action : nil }
        if actions.contains(head) { return .action }
        return leads.contains(head) ? .lead : nil
    }

    /// Headings that speak of members rather than of those who do the work.
    static func isOfMembers(_ folded: String) -> Bool {
        !Set(folded.words.map(String.init)).isDisjoint(with: [
            "member", "members", "portfolio", "holder", "holders", "councillor",
        ])
    }

    private static let small: Set<String> = [
        "of", "for", "to", "from", "by", "as", "at", "in", "on", "with", "and", "or", "the", "a", "an", "against",
        "since", "following", "arising", "is", "be", "been", "has", "have", "this", "that", "if", "any", "so",
    ]
    private static let participles: Set<String> = [
        "taken", "required", "agreed", "proposed", "made", "needed", "planned", "received", "given", "reported",
        "undertaken", "far", "identified", "due",
    ]
    private static let answers: Set<String> = [
        "accepted", "accept", "agreed", "agree", "rejected", "reject", "approved", "supported", "support", "endorsed",
        "defer", "deferred", "declined",
    ]
    private static let done: Set<String> = [
        "complete", "completed", "implemented", "delivered", "done", "closed", "finished", "met", "actioned",
    ]
    /// Where a recommendation comes from: no plan has a place for it, and nobody need be asked.
    private static let places: Set<String> = [
        "meeting", "committee", "panel", "minute", "minute ref", "minute no", "minute number", "minute reference",
        "portfolio", "ward", "wards", "origin", "source", "paragraph", "page",
    ]
    private static let measured: Set<String> = [
        "know", "measure", "measured", "success", "judge", "judged", "evidenced",
    ]
    private static let numbers: Set<String> = [
        "no", "number", "numbers", "num", "nos", "ref", "refs", "reference", "references", "id", "code",
    ]
    private static let recommendations: Set<String> = [
        "recommendation", "recommendations", "rec", "recs", "resolution", "resolutions", "motion", "motions", "pledge",
        "pledges", "promise", "promises",
    ]
    /// Nouns that stand for the recommendation where nothing better does.
    private static let weak: Set<String> = [
        "issue", "issues", "objective", "objectives", "commitment", "commitments", "proposal", "proposals", "aim",
        "aims", "ask", "asks",
    ]
    private static let dates: Set<String> = [
        "date", "dates", "timescale", "timescales", "timeframe", "timeframes", "timetable", "timeline", "timelines",
        "deadline", "deadlines", "completion", "target", "targets", "when", "timing", "schedule",
    ]
    private static let otherDays: Set<String> = [
        "meeting", "committee", "scrutiny", "raised", "considered", "reported", "report", "panel", "council", "start",
        "received", "published", "last", "updated", "update", "review", "commencement", "closed", "completed", "actual",
    ]
    private static let statuses: Set<String> = ["status", "rag", "brag", "bragg", "rating", "state", "colour"]
    private static let measures: Set<String> = [
        "measure", "measures", "kpi", "kpis", "indicator", "indicators", "criteria", "metric", "metrics", "success",
    ]
    private static let impacts: Set<String> = [
        "impact", "impacts", "outcome", "outcomes", "benefit", "benefits", "difference", "result", "results",
    ]
    private static let evidence: Set<String> = [
        "progress", "update", "updates", "comment", "comments", "commentary", "position", "notes", "note", "narrative",
        "evidence", "remarks", "feedback", "observations",
    ]
    private static let responses: Set<String> = [
        "response", "responses", "reply", "replies", "decision", "decisions", "answer",
    ]
    private static let actions: Set<String> = [
        "action", "actions", "task", "tasks", "activity", "activities", "step", "steps", "implementation", "delivery",
        "deliverable", "deliverables", "intervention", "interventions", "forward",
    ]
    private static let leads: Set<String> = [
        "lead", "leads", "officer", "officers", "owner", "owners", "director", "directors", "directorate",
        "directorates", "department", "departments", "service", "services", "team", "teams", "member", "members",
        "holder", "holders", "responsible", "responsibility", "responsibilities", "head", "heads", "organisation",
        "organisations", "agency", "agencies", "partner", "partners", "manager", "managers", "person", "contact",
        "accountable", "accountability", "ownership", "sponsor", "whom", "who", "body",
    ]
    /// Words that such nouns usually have with them.
    private static let usual: Set<String> = dates.union(statuses).union(measures).union(impacts).union(evidence)
        .union(responses).union(actions).union(leads).union(numbers).union(recommendations).union(participles)
        .union(answers).union(done).union(otherDays).union([
            "key", "main", "task", "group", "scrutiny", "panel", "committee", "commission", "cabinet", "executive",
            "council", "overview", "final", "original", "revised", "target", "estimated", "expected", "anticipated",
            "proposed", "current", "latest", "overall", "next", "portfolio", "corporate", "strategic", "operational",
            "accountable", "senior", "assistant", "management", "formal", "due", "date", "point", "review",
            "intended", "desired", "initial", "further", "additional", "previous", "name", "details",
        ])
}
