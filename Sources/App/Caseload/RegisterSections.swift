/// Who referred a young person, and what was decided.
enum ReferralSection {
    static let section: @Sendable (YoungPerson, Visit) throws -> CaseSection = { person, visit in
        let part = try Referral.register.part(visit)
        return CaseSection(id: "referrals", fact: fact(part), part: part)
    }

    fileprivate static func fact(_ part: RegisterPart) -> String {
        guard let rows = part.table?.rows.count else { return "none yet" }
        return "\(rows) in all"
    }
}

/// What a young person is put forward for.
enum InterestSection {
    static let section: @Sendable (YoungPerson, Visit) throws -> CaseSection = { person, visit in
        let part = try Interest.register.part(visit)
        return CaseSection(id: "interests", fact: ReferralSection.fact(part), part: part)
    }
}
