import Testing

@testable import App

/// What holds for every route there is, so that a new one cannot forget it.
@Suite struct RouteTests {
    /// Pages without a number in their address, but those that residents read: they know nobody (LocalOfferTests).
    private static let plain = Routes.all.filter { $0.method == .get && !$0.path.contains(":") && !$0.isPublic }

    @Test func everyPageAsksWhoIsThere() throws {
        let council = try Example.council()
        for route in Self.plain where route.ability != .anyone {
            let page = try council.stranger.get(route.path)
            #expect(page.status == 303 && page.location.hasPrefix("/\(council.slug)/sign-in"), "\(route.path)")
        }
    }

    @Test func everyRoleSeesWhatItsAbilitiesSay() throws {
        let council = try Example.council()
        let provider = try council.cora.post("/providers", [("name", "Larch Works"), ("kind", "charity")]).location
        let contacts = provider.split(separator: "/").dropFirst().joined(separator: "/") + "/contacts"
        let named = try council.cora.post("/" + contacts, [("person", "\(council.person(.provider))"), ("post", "")])
        try #require(named.status == 303)
        for (role, browser) in council.people {
            for route in Self.plain {
                let may = [.anyone, .signedIn].contains(route.ability) || role.abilities.contains(route.ability)
                let status = try browser.get(route.path).status
                #expect(may ? [200, 303].contains(status) : status == 403, "\(role) \(route.path) \(status)")
            }
        }
    }

    @Test func whatIsNotThereIsNotFound() throws {
        let council = try Example.council()
        for route in Routes.all where route.method == .get && route.path.contains(":") {
            let path = "/" + route.pattern.map { $0.hasPrefix(":") ? "999999" : $0 }.joined(separator: "/")
            let status = try council.olive.get(path).status
            #expect([404, 403].contains(status), "\(route.path) \(status)")
        }
    }

    @Test func everyChangeIsRefusedWithoutARole() throws {
        let council = try Example.council()
        let open: [Ability] = [.anyone, .signedIn]
        for route in Routes.all where route.method == .post && !open.contains(route.ability) {
            let path = "/" + route.pattern.map { $0.hasPrefix(":") ? "1" : $0 }.joined(separator: "/")
            let browser = route.ability == .updateOwnProvider ? council.mo : council.sam
            #expect(try browser.post(path).status == 403, "\(route.path)")
        }
    }

    @Test func noTwoRoutesAreTheSame() {
        let names = Routes.all.map { "\($0.method.rawValue) \($0.path)" }
        #expect(Set(names).count == names.count)
    }

    @Test func aFormSentToAPageIsToldWhatThePageTakes() throws {
        let council = try Example.council()
        let page = try council.olive.post("/dashboard", [("words", "kept")])
        #expect(page.status == 405 && page.header("Allow") == "GET, HEAD")
    }
}
