import HTTP
import Postgres

/// Recording and changing a placement by its form.
enum PlacementFormPages {
    private static let register = PlacementRegister.list

    static let routes: [Route] = [
        .get(register.path + "/new", .changePlacements, new),
        .post(register.path, .changePlacements, add),
        .get(register.one + "/edit", .changePlacements, edit),
        .post(register.one, .changePlacements, save),
    ]

    private static func setting(_ visit: Visit, _ existing: Placement? = nil, at home: Home) throws
        -> PlacementForm.Setting
    {
        PlacementForm.Setting(
            home: home,
            context: FormContext(
                choices: try Placement.choices(visit, at: home, for: existing), existing: existing, today: visit.today))
    }

    private static func page(
        _ visit: Visit, _ fields: Fields, _ mistakes: Mistakes? = nil, in setting: PlacementForm.Setting
    ) throws -> Response {
        let form = FormBuilder(fields, mistakes), home = setting.home, existing = setting.context.existing
        let back =
            existing.map { Link(label: $0.name, link: home.path + "/\($0.id)") } ?? home.up ?? home.back
        let isConflict = setting.clash != nil || setting.already != nil
        return try visit.page(
            PlacementForm(form, setting, for: visit),
            title: form.title((existing == nil ? "Record a placement" : "Edit placement") + " – \(home.owner)"),
            back: Link(label: back.label, link: visit.link(back.link)),
            status: isConflict ? .conflict : mistakes != nil ? .unprocessableContent : .ok)
    }

    /// A closed case takes none, and its page says what to do.
    private static func openHome(_ visit: Visit) throws -> PlacementForm.Setting {
        let setting = try setting(visit, at: register.home(visit))
        if setting.context.choices.isClosed {
            throw Failure.conflict("The case is closed. Open it again before a placement is recorded.")
        }
        return setting
    }

    private static func new(_ visit: Visit) throws -> Response {
        var setting = try openHome(visit)
        var fields = Placement().filled(setting.context)
        // The board asks for the kind that its stage is.
        fields["kind"] = WorkKind(rawValue: visit.query("kind"))?.rawValue ?? ""
        if let offer = try offer(visit, ID(visit.query("interest"))) {
            fields = offer.fields(setting.context)
            setting.filled = PlacementForm.Filled(
                text: "Filled in from \(offer.title). Check it and save.",
                blankLink: visit.link(setting.home.path + "/new"))
        }
        return try page(visit, fields, in: setting)
    }

    private static func add(_ visit: Visit) throws -> Response {
        var setting = try openHome(visit)
        let home = setting.home
        if let made = register.made(visit, home) { return try stale(made, visit, home) }
        var placement: Placement
        do { placement = try Placement.read(visit.form, setting.context) } catch {
            return try page(visit, visit.form, error, in: setting)
        }
        if let twin = try visit.db(Placement.alike(placement, at: home)) {
            setting.already = PlacementForm.Already(
                text: "Already recorded: the same kind of placement there, planned for \(placement.planned.longText).",
                link: visit.link(home.path + "/\(twin)"))
            return try page(visit, visit.form, in: setting)
        }
        let isNewEmployer = try placement.workplace.keep(in: visit.db)
        guard let id = try Placement.add(placement, at: home, in: visit.db) else { throw Failure.notFound }
        let started = placement.started.map { "It started on \($0.longText)." }
        let stage = try placement.started.flatMap { day in
            try JourneyMove.advance(visit.id("young_person"), placement.kind.rawValue, on: day, in: visit.db)
        }.map { "The case is now at: \($0)." }
        let employer =
            isNewEmployer
            ? "\(placement.workplace.name) is now among the employers: say its sector and size there." : nil
        return visit.redirect(
            to: home.path + "/\(id)",
            saying: (["The placement is recorded."] + [started, stage, employer].compactMap(\.self)).joined(
                separator: " "))
    }

