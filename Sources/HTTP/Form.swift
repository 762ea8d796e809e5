/// Names and values as a form or a query sends them, in order.
public struct Form: Sendable {
    /// How much a form may hold.
    public struct Limits: Sendable {
        /// The most fields.
        public var fields = 1_000
        /// The most bytes of one name, before decoding.
        public var nameBytes = 200
        /// The most bytes of one value, before decoding.
        public var valueBytes = 1 << 20

        /// The usual bounds.
        public init() {}
    }

    /// Why a form was not understood.
    public enum Failure: Error, Equatable {
        /// A type that is neither of the two a browser sends.
        case unsupportedType
        /// A broken escape, a NUL, or text that is not UTF-8.
        case badEncoding
        /// More fields than allowed.
        case tooManyFields
        /// A name or a value longer than allowed.
        case tooLong
        /// A multipart body that is not well formed.
        case badMultipart
    }

    /// In the order they came.
    public var pairs: [(name: String, value: String)]

    /// A form of these pairs.
    public init(_ pairs: [(name: String, value: String)] = []) { self.pairs = pairs }

    /// The first value with this name.
    public subscript(_ name: String) -> String? { pairs.first { $0.name == name }?.value }

    /// Every value with this name.
    public func all(_ name: String) -> [String] {
        pairs.compactMap { $0.name == name ? $0.value : nil }
    }

    /// As `application/x-www-form-urlencoded`.
    public func encoded() -> String {
        pairs.map { Percent.encode($0.name) + "=" + Percent.encode($0.value) }.joined(separator: "&")
    }

    /// Reads `application/x-www-form-urlencoded`.
    public static func parse(_ bytes: [UInt8], limits: Limits = Limits()) throws(Failure) -> Form {
        try parse(bytes[...], limits: limits)
    }

    static func parse(_ bytes: ArraySlice<UInt8>, limits: Limits) throws(Failure) -> Form {
        var form = Form()
        var rest = bytes
        while !rest.isEmpty {
            let end = rest.firstIndex(of: Byte.ampersand) ?? rest.endIndex
            let pair = rest[..<end]
            rest = end < rest.endIndex ? rest[(end + 1)...] : rest[end...]
            if pair.isEmpty { continue }
            guard form.pairs.count < limits.fields else { throw .tooManyFields }
            form.pairs.append(try read(pair, limits))
        }
        return form
    }

    private static func read(
        _ pair: ArraySlice<UInt8>, _ limits: Limits
    ) throws(Failure) -> (name: String, value: String) {
        let equals = pair.firstIndex(of: Byte.equals) ?? pair.endIndex
        let name = pair[..<equals], value = equals < pair.endIndex ? pair[(equals + 1)...] : pair[equals...]
        guard name.count <= limits.nameBytes, value.count <= limits.valueBytes else { throw .tooLong }
        guard let nameText = Percent.decode(name, plusIsSpace: true),
            let valueText = Percent.decode(value, plusIsSpace: true)
        else { throw .badEncoding }
        return (nameText, valueText)
    }
}

extension Form: ExpressibleByDictionaryLiteral {
    /// `["title": "Plant 40 trees"]`
    public init(dictionaryLiteral elements: (String, String)...) {
        self.init(elements.map { (name: $0.0, value: $0.1) })
    }
}
