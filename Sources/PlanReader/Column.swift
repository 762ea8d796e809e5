import Values

/// What a column or a labelled line of a plan holds, by whatever name a council gives it.
package enum Column: String, CaseIterable, Sendable, Codable {
    case number, recommendation, action, workstream, lead, due, measure, status, period, evidence, assessment, impact
    case response, responseOn = "response_on", review, officers, agreed
    /// What has no place of its own: kept as words with the recommendation, under the name of its column.
    case kept

    /// Those that a column of a table may hold, for whoever names one.
    package static let inTables: [Column] = [
        .number, .recommendation, .response, .responseOn, .action, .workstream, .lead, .due, .measure, .status, .period,
        .evidence, .assessment, .impact, .review, .kept,
    ]

    /// As people call it.
    package var label: String {
        switch self {
        case .number: "Number"
        case .recommendation: "Recommendation"
        case .action: "Action"
        case .workstream: "Workstream"
        case .lead: "Lead"
        case .due: "Due date"
        case .measure: "Success measure"
        case .status: "Status"
        case .period: "Month of the progress"
        case .evidence: "Progress"
        case .assessment: "Assessment of progress"
        case .impact: "Impact"
        case .response: "Response"
        case .responseOn: "Day of the response"
        case .review: "Review"
        case .officers: "Link officers"
        case .agreed: "Day on which the plan was agreed"
        case .kept: "Kept as words"
        }
    }

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
        case .kept: "stands at"
        case .responseOn: ""
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

    static func named(_ name: String) -> Column? { byName[name] }

    /// The name that one or, in long names, two letters are wrong in.
    static func nearly(_ name: String) -> Column? {
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
