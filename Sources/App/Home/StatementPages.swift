import HTTP
import Mustache

/// The accessibility statement and the privacy notice: what the law asks for in the council’s words, and what is true of every
/// council that uses Waymark. What the council has not filled in is said to be missing.
struct StatementPage: View {
    static let template = "home/statement"
    let head: PageHead
    let missing: Missing?
    let parts: [Part]

    /// What the council has not said yet, for everybody to see, and where it is filled in.
    struct Missing: Sendable {
        let text: String
        let fillLink: String?
    }

    /// One part of it, in paragraphs, or why there are none.
    struct Part: Sendable {
        let heading: String
        let paragraphs: [String]
        let absent: String?

        init(_ heading: String, _ paragraphs: [String]) {
            (self.heading, self.paragraphs) = (heading, paragraphs.flatMap(Self.lines))
            absent = self.paragraphs.isEmpty ? "Not filled in yet." : nil
        }

        /// A text of several paragraphs, as somebody typed it.
        private static func lines(_ text: String) -> [String] {
            text.split(separator: "\n").map { $0.trimmingPrefix(" ") }.filter { !$0.isEmpty }.map(String.init)
        }
    }

    private init(_ head: PageHead, _ missing: [PublicStatements.Item], _ parts: [Part], for visit: Visit) {
        (self.head, self.parts) = (head, parts)
        self.missing =
            missing.isEmpty
            ? nil
            : Missing(
                text: "\(visit.council.name) has not said yet: \(missing.map(\.rawValue).listed).",
                fillLink: visit.can(.changeSettings) ? visit.link(Paths.publicStatements) : nil)
    }

    static func accessibility(_ visit: Visit) throws -> Response {
        let said = try PublicStatements.now(visit)
        let head = PageHead(
            heading: "Accessibility statement",
            lead:
                "Of \(visit.council.name) for this website, under the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018."
        )
        return try visit.page(
            StatementPage(head, said.missing(PublicStatements.Item.ofAccessibility), said.accessibility, for: visit),
            title: "Accessibility statement")
    }

    static func privacy(_ visit: Visit) throws -> Response {
        let said = try PublicStatements.now(visit)
        let head = PageHead(
            heading: "Privacy and cookies",
            lead: "What \(visit.council.name) does with personal data here, as article 13 of the UK GDPR asks.")
        return try visit.page(
            StatementPage(head, said.missing(PublicStatements.Item.ofPrivacy), said.privacy, for: visit),
            title: "Privacy and cookies")
    }
}

extension PublicStatements {
    fileprivate var accessibility: [StatementPage.Part] {
        let contact = [telephone.isEmpty ? "" : "Telephone: \(telephone)", email.isEmpty ? "" : "E-mail: \(email)"]
        let days = [
            preparedOn.map { "This statement was prepared on \($0.longText)." },
            reviewedOn.map { "It was last reviewed on \($0.longText)." },
        ].compactMap(\.self)
        return [
            StatementPage.Part("How far it complies", compliance.map { [$0.sentence] } ?? []),
            StatementPage.Part(
                "What does not work for everybody",
                gaps.isEmpty && compliance == .full ? ["Nothing is known that falls short."] : [gaps]),
            StatementPage.Part(
                "What it is made for",
                [
                    "Every page is made to work with a keyboard, with a screen reader, at 400% zoom, in high contrast, on paper and without scripts. Every drawing has a table with the same numbers, and a status is always in words as well as in colour."
                ]),
            StatementPage.Part(
                "How it was tested",
                [testedHow] + (testedOn.map { ["It was last tested on \($0.longText)."] } ?? [])),
            StatementPage.Part(
                "Report a problem, or ask for another format",
                contact.allSatisfy(\.isEmpty)
                    ? [] : ["Say which page it was, what stopped you, and the format that you need."] + contact),
            StatementPage.Part(
                "If the answer does not satisfy you",
                [
                    "In England, Scotland and Wales the Equality and Human Rights Commission enforces the regulations; the Equality Advisory and Support Service (equalityadvisoryservice.com) advises you. In Northern Ireland it is the Equality Commission for Northern Ireland."
                ]),
            StatementPage.Part("About this statement", days),
        ]
    }

    fileprivate var privacy: [StatementPage.Part] {
        [
            StatementPage.Part("Who is responsible", [controller]),
            StatementPage.Part("Data protection officer", [officer]),
            StatementPage.Part("Why personal data are used, and on what basis", [lawfulBasis]),
            StatementPage.Part("Who receives them", [recipients]),
            StatementPage.Part("How long they are kept", [retention]),
            StatementPage.Part(
                "What Waymark keeps of itself",
                [
                    "No other council can see what is kept here. Every change is recorded with who made it and when, every sign-in with the network address that it came from, every file that somebody downloads and every page that they are refused. Who sees a protected record is kept for six years. Your council’s administrators read all of that.",
                    "No decision about a person is made by a computer alone.",
                ]),
            StatementPage.Part(
                "Your rights",
                [
                    "You may ask the council what it holds about you and have a copy, have what is wrong put right, and in some cases have it erased, have its use restricted, or object to it. Where it rests on your consent, you may withdraw that at any time. Ask the data protection officer.",
                    "You may complain to the Information Commissioner (ico.org.uk/make-a-complaint).",
                ]),
            StatementPage.Part(
                "Cookies",
                [
                    "Four cookies, all necessary. One keeps you signed in to one council, for at most 12 hours. One tells, for 180 days, that you have signed in with this browser before, so that strangers who try your e-mail address cannot hold you up. One carries the notice that something was saved to the next page, for a minute. One remembers that names are hidden on this screen, until the browser is closed or they are shown again; only people who work with young people have it. There are no others, and nothing is sent to anyone else."
                ]),
            StatementPage.Part(
                "Finding help to get into work",
                [
                    "The public pages for residents set no cookie and ask nobody to sign in. What you choose or search for there is not kept."
                ]),
        ]
    }
}

extension PublicStatements.Compliance {
    fileprivate var sentence: String {
        let guidelines = "with the Web Content Accessibility Guidelines 2.2, level AA"
        return switch self {
        case .full: "This website is fully compliant \(guidelines)."
        case .partial: "This website is partially compliant \(guidelines). What is missing is listed below."
        case .none: "This website is not compliant \(guidelines). Why is listed below."
        }
    }
}
