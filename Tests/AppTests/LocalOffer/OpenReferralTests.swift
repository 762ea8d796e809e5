import Fixtures
import Foundation
import Postgres
import Testing

@testable import App

/// The feed for programs: Open Referral UK 3.0.
@Suite struct OpenReferralTests {
    private let shown: ShownCouncil
    private var council: ExampleCouncil { shown.council }

    init() throws { shown = try ShownCouncil() }

    private func page(_ path: String) throws -> Page { try council.stranger.get("/open-referral" + path) }
    private func json(_ path: String) throws -> JSONValue { try JSONValue(page(path).text) }
    private func names(_ path: String) throws -> [String] {
        try json(path)["contents"]?.items.compactMap { $0["name"]?.text } ?? []
    }
    private func firstID(_ path: String) throws -> String {
        try #require(json(path)["contents"]?.items.first?["id"]?.text)
    }

    /// Every kind of answer, with the schema that it is held to.
    private func answers() throws -> [(schema: String, value: JSONValue)] {
        func lists(_ path: String, _ schema: String) throws -> [(String, JSONValue)] {
            let items = try json(path)["contents"]?.items ?? []
            #expect(!items.isEmpty, "\(path)")
            return items.map { (schema, $0) }
        }
        func each(_ path: String, _ schema: String) throws -> [(String, JSONValue)] {
            try (json(path)["contents"]?.items ?? []).map { try (schema, json("\(path)/\($0["id"]?.text ?? "")")) }
        }
        return try lists("/services", "compiled/service_list") + each("/services", "compiled/service")
            + lists("/organizations", "compiled/organization_list") + each("/organizations", "compiled/organization")
            + lists("/service_at_locations", "compiled/service_at_location_list")
            + each("/service_at_locations", "compiled/service_at_location")
            + lists("/taxonomies", "taxonomy") + each("/taxonomies", "taxonomy")
            + lists("/taxonomy_terms", "taxonomy_term") + each("/taxonomy_terms", "taxonomy_term")
    }

    private static func published(_ name: String) throws -> JSONSchema {
        func read(_ name: String) throws -> JSONValue {
            try JSONValue(Standards.text("openreferral-uk-3.0/schema/\(name).json"))
        }
        return try JSONSchema(schema: read(name)) { try read($0.replacing(".json", with: "")) }
    }

    @Test(.enabled(if: Standards.isHere, "\(Standards.absence)")) func everyAnswerIsAsTheStandardHasIt() throws {
        let answers = try answers()
        #expect(answers.count > 60)
        for (name, value) in answers {
            #expect(try Self.published(name).problems(in: value) == [], "\(name)")
        }
    }

    private static let schemas = [
        "service_list": "compiled/service_list", "service_full": "compiled/service",
        "organization_list": "compiled/organization_list", "organization_full": "compiled/organization",
        "service_at_location_list": "compiled/service_at_location_list",
        "service_at_location_full": "compiled/service_at_location", "taxonomy": "taxonomy", "taxonomy_list": "taxonomy",
        "taxonomy_term": "taxonomy_term", "taxonomy_term_list": "taxonomy_term",
    ]

    /// What is wrong with a sample of the validator’s.
    private func problems(_ folder: String, _ sample: String, _ schema: String) throws -> [String] {
        let value = try JSONValue(Standards.text("oruk-validator-mocks/\(folder)/\(sample).json"))
        let schema = try Self.published(schema)
        return try (value["contents"]?.items ?? [value]).flatMap { try schema.problems(in: $0) }
    }

    /// The same check on samples that others made: what the validator calls right is right, and of what it calls wrong everything that a
    /// schema can see.
    @Test(.enabled(if: Standards.isHere, "\(Standards.absence)")) func whatMustFailFails() throws {
        var failing: Set<String> = []
        for (sample, schema) in Self.schemas {
            let right = sample == "organization_full" ? "V3.0-UK-Test" : "V3.0-UK-Default"
            #expect(try problems(right, sample, schema) == [], "\(sample)")
            if try !problems("V3.0-UK-Fail", sample, schema).isEmpty { failing.insert(sample) }
        }
        #expect(failing == ["service_list", "service_full", "taxonomy_term"])
        let full = try problems("V3.0-UK-Fail", "service_full", "compiled/service")
        #expect(full == ["$.email: is no email", "$.url: is no uri"])
        #expect(try problems("V3.0-UK-Fail", "service_list", "compiled/service_list").contains("$: lacks name"))
    }

