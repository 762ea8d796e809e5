import HTTP
import Postgres

/// What somebody typed and did not get saved: sent when their session was over, or kept by the script while they wrote. It waits
/// for a day, for them alone.
struct UnsentForm: RowDecodable {
    let id: ID<UnsentForm>
    let nonce: [UInt8]
    /// Where it was sent, or would be.
    let target: String
    let wasSent: Bool
    let form: Form
    /// Files came with it, and were not kept.
    let hadFiles: Bool
    let keptAt: String

    /// The most bytes that are kept of one.
    private static let limit = 4 << 20

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        nonce = try row["nonce"]
        target = try row["target"]
        wasSent = try row["was_sent"]
        let names: [String] = try row["names"]
        let texts: [String] = try row["texts"]
        form = Form(Array(zip(names, texts)))
        hadFiles = try row["had_files"]
        keptAt = try row["kept_at"]
    }

    /// One of the person's who asks.
    static func mine(_ id: ID<UnsentForm>) -> Query<UnsentForm?> {
        .first(
            """
            SELECT id, nonce, target, was_sent, names, texts, had_files, \(keptAtText) AS kept_at
              FROM app.unsent_form(\(id))
            """)
    }

    fileprivate static var keptAtText: SQL {
        "to_char(kept_at AT TIME ZONE 'Europe/London', 'HH24:MI, FMDD FMMonth YYYY')"
    }

    /// Keeps a form for whoever opened it; nil when there is too much of it.
    static func keep(_ sent: SentForm, for writer: Person.ID, _ request: Request, in db: Transaction) throws -> ID<
        UnsentForm
    >? {
        let typed = sent.typed
        guard let key = sent.key, typed.reduce(0, { $0 + $1.name.utf8.count + $1.value.utf8.count }) <= limit else {
            return nil
        }
        return try db.value(
            """
            SELECT app.keep_unsent(\(writer), \(key.nonce), \(key.hash), \(request.rawTarget), \(page(of: request)),
                                   \(!sent.isTyping), \(typed.map(\.name)), \(typed.map(\.value)), \(!sent.files.isEmpty))
            """)
    }

    /// The page that sent it, by its own word; only a place to offer it again.
    private static func page(of request: Request) -> String {
        let parts = (request.headers["Referer"] ?? "").split(
            separator: "/", maxSplits: 2, omittingEmptySubsequences: false)
        guard parts.count == 3, let path = parts[2].firstIndex(of: "/") else { return "" }
        return String(parts[2][path...].prefix { $0 != "?" && $0 != "#" }.prefix(2_000))
    }

    /// On the page where it is shown again.
    var notice: Notice {
        let files = hadFiles ? " Files were not kept: choose them again." : ""
        let sent =
            "Your session had ended when you sent this. Here it is as you typed it: look it over and send it again."
        let typed =
            "You left this page at \(keptAt) without saving. Here it is as you typed it: look it over and save it."
        return Notice(tone: "caution", heading: "Nothing is saved yet", text: (wasSent ? sent : typed) + files)
    }

    /// Whether files belong to one that waits for whoever signs in; nil when none waits.
    static func waits(_ id: ID<UnsentForm>) -> Query<Bool?> { .value("SELECT app.unsent_waits(\(id))") }
}

/// That something typed waits, without its texts.
struct UnsentLine: RowDecodable {
    let id: ID<UnsentForm>
    /// Where it was typed.
    let page: String
    let keptAt: String

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        page = try row["page"]
        keptAt = try row["kept_at"]
    }

    /// Those of the person asking, the latest first.
    static var mine: Query<[UnsentLine]> {
        .list("SELECT id, page, \(UnsentForm.keptAtText) AS kept_at FROM app.my_unsent()")
    }

    /// On the page where it was typed, when that is opened again.
    func offer(in council: String) -> Notice {
        Notice(
            tone: "caution", heading: "You typed something here that is not saved",
            text: "It is kept as it was at \(keptAt), for a day. Under your account you can discard it.",
            link: Link(label: "Go on with what you typed", link: "/\(council)\(Paths.unsent(id))"))
    }
}

extension Paths {
    static let unsent = "/unsent"
    static func unsent(_ id: ID<UnsentForm>) -> String { "\(unsent)/\(id)" }
}

extension Visit {
    /// The form as it was typed, made by its own route in a transaction that only reads. Where it cannot be shown, because
    /// it is no longer this person's or its record is gone, the words are shown to be copied.
    func typedAgain(_ unsent: UnsentForm) throws -> Response {
        var asked = Request(
            method: .post, path: unsent.target, headers: request.headers, address: request.address)
        asked.isSecure = request.isSecure
        guard case .page(let match) = site.routes.way(for: .post, asked.segments) else { throw Failure.notFound }
        let visit = Visit(of: self, asked, match.values, SentForm(unsent))
        do {
            try visit.require(match.route.ability)
            let sent = Route.Sent(form: visit.form, files: [], today: today)
            var response = try (match.route.reader?(sent) ?? match.route.handler)(visit)
            (afterwards, seen) = (afterwards + visit.afterwards, seen.union(visit.seen))
            response.status = response.status == .seeOther ? .seeOther : .ok
            if response.status == .ok { return response }
        } catch let error as PostgresError where error.kind == .readOnly {
            // It would have been saved: nothing stands in the way of sending it.
        } catch {
            return visit.page(for: error)
        }
        return visit.page(for: Failure.notSent)
    }
}
