/// HTML that is already safe to show, the only thing `{{{tag}}}` accepts in a typed view.
///
/// Interpolating a `String` escapes it: `let name: Markup = "<b>\(person.name)</b>"`.
public struct Markup: Sendable, Equatable {
    /// The HTML itself.
    public let html: String

    /// Promises that `html` is safe as it stands.
    public init(html: String) {
        self.html = html
    }

    /// The text, escaped.
    public init(escaping text: String) {
        html = Escaping.escape(text)
    }
}

extension Markup: ExpressibleByStringInterpolation {
    /// Collects literal HTML as it stands and every interpolated value escaped.
    public struct StringInterpolation: StringInterpolationProtocol {
        var html: String

        /// Starts an empty piece of HTML.
        public init(literalCapacity: Int, interpolationCount: Int) {
            html = ""
            html.reserveCapacity(literalCapacity + interpolationCount * 16)
        }

        /// Adds the HTML a programmer wrote.
        public mutating func appendLiteral(_ literal: String) {
            html += literal
        }

        /// Adds a text, escaped.
        public mutating func appendInterpolation(_ text: String) {
            html += Escaping.escape(text)
        }

        /// Adds a number.
        public mutating func appendInterpolation(_ number: Int) {
            html += String(number)
        }

        /// Adds HTML that is already safe.
        public mutating func appendInterpolation(_ markup: Markup) {
            html += markup.html
        }
    }

    /// HTML a programmer wrote.
    public init(stringLiteral html: String) {
        self.html = html
    }

    /// HTML a programmer wrote, with values inside it.
    public init(stringInterpolation: StringInterpolation) {
        html = stringInterpolation.html
    }
}
