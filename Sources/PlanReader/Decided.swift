import Values

extension PlanDraft {
    /// What a paper says behind an update: that it was agreed, and a new date.
    struct Decided: Sendable, Equatable {
        var agreedOn: Day?, agreedAt = "", minute = ""
        var newDueOn: Day?, slipReason = ""

        /// Whether the paragraph says one of these: "Agreed by members on 21 September 2022, Select Committee, minute 28.",
        /// "New date: 30 November 2023. Waiting for a decision."
        mutating func take(_ paragraph: String) -> Bool {
            let words = paragraph.folded
            // It is as submitted.
            if words == "members have not decided about it yet" { return true }
            if words.hasPrefix("agreed ") { return takeAgreement(paragraph) }
            for opening in ["new date:", "revised date:", "new target date:", "revised target date:"]
            where paragraph.lowercased().hasPrefix(opening) {
                let rest = paragraph.dropFirst(opening.count).trimmed
                let end = rest.firstIndex(of: ".") ?? rest.endIndex
                guard let day = ApproximateDay.read(rest[..<end]), day.precision == .day else { return false }
                newDueOn = day.day
                slipReason = rest[end...].trimmedOfStopsAround.cut(to: PlanLimit.slipReason.most)
                return true
            }
            return false
        }

        private mutating func takeAgreement(_ paragraph: String) -> Bool {
            var pieces = paragraph.trimmedOfStops.split(separator: ", ").map(\.trimmed)
            guard let first = pieces.first, first.count <= 120 else { return false }
            let words = first.words
            guard let on = words.lastIndex(where: { $0 == "on" }),
                let day = ApproximateDay.read(words[(on + 1)...].joined(separator: " ")), day.precision == .day
            else { return false }
            pieces.removeFirst()
            pieces.removeAll { $0.hasPrefix("as the paper") }
            if let place = pieces.firstIndex(where: { $0.lowercased().hasPrefix("minute ") }) {
                minute = pieces.remove(at: place).dropFirst("minute ".count).trimmed.cut(to: PlanLimit.minute.most)
            }
            (agreedOn, agreedAt) = (day.day, pieces.joined(separator: ", ").cut(to: PlanLimit.agreedAt.most))
            return true
        }
    }
}

extension StringProtocol {
    /// Without the stops and spaces at either end.
    fileprivate var trimmedOfStopsAround: String { drop { " .".contains($0) }.trimmed.trimmedOfStops }
}
