import HTTP

/// Whether residents see the local offer for work, as one form.
enum LocalOfferSettingsPages {
    static let routes: [Route] = [
        .get(Paths.localOfferSettings, .changeSettings, edit),
        .post(Paths.localOfferSettings, .changeSettings, save),
    ]

    private static func sheet(isShown: Bool = false) -> RecordForm {
        RecordForm(
            kicker: "Settings", heading: "Local offer for work",
            lead:
                "Residents can find, without signing in, which offers of work and support there are. They see only the offers that are marked “Shown to residents”. It is not your SEND Local Offer, and can lead to it.",
            path: Paths.localOfferSettings, back: Link(label: "Settings", link: Paths.settings),
            links: isShown
                ? [
                    Link(label: "What residents see", link: Paths.localOffer),
                    Link(label: "What programs read", link: Paths.openReferral),
                ] : []
        ) { form in
            [
                FormPart(questions: [
                    .checkboxes(
                        form.checkboxes(
                            "is_public", "Public page and open data", [("yes", "Residents and programs can read it")],
                            hint: "The open data follow Open Referral UK 3.0."))
                ]),
                FormPart(
                    heading: "Whom residents ask",
                    hint:
                        "A team’s telephone or e-mail, not a person’s: one of them is needed while residents can read it. They stand on every page, for each offer that names no other way to get in touch.",
                    questions: [
                        .text(form.text("telephone", "Telephone", width: "20", type: "tel")),
                        .text(form.text("email", "E-mail", type: "email")),
                        .text(
                            form.text(
                                "hours", "When somebody answers", hint: "Such as: Monday to Friday, 9 to 5.",
                                optional: true)),
                        .text(
                            form.text(
                                "send_link", "Address of your SEND Local Offer", hint: "It begins with https://.",
                                optional: true, type: "url")),
                    ]),
            ]
        }
    }

    private static func fields(_ settings: LocalOfferSettings) -> Fields {
        var fields = Fields()
        fields["version"] = String(settings.version)
        fields["is_public"] = settings.isPublic ? "yes" : ""
        fields["telephone"] = settings.contact.telephone
        fields["email"] = settings.contact.email
        fields["hours"] = settings.contact.hours
        fields["send_link"] = settings.contact.sendLink
        return fields
    }

    private static func now(_ visit: Visit) throws -> LocalOfferSettings {
        try visit.db(LocalOfferSettings.now) ?? LocalOfferSettings()
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let settings = try now(visit)
        return try sheet(isShown: settings.isPublic).page(visit, fields(settings))
    }

    private static func save(_ visit: Visit) throws -> Response {
        let wanted: LocalOfferSettings
        do { wanted = try read(visit) } catch { return try sheet().page(visit, visit.form, error) }
        guard try wanted.save(in: visit.db) else {
            let last = try visit.db(LastSave.of("local_offer_settings"))
            return try sheet().stale(visit, theirs: fields(now(visit)), by: last)
        }
        return visit.redirect(to: Paths.settings, saying: wanted.text + ".")
    }

    private static func read(_ visit: Visit) throws(Mistakes) -> LocalOfferSettings {
        var check = Check(visit.form), wanted = LocalOfferSettings()
        wanted.version = visit.version
        wanted.isPublic = visit.form["is_public"] == "yes"
        wanted.contact.telephone = check.telephone("telephone")
        wanted.contact.email = check.email("email", or: "Enter an e-mail address, like name@example.gov.uk")
        wanted.contact.hours = check.text("hours", upTo: 200, "When somebody answers")
        wanted.contact.sendLink = check.webAddress(
            "send_link", or: "Enter an address that begins with https:// or http://, as a browser shows it")
        if wanted.isPublic, wanted.contact.telephone.isEmpty, wanted.contact.email.isEmpty {
            check.mistake("telephone", "Enter a telephone number or an e-mail address: residents are told whom to ask")
        }
        try check.finish()
        return wanted
    }
}
