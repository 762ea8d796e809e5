import HTTP
import Postgres

/// What came with a request: the texts, the files, and the key that tells whose page the form was on.
///
/// The texts stay as they came until the visit is known to be allowed: working on them costs, and nobody's may cost anything.
struct SentForm {
    private var form = Form([])
    var files: [SentFile] = []
    private(set) var key: FormKey?
    private(set) var submission: FormSubmission?
    /// The page was made for this browser as it is now.
    private(set) var isOwn = false
    /// More was sent than the route takes, and some of it is missing.
    private(set) var isCut = false
    /// Kept before, and not saved yet.
    private(set) var unsent: UnsentForm?
    /// The script of the page keeps it while somebody writes: nothing of it is to be done yet.
    private(set) var isTyping = false

    /// A page brings nothing. Without a token nothing is read but by who signs in.
    init() {}

    /// A form as it was kept.
    init(_ unsent: UnsentForm) { (self.unsent, form) = (unsent, unsent.form) }

    init(_ request: Request, _ route: Route, _ token: Token?) throws {
        guard route.method == .post, token != nil || route.ability == .anyone else { return }
        isCut = request.cutAt != nil
        isTyping = request.headers["Waymark-Typing"] != nil
        if request.contentType == "multipart/form-data" {
            let parts = try request.multipart()
            files = parts.filter { $0.filename.map { !$0.isEmpty } ?? false }.map(SentFile.init)
            let texts = parts.filter { $0.filename == nil }
            guard texts.allSatisfy({ $0.text != nil }) else {
                throw Failure.badRequest("Some of the text could not be read.")
            }
            form = Form(texts.map { ($0.name, $0.text ?? "") })
        } else {
            var limits = Form.Limits()
            (limits.fields, limits.valueBytes) = (route.fieldLimit, route.bodyLimit)
            form = try request.form(limits: limits)
        }
        guard let key = FormKey(form["form_key"] ?? "", to: request.path) else { return }
        (self.key, isOwn) = (key, token.map { key.isProven(by: $0.hash) } ?? false)
        if !isCut, isOwn || key.openedIn != nil { submission = FormSubmission(key, holding: digest) }
    }

    /// Who was signed in for the page of the form, in a session that may be over; nil when nothing proves it.
    func writer(_ entry: Entry) -> Person.ID? {
        guard let key, let writer = entry.writer, key.isProven(by: entry.writerToken) else { return nil }
        return writer
    }

    /// It is from a page of the person's who sends it, in this session of theirs or another.
    func isTheirs(_ entry: Entry) -> Bool {
        entry.visitor != nil && (unsent != nil || isOwn || writer(entry) == entry.visitor?.id)
    }

    /// It is shown again as it was typed, and nothing of it is saved.
    var isHeld: Bool { isCut || unsent != nil }

    /// The texts as they may be kept.
    var fields: Fields {
        var fields = Fields(form)
        fields.isHeld = isHeld
        return fields
    }

    /// Something of it is worth keeping: more than a button was pressed.
    var hasWords: Bool { typed.contains { !$0.value.isEmpty && $0.name != "version" } || !files.isEmpty }

    /// All that was typed and chosen: no key, and never a password.
    var typed: [(name: String, value: String)] {
        form.pairs.filter { $0.name != "form_key" && !$0.name.hasSuffix("password") }
    }

    /// Of every text and file, each with its name.
    private var digest: [UInt8] {
        let texts = form.pairs.filter { $0.name != "form_key" }
            .flatMap { Array("\($0.name.utf8.count) \($0.value.utf8.count) \($0.name)\($0.value)".utf8) }
        return files.reduce(Secret.sha256(texts)) { digest, file in
            let name = Array("\(file.name)/\(file.filename)/\(file.part.count)".utf8)
            return file.part.pieces().reduce(Secret.sha256(digest + name)) { Secret.sha256($0 + $1) }
        }
    }
}

/// One sending of a form: the same form with the same content is the same submission, with other words it is another.
struct FormSubmission {
    /// Of the form, whatever it held.
    let form: [UInt8]
    /// Of the form with what it held.
    let hash: [UInt8]

    init(_ key: FormKey, holding content: [UInt8]) {
        form = key.hash
        hash = Secret.sha256(key.hash + content)
    }
}

/// A change must come from our own pages (Fetch Metadata; Origin where a browser sends none).
enum SameSite {
    static func check(_ request: Request, origin: String?) throws(Failure) {
        guard request.method == .post else { return }
        if let site = request.headers["Sec-Fetch-Site"] {
            guard site == "same-origin" || site == "none" else { throw .staleForm }
            return
        }
        guard let sender = request.headers["Origin"] else { throw .staleForm }
        let host = request.headers["Host"] ?? ""
        guard sender == origin ?? "http://\(host)" else { throw .staleForm }
    }
}

/// The cookie that holds a browser's token for one council.
enum SessionCookie {
    static func name(_ council: String, isSecure: Bool) -> String {
        (isSecure ? "__Host-waymark-" : "waymark-") + council
    }

    static func cookie(_ council: String, _ token: Token, isSecure: Bool) -> Cookie {
        Cookie(name(council, isSecure: isSecure), token.cookie, isSecure: isSecure)
    }
}

/// What every answer carries (security.md, pages and accounts).
enum SafeHeaders {
    /// What a page may load and where it may send forms.
    static let policy =
        "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
        + "frame-ancestors 'none'; base-uri 'none'"

    static func on(_ response: Response, isSecure: Bool) -> Response {
        var response = response
        if response.headers["Content-Security-Policy"] == nil {
            response.headers.set("Content-Security-Policy", policy)
        }
        response.headers.set("X-Content-Type-Options", "nosniff")
        response.headers.set("Referrer-Policy", "same-origin")
        response.headers.set("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=()")
        response.headers.set("Cross-Origin-Opener-Policy", "same-origin")
        if response.headers["Cross-Origin-Resource-Policy"] == nil {
            response.headers.set("Cross-Origin-Resource-Policy", "same-origin")
        }
        if response.headers["Cache-Control"] == nil { response.headers.set("Cache-Control", "no-store") }
        if isSecure { response.headers.set("Strict-Transport-Security", "max-age=31536000") }
        return response
    }
}
