import HTTP
import Postgres

/// A stage of a journey into work, in the council's own words and order, with what it counts as (003.12 to 003.14).
struct Stage: Term {
    typealias ID = Postgres.ID<Stage>

    /// What a stage counts as, common to all councils.
    enum Kind: String, Choice {
        case identified, decision, preparation
        case workExperience = "work_experience", traineeship
        case supportedInternship = "supported_internship", apprenticeship, employed, destination

        var label: String {
            self == .destination ? "Another destination" : rawValue.replacing("_", with: " ").sentenceCase
        }

        /// Whether being in it means a placement.
        var isPlacement: Bool {
            switch self {
            case .workExperience, .traineeship, .supportedInternship, .apprenticeship, .employed: true
            case .identified, .decision, .preparation, .destination: false
            }
        }

        /// The kind of that placement.
        var placement: String? { isPlacement ? self == .employed ? "job" : rawValue : nil }
    }

    var id = ID(0), version = 0
    var words = ""
    var kind = Kind.identified
    /// How long a case is usually in it.
    var usualWeeks: Int?
    var isRetired = false
    /// A case is or was in it; how many is not told here.
    var isEntered = false
    var position = 0

    init() {}

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        version = try row["version"]
        words = try row["words"]
        kind = try row["kind"]
        usualWeeks = try row["usual_weeks"]
        isRetired = try row["is_retired"]
        isEntered = try row["is_entered"]
        position = try row["position"]
    }

    static let table: StaticString = "stages"
    static let words = RecordWords(one: "stage", many: "stages")
    static let select: SQL = """
        SELECT x.id, x.version, x.words, x.kind, x.usual_weeks, x.is_retired, x.position,
               x.id = ANY ((SELECT app.used_stages())::bigint[]) AS is_entered FROM stages AS x
        """

    static let fields: [Field<Stage>] = [
        .text(
            \.words, "words", "words", "Stage", 1...60,
            hint: "As the council calls it. It heads a column of the board.",
            or: "Enter the name of the stage in up to 60 characters"),
        .choice(\.kind, "kind", "kind", "What it counts as", or: "Choose what it counts as"),
        .whole(
            \.usualWeeks, "usual_weeks", "usual_weeks", "Usual weeks", 1...260,
            hint:
                "How long a case is usually in it. Past that the board says by how much. Leave it empty where there is no usual time.",
            or: "Enter a number of weeks from 1 to 260"),
    ]

    static let unique: Unique<Stage>? = Unique("words", or: "Enter another name: there is already a stage like this") {
        stage, _ in "x.words_key = app.fold(\(stage.words))"
    }

    var uses: String? { isEntered ? "cases" : nil }
    var tags: [Tag] { isRetired ? [Tag(tone: "idle", text: "No longer used")] : [] }
    var meaning: String? {
        kind.label + (usualWeeks.map { "; usually \(counted($0, "week", "weeks"))" } ?? "; no usual time")
    }

    func need(among all: [Stage]) -> String? {
        guard !isRetired, !all.contains(where: { $0.id != id && !$0.isRetired }) else { return nil }
        return "\(name) is the only stage, and every attempt begins in one. Add another first."
    }

    static func offers(among all: [Stage]) -> [PageAction] {
        FiveStages.isOpen(all) ? [PageAction(label: FiveStages.label, link: Paths.fiveStages)] : []
    }

    static let register = register(
        Paths.stages, title: "Stages of a journey",
        lead: "The steps from referral to work, in order. Every attempt begins in the first, and moves to a later one."
    )
}

/// The five stages of supported employment (European Union of Supported Employment), in place of the stages that a council began with.
enum FiveStages {
    static let label = "Use the five stages of supported employment"
    static let routes: [Route] = [
        .get(Paths.fiveStages, .changeWords, ask),
        .post(Paths.fiveStages, .changeWords, take),
    ]

    static let stages: [(words: String, kind: Stage.Kind, weeks: Int?)] = [
        ("Client engagement", .identified, 4), ("Vocational profiling", .preparation, 8),
        ("Job finding", .preparation, 26),
        ("Employer engagement", .workExperience, 12), ("On and off the job support", .employed, nil),
    ]

    /// Only before any case is in a stage: a journey keeps the stages that it went through.
    static func isOpen(_ all: [Stage]) -> Bool {
        !all.contains(where: \.isEntered) && all.map(\.words) != stages.map(\.words)
    }

    private static func sheet(_ all: [Stage]) -> RecordForm {
        RecordForm(
            kicker: Stage.register.title, heading: "\(label)?",
            lead:
                "\(stages.map(\.words).joined(separator: ", ")). They take the place of: \(all.map(\.words).joined(separator: ", ")). Each can then be renamed, moved and given its usual time.",
            path: Paths.fiveStages, back: Link(label: Stage.register.title, link: Paths.stages),
            save: "Use these stages"
        ) { _ in [] }
    }

    private static func ask(_ visit: Visit) throws -> Response {
        let all = try visit.db(Stage.all)
        guard isOpen(all) else { return visit.redirect(to: Paths.stages) }
        return try sheet(all).page(visit, Fields())
    }

    private static func take(_ visit: Visit) throws -> Response {
        guard isOpen(try visit.db(Stage.all)) else {
            throw Failure.conflict(
                "Cases are in stages already, and their journeys keep them. Add and retire stages instead.")
        }
        try visit.db.run("DELETE FROM stages")
        for (place, stage) in stages.enumerated() {
            try visit.db.run(
                """
                INSERT INTO stages (words, kind, position, usual_weeks)
                VALUES (\(stage.words), \(stage.kind), \(Int32(place + 1)), \(stage.weeks))
                """)
        }
        return visit.redirect(to: Paths.stages, saying: "The five stages of supported employment are in use.")
    }
}
