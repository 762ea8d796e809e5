import Foundation

/// A headless Chromium with one window, as a person with a keyboard and a mouse would use it.
///
/// `try Browser.open { browser in … }` starts it with an empty profile and always ends it.
/// Section names in comments are those of WebDriver, https://www.w3.org/TR/webdriver2/.
struct Browser {
    let wire: WebDriverWire
    let session: String
    /// The browser's process id.
    let process: Int32?

    /// Starts a driver and a browser, lends it, and ends both by their ids whatever happens.
    static func open<Value>(_ body: (Browser) throws -> Value) throws -> Value {
        guard let chromium = WebDriverProcess.find("chromium") else { throw WebDriverFailure.absent("chromium") }
        let driver = try WebDriverProcess()
        defer { driver.end() }
        let browser = try Browser(chromium, folder: driver.folder, wire: WebDriverWire(port: driver.port))
        defer { browser.end() }
        return try body(browser)
    }

    /// § New Session, § Capabilities, § Set Timeouts.
    private init(_ chromium: URL, folder: URL, wire: WebDriverWire) throws {
        var arguments: [JSON] = ["--headless=new", "--disable-dev-shm-usage", "--disable-gpu", "--hide-scrollbars"]
        arguments.append(.text("--user-data-dir=\(folder.appendingPathComponent("profile").path)"))
        if geteuid() == 0 { arguments.append("--no-sandbox") }
        let capabilities: JSON = [
            "browserName": "chrome", "acceptInsecureCerts": true,
            "timeouts": ["pageLoad": 30_000, "script": 30_000, "implicit": 0],
            "goog:loggingPrefs": ["browser": "ALL"],
            "goog:chromeOptions": ["binary": .text(chromium.path), "args": .list(arguments)],
        ]
        self.wire = wire
        let new: NewSession = try wire.post("/session", ["capabilities": ["alwaysMatch": capabilities]])
        (session, process) = ("/session/\(new.sessionId)", new.capabilities.process)
        try resize(to: .desktop)
    }

    /// § Delete Session; a browser that does not go is ended by the id it gave.
    private func end() {
        try? wire.delete(session)
        guard let process else { return }
        if wait(seconds: 5, for: { isRunning(process) ? nil : true }) == nil { kill(process, SIGKILL) }
    }
}

private struct NewSession: Decodable {
    let sessionId: String
    let capabilities: Capabilities

    struct Capabilities: Decodable {
        let process: Int32?

        enum CodingKeys: String, CodingKey { case process = "goog:processID" }
    }
}

// MARK: Pages

extension Browser {
    /// § Navigate To: returns when the page has loaded.
    func go(to address: String) throws {
        let _: Nothing = try wire.post(session + "/url", ["url": .text(address)])
    }

    /// Shows a page that no server sends.
    func show(html: String) throws {
        let encoded = Data(html.utf8).base64EncodedString()
        try go(to: "data:text/html;charset=utf-8;base64,\(encoded)")
    }

    /// § Get Current URL.
    var address: String { get throws { try wire.get(session + "/url") } }

    /// § Get Title.
    var title: String { get throws { try wire.get(session + "/title") } }

    /// § Get Page Source: the page as it stands now.
    var source: String { get throws { try wire.get(session + "/source") } }

    /// § Back.
    func back() throws { let _: Nothing = try wire.post(session + "/back") }

    /// § Refresh.
    func reload() throws { let _: Nothing = try wire.post(session + "/refresh") }

    /// § Execute Script: runs a function's body; `return` gives the answer and `arguments` holds what was passed.
    func run<Value: Decodable>(_ script: String, _ arguments: [JSON] = []) throws -> Value {
        try wire.post(session + "/execute/sync", ["script": .text(script), "args": .list(arguments)])
    }

    /// § Take Screenshot: a PNG of what the window shows.
    func screenshot(to file: URL) throws {
        let encoded: String = try wire.get(session + "/screenshot")
        guard let bytes = Data(base64Encoded: encoded) else {
            throw WebDriverFailure(code: "unable to capture screen", message: "The picture is not base64")
        }
        try bytes.write(to: file)
    }
}
