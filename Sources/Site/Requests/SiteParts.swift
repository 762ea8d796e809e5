import HTTP
import Mustache

/// What a feature adds to the site: its routes and the views behind them.
protocol Feature: SendableMetatype {
    static var routes: [Route] { get }
    static var views: [any View.Type] { get }
}

/// What the site is given at start because it knows no feature: the routes and views, and what stands around every page.
package struct SiteParts: Sendable {
    let routes: [Route]
    let views: [any View.Type]
    /// Answers at the address without a council.
    let front: @Sendable (Request, Site) -> Response
    /// Answers a visitor who is not signed in, where one must be.
    let invitation: @Sendable (Visit) -> Response
    /// The places that a visitor's roles open.
    let navigation: @Sendable (Visit) -> [NavigationItem]
    let footer: @Sendable (Visit) -> [Link]
    /// The search box; nil for a visitor who may not search.
    let finder: @Sendable (Visit) -> Finder?
}
