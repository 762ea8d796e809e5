import HTTP
import Testing

@testable import App

/// What programs ask for at addresses that others chose, and what a browser forgets when somebody signs out.
@Suite struct WellKnownTests {
    private func file(_ path: String) throws -> Page {
        try Browser(slug: String(path.dropFirst()), token: nil).get(path)
    }

    @Test func searchEnginesAreSentAwayButFromWhatResidentsLookFor() throws {
        let robots = try file("/robots.txt")
        #expect(robots.status == 200 && robots.text == "User-agent: *\nDisallow: /\nAllow: /$\nAllow: /*/local-offer\n")
        #expect(robots.header("Content-Type") == "text/plain; charset=utf-8")
        #expect(robots.header("X-Content-Type-Options") == "nosniff")
    }

    @Test func theIconIsOurs() throws {
        let icon = try file("/favicon.ico")
        #expect(icon.status == 200 && icon.header("Content-Type") == "image/svg+xml" && icon.text.hasPrefix("<svg"))
    }

    @Test func whereToReportAVulnerabilityIsASetting() throws {
        #expect(try file("/.well-known/security.txt").status == 404)
        let site = try Site(
            Routes.parts, database: Example.running.database, directory: Example.directory,
            origin: "https://waymark.example", contact: "mailto:security@waymark.example")
        guard case .answer(let answer) = site.admit(Request(method: .get, path: "/.well-known/security.txt")) else {
            Issue.record("it is not answered at once")
            return
        }
        let lines = String(decoding: answer.body, as: UTF8.self).split(separator: "\n")
        #expect(lines.first == "Contact: mailto:security@waymark.example")
        #expect(lines.last == "Canonical: https://waymark.example/.well-known/security.txt")
        #expect(answer.headers["Strict-Transport-Security"] != nil)
    }

    /// RFC 9116 section 2.5.5: once, and less than a year away.
    @Test func itSaysUntilWhenItHolds() {
        let file = WellKnown(contact: nil, origin: nil, icon: [])
        #expect(
            file.security("tel:+44-20-7946-0000", at: 1_795_824_000)
                == "Contact: tel:+44-20-7946-0000\nExpires: 2027-05-27T00:00:00Z\nPreferred-Languages: en\n")
    }

    @Test func aContactIsAnAddress() {
        #expect(WellKnown.contact("security@council.gov.uk") == "mailto:security@council.gov.uk")
        for whole in ["https://council.gov.uk/report", "mailto:a@b.example", "tel:+441234567890"] {
            #expect(WellKnown.contact(whole) == whole)
        }
        for wrong in ["", "security", "http://council.gov.uk", "https://", "a@b.example\nExpires: x", "two words"] {
            #expect(WellKnown.contact(wrong) == nil, "\(wrong)")
        }
    }

    /// The cookies of other councils stay: their sessions are no business of this one's.
    @Test func theBrowserForgetsThePagesOfWhoSignsOut() throws {
        let council = try Example.council()
        let answer = try council.olive.post("/sign-out")
        #expect(answer.status == 303 && answer.header("Clear-Site-Data") == "\"cache\", \"storage\"")
        #expect(try council.mo.get("/dashboard").header("Clear-Site-Data") == nil)
    }
}
