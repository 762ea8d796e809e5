import Postgres

/// The milestones of the provider's contract that a placement is under: how each is claimed, or why it does not count.
struct PlacementMilestones {
    let claims: [Claim]
    let rules: [PaymentMilestone]

    /// Nil where it is under none, and for who sees no claims. Claims of its spell, whichever of its placements they are known by.
    static func of(_ placement: Placement, _ visit: Visit) throws -> PlacementMilestones? {
        guard let contract = placement.providerContract, visit.can(.seeClaims) else { return nil }
        let (claims, rules) = try visit.db.all(
            Query<[Claim]>.list(
                """
                \(Claim.select) JOIN placements AS o ON o.tenant_id = x.tenant_id AND o.id = \(placement.id)
                 WHERE x.contract_id = \(contract) AND x.young_person_id = o.young_person_id
                   AND (x.placement_id = o.id OR o.started_on BETWEEN x.from_on AND coalesce(x.ended_on, o.started_on))
                 ORDER BY \(Claim.order)
                """),
            Query<[PaymentMilestone]>.list(
                "\(PaymentMilestone.select) WHERE x.contract_id = \(contract) ORDER BY \(PaymentMilestone.order)"))
        return PlacementMilestones(claims: claims, rules: rules)
    }

    /// A milestone with its claim.
    private struct Line {
        let rule: PaymentMilestone
        let claim: Claim?
    }

    func table(for placement: Placement, _ visit: Visit) -> Table? {
        let lines = rules.flatMap { rule in
            let own = claims.filter { $0.rule.id == rule.id }
            return own.isEmpty ? [Line(rule: rule, claim: nil)] : own.map { Line(rule: rule, claim: $0) }
        }
        if lines.isEmpty { return nil }
        return Table(
            "Milestones of the provider’s contract", of: lines,
            [
                ListColumn("Milestone") { .link($0.rule.name, $0.claim.map { Paths.claim($0.id) }) },
                ListColumn("Pays") { .money($0.claim?.amount ?? $0.rule.amount) },
                ListColumn("Clock") { line, visit in
                    guard let claim = line.claim else { return .text(Self.why(line.rule, placement)) }
                    let words = Cell.text(claim.clockWords(on: visit.today))
                    return ClaimClock.drawing(of: claim, on: visit.today).map { .drawn(words, $0) } ?? words
                },
                ListColumn("State") { line in
                    .tags(line.claim?.tags ?? [Tag(tone: "idle", text: "Does not count")], file: "")
                },
            ], for: visit)
    }

    /// Why a placement has no claim for a milestone, by its rule.
    private static func why(_ rule: PaymentMilestone, _ placement: Placement) -> String {
        if !rule.kinds.contains(placement.kind) {
            return "Only for: \(rule.kinds.map { $0.label.lowercased() }.listed(by: "or"))"
        }
        if placement.started == nil { return "Its clock begins with the actual start" }
        if let least = rule.hours, (placement.hours ?? 0) < least {
            let own = placement.hours.map { "\($0.plain) are recorded" } ?? "none are recorded"
            return "At least \(least.plain) hours a week are needed; \(own)"
        }
        if !rule.benefits.isEmpty, placement.benefit.map({ !rule.benefits.contains($0) }) ?? true {
            return placement.benefit == nil
                ? "Paid only \(rule.benefitWords ?? ""): the benefit is not recorded"
                : "Paid only \(rule.benefitWords ?? "")"
        }
        return "The spell began outside the contract’s period, or with another benefit"
    }
}
