import Postgres

/// The headings and papers of a council of the demo.
struct DemoPapers: Sendable {
    var headings = PaperHeading.usual
    var table = PaperTable()
    var papers: [DemoPaper] = []
}

/// One paper: what stands under each heading, and the versions that were published.
struct DemoPaper: Sendable {
    /// Words under a heading, or an approval with its day.
    enum Answer: Sendable {
        case words(String)
        case none
        case approved(String, Day)
    }

    /// What is written before it is published, and why there is a version after the first.
    struct Edition: Sendable {
        var on: Day
        var reason = ""
        var answers: [String: Answer]
    }

    var plan, title, body: String
    var on: Day
    /// By the labels of headings; what is written and not published yet.
    var answers: [String: Answer] = [:]
    var editions: [Edition] = []
    var appendices: [Paper.Appendix] = []
}

extension DemoPapers {
    /// Saves the headings, then each paper with its versions.
    func save(council: String, in db: Transaction) throws {
        try PaperHeading.begin(with: headings, in: db)
        _ = try table.save(over: 0, in: db)
        let ids = Dictionary(uniqueKeysWithValues: try db(PaperHeading.all).map { ($0.label, $0.id) })
        for paper in papers { try save(paper, ids, council, db) }
    }

    private func save(_ demo: DemoPaper, _ ids: [String: PaperHeading.ID], _ council: String, _ db: Transaction) throws
    {
        let plan: Plan.ID? = try db.value("SELECT id FROM plans WHERE title_key = \(folded(demo.plan))")
        guard let plan else { throw PostgresError(.other, "a demo paper has no plan") }
        let meeting = try Meeting.named(demo.body, on: demo.on, in: db)
        let id = try Paper.add(PaperStart(plan: plan, meeting: meeting, title: demo.title), in: db)
        func keep(_ answers: [String: DemoPaper.Answer]) throws {
            let all = try answers.sorted { $0.key < $1.key }.map { label, answer in
                guard let heading = ids[label] else {
                    throw PostgresError(.other, "a demo paper has no heading \(label)")
                }
                return switch answer {
                case .words(let words): Paper.Answer(heading: heading, words: words)
                case .none: Paper.Answer(heading: heading, isNone: true)
                case .approved(let post, let day): Paper.Answer(heading: heading, words: post, givenOn: day)
                }
            }
            try Paper.keep(all, demo.appendices, of: id, in: db)
        }
        try keep(demo.answers)
        for edition in demo.editions {
            try keep(edition.answers)
            guard let paper = try db(Paper.find(id)), let source = try PaperSource(paper, in: db) else { continue }
            let content = try PaperWriting.document(source, council: council).kept()
            _ = try PaperVersion.publish(content, of: paper, because: edition.reason, on: edition.on, in: db)
        }
        if let last = demo.editions.last?.on { try db.run("UPDATE papers SET changed_at = \(last) WHERE id = \(id)") }
    }
}
