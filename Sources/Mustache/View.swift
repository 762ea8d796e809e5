/// A page's values, ready to read: stored properties of `String`, `Int`, `Bool`, `Markup`, enums of text that are
/// `CaseIterable`, and structs, arrays, optionals and `ViewChoice`s of these. The property names are the tag names.
public protocol View: SendableMetatype {
    /// The template's path under the views' directory, without `.mustache`.
    static var template: String { get }
}
