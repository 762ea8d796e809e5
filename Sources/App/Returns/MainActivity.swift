/// What somebody mainly does, as closely as the finest of the three returns asks: one for each NCCIS current activity.
enum MainActivity: String, Choice {
    case schoolSixthForm = "school_sixth_form", sixthFormCollege = "sixth_form_college"
    case furtherEducation = "further_education", higherEducation = "higher_education"
    case otherEducation = "other_education", specialPost16 = "special_post_16"
    case custodialEducation = "custodial_education"
    case apprenticeship, employment, employmentWithTraining = "employment_with_training"
    case employmentWithStudy = "employment_with_study", temporaryEmployment = "temporary_employment"
    case selfEmployment = "self_employment", selfEmploymentWithStudy = "self_employment_with_study"
    case unpaidWorkWithStudy = "unpaid_work_with_study"
    case supportedInternship = "supported_internship", traineeship, fundedTraining = "funded_training"
    case jobcentreTraining = "jobcentre_training", otherTraining = "other_training"
    case seeking, startAgreed = "start_agreed", startAgreedLearning = "start_agreed_learning"
    case notReady = "not_ready", reEngagement = "re_engagement", unpaidWork = "unpaid_work", gapYear = "gap_year"
    case illness, pregnancy, ownChild = "own_child", carer, religion, neverAble = "never_able"
    case otherReason = "other_reason", custody
    case notKnown = "not_known", noAddress = "no_address", notTold = "not_told"

    /// In our own words, led by what it counts as.
    var label: String {
        switch self {
        case .schoolSixthForm: "Education: school sixth form"
        case .sixthFormCollege: "Education: sixth form college"
        case .furtherEducation: "Education: further education college"
        case .higherEducation: "Education: university or other higher education"
        case .otherEducation: "Education: elsewhere"
        case .specialPost16: "Education: specialist college"
        case .custodialEducation: "Education: in youth custody"
        case .apprenticeship: "Work: apprenticeship"
        case .employment: "Work: a job without training"
        case .employmentWithTraining: "Work: a job with training"
        case .employmentWithStudy: "Work: a job and study for a qualification"
        case .temporaryEmployment: "Work: a temporary job"
        case .selfEmployment: "Work: self-employed"
        case .selfEmploymentWithStudy: "Work: self-employed, and study for a qualification"
        case .unpaidWorkWithStudy: "Work: unpaid, and study for a qualification"
        case .supportedInternship: "Training: supported internship"
        case .traineeship: "Training: traineeship"
        case .fundedTraining: "Training: publicly funded, work-based"
        case .jobcentreTraining: "Training: programme of the Jobcentre"
        case .otherTraining: "Training: other"
        case .seeking: "Neither: looking for work, education or training"
        case .startAgreed: "Neither: a start is agreed"
        case .startAgreedLearning: "Neither: a start is agreed that meets the duty to take part"
        case .notReady: "Neither: not ready for work or learning yet"
        case .reEngagement: "Neither: on a re-engagement programme"
        case .unpaidWork: "Neither: unpaid work alone"
        case .gapYear: "Neither: gap year"
        case .illness: "Neither: illness or disability"
        case .pregnancy: "Neither: pregnancy"
        case .ownChild: "Neither: looks after their own child"
        case .carer: "Neither: cares for somebody else"
        case .religion: "Neither: religious grounds"
        case .neverAble: "Neither: unlikely ever to work"
        case .otherReason: "Neither: another reason"
        case .custody: "Neither: adult custody"
        case .notKnown: "Not known"
        case .noAddress: "Not known: no current address"
        case .notTold: "Not known: they do not want to say"
        }
    }

    /// Without what it counts as, for a sentence or a narrow column.
    var short: String {
        guard let colon = label.firstIndex(of: ":") else { return label }
        return String(label[label.index(after: colon)...].dropFirst()).sentenceCase
    }

    /// What OC3 tells apart in full and part time: the figure behind F or P.
    enum Family: String { case higher = "1", education = "2", apprenticeship = "4", work = "5" }

    /// Nil of what is neither education, training nor work.
    var family: Family? {
        switch self {
        case .higherEducation: .higher
        case .schoolSixthForm, .sixthFormCollege, .furtherEducation, .otherEducation, .specialPost16,
            .custodialEducation:
            .education
        case .apprenticeship: .apprenticeship
        case .employment, .employmentWithTraining, .employmentWithStudy, .temporaryEmployment, .selfEmployment,
            .selfEmploymentWithStudy, .unpaidWorkWithStudy, .supportedInternship, .traineeship, .fundedTraining,
            .jobcentreTraining, .otherTraining:
            .work
        default: nil
        }
    }

