import Foundation
import Testing

extension Trait where Self == ConditionTrait {
    /// Skips where there is no Chromium or driver, unless `WAYMARK_BROWSER=required`: then its absence is a failure.
    static var browser: Self {
        let isRequired = ProcessInfo.processInfo.environment["WAYMARK_BROWSER"] == "required"
        return .enabled(
            if: isRequired || ["chromium", "chromedriver"].allSatisfy { WebDriverProcess.find($0) != nil },
            "chromium and chromedriver are not installed")
    }
}

/// Every browser test is inside this suite, so that one browser runs at a time:
/// `extension InTheBrowser { @Suite struct SignInTests { … } }`.
@Suite(.browser, .serialized) enum InTheBrowser {}
