import Postgres

extension Placement {
    static let fields: [Field<Placement>] = [
        .choice(\.kind, "kind", "kind", "Kind", or: "Choose what kind of placement it is", radios: true)
            .filtered(any: "All kinds"),
        place,
        .text(\.role, "role", "role", "Role", 0...200, hint: "Such as: kitchen assistant."),
        start,
        .day(\.plannedEnd, "planned_end", "planned_end_on", "Planned end", absent: "Not known"),
        .hours(\.hours).unlisted(),
        .choice(\.contract, "contract", "contract", "Contract", or: "Choose a contract")
            .asking { form, _ in .radios(form.radios("contract", "Contract", Contract.known, optional: true)) }
            .unlisted(),
        .flag(
            \.isFunded, "funded", "is_funded", "Public money", "The job is made with public money",
            hint: "Such as an intermediate labour market."
        ).unlisted(),
        .flag(\.isPaid, "paid", "is_paid", "Paid", "It is paid").unlisted(),
        .level(\.level).unlisted(),
        .text(\.standard, "standard", "standard", "Apprenticeship standard", 0...200).unlisted(),
        .text(\.provider, "provider", "provider", "Training provider", 0...200, hint: "Such as a college.").unlisted(),
        .choice(\.coach, "coach", "coach", "Job coach", or: "Choose how it stands with a job coach")
            .asking { form, _ in .radios(form.radios("coach", "Job coach", Coach.known, optional: true)) }
            .unlisted(),
        .text(\.mentor, "mentor", "mentor", "Mentor", 0...120, hint: "The post, not a name.").unlisted(),
        .flag(
            \.usedGuarantee, "used_guarantee", "used_guarantee", "Guaranteed interview",
            "A guaranteed interview was used, with the same application as everyone else"
        ).unlisted(),
        .reference(
            \.opportunity, "opportunity", "opportunity_id", "Opportunity", to: "opportunities", none: "None",
            optional: true, or: "Choose one of the opportunities, or none",
            cell: { $0.opportunityTitle.isEmpty ? nil : $0.opportunityTitle },
            among: { $0.choices.opportunities.map(\.option) }
        ).unlisted(),
        .reference(
            \.providerContract, "provider_contract", "provider_contract_id", "Provider’s contract", to: "contracts",
            none: "None",
            hint: "Where a provider is paid by results: its milestones count from the start of this placement.",
            optional: true, or: "Choose one of the contracts, or none",
            cell: { $0.contractName.isEmpty ? nil : $0.contractName },
            among: { $0.choices.contracts.map(\.choice.option) }
        ).asked { !$0.choices.contracts.isEmpty }.unlisted(),
        .choice(
            \.benefit, "benefit", "benefit", "Out-of-work benefit before it", none: "Not recorded",
            hint: "What they came off. Which milestone is paid may depend on it.",
            or: "Choose one of the benefits, or “Not recorded”"
        ).asked { !$0.choices.contracts.isEmpty }.unlisted(),
        .text(
            \.alongside, "alongside", "alongside", "Beside education", 0...200, hint: "Such as: a policing degree."
        ).unlisted(),
        .area(\.note, "note", "note", "Note", 0...2_000, hint: "No names of other young people.", rows: 3).unlisted(),
        .day(\.started, "started", "started_on", "Started", absent: "Not yet").kept(),
        .day(\.ended, "ended", "ended_on", "Ended", absent: "Not yet").kept(),
        .choice(\.outcome, "outcome", "outcome", "Outcome", or: "").kept(),
        .choice(\.exitReason, "exit_reason", "exit_reason", "Why they left early", none: "", or: "").kept().unlisted(),
        .text(\.outcomeWords, "outcome_words", "outcome_words", "How it ended", 0...1_000).kept().unlisted(),
        .choice(\.destination, "destination", "destination", "Destination", or: "").kept().unlisted(),
        .text(
            \.destinationWords, "destination_words", "destination_words", "Destination in words", 0...200
        ).kept().unlisted(),
    ]

    /// One box for teams and employers; two columns.
    private static let place = Field<Placement>(
        name: "where", label: "Where", columns: ["employer_id", "team_id"],
        question: { form, context in
            var box = form.text(
                "where", "Where",
                hint: "A team of the council or an employer. One that is new is asked about and added when you save.",
                autocomplete: "off")
            box.offered = Offered(values: context.choices.workplaces)
            return .text(box)
        },
        read: { check, placement, context in
            let typed = check.text("where", 0...200, or: "Enter where in up to 200 characters")
            if typed.isEmpty {
                check.mistake("where", "Enter where: a team of the council or an employer")
            } else if let found = context.choices.typed {
                placement.workplace = found
            } else if context.choices.mayAddEmployer, check.fields["new_employer"] == typed {
                placement.workplace = Workplace(name: typed)
            } else if context.choices.mayAddEmployer {
                check.mistake("where", "“\(typed)” is not listed yet: tick below to add it as an employer")
            } else {
                check.mistake("where", "Enter one of the teams or employers that are listed")
            }
        },
        fill: { $1["where"] = $0.workplace.name },
        bind: { ["\($0.workplace.employer)", "\($0.workplace.team)"] }, cell: { .text($0.workplace.name) },
        accept: { $1["where"] = $0 }, sort: .byName("coalesce(e.name, t.name, '')"))

    /// Asked once; after that it moves only by a step, with its reason.
    private static let start = Field<Placement>.day(
        \.planned, "start", "planned_on", "Starts",
        hint: "A day that has passed is when it started. For example, 7 12 2026",
        or: "Enter the day on which it starts"
    ).asked { $0.existing == nil }
}

extension Field {
    /// Written by steps, not by the form.
    fileprivate func kept() -> Field { asked { _ in false } }
}

extension Placement.Contract {
    static let known = options.filter { !$0.value.isEmpty }
}

extension Placement.Coach {
    static let known = options.filter { !$0.value.isEmpty }
}