    private static func edit(_ visit: Visit) throws -> Response {
        let home = try register.home(visit), placement = try register.found(visit, home)
        let setting = try setting(visit, placement, at: home)
        return try page(visit, placement.filled(setting.context), in: setting)
    }

    private static func save(_ visit: Visit) throws -> Response {
        let home = try register.home(visit), existing = try register.found(visit, home)
        let setting = try setting(visit, existing, at: home)
        var placement: Placement
        do { placement = try Placement.read(visit.form, setting.context) } catch {
            return try page(visit, visit.form, error, in: setting)
        }
        if existing.version == visit.version { _ = try placement.workplace.keep(in: visit.db) }
        let result = try Placement.change(existing.id, to: placement, version: visit.version, at: home, in: visit.db)
        guard result == .saved else { return try stale(existing.id, visit, home) }
        return visit.redirect(to: home.path + "/\(existing.id)", saying: "The placement is saved.")
    }

    /// Somebody saved first: both versions, and what was typed still in the form.
    private static func stale(_ id: ID<Placement>, _ visit: Visit, _ home: Home) throws -> Response {
        let (now, by) = try visit.db.all(Placement.find(id, at: home), register.lastSave(id))
        guard let now else { throw Failure.notFound }
        var setting = try setting(visit, now, at: home)
        var mine = visit.form
        mine["version"] = String(now.version)
        setting.clash = Conflict(
            theirs: PlacementForm.answers(now.filled(setting.context), setting.context),
            mine: PlacementForm.answers(mine, setting.context), by: by, for: visit)
        return try page(visit, mine, in: setting)
    }

    /// An offer that this young person accepted; nil where there is none of theirs.
    private static func offer(_ visit: Visit, _ id: ID<Interest>?) throws -> AcceptedOffer? {
        try id.flatMap { try visit.db(AcceptedOffer.find($0, of: visit.id("young_person"))) }
    }
}

/// What an accepted offer says of the placement that comes of it.
private struct AcceptedOffer: RowDecodable {
    let opportunity: ID<Opportunity>
    let title, workplace, mentor: String
    let kind: WorkKind, level: Int?, hours: Double?, starts: Day?
    let isPaid, usedGuarantee: Bool

    init(row: Row) throws(PostgresError) {
        opportunity = try row["opportunity_id"]
        title = try row["title"]
        workplace = try row["workplace"]
        mentor = try row["mentor"]
        kind = try row["kind"]
        level = try row["level"]
        hours = try row["hours"]
        starts = try row["starts_on"]
        isPaid = try row["is_paid"]
        usedGuarantee = try row["used_guarantee"]
    }

    static func find(_ id: ID<Interest>, of person: ID<YoungPerson>) -> Query<AcceptedOffer?> {
        .first(
            """
            SELECT i.opportunity_id, x.title, coalesce(e.name, t.name, '') AS workplace, x.mentor, x.kind, x.level, x.hours,
                   x.starts_on, x.is_paid, i.used_guarantee
              FROM \(Opportunity.source) JOIN interests AS i ON i.tenant_id = x.tenant_id AND i.opportunity_id = x.id
             WHERE i.id = \(id) AND i.young_person_id = \(person) AND i.result = 'accepted'
            """)
    }

    func fields(_ context: FormContext<Placement>) -> Fields {
        var placement = Placement()
        (placement.kind, placement.level, placement.hours, placement.isPaid) = (kind, level, hours, isPaid)
        (placement.role, placement.mentor, placement.opportunity) = (title, mentor, opportunity)
        (placement.usedGuarantee, placement.workplace.name) = (usedGuarantee, workplace)
        if let starts { placement.planned = starts }
        return placement.filled(context)
    }
}

extension Workplace {
    /// Adds the employer whose name alone is known; true where it did.
    mutating func keep(in db: Transaction) throws -> Bool {
        guard employer == nil, team == nil else { return false }
        var new = Employer()
        (new.name, new.stage) = (name, .offering)
        employer = try Employer.add(new, at: .council, in: db)
        if employer == nil, let found = try db(Self.named(name)) { self = found }
        return employer != nil
    }
}