    /// Whether what they do is not known at all.
    var isUnknown: Bool { [.notKnown, .noAddress, .notTold].contains(self) }

    /// Whether it is paid work.
    var isPaid: Bool {
        switch self {
        case .apprenticeship, .employment, .employmentWithTraining, .employmentWithStudy, .temporaryEmployment,
            .selfEmployment, .selfEmploymentWithStudy:
            true
        default: false
        }
    }
}

extension MainActivity {
    /// SSDA903 OC3, item ACTIV: F or P with the figure of its family; G4 to G6 of those in neither; 0 where nothing is known.
    func oc3(_ mode: Activity.Mode) -> String {
        if let family { return (mode == .part ? "P" : "F") + family.rawValue }
        return switch self {
        case .illness: "G4"
        case .pregnancy, .ownChild: "G6"
        case _ where isUnknown: "0"
        default: "G5"
        }
    }

    /// NCCIS current activity: 250 for all part-time education but custody’s, 360 for all part-time jobs.
    func nccis(_ mode: Activity.Mode) -> String {
        if mode == .part, let code = partTime { return code }
        return switch self {
        case .schoolSixthForm: "210"
        case .sixthFormCollege: "220"
        case .furtherEducation: "230"
        case .higherEducation: "240"
        case .gapYear: "260"
        case .otherEducation: "270"
        case .specialPost16: "280"
        case .custodialEducation: "290"
        case .apprenticeship: "310"
        case .employmentWithStudy: "320"
        case .employment: "330"
        case .employmentWithTraining: "340"
        case .temporaryEmployment: "350"
        case .selfEmployment: "380"
        case .selfEmploymentWithStudy: "381"
        case .fundedTraining: "410"
        case .otherTraining: "430"
        case .jobcentreTraining: "440"
        case .traineeship: "450"
        case .supportedInternship: "460"
        case .reEngagement: "530"
        case .unpaidWork: "540"
        case .unpaidWorkWithStudy: "550"
        case .notReady: "610"
        case .startAgreed: "615"
        case .startAgreedLearning: "616"
        case .seeking: "619"
        case .carer: "620"
        case .ownChild: "630"
        case .illness: "640"
        case .pregnancy: "650"
        case .religion: "660"
        case .neverAble: "670"
        case .otherReason: "680"
        case .custody: "710"
        case .notKnown: "810"
        case .noAddress: "820"
        case .notTold: "830"
        }
    }

    private var partTime: String? {
        switch self {
        case .schoolSixthForm, .sixthFormCollege, .furtherEducation, .higherEducation, .otherEducation, .specialPost16:
            "250"
        case .employment, .employmentWithTraining, .employmentWithStudy, .temporaryEmployment: "360"
        default: nil
        }
    }

    /// Full time in all three returns: 16 hours a week or more.
    static let fullTime = 16.0
}

/// The employment status of adult social care (Client Level Data, defined list).
enum EmploymentStatus: String, CaseIterable {
    case paidUnder16 = "Paid: Less than 16 hours a week"
    case paid16OrMore = "Paid: 16 or more hours a week"
    case paidHoursUnknown = "Paid: Hours per week unknown"
    case seeking = "Not in Paid Employment (seeking work)"
    case notSeeking = "Not in Paid Employment (not actively seeking work / retired)"
    case voluntary = "Not in Paid Employment (voluntary work only)"
    case unknown = "Unknown"

    /// Of what is mainly done, and of paid work beside it.
    init(_ main: MainActivity, hours: Double?, paidHours: Double?, isSeeking: Bool) {
        if main.isPaid {
            self = hours.map(Self.paid) ?? .paidHoursUnknown
        } else if let paidHours {
            self = Self.paid(paidHours)
        } else if main.isUnknown {
            self = .unknown
        } else if main == .seeking || isSeeking {
            self = .seeking
        } else {
            self = main == .unpaidWork || main == .unpaidWorkWithStudy ? .voluntary : .notSeeking
        }
    }

    private static func paid(_ hours: Double) -> EmploymentStatus {
        hours < MainActivity.fullTime ? .paidUnder16 : .paid16OrMore
    }
}
