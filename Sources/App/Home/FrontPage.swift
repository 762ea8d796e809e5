import HTTP
import Mustache
import Postgres

/// The page without a council: what Waymark is, what it looks like, and the way to one’s council by its typed name.
///
/// Which councils use Waymark is listed nowhere. The names of councils are public, so that one who knows a name may ask for it, as by
/// its address; but without four letters of it there is no answer, more than three fitting names are not named, and whoever
/// asks again and again waits (`LookUpPace`). What is enough and what is too much the database decides (`app.find_councils`).
struct FrontPage: View {
    static let template = "home/front"
    let problems: ErrorSummary?
    let councilName: TextField
    let found: Found?
    let screens: FrontScreens
    let demo: FrontDemo?

    /// What came of what was typed.
    struct Found: Sendable {
        let heading: String
        let text: String?
        let councils: [Link]
    }

    static func answer(
        _ request: Request, site: Site, connect: () throws(PostgresError) -> Connection
    ) -> Response {
        let typed = Fields(request.query)["council_name"]
        do {
            guard !typed.isEmpty else { return try page(typed, site: site) }
            if let seconds = site.lookUps.wait(request.site) {
                let sentence = "Wait \(seconds) seconds, then try again. There were many searches in a row"
                var response = try page(typed, sentence, status: .tooManyRequests, site: site)
                response.headers.set("Retry-After", String(seconds))
                return response
            }
            let matches = try connect().transaction(readOnly: true) { try $0(CouncilMatches.query(typed)) }
            guard let matches, matches.isEnough else {
                let sentence =
                    "Enter at least four letters of the place that your council is named after, like Stockton"
                return try page(typed, sentence, site: site)
            }
            if let only = matches.only { return .redirect(to: "/\(only.slug)/sign-in") }
            return try page(typed, found: found(typed, matches), site: site)
        } catch {
            return ErrorPage.response(error, site: site)
        }
    }

    private static func page(
        _ typed: String, _ problem: String? = nil, found: Found? = nil, status: Status = .ok, site: Site
    ) throws -> Response {
        var fields = Fields()
        fields["council_name"] = typed
        let form = FormBuilder(fields, problem.map { Mistakes("council_name", $0) })
        let view = FrontPage(
            problems: form.mistakes.summary,
            councilName: form.text(
                "council_name", "Find your council", hint: "Type its place, like Stockton or Hammersmith.",
                autocomplete: "organization"),
            found: found, screens: FrontScreens(), demo: FrontDemo(site.samples))
        let title = form.title(found == nil ? "Waymark – Find your council" : "\(found?.heading ?? "") – Waymark")
        return .html(try site.templates.render(view, in: site.frame(title: title, home: "/")), status)
    }

    private static func found(_ typed: String, _ matches: CouncilMatches) -> Found {
        if matches.isMany {
            return Found(
                heading: "More than three councils fit “\(typed)”",
                text: "Type more of your council’s name: the whole place, or a second word.", councils: [])
        }
        if matches.councils.isEmpty {
            return Found(
                heading: "No council here goes by “\(typed)”",
                text:
                    "Check how it is spelled, or type another word of its name. If several councils share one service, try the name of another of them. Whoever told you about Waymark can give you your council’s address.",
                councils: [])
        }
        return Found(
            heading: matches.councils.count == 1 ? "Is this your council?" : "Which is your council?", text: nil,
            councils: matches.councils.map { Link(label: $0.name, link: "/\($0.slug)/sign-in") })
    }
}

/// The councils of the demo, where that is all there is.
struct FrontDemo: Sendable {
    let councils: [Line]

    /// One of them.
    struct Line: Sendable { let name, link, words: String }

    init?(_ samples: [SampleCouncil]) {
        if samples.isEmpty { return nil }
        councils = samples.map { Line(name: $0.name, link: "/\($0.slug)/sign-in", words: $0.words) }
    }
}

/// What the database says to a typed name.
private struct CouncilMatches: RowDecodable {
    /// One council; `isWhole` where every word that was typed is a whole word of its name.
    struct Council {
        let slug, name: String
        let isWhole: Bool
    }

    let isEnough, isMany: Bool
    let councils: [Council]

    init(row: Row) throws(PostgresError) {
        (isEnough, isMany) = (try row["is_enough"], try row["is_many"])
        let slugs: [String] = try row["slugs"], names: [String] = try row["names"], whole: [Bool] = try row["whole"]
        councils = slugs.indices.map { Council(slug: slugs[$0], name: names[$0], isWhole: whole[$0]) }
    }

    /// The one that was meant: whoever types “Derby” is asked whether it is Derbyshire.
    var only: Council? { councils.count == 1 && councils[0].isWhole ? councils[0] : nil }

    static func query(_ typed: String) -> Query<CouncilMatches?> {
        .first("SELECT is_enough, is_many, slugs, names, whole FROM app.find_councils(\(typed))")
    }
}
