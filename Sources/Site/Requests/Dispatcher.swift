import HTTP
import Postgres

/// Stands between a request and a page: finds the route, opens the visit, and ends every visit one way or the other.
struct Dispatcher: Worker {
    let site: Site
    /// As whom it asks: the lane that hashes passwords has a role of its own.
    let role: Database.Role
    private var connection: Connection?

    init(site: Site, role: Database.Role) { (self.site, self.role) = (site, role) }

    mutating func answer(_ request: Request) -> Response {
        var response: Response
        switch site.routes.way(for: request.method, request.segments) {
        case _ where request.segments == ["readyz"]: response = readiness()
        case .page(let match): response = visit(request, match)
        case .otherMethods(let methods):
            response = refusal(Failure.badRequest("That page does not take what was sent."), request)
            response.status = .methodNotAllowed
            response.headers.set("Allow", Set(methods.map(\.rawValue)).sorted().joined(separator: ", "))
        case .moved(let place): response = Response(.movedPermanently, headers: ["Location": place])
        case .nowhere: response = elsewhere(request)
        }
        // A script that shows how much of a file is sent goes on by itself, so that the notice waits for its page.
        if request.headers["Waymark-Sending"] != nil, response.status == .seeOther,
            let place = response.headers["Location"]
        {
            response.status = .noContent
            response.headers.set("Waymark-Location", place)
        }
        return SafeHeaders.on(response, isSecure: site.isSecure)
    }

    /// What is there without a council.
    private mutating func elsewhere(_ request: Request) -> Response {
        switch (request.method, request.segments) {
        case (.get, []), (.head, []):
            return site.parts.front(request, site) { () throws(PostgresError) in try connected() }
        default: return refusal(Failure.notFound, request)
        }
    }

    /// A page of an error before there was a visit: in the council's frame where there is such a council.
    private mutating func refusal(_ error: any Error, _ request: Request) -> Response {
        guard let council = request.segments.first, Council.isSlug(council) else {
            return ErrorPage.response(error, site: site)
        }
        let token = token(request, council)
        guard let connection = try? connected(),
            let (db, entry) = try? connection.begin(readOnly: true, first: Entry.open(council, token: token))
        else { return ErrorPage.response(error, site: site, council: council) }
        db.rollback()
        guard let entry else { return ErrorPage.response(error, site: site, council: council) }
        return Visit(site: site, request: request, db: db, entry: entry, council: council, token: token).page(
            for: error)
    }

    private func token(_ request: Request, _ council: String) -> Token? {
        request.cookies[SessionCookie.name(council, isSecure: site.isSecure)].flatMap(Token.init(cookie:))
    }

    private mutating func readiness() -> Response {
        do {
            let isReadOnly: Bool? = try connected().transaction {
                try $0.value("SELECT pg_is_in_recovery() OR current_setting('default_transaction_read_only') = 'on'")
            }
            if isReadOnly == true { return .text("the database takes no changes\n", .serviceUnavailable) }
            return .text("ready\n")
        } catch {
            return .text("the database cannot be reached\n", .serviceUnavailable)
        }
    }

    /// One request in a council; tried once more when another transaction stood in its way.
    private mutating func visit(_ request: Request, _ match: Match) -> Response {
        let token = match.route.isPublic ? nil : token(request, match.council)
        var sent: SentForm
        do {
            try SameSite.check(request, origin: site.origin)
            sent = try SentForm(request, match.route, token)
        } catch {
            return refusal(error, request)
        }
        var reading: Route.Handler?
        for attempt in 1... {
            do {
                if reading == nil, !sent.isTyping { reading = try read(&sent, match, token) }
                return try once(request, match, token, sent, reading ?? match.route.handler)
            } catch let error as PostgresError {
                if connection?.isUsable == false { site.breaker.lost() }
                switch error.kind {
                case .serialization, .deadlock: if attempt == 1 { continue }
                case .commitUnknown: if let response = settled(match, token, sent) { return response }
                case .readOnly where request.method == .post:
                    return ErrorPage.response(Failure.unavailable, site: site, council: match.council)
                default: break
                }
                return ErrorPage.response(error, site: site, council: match.council)
            } catch {
                return ErrorPage.response(error, site: site, council: match.council)
            }
        }
        return ErrorPage.response(Failure.unavailable, site: site)
    }

    /// Has files scanned and long texts read while no transaction is open, once it is known that the person may send them; nil
    /// when not, and where there is nothing to read.
    private mutating func read(_ sent: inout SentForm, _ match: Match, _ token: Token?) throws -> Route.Handler? {
        if site.scanner == nil { sent.files.clear() }
        let scans = site.scanner != nil && !sent.files.isEmpty && !sent.isHeld
        guard scans || match.route.reader != nil else { return nil }
        let (db, found) = try connected().begin(
            readOnly: true, first: Entry.open(match.council, token: token, sent, claims: false))
        db.rollback()
        guard let entry = found, entry.can(match.route.ability), sent.isTheirs(entry) else { return nil }
        if scans, let scanner = site.scanner { sent.files.scan(with: scanner, log: site.log) }
        return try match.route.reader?(Route.Sent(form: sent.fields, files: sent.files, today: entry.today))
    }

