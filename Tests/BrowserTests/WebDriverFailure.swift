/// What went wrong between the test and the browser, in words for the person who reads the test's output.
struct WebDriverFailure: Error, CustomStringConvertible {
    /// The code of WebDriver § Errors, such as "no such element", or one of our own.
    let code: String
    /// The first line of the driver's explanation.
    let message: String

    var description: String { "\(code): \(message)" }

    init(code: String, message: String) {
        (self.code, self.message) = (code, message.split(separator: "\n").first.map(String.init) ?? "")
    }

    static func absent(_ program: String) -> Self {
        Self(code: "no browser", message: "\(program) is not on the PATH")
    }

    static func late(_ what: String, seconds: Int) -> Self {
        Self(code: "timeout", message: "\(what) took more than \(seconds) seconds")
    }
}
