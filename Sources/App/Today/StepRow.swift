import HTTP

/// One row of the broker's home: when, who, what, and what can be done about it at once.
struct StepRow: Sendable {
    let id: String
    var isDone = false
    /// "12" and "days late", or a time.
    var figure, unit, more: String
    let name, link: String
    let reference: String
    var isRestricted: Bool
    let what, detail: String
    /// Where another worker's rows stand among one's own.
    var worker: String?
    var call: CallLink?
    var links: [StepLink] = []
    var form: StepForm?
}

/// The telephone's own: to write or to call.
struct CallLink: Sendable { let label, about, callLink: String }

/// To the form for this one thing.
struct StepLink: Sendable {
    let label, about, link: String
    let isFirst: Bool
}

/// What one tap does.
struct StepForm: Sendable {
    let action: String
    let kept: [KeptValue]
    let buttons: [StepButton]
}

struct StepButton: Sendable {
    let name, value, label, about: String
    let isFirst: Bool
}

extension StepRow {
    init(_ step: DayStep, _ address: TodayAddress, for visit: Visit) {
        let days = step.dueOn.days(to: visit.today)
        if step.part == .overdue {
            (figure, unit, more) = ("\(days)", days == 1 ? "day late" : "days late", "due \(step.dueOn.shortText)")
        } else {
            (figure, unit) = (step.time.isEmpty ? "Today" : step.time, "")
            more = step.dueOn > visit.today ? "due by \(step.dueOn.shortText)" : ""
        }
        id = step.anchor
        name = step.called
        link = visit.link(Paths.youngPerson(step.person))
        (reference, isRestricted, what, detail) = (
            step.reference, step.isRestricted, step.what, step.detail(visit.today)
        )
        if address.caseload == .everybody { worker = step.worker ?? "No worker" }
        if step.kind == .contact || step.kind == .workCheck { call = CallLink(step) }
        links = StepLink.of(step, visit)
        form = StepForm(step, address, visit)
    }

    /// Done a moment ago, in the place where it stood.
    init(_ done: StepDone, _ address: TodayAddress, for visit: Visit) {
        (figure, unit, more) = ("Done", done.at, "")
        id = done.anchor
        isDone = true
        name = done.called
        link = visit.link(Paths.youngPerson(done.person))
        (reference, isRestricted) = (done.reference, done.isRestricted)
        let next = done.nextOn.map { " Next one \($0.longText)." } ?? ""
        what = done.kind == .contact ? (done.wasReached ? "Spoke today." : "No answer.") + next : "Done: \(done.about)"
        detail = ""
        let field = done.kind == .contact ? "contact" : "goal"
        form = StepForm(
            action: visit.link(Paths.today + "/\(field)s/undoing"),
            kept: address.kept + [KeptValue(name: field, value: "\(done.record)")],
            buttons: [StepButton(name: "undo", value: "1", label: "Undo", about: ": \(done.called)", isFirst: false)])
    }
}

extension DayStep {
    /// What one needs to know before acting.
    func detail(_ today: Day) -> String {
        let what = [about, place].filter { !$0.isEmpty }.joined(separator: ", ")
        switch kind {
        case .review:
            guard let bookedOn else { return "No day booked." }
            let at = (time.isEmpty ? "" : ", \(time)") + (about.isEmpty ? "" : ", with \(about)")
            let after = bookedOn > dueOn ? " That is after it is due." : ""
            return bookedOn < today
                ? "It was booked for \(bookedOn.longText)." : "Booked for \(bookedOn.longText)\(at).\(after)"
        case .contact: return contactWords
        case .referral: return "From \(about)" + (since.map { ", \($0.longText)." } ?? ".")
        case .workCheck: return what + (since.map { " since \($0.longText)." } ?? "")
        case .application, .interview, .placement, .start, .end, .goal, .accessRequest: return what
        }
    }
}

extension CallLink {
    /// To write where that is what they ask for, else to call; nil without a number.
    init?(_ step: DayStep) {
        let number = step.telephone.filter { $0.isNumber || $0 == "+" }
        guard number.count >= 6 else { return nil }
        let writes = folded(step.contactWords).hasPrefix("text")
        self.init(
            label: writes ? "Text" : "Call", about: " \(step.called)", callLink: (writes ? "sms:" : "tel:") + number)
    }
}

extension StepLink {
    static func of(_ step: DayStep, _ visit: Visit) -> [StepLink] {
        let own = Paths.youngPerson(step.person)
        func to(_ label: String, _ about: String, _ path: String, first: Bool = true) -> StepLink {
            StepLink(label: label, about: " " + about, link: visit.link(own + path), isFirst: first)
        }
        switch step.kind {
        case .review:
            guard visit.can(.changeReviews) else { return [] }
            let booking =
                step.record == 0
                ? to("Book", "a day for \(step.called)’s review", "/reviews/new", first: false)
                : to("Move", "the day of \(step.called)’s review", "/reviews/\(step.record)/edit", first: false)
            return [to("Record", "\(step.called)’s review", "/reviews/record"), booking]
        case .referral: return [to("Decide", "on \(step.called)’s referral", "/referrals/\(step.record)/decision")]
        case .interview: return [to("Result", "of \(step.called)’s interview", "/interests/\(step.record)/edit")]
        case .application: return [to("Open application", "of \(step.called)", "/interests/\(step.record)/edit")]
        case .workCheck:
            guard let placement = step.placement else { return [] }
            return [to("Still in work?", step.called, "/placements/\(placement)")]
        case .placement:
            return [to("Record placement", "of \(step.called)", "/placements/new?interest=\(step.record)")]
        case .start: return [to("Record start", "of \(step.called)", "/placements/\(step.record)/start")]
        case .end: return [to("Record end", "of \(step.called)", "/placements/\(step.record)/ending")]
        case .accessRequest:
            guard visit.can(.changeYoungPeople) else { return [] }
            return [to("Answer", "\(step.called)’s subject access request", "/subject-access")]
        case .contact, .goal: return []
        }
    }
}

extension StepForm {
    init?(_ step: DayStep, _ address: TodayAddress, _ visit: Visit) {
        switch step.kind {
        case .contact where visit.can(.changeYoungPeople):
            self.init(
                action: visit.link(Paths.today + "/contacts"),
                kept: address.kept + [
                    KeptValue(name: "young_person", value: "\(step.person)"),
                    KeptValue(name: "due", value: step.dueOn.isoText),
                ],
                buttons: [
                    StepButton(
                        name: "answer", value: "spoke", label: "Spoke", about: " with \(step.called)", isFirst: true),
                    StepButton(
                        name: "answer", value: "no_answer", label: "No answer", about: " from \(step.called)",
                        isFirst: false),
                ])
        case .goal where visit.can(.changeSupportPlans):
            self.init(
                action: visit.link(Paths.today + "/goals"),
                kept: address.kept + [
                    KeptValue(name: "goal", value: "\(step.record)"),
                    KeptValue(name: "version", value: "\(step.version)"),
                ],
                buttons: [StepButton(name: "done", value: "1", label: "Done", about: ": \(step.about)", isFirst: true)])
        default: return nil
        }
    }
}
