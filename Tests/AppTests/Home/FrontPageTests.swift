import HTTP
import Testing

@testable import App

/// The address without a council: what Waymark is, and the way to one’s council, of which there is no list.
@Suite struct FrontPageTests {
    private let site: Site

    init() throws {
        site = try Site(Routes.parts, database: Example.running.database, directory: Example.directory)
    }

    private func look(for name: String, from address: String = "192.0.2.1", on site: Site? = nil) -> Response {
        let path = "/?" + Form([("council_name", name)]).encoded()
        return Asking.answer(Request(method: .get, path: path, address: address), of: site ?? self.site)
    }

    private func text(_ response: Response) -> String { String(decoding: response.body, as: UTF8.self) }

    @Test func itSaysWhatWaymarkIsAndNamesNoCouncil() throws {
        _ = try Example.council(name: "Ambleshire County Council")
        let page = Asking.get("/", of: site)
        #expect(page.status == .ok && text(page).contains("Waymark keeps a council’s promises about work"))
        #expect(text(page).contains("For members:") && text(page).contains("For officers:"))
        #expect(!text(page).contains("Ambleshire") && !text(page).contains("The councils of this demo"))
    }

    @Test func aCouncilIsFoundByItsPlaceHoweverItIsTyped() throws {
        let council = try Example.council(name: "Brackenford-on-Tees Borough Council")
        for name in [
            "Brackenford", "brackenford-on-tees", "BRACKENFORD on Tees Council", " Bräckenford ",
            "the borough of Brackenford",
        ] {
            #expect(look(for: name).headers["Location"] == "/\(council.slug)/sign-in", "\(name)")
        }
    }

    /// “Derby” is not all of “Derbyshire”.
    @Test func whereOnlyTheBeginningFitsOneIsAsked() throws {
        let council = try Example.council(name: "Cobbleshire County Council")
        let page = look(for: "cobble")
        #expect(page.status == .ok && text(page).contains("Is this your council?"))
        #expect(text(page).contains("<a href=\"/\(council.slug)/sign-in\">Cobbleshire County Council</a>"))
    }

