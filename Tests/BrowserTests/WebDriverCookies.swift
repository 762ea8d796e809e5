/// WebDriver § Cookies: one cookie as the browser keeps it.
struct BrowserCookie: Decodable {
    let name, value, path: String
    let secure, httpOnly: Bool
    let sameSite: String?
}

extension Browser {
    /// § Get All Cookies: those the current page's server would be sent.
    var cookies: [BrowserCookie] { get throws { try wire.get(session + "/cookie") } }

    /// § Add Cookie: for the current page's server.
    func keep(_ name: String, _ value: String) throws {
        let cookie: JSON = ["name": .text(name), "value": .text(value)]
        let _: Nothing = try wire.post(session + "/cookie", ["cookie": cookie])
    }

    /// § Delete All Cookies.
    func forgetCookies() throws { try wire.delete(session + "/cookie") }
}