    /// Ours, of the same ground, for where the standard is not beside the project.
    private static let ours = """
        {"type": "object", "required": ["id", "name", "status", "organization"], "properties": {
            "id": {"type": "string", "format": "uuid"}, "name": {"type": "string"}, "description": {"type": "string"},
            "url": {"type": "string", "format": "uri"}, "email": {"type": "string", "format": "email"},
            "status": {"type": "string", "enum": ["active", "inactive", "defunct", "temporarily closed"]},
            "minimum_age": {"type": "number"}, "maximum_age": {"type": "number"},
            "last_modified": {"type": "string", "format": "date-time"},
            "organization": {"type": "object", "required": ["id", "name", "description"],
                "properties": {"id": {"type": "string", "format": "uuid"}, "website": {"type": "string", "format": "uri"}}},
            "service_areas": {"type": "array", "items": {"type": "object", "required": ["id"], "properties": {"id": {"format": "uuid"}}}},
            "attributes": {"type": "array", "items": {"required": ["id"], "properties": {"taxonomy_term": {"$ref": "term"}}}}}}
        """
    private static let term = """
        {"type": "object", "required": ["id", "name", "description"], "properties": {"parent_id": {"type": "string", "format": "uuid"}}}
        """

    @Test func servicesAreWhole() throws {
        let schema = try JSONSchema(schema: JSONValue(Self.ours)) { _ in try JSONValue(Self.term) }
        for (name, value) in try answers() where name == "compiled/service" || name == "compiled/service_list" {
            #expect(try schema.problems(in: value) == [])
        }
        let id = try firstID("/services?search=joinery"), service = try page("/services/\(id)").text
        for change in [
            ("\"\(id)\"", "\"7\""), ("\"status\" : \"active\"", "\"status\" : \"open\""),
            ("\"url\" : \"https://", "\"url\" : \"larch"),
            ("office@larch.example", "office"), ("\"minimum_age\" : 16", "\"minimum_age\" : \"16\""),
            ("\"name\" : \"Joinery", "\"title\" : \"Joinery"),
            ("\"last_modified\" : \"2", "\"last_modified\" : \"on 2"),
        ] {
            let changed = service.replacing(change.0, with: change.1)
            #expect(changed != service, "\(change)")
            #expect(try !schema.problems(in: JSONValue(changed)).isEmpty, "\(change)")
        }
    }