    @Test func severalAreNamedAndMoreThanThreeAreNot() throws {
        for name in ["Dunmere City", "Dunmere East", "Dunmere West"] { _ = try Example.council(name: name) }
        let three = text(look(for: "dunmere"))
        #expect(
            three.contains("Which is your council?") && three.contains("Dunmere East") && three.contains("Dunmere West")
        )
        let fourth = try Example.council(name: "Dunmere North")
        let four = text(look(for: "dunmere"))
        #expect(four.contains("More than three councils fit") && !four.contains("Dunmere East"))
        #expect(look(for: "dunmere north").headers["Location"] == "/\(fourth.slug)/sign-in")
    }

    @Test func withoutFourLettersOfAPlaceNothingIsAnswered() throws {
        _ = try Example.council(name: "Eddleford Royal Borough")
        for name in ["e", "edd", "Council", "royal borough", "London", "the City of", "ed dl ef", "%", "____", "    "] {
            let page = look(for: name)
            #expect(page.status == .ok && !text(page).contains("Eddleford"), "\(name)")
            #expect(page.headers["Location"] == nil, "\(name)")
        }
        #expect(text(look(for: "edd")).contains("Enter at least four letters"))
        #expect(text(look(for: "edd")).contains("value=\"edd\""))
    }

    @Test func whereNoneFitsThereIsAWayOn() throws {
        let page = text(look(for: "Nowhereville <b>"))
        #expect(
            page.contains("No council here goes by “Nowhereville &lt;b&gt;”")
                && page.contains("Check how it is spelled"))
    }

    @Test func aSuspendedCouncilIsNotFound() throws {
        let council = try Example.council(name: "Fernwick District Council")
        try council.inDatabase { try $0.run("UPDATE tenants SET state = 'suspended' WHERE id = app.tenant()") }
        #expect(text(look(for: "Fernwick")).contains("No council here goes by"))
    }

    @Test func whoAsksAgainAndAgainWaits() throws {
        let council = try Example.council(name: "Gorseley Council")
        for _ in 1...30 { #expect(look(for: "Gorseley", from: "198.51.100.7").status == .seeOther) }
        let page = look(for: "Gorseley", from: "198.51.100.7")
        #expect(page.status == .tooManyRequests && text(page).contains("then try again"))
        #expect(page.headers["Retry-After"].flatMap { Int($0) }.map { (1...600).contains($0) } == true)
        #expect(look(for: "Gorseley", from: "198.51.100.8").headers["Location"] == "/\(council.slug)/sign-in")
        #expect(Asking.answer(Request(method: .get, path: "/", address: "198.51.100.7"), of: site).status == .ok)
    }

    @Test func theCountBeginsAnew() {
        let pace = LookUpPace(), now = ContinuousClock.now
        for _ in 1...30 { #expect(pace.wait("a", at: now) == nil) }
        #expect(pace.wait("a", at: now + .seconds(100)) == 501)
        #expect(pace.wait("a", at: now + .seconds(601)) == nil)
    }

    @Test func theDemoShowsItsCouncils() throws {
        let demo = try Site(
            Routes.parts, database: Example.running.database, directory: Example.directory, samples: Demo.samples)
        let page = text(Asking.get("/", of: demo))
        #expect(page.contains("The councils of this demo"))
        for council in Demo.samples {
            #expect(
                page.contains("href=\"/\(council.slug)/sign-in\"") && page.contains("scrutiny@\(council.slug).example"))
        }
    }

    @Test func nowhereLeadsHere() {
        for path in ["/no-such-council/plans", "/no-such-council", "/robots", "/Two words"] {
            let page = Asking.get(path, of: site)
            #expect(page.status == .notFound && text(page).contains("href=\"/\">Find your council</a>"), "\(path)")
        }
    }

    /// Whoever holds the site's login learns no more than a visitor.
    @Test func theDatabaseNamesNoMoreThanThree() throws {
        for number in 1...5 { _ = try Example.council(name: "Hollowmoor \(number)") }
        try Example.running.connections.with(.site) { connection in
            try connection.transaction { db in
                for typed in ["hollowmoor", "", "a", "council"] {
                    let named: Int? = try db.value(
                        "SELECT coalesce(max(cardinality(names)), 0) FROM app.find_councils(\(typed))")
                    #expect(named == 0, "\(typed)")
                }
            }
        }
    }

    /// Every word of it is in the names of many.
    @Test func theWholeNameOrThatOfItsAddressIsEnough() throws {
        let council = try Example.council(name: "The Royal Borough of Town")
        for name in ["the royal borough of town", "The Róyal Borough of  Town", council.slug] {
            #expect(look(for: name).headers["Location"] == "/\(council.slug)/sign-in", "\(name)")
        }
        #expect(look(for: "royal borough of").headers["Location"] == nil)
    }

    @Test func aProvidersCustomerIsOneWhateverAddressItUses() throws {
        let council = try Example.council(name: "Ibberton Council")
        for number in 1...30 {
            #expect(look(for: "Ibberton", from: "2001:db8:7:\(number)::1").status == .seeOther)
        }
        #expect(look(for: "Ibberton", from: "2001:db8:7:99::1").status == .tooManyRequests)
        #expect(look(for: "Ibberton", from: "2001:db8:8::1").headers["Location"] == "/\(council.slug)/sign-in")
    }

    @Test func manyNetworksTogetherAreHeldToo() {
        let pace = LookUpPace(), now = ContinuousClock.now
        for number in 1...LookUpPace.mostOfAll { #expect(pace.wait("\(number)", at: now) == nil) }
        #expect(pace.wait("another", at: now + .seconds(100)) == 501)
        #expect(pace.wait("another", at: now + .seconds(601)) == nil)
    }
}
