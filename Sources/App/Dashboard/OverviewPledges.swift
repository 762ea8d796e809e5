import Mustache

/// Pledges on the members’ overview: each as a meter, with why it stands there, and what was made available against what was taken up.
struct OverviewPledges: Sendable {
    let heading, lead: String
    let pledges: [OverviewPledge]
    let all: Link

    init(_ all: [Pledge], for visit: Visit) {
        let states = all.map { $0.state(on: visit.today) }
        let met = states.count { $0.tag.text == "Met" }, missed = states.count { $0 == .missed }
        let parts = [
            met == 0 ? nil : "\(counted(met)) met", missed == 0 ? nil : "\(counted(missed)) missed",
            met + missed == all.count ? nil : "\(counted(all.count - met - missed)) not met yet or not told",
        ].compactMap(\.self)
        heading = "Pledges: \(parts.listed)"
        lead =
            "Numbers are told to the nearest five as they were at the end of a month; five or fewer are not told apart."
        pledges = all.map { OverviewPledge($0, for: visit) }
        self.all = Link(label: "All pledges", link: visit.link(Paths.pledges))
    }
}

/// One of them.
struct OverviewPledge: Sendable {
    let name, link, quote: String
    let tags: [Tag]
    let figure: Figure?
    /// "Made available: about 10 places. Taken up: about 10 people."
    let against: String
    let why: String?

    init(_ pledge: Pledge, for visit: Visit) {
        (name, link) = (pledge.name, visit.link(Paths.pledge(pledge.id)))
        quote = Excerpt.opening(pledge.words, upTo: 220)
        tags = [pledge.state(on: visit.today).tag]
        figure = PledgeMeter.figure(pledge, linked: false, for: visit)
        against =
            pledge.told.map { told in
                [PledgeCount.madeAvailable, .takenUp].map {
                    "\($0.label): \(told.words($0)) \($0.unit)."
                }.joined(separator: " ")
            } ?? "Nothing is told of it yet: that begins at the end of the month in which it was published."
        why = pledge.why.isEmpty ? nil : Excerpt.opening(pledge.why, upTo: 400)
    }
}
