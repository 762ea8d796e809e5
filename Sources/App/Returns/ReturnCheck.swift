/// How one person stands in a return, what is to be mended and where.
struct ReturnCheck: Sendable {
    /// How it stands.
    enum State: String, CaseIterable, Sendable {
        case broken, missing, waiting, ready

        var label: String {
            switch self {
            case .broken: "Breaks a rule"
            case .missing: "Something is missing"
            case .waiting: "Not due yet"
            case .ready: "Ready"
            }
        }

        var tag: Tag {
            switch self {
            case .broken: Tag(tone: "stop", text: label)
            case .missing: Tag(tone: "caution", text: label)
            case .waiting: Tag(tone: "idle", text: label)
            case .ready: Tag(tone: "good", text: label)
            }
        }
    }

    let line: ReturnLine
    let state: State
    /// Sentences, each with the rule that it follows from.
    let issues: [String]
    /// The form that mends it, under the council’s address.
    let mend: String?

    /// All of them, each by itself and beside the others.
    static func all(
        _ lines: [ReturnLine], for return: Return, in period: ReturnPeriod, for visit: Visit
    ) -> [ReturnCheck] {
        let today = visit.today
        let repeated = `return` == .oc3 ? OC3Row.repeated(lines.map(\.oc3)) : []
        return lines.map { line in
            switch `return` {
            case .oc3:
                ReturnCheck(
                    leaver: line, in: period, isRepeated: repeated.contains(line.oc3.child), on: today,
                    showsDays: visit.showsNames)
            case .nccis: ReturnCheck(line, for: .nccis, in: period, lacking: line.main?.nccis == nil)
            case .adultSocialCare:
                ReturnCheck(line, for: .adultSocialCare, in: period, lacking: line.main?.employment == nil)
            }
        }
    }

    /// NCCIS and adult social care ask for one value on one day.
    private init(_ line: ReturnLine, for return: Return, in period: ReturnPeriod, lacking: Bool) {
        self.line = line
        state = lacking ? .missing : .ready
        issues = lacking ? [Self.noActivity(line, by: line.day.longText)] : []
        mend = lacking ? Self.form(line, for: `return`, in: period, on: line.spell?.ended ?? line.day) : nil
    }

    private static func noActivity(_ line: ReturnLine, by day: String) -> String {
        guard let spell = line.spell, let ended = spell.ended else {
            return "What they mainly do is not recorded by \(day)."
        }
        return
            "\(spell.main?.short ?? "The placement") ended on \(ended.longText), and nothing is recorded from then on."
    }

    /// Where names are hidden the birthday is too: it tells who somebody is.
    private init(
        leaver line: ReturnLine, in period: ReturnPeriod, isRepeated: Bool, on today: Day, showsDays: Bool
    ) {
        self.line = line
        let row = line.oc3, birthday = line.birthday ?? Birthday(17, born: line.born)
        let window = birthday.window
        var issues: [String] = []
        let rules = row.broken(around: birthday, end: period.last) + (isRepeated ? [.once] : [])
        if row.inTouch.isEmpty {
            issues.append(Self.nothing(line))
        } else {
            if row.activ.isEmpty {
                issues.append(
                    "\(Self.noActivity(line, by: showsDays ? line.day.longText : "the birthday").dropLast()) (rules 153 and 345)."
                )
            }
            if row.accom.isEmpty { issues.append("Where they lived is not recorded (rules 153 and 345).") }
            if line.main?.oc3 == "0", row.inTouch == "YES" {
                issues.append("They are in touch, and what they do is not known (rule 345).")
            }
        }
        let lacking: Set<OC3Rule> = [.blank, .allOrNone]
        let broken = rules.filter { !lacking.contains($0) && !($0 == .mayNotBeNought && row.activ == "0") }
        issues += broken.map(\.words)
        let isBroken = rules.contains { !lacking.contains($0) }, isLacking = rules.contains(where: lacking.contains)
        state =
            isBroken ? .broken : !isLacking ? .ready : today < window.lowerBound ? .waiting : .missing
        if state == .waiting {
            let from = showsDays ? window.lowerBound.longText : "three months before the birthday"
            issues = ["What is known from \(from) on counts."]
        }
        self.issues = issues
        let isReference = broken.contains(.child) || broken.contains(.once)
        mend =
            state == .ready || state == .waiting
            ? nil
            : isReference && !isLacking
                ? Paths.youngPerson(line.id, "/edit")
                : Self.form(
                    line, for: .oc3, in: period,
                    on: showsDays ? min(max(window.lowerBound, min(today, birthday.day)), today) : nil)
    }

    /// What is not recorded of all that is asked around a birthday.
    private static func nothing(_ line: ReturnLine) -> String {
        let lacking = [
            "whether the council was in touch", line.main == nil ? "what they mainly did" : nil,
            line.accommodation == nil ? "where they lived" : nil,
        ].compactMap(\.self)
        return
            "Not recorded around this birthday: \(lacking.joined(separator: ", ")) (the schema leaves none of them blank)."
    }

    /// The form of a new record from a day, which leads back to this return.
    private static func form(_ line: ReturnLine, for return: Return, in period: ReturnPeriod, on day: Day?) -> String {
        let from = day.map { "&on=\($0.isoText)" } ?? ""
        return Paths.activities(of: line.id, "/new?for=\(`return`.rawValue)\(from)&period=\(period.key)")
    }
}
