import Values

/// What a column or a labelled line of a plan holds, by whatever name a council gives it.
enum Column: String, CaseIterable {
    case number, recommendation, action, workstream, lead, due, measure, status, period, evidence, assessment, impact
    case response, review, officers, agreed

    /// Folded names: see `folded`.
    private var names: String {
        switch self {
        case .number:
            "no,number,ref,reference,rec no,rec number,rec ref,item,recommendation no,recommendation number,rhif"
        case .recommendation:
            "recommendation,recommendations,rec,scrutiny recommendation,panel recommendation,agreed recommendation,"
                + "recommendation text,committee recommendation,recommendation made,argymhelliad,argymhellion"
        case .action:
            "action,actions,actions pathways,action pathway,agreed action,agreed actions,proposed action,"
                + "proposed actions,action required,actions required,action to be taken,actions to be taken,"
                + "planned action,planned actions,key action,key actions,task,tasks,activity,what,action taken,"
                + "what we will do,what will be done,actions agreed,delivery action,gweithred,gweithredoedd,camau gweithredu"
        case .workstream: "workstream,work stream,theme,strand,workstreams"
        case .lead:
            "lead,leads,lead officer,lead officers,responsibility,responsible officer,responsible officers,responsible,"
                + "owner,owners,action owner,officer,officers,officer responsible,who,by whom,lead department,"
                + "lead service,lead team,accountable officer,assigned to,responsible person,person responsible,"
                + "responsible lead,lead s,responsibilities,action lead,lead person,service lead,"
                + "lead member and officer,arweinydd,swyddog arweiniol,swyddog cyfrifol"
        case .due:
            "date,due,due date,date due,timescale,timescales,timeframe,target date,by when,when,deadline,due by,"
                + "completion date,target completion,target completion date,implementation date,due day,target,target completion by,timeframe for completion,"
                + "date for completion,deadline for completion,dyddiad,dyddiad targed,amserlen"
        case .measure:
            "agreed success measure,agreed success measures,success measure,success measures,measure of success,"
                + "success criteria,measure,measures,performance measure,how will we measure success,"
                + "what will success look like,kpi,mesur,mesurau"
        case .status:
            "status,rag,rag status,rag rating,brag,current status,state,brag status,rating,rag status and date,"
                + "progress rating,delivery status,statws"
        case .period: "period,reporting period,update period"
        case .evidence:
            "evidence of progress,progress,update,updates,progress update,progress to date,comments,comment,position,"
                + "current position,latest update,officer update,commentary,notes,evidence,progress made,"
                + "progress since last report,latest position,progress notes,progress and evidence,cynnydd,diweddariad"
        case .assessment:
            "assessment of progress,assessment,grade,grading,progress grade,progress assessment,assessment grade"
        case .impact: "evidence of impact,impact,outcome,outcomes,impact evidence,difference made"
        case .response:
            "response,responses,response to recommendation,executive response,cabinet response,council response,"
                + "management response,decision,cabinet decision,accepted,accepted or rejected,ymateb"
        case .review: "review,review title,scrutiny review,name of review,title of review"
        case .officers: "link officer,link officers,link officer s"
        case .agreed: "action plan agreed,plan agreed,date agreed,date action plan agreed,agreed"
        }
    }

    private static let byName: [String: Column] = {
        var columns: [String: Column] = [:]
        for column in allCases { for name in column.names.split(separator: ",") { columns[String(name)] = column } }
        return columns
    }()

    static func read(_ label: some StringProtocol) -> Column? { Label(label)?.column }

    fileprivate static func named(_ name: String) -> Column? { byName[name] }

    /// The name that one or, in long names, two letters are wrong in.
    fileprivate static func nearly(_ name: String) -> Column? {
        let limit = name.count > 8 ? 2 : 1
        let near = byName.keys.filter { abs($0.count - name.count) <= limit && $0.first == name.first && $0.count > 4 }
        return near.sorted().first { distance($0, name) <= limit }.flatMap { byName[$0] }
    }

    /// How many letters must be changed, added or taken away.
    private static func distance(_ one: String, _ two: String) -> Int {
        let two = Array(two.utf8)
        var row = Array(0...two.count)
        for (index, letter) in one.utf8.enumerated() {
            var before = row[0]
            row[0] = index + 1
            for at in two.indices {
                let next = min(row[at] + 1, row[at + 1] + 1, before + (two[at] == letter ? 0 : 1))
                (before, row[at + 1]) = (row[at + 1], next)
            }
        }
        return row[two.count]
    }
}

/// A label as printed: "Recommendations 3", "Evidence of Progress (July 2024):".
struct Label {
    let column: Column
    var number: String?
    var period: ApproximateDay?

    init(_ column: Column) { self.column = column }

    init?(_ source: some StringProtocol) {
        guard source.utf8.count <= 400 else { return nil }
        let text = CellTextReader.read(source).joined.replacing("(s)", with: "s").replacing("/s", with: "s")
        guard text.utf8.count <= 90 else { return nil }
        var words = Label.withoutBrackets(text, &period).folded.words
        if let column = Column.named(words.joined(separator: " ")) {
            self.column = column
            return
        }
        if words.count == 2, let column = Column.named(String(words[0])), column == .recommendation,
            Label.isNumber(words[1])
        {
            (self.column, number) = (column, String(words[1]))
            return
        }
        for count in [2, 1] where words.count > count && period == nil {
            if let period = ApproximateDay.read(words.suffix(count).joined(separator: " ")) {
                self.period = period
                words.removeLast(count)
            }
        }
        if period == nil, let column = Label.inOneOfTwoTongues(text) {
            self.column = column
            return
        }
        guard period != nil, let column = Column.named(words.joined(separator: " ")) else { return nil }
        self.column = column
    }

    /// A heading that is nearly one: "Recomendations".
    init?(misspelt source: some StringProtocol) {
        guard source.utf8.count <= 400 else { return nil }
        let words = CellTextReader.read(source).joined.folded
        guard 5...40 ~= words.count, let column = Column.nearly(words) else { return nil }
        self.column = column
    }

    /// "Argymhelliad / Recommendation"
    private static func inOneOfTwoTongues(_ text: String) -> Column? {
        let pieces = text.split { "/|".contains($0) }
        guard 2...3 ~= pieces.count, text.count <= 70 else { return nil }
        return pieces.lazy.compactMap { Column.named($0.folded) }.first
    }

    /// "7", "7a", "12b".
    static func isNumber(_ word: some StringProtocol) -> Bool {
        let digits = word.prefix { $0.isASCII && $0.isNumber }
        let rest = word.dropFirst(digits.count)
        return 1...3 ~= digits.count && rest.count <= 1 && rest.allSatisfy { $0.isASCII && $0.isLetter }
    }

    /// Drops "(include explanation if required)"; keeps what "(July 2024)" says.
    private static func withoutBrackets(_ text: String, _ period: inout ApproximateDay?) -> String {
        var outside = ""
        for (index, piece) in text.split(separator: "(", omittingEmptySubsequences: false).enumerated() {
            guard index > 0, let close = piece.firstIndex(of: ")") else {
                outside += piece
                continue
            }
            if let found = ApproximateDay.read(piece[..<close]) { period = found }
            outside += piece[piece.index(after: close)...]
        }
        return outside
    }
}
