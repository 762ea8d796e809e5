/// What a column or a labelled line of a plan holds, by whatever name a council gives it.
enum Column: String, CaseIterable {
    case number, recommendation, action, workstream, lead, due, measure, status, period, evidence, assessment, impact
    case review, linkOfficers, agreed

    /// Folded names: see `folded`.
    private var names: String {
        switch self {
        case .number: "no,number,ref,reference,rec no,rec number,rec ref,item,recommendation no,recommendation number"
        case .recommendation:
            "recommendation,recommendations,rec,scrutiny recommendation,panel recommendation,agreed recommendation,"
                + "recommendation text,committee recommendation,recommendation made"
        case .action:
            "action,actions,actions pathways,action pathway,agreed action,agreed actions,proposed action,"
                + "proposed actions,action required,actions required,action to be taken,actions to be taken,"
                + "planned action,planned actions,key action,key actions,task,tasks,activity,what,action taken"
        case .workstream: "workstream,work stream,theme,strand,workstreams"
        case .lead:
            "lead,leads,lead officer,lead officers,responsibility,responsible officer,responsible officers,responsible,"
                + "owner,owners,action owner,officer,officers,officer responsible,who,by whom,lead department,"
                + "lead service,lead team,accountable officer,assigned to,responsible person,person responsible,"
                + "responsible lead,lead s,responsibilities"
        case .due:
            "date,due,due date,date due,timescale,timescales,timeframe,target date,by when,when,deadline,due by,"
                + "completion date,target completion,target completion date,implementation date,due day"
        case .measure:
            "agreed success measure,agreed success measures,success measure,success measures,measure of success,"
                + "success criteria,measure,measures,target,performance measure,how will we measure success"
        case .status: "status,rag,rag status,rag rating,brag,current status,state,brag status,rating"
        case .period: "period,reporting period,update period"
        case .evidence:
            "evidence of progress,progress,update,updates,progress update,progress to date,comments,comment,position,"
                + "current position,latest update,officer update,commentary,notes,evidence,progress made"
        case .assessment:
            "assessment of progress,assessment,grade,grading,progress grade,progress assessment,assessment grade"
        case .impact: "evidence of impact,impact,outcome,outcomes,impact evidence,difference made"
        case .review: "review,review title,scrutiny review,name of review,title of review"
        case .linkOfficers: "link officer,link officers,link officer s"
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
}

/// A label as printed: "Recommendations 3", "Evidence of Progress (July 2024):".
struct Label {
    let column: Column
    var number: String?
    var period: ApproximateDay?

    init?(_ source: some StringProtocol) {
        guard source.utf8.count <= 400 else { return nil }
        let text = CellTextReader.read(source).joined.replacing("(s)", with: "s").replacing("/s", with: "s")
        guard text.utf8.count <= 90 else { return nil }
        var words = Label.withoutBrackets(text, &period).folded.split(separator: " ")
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
        guard period != nil, let column = Column.named(words.joined(separator: " ")) else { return nil }
        self.column = column
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