    /// The next slice of a file, for whoever may still see it.
    mutating func slice(_ request: Request, from offset: Int) -> [UInt8]? {
        guard case .page(let match) = site.routes.way(for: request.method, request.segments),
            let slice = match.route.slice, let token = token(request, match.council)
        else { return nil }
        do {
            let (db, found) = try connected().begin(readOnly: true, first: Entry.open(match.council, token: token))
            do {
                guard let entry = found, entry.visitor != nil else { throw Failure.notFound }
                let visit = Visit(
                    site: site, request: request, db: db, entry: entry, council: match.council, values: match.values,
                    token: token)
                try visit.require(match.route.ability)
                let bytes = try slice(visit, offset)
                try db.leave()
                return bytes
            } catch {
                db.rollback()
                throw error
            }
        } catch {
            if connection?.isUsable == false { site.breaker.lost() }
            return nil
        }
    }

    private mutating func once(
        _ request: Request, _ match: Match, _ token: Token?, _ sent: SentForm, _ handler: Route.Handler
    ) throws -> Response {
        let isRead = match.route.method == .get
        let connection = try connected()
        let db = try connection.begin(readOnly: isRead || sent.isCut)
        if let patience = match.route.patience { try db.allow(patience) }
        let isPublic = match.route.isPublic
        let door =
            isPublic
            ? Entry.openToPublic(match.council) : Entry.open(match.council, token: token, sent, claims: !sent.isTyping)
        guard let entry = try db(door) else {
            db.rollback()
            throw Failure.notFound
        }
        site.councils.insert(match.council)
        let noticeCookie = NoticeCookie(match.council, isSecure: site.isSecure)
        let told = isRead && !isPublic ? noticeCookie.read(request) : nil
        let visit = Visit(
            site: site, request: request, db: db, entry: entry, council: match.council, values: match.values,
            sent: sent, token: token, notice: sent.isCut ? match.route.tooLarge : told)
        do {
            if isRead, told == nil, entry.hasUnsent {
                visit.notice = try db(UnsentLine.mine).first { $0.page == request.path }?.offer(in: match.council)
            }
            if isRead || match.route.ability == .anyone {
                if entry.visitor == nil, match.route.ability != .anyone, !isPublic {
                    db.rollback()
                    return invitation(visit)
                }
            } else if !visit.isTheirs {
                return try keep(sent, visit, entry)
            }
            // Whoever has no session proves a form by the page that this browser opened.
            if entry.isRepeat, visit.isTheirs || (match.route.ability == .anyone && sent.isOwn) {
                db.rollback()
                return .redirect(to: entry.doneLocation ?? "/" + match.council)
            }
            if visit.mustChoosePassword, !visit.can(match.route.ability) {
                if !isRead, !sent.isCut, sent.hasWords, let person = visit.visitor {
                    _ = try UnsentForm.keep(sent, for: person.id, request, in: db)
                    try end(db, sent, nil, isRead: false)
                }
                db.rollback()
                return invitation(visit)
            }
            try visit.require(match.route.ability)
            if sent.isTyping { return try keepTyped(sent, visit, entry, connection) }
            var response = try handler(visit)
            if sent.isCut {
                guard response.status != .seeOther else { throw Failure.tooLarge(match.route.tooLarge.text) }
                response.status = .contentTooLarge
            }
            try end(db, sent, visit.beginsSession ? nil : response, isRead: isRead || sent.isCut)
            for statement in visit.afterwards {
                try connection.transaction { try $0.run(statement(Int32(entry.tenantID))) }
            }
            try enter(visit, response, connection)
            if token == nil, visit.visitor == nil, visit.hasPage, !isPublic,
                !visit.cookies.contains(where: { $0.maxAge == nil })
            {
                visit.cookies.append(SessionCookie.cookie(visit.council.slug, visit.token, isSecure: site.isSecure))
            }
            if told != nil { visit.cookies.append(noticeCookie.removal) }
            for cookie in visit.cookies { response.set(cookie) }
            touch(entry, visit.token, connection)
            return response
        } catch {
            db.rollback()
            enter(refusal: error, visit, match, connection)
            if sent.isCut, visit.isTheirs { return visit.page(for: Failure.tooLarge(match.route.tooLarge.text)) }
            if let error = error as? PostgresError, !error.isOfTheRequest { throw error }
            return visit.page(for: error)
        }
    }

    /// A change is committed with the answer it led to; an answer that is no redirect changed nothing worth remembering.
    func end(_ db: Transaction, _ sent: SentForm, _ response: Response?, isRead: Bool) throws {
        // A read that failed and was answered all the same is over already.
        if isRead { return (try? db.leave()) ?? () }
        guard let key = sent.submission else { return try db.commit() }
        let location = response?.status == .seeOther ? response?.headers["Location"] : nil
        _ = try db.commit(last: Query<Int>.run("SELECT app.settle_submission(\(key.hash), \(location))"))
    }

    /// COMMIT was sent and nothing came back: the key tells whether it happened.
    private mutating func settled(_ match: Match, _ token: Token?, _ sent: SentForm) -> Response? {
        guard sent.submission != nil, let connection = try? connected(),
            let (db, entry) = try? connection.begin(first: Entry.open(match.council, token: token, sent))
        else { return nil }
        db.rollback()
        return entry?.doneLocation.map { .redirect(to: $0) }
    }

    /// The worker's connection, made anew when it broke.
    private mutating func connected() throws(PostgresError) -> Connection {
        if let connection, connection.isUsable { return connection }
        connection = nil
        let made = try site.breaker.attempt { () throws(PostgresError) in try site.database.connect(as: role) }
        connection = made
        return made
    }
}
