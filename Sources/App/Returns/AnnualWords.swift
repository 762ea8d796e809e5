/// What the page of an annual return says of itself.
struct AnnualWords {
    let lead: String?
    let tag: Tag
    let remark: Warning?
    let meanings: [String]

    init(_ found: AnnualFound, on today: Day, sees: Bool) {
        let year = found.asked.year, isOver = year.isOver(on: today)
        tag = Self.tag(found, isOver)
        lead = Self.lead(found, on: today)
        remark = Self.remark(found)
        let municipal =
            year.kind == .municipal ? "A municipal year is taken to run from 1 May to 30 April." : nil
        let told =
            found.sheet?.isTold == true
            ? "Numbers of people are given to the nearest five, and five or fewer are not told apart, so that nobody can be recognised."
            : nil
        let restricted: String? =
            if case .version = found.sheet?.source {
                "A version holds everybody who counted. You see of it, and of the records, those whose case you may open. "
                    + (found.left?.sentence ?? "")
            } else { found.left?.sentence }
        let counting = [
            told,
            "Counted are people, not placements: who is in two rows counts once in each and once in all, so rows may add up to more than all.",
            "Work experience is that kind of placement alone: work tasters, traineeships, supported internships and jobs are not counted. A placement that never started counts nowhere.",
        ]
        let figures = AnnualFigure.columns.map { "\($0.label): \($0.meaning.lowercasedFirst)" }
        let groups = [
            "Care-experienced: looked after or a care leaver. Somebody is of this group, or of SEND, if they were on the day that counts: the start, the end, and for apprentices in the year the last day of it that they were one.",
            "Where a paper asks for apprenticeships achieved, that is those started.", municipal, restricted,
        ]
        meanings = counting.compactMap(\.self) + figures + groups.compactMap(\.self)
    }

    private static func tag(_ found: AnnualFound, _ isOver: Bool) -> Tag {
        switch found.sheet?.source {
        case .version(let version, _): Tag(tone: "good", text: "Reported, \(version.name.lowercased())")
        case .told(let day): Tag(tone: "good", text: "Reported on \(day.longText)")
        case .records where !isOver: Tag(tone: "caution", text: "Not over yet")
        case .records where !found.versions.isEmpty: Tag(tone: "idle", text: "The records as they are now")
        default: Tag(tone: "idle", text: isOver ? "Not reported" : "Not over yet")
        }
    }

    private static func lead(_ found: AnnualFound, on today: Day) -> String {
        let year = found.asked.year
        guard let sheet = found.sheet else { return "\(year.days)." }
        let when =
            year.isOver(on: today)
            ? "\(year.days)."
            : "\(year.first.longText) to today: the year ends on \(year.last.longText), and can be reported from the day after."
        if sheet.isTold { return when }
        let (started, apprentices) = (
            sheet.figures[AnnualPart(), .experienceStarted].people, sheet.figures[AnnualPart(), .apprentices].people
        )
        if started + apprentices == 0 {
            return
                "\(when) Among the cases that you may open nobody started work experience, and nobody was an apprentice."
        }
        let found =
            "\(started == 0 ? "Nobody" : counted(started, "young person", "young people").sentenceCase) started work experience, \(apprentices == 0 ? "nobody" : counted(apprentices)) \(apprentices < 2 ? "was an apprentice" : "were apprentices")."
        return "\(when) \(found)"
    }

    /// Where the records say something else than what was reported.
    private static func remark(_ found: AnnualFound) -> Warning? {
        guard let sheet = found.sheet, case .version(let version, _) = sheet.source else { return nil }
        let isLast = found.versions.first?.number == version.number
        if sheet.differences > 0 {
            return Warning(
                tone: "caution",
                heading:
                    "The records now say otherwise in \(counted(sheet.differences, "figure", "figures"))",
                text:
                    "What was reported \(version.made) stays as it was; beside it stands what the records say now.\(isLast ? "" : " There is a later version.")"
            )
        }
        return isLast
            ? nil
            : Warning(
                tone: "caution", heading: "There is a later version",
                text: "This is what was reported \(version.made).")
    }
}
