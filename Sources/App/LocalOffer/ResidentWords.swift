/// What somebody wants to do, in the words of residents; the kinds of place as the pathway map has them, from voluntary to independent.
enum Want: String, CaseIterable {
    case tryOut = "try", make, learn, support, job

    var label: String {
        switch self {
        case .tryOut: "Try something new"
        case .make: "Make or sell things"
        case .learn: "Learn at a real workplace"
        case .support: "Get a job with support"
        case .job: "Get a job or an apprenticeship"
        }
    }

    var hint: String {
        switch self {
        case .tryOut: "Help out somewhere, without pay"
        case .make: "In a small business that helps people learn"
        case .learn: "Days or months with an employer, with support"
        case .support: "Someone helps you until you can do it"
        case .job: "On your own, or learning while you earn"
        }
    }
}

extension PlaceKind {
    var want: Want {
        switch self {
        case .individualVoluntary, .groupVoluntary, .voluntaryAdvocacy: .tryOut
        case .individualEnterprise, .groupEnterprise: .make
        case .workExperience, .supportedInternship: .learn
        case .jobCarving, .supportedJob, .jobCoachAdvocacy, .supportedEmployment, .groupSupportedEmployment,
            .advocacyWork:
            .support
        case .job, .apprenticeship, .internship: .job
        }
    }

    /// In a sentence or two that a child of ten can read.
    var meaning: String {
        switch self {
        case .individualVoluntary: "You help out somewhere on your own, without pay."
        case .groupVoluntary: "You help out somewhere together with others, without pay."
        case .voluntaryAdvocacy: "You speak up for other people, without pay. You are taught how."
        case .individualEnterprise: "You make or sell something of your own, with help to run it."
        case .groupEnterprise:
            "You make or sell things together with others, in a small business that helps people learn."
        case .workExperience: "You find out what a job is like, for some days or weeks at a real workplace."
        case .supportedInternship:
            "You learn at a real workplace for most of a year. You stay a student, and a job coach helps you."
        case .jobCarving: "An employer puts a job together from the parts that you are good at."
        case .supportedJob: "A part-time or full-time job in which somebody helps you."
        case .jobCoachAdvocacy: "A job coach speaks up for you with employers."
        case .supportedEmployment: "Somebody helps you find a job, learn it and stay in it."
        case .groupSupportedEmployment: "You work in a team with others, and somebody helps all of you."
        case .advocacyWork: "You work at speaking up for other people. You are taught how."
        case .job: "A part-time or full-time job like any other."
        case .apprenticeship: "A job in which you also study. You are paid."
        case .internship: "Some weeks or months in a job, to learn it."
        }
    }
}

extension PathwayStage {
    /// For programs that read the open data.
    var meaning: String {
        switch self {
        case .voluntary: "Helping out without pay, as a first step on the way to work."
        case .socialEnterprise: "Working in a small business that is there for what it does for people."
        case .supported: "Work, paid or unpaid, in which somebody helps."
        case .independent: "Work, paid or unpaid, without somebody beside you."
        }
    }
}

extension Cohort.Kind {
    /// Without the words of officers.
    var residentWords: String {
        switch self {
        case .lookedAfter: "young people in care"
        case .careLeaver: "care leavers"
        case .send: "people with special educational needs or disabilities (SEND)"
        case .neet: "people who are not in education, work or training"
        case .youthJustice: "young people who have been in trouble with the law"
        case .disability: "people with a disability or a health condition"
        case .vulnerableAdult: "adults who need care and support"
        }
    }
}

extension PathwayGroup.Cohort {
    var residentWords: String {
        self == .sendWithoutPlan ? "people with SEND who have no EHC plan" : kind.residentWords
    }
}
