/// What residents of the three boroughs are told: which provider to ask, and what an offer is in plain words. Telephones are of the range
/// kept for fiction, addresses end in .example, and nothing of it is any provider’s own.
struct DemoLocalOffer: Sendable {
    let settings: LocalOfferSettings
    /// Telephone, and the part of addresses that is the provider’s, by its name; who has none is asked for by way of the council.
    let contacts: [String: (telephone: String, domain: String)]
    /// By the offer’s name, where its record says nothing else.
    let descriptions: [String: String]
    let howToApply: [String: String]
    let attendance: [String: Offer.Attendance]

    /// Marks every offer for residents.
    func mark(_ provision: inout DemoProvision) {
        for index in provision.providers.indices {
            let name = provision.providers[index].provider.name
            if let (telephone, domain) = contacts[name] {
                provision.providers[index].provider.telephone = telephone
                provision.providers[index].provider.email = "work@\(domain).example"
                provision.providers[index].provider.website = "https://\(domain).example/"
            }
            for place in provision.providers[index].offers.indices {
                mark(&provision.providers[index].offers[place].offer)
            }
        }
    }

    private func mark(_ offer: inout Offer) {
        offer.isPublic = true
        if offer.description.isEmpty { offer.description = descriptions[offer.name] ?? "" }
        offer.howToApply = howToApply[offer.name] ?? ""
        offer.attendance = attendance[offer.name] ?? .inPerson
    }

    static let triBorough: DemoLocalOffer = {
        var settings = LocalOfferSettings()
        settings.isPublic = true
        (settings.contact.telephone, settings.contact.email) = ("020 7946 0100", "work@tri-borough.example")
        settings.contact.hours = "Monday to Friday, 9 to 5. We can use your language, or British Sign Language."
        settings.contact.sendLink = "https://send.tri-borough.example/"
        return DemoLocalOffer(
            settings: settings,
            contacts: [
                "Full of Life": ("020 7946 0121", "full-of-life"), "Mencap": ("020 7946 0133", "mencap"),
                "Westminster Employment Services": ("020 7946 0140", "westminster-employment"),
                "Pure Innovations": ("020 7946 0152", "pure-innovations"), "Epic": ("020 7946 0159", "epic"),
                "The colleges": ("020 7946 0161", "colleges"),
                "Ealing, Hammersmith and West London College": ("020 7946 0163", "west-london-college"),
                "Supported Internship Programme": ("020 7946 0170", "supported-internships"),
                "Westminster Kingsway College": ("020 7946 0174", "kingsway"),
                "Action on Disability": ("020 7946 0112", "action-on-disability"),
                "Education Business Partnership": ("020 7946 0180", "ebp"),
                "Queensmill Post-19": ("020 7946 0184", "queensmill"),
                "Brightwell Works": ("020 7946 0188", "brightwell"),
            ],
            descriptions: [
                "Volunteer buddies":
                    "You help at a club or an event, with a buddy beside you. A few hours a week is enough.",
                "Volunteering with Mencap": "You choose what to help with: a shop, an office or a garden.",
                "First volunteer days": "Some first days at a council service, to see what working is like.",
                "Garden crew": "You look after parks and gardens together with others.",
                "Café and events crew": "You run a café and help at events, together with others.",
                "Community volunteering": "You visit and help older people, together with others.",
                "Market Stall": "Students make things and sell them on a market stall of the college.",
                "Support for apprenticeships":
                    "Somebody at the college helps you find an apprenticeship, and helps you while you are in it.",
                "Supported Internship Programme":
                    "Most of a year at a real workplace. You stay a student, and a job coach helps you.",
                "Supported employment": "Somebody finds a job together with you, and helps you learn it.",
                "Work experience, 19 to 25": "Some days or weeks at a real workplace, for as long as suits you.",
                "Job brokerage": "Somebody looks for a job together with you, and speaks with employers.",
            ],
            howToApply: [
                "Project Search":
                    "Ring the college to visit a workplace first. Interviews are in May and June, and interns begin in September.",
                "Into work": "Ring or write. Nothing is needed: no plan, no letter, no school report.",
                "Garden crew": "Come on any Tuesday at 10 and try it for a morning.",
                "SEN work experience": "Your school or college asks for you, or you ring yourself.",
                "Job brokerage": "Ring to arrange a talk. It can be by telephone, by video or face to face.",
            ],
            attendance: ["Job brokerage": .mixed, "Support for apprenticeships": .mixed])
    }()
}