    @Test func itSaysWhatIsShownAndNothingElse() throws {
        #expect(try names("/services") == ["Joinery <b>& more", "Next spring", "Odd jobs"])
        let joinery = try json("/services/\(firstID("/services?search=joinery"))")
        #expect(joinery["alert"]?.text?.hasPrefix("Three of 12 places were free on") == true)
        #expect(joinery["assured_date"]?.text == shown.today.adding(days: -5).isoText)
        #expect(joinery["description"]?.text?.contains("How to apply: Ring first.") == true)
        #expect(joinery["schedules"]?.items.first?["attending_type"]?.text == "In person")
        #expect(joinery["service_areas"]?.items.compactMap { $0["name"]?.text } == ["Ashdown"])
        let terms = joinery["attributes"]?.items.compactMap { $0["taxonomy_term"]?["name"]?.text } ?? []
        #expect(terms == ["Supported internship", "Care leaver", "SEND", "EHC plan"])
        let hosts = joinery["service_at_locations"]?.items.compactMap { $0["location"]?["name"]?.text }
        #expect(hosts == ["Hilton", "Terminal 5"])
        let odd = try json("/services/\(firstID("/services?search=odd"))")
        #expect(
            odd["email"]?.text == "work@council-\(council.number).example",
            "who names no contact is asked for by way of the council")
        #expect(odd["description"]?.text?.contains("Telephone: 020 7946 0100") == true)
        let oddJobs = try shown.id("Odd%")
        #expect(odd["url"]?.text == "http://127.0.0.1/\(council.slug)/local-offer/\(oddJobs)")
        let spring = try json("/services?search=spring")["contents"]?.items.first
        #expect(spring?["status"]?.text == "inactive")
        for path in try ["/services", "/organizations", "/service_at_locations", "/services/\(firstID("/services"))"] {
            let text = try page(path).text
            for secret in ShownCouncil.secrets where secret != "@council" {
                #expect(!text.contains(secret), "\(path) \(secret)")
            }
        }
    }

    @Test(arguments: [
        ("search=chairs", 1), ("search=nothing", 0), ("minimum_age=17", 1), ("minimum_age=16", 2),
        ("maximum_age=24", 1),
        ("maximum_age=23", 0), ("day=MO", 0), ("start_time=09:00", 0), ("postcode=W6", 3), ("taxonomy_id=x", 0),
    ]) func itIsFiltered(_ query: String, _ count: Int) throws {
        #expect(try json("/services?" + query)["total_items"]?.whole == count)
    }

    @Test func itIsFilteredByTermsAndPlaces() throws {
        func count(_ path: String) throws -> Int? { try json(path)["total_items"]?.whole }
        let stage = try json("/taxonomy_terms?per_page=100")["contents"]?.items.first {
            $0["name"]?.text == "Independent"
        }
        let id = try #require(stage?["id"]?.text)
        #expect(try count("/services?taxonomy_term_id=\(id)") == 2, "a stage holds its kinds")
        let groups = try #require(json("/taxonomies")["contents"]?.items.last?["id"]?.text)
        #expect(try count("/services?taxonomy_id=\(groups)") == 1)
        #expect(try count("/service_at_locations") == 2)
        #expect(try count("/service_at_locations?postcode=W6%207NL") == 0, "no place has one on record")
    }

    @Test func itComesPageByPage() throws {
        let second = try json("/services?page=2&per_page=2")
        #expect(second["total_items"]?.whole == 3 && second["total_pages"]?.whole == 2 && second["size"]?.whole == 1)
        #expect(
            second["first_page"] == .bool(false) && second["last_page"] == .bool(true)
                && second["empty"] == .bool(false))
        #expect(second["page_number"]?.whole == 2 && second["contents"]?.items.first?["name"]?.text == "Odd jobs")
        let behind = try json("/services?page=9&per_page=2")
        #expect(behind["empty"] == .bool(true) && behind["total_items"]?.whole == 3)
        #expect(try json("/taxonomy_terms?per_page=100000")["size"]?.whole == 28)
        #expect(OpenReferralQuery.most == 100)
        for bad in [
            "page=0", "page=x", "per_page=-1", "per_page=99999999999999999999", "minimum_age=old", "maximum_age=nan",
        ] {
            let page = try page("/services?" + bad)
            #expect(page.status == 400 && page.header("Content-Type") == "application/json; charset=utf-8", "\(bad)")
            #expect(try JSONValue(page.text)["error"]?.text?.isEmpty == false)
        }
    }

    @Test func anyProgramMayReadIt() throws {
        let page = try page("/services")
        #expect(
            page.header("Access-Control-Allow-Origin") == "*"
                && page.header("Cross-Origin-Resource-Policy") == "cross-origin")
        #expect(page.header("Content-Type") == "application/json; charset=utf-8" && page.header("Set-Cookie") == nil)
        #expect(page.header("Cache-Control") == "public, max-age=60")
        let tag = try #require(page.header("ETag"))
        #expect(!tag.hasPrefix("W/"))
        let again = try council.olive.send("GET", "/open-referral/services", [("If-None-Match", tag)], "")
        #expect(again.status == 304 && again.text.isEmpty && again.header("Access-Control-Allow-Origin") == "*")
        let head = try council.stranger.send("HEAD", "/open-referral/services", [], "")
        #expect(head.status == 200 && head.text.isEmpty && head.header("ETag") == tag)
        for base in ["", "/"] {
            let details = try json(base)
            #expect(
                details["version"]?.text == "HSDS-UK-3.0" && details["openapi_url"]?.text?.hasPrefix("https://") == true
            )
        }
        for path in ["services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"] {
            for id in ["7", UUID().uuidString] {
                let missing = try self.page("/\(path)/\(id)")
                #expect(missing.status == 404 && missing.text.contains("\"error\" : \"There is no "), "\(path)")
                #expect(missing.header("Cache-Control") == "no-store")
            }
        }
    }

    /// RFC 9562, appendix A.4: the name and the namespace of its example.
    @Test func identifiersAreMadeOfNamesAndStay() throws {
        let dns: [UInt8] = [
            0x6B, 0xA7, 0xB8, 0x10, 0x9D, 0xAD, 0x11, 0xD1, 0x80, 0xB4, 0x00, 0xC0, 0x4F, 0xD4, 0x30, 0xC8,
        ]
        #expect(NameUUID.text("www.example.com", in: dns) == "2ed6657d-e927-568b-95e1-2665a8aea6a2")
        let before = try firstID("/services?search=joinery"), other = try ShownCouncil()
        try council.inDatabase {
            try $0.run("UPDATE offers SET name = 'Joinery for all', version = version + 1 WHERE name LIKE 'Joinery%'")
        }
        #expect(try firstID("/services?search=joinery") == before)
        #expect(try other.council.stranger.get("/open-referral/services/\(before)").status == 404)
        let terms = try other.council.stranger.get("/open-referral/taxonomy_terms").text
        #expect(try terms == page("/taxonomy_terms").text, "the same in every council")
    }
}
