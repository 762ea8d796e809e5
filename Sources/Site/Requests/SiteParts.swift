import HTTP
import Mustache
import Postgres

/// What the site is given at start because it knows no feature: the features, and what stands around every page.
package struct SiteParts: Sendable {
    let features: Features
    /// Answers at the address without a council; asks the database only where it must.
    let front: @Sendable (Request, Site, () throws(PostgresError) -> Connection) -> Response
    /// Answers a visitor who is not signed in, where one must be; perhaps with a form that waits for them.
    let invitation: @Sendable (Visit, ID<UnsentForm>?) -> Response
    let footer: @Sendable (Visit) -> [Link]
    /// The search box; nil for a visitor who may not search.
    let finder: @Sendable (Visit) -> Finder?
}

/// A council that stands on the front page because it is there to be looked at, and who signs in to it.
package struct SampleCouncil: Codable, Sendable {
    let slug, name, words: String

    package init(slug: String, name: String, words: String) {
        (self.slug, self.name, self.words) = (slug, name, words)
    }
}
