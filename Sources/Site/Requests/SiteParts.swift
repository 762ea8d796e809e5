import HTTP
import Mustache
import Postgres

/// What the site is given at start because it knows no feature: the features, and what stands around every page.
package struct SiteParts: Sendable {
    let features: Features
    /// Answers at the address without a council.
    let front: @Sendable (Request, Site) -> Response
    /// Answers a visitor who is not signed in, where one must be; perhaps with a form that waits for them.
    let invitation: @Sendable (Visit, ID<UnsentForm>?) -> Response
    let footer: @Sendable (Visit) -> [Link]
    /// The search box; nil for a visitor who may not search.
    let finder: @Sendable (Visit) -> Finder?
}
