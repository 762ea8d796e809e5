/// A request target, taken apart (RFC 9112 section 3.2).
struct Target {
    var raw = "/"
    var path = "/"
    var segments: [String] = []
    var query = Form()

    /// Origin-form: a path and perhaps a query.
    init?(origin bytes: ArraySlice<UInt8>) {
        guard bytes.first == Byte.slash else { return nil }
        let end = bytes.firstIndex(of: Byte.question) ?? bytes.endIndex
        let pathBytes = bytes[..<end]
        raw = String(decoding: bytes, as: UTF8.self)
        if !readPath(pathBytes, isWhole: end == bytes.endIndex) { return nil }
        if end < bytes.endIndex {
            var limits = Form.Limits()
            limits.fields = 200
            limits.valueBytes = bytes.count
            guard let query = try? Form.parse(bytes[(end + 1)...], limits: limits) else { return nil }
            self.query = query
        }
    }

    /// Asterisk-form: the server itself, for OPTIONS.
    static var asterisk: Target {
        var target = Target()
        (target.raw, target.path, target.segments) = ("*", "*", ["*"])
        return target
    }

    private init() {}

    private mutating func readPath(_ bytes: ArraySlice<UInt8>, isWhole: Bool) -> Bool {
        guard !bytes.contains(Byte.backslash), let path = Percent.decode(bytes, plusIsSpace: false),
            !path.utf8.contains(where: { $0 < Byte.space || $0 == Byte.delete })
        else { return false }
        self.path = isWhole && path.utf8.count == bytes.count ? raw : path
        // Split before decoding, so that an escaped slash stays inside its segment.
        var start = bytes.startIndex + 1
        while start <= bytes.endIndex, bytes.count > 1 {
            let end = bytes[start...].firstIndex(of: Byte.slash) ?? bytes.endIndex
            guard let segment = Percent.decode(bytes[start..<end], plusIsSpace: false) else { return false }
            // Another reader could remove these first (RFC 3986 section 5.2.4); browsers never send them.
            if segment == "." || segment == ".." { return false }
            segments.append(segment)
            start = end + 1
        }
        return true
    }
}

/// A host with perhaps a port, as the Host field holds it (RFC 9110 section 7.2).
enum Host {
    static func isValid(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first, bytes.count <= 255 else { return false }
        if first == 0x5B { return isLiteral(bytes) }
        let end = bytes.firstIndex(of: Byte.colon) ?? bytes.endIndex
        let name = bytes[..<end]
        return !name.isEmpty && name.allSatisfy(isNameByte) && isPort(bytes[end...])
    }

    private static func isLiteral(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let close = bytes.firstIndex(of: 0x5D) else { return false }
        let address = bytes[(bytes.startIndex + 1)..<close]
        let isAddress = address.allSatisfy { Byte.hex($0) != nil || $0 == Byte.colon || $0 == 0x2E }
        return isAddress && address.contains(Byte.colon) && isPort(bytes[(close + 1)...])
    }

    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        guard let first = bytes.first else { return true }
        guard first == Byte.colon, bytes.count <= 6, let port = bytes.dropFirst().number else { return false }
        return port <= 65_535
    }

    private static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F: true
        default: false
        }
    }
}
