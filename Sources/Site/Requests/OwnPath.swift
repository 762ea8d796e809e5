import HTTP

extension Visit {
    /// The page of this site from which the request came, as the browser says.
    var referrer: String? {
        guard let address = request.headers["Referer"], address.hasPrefix(origin) else { return nil }
        return OwnPath(String(address.dropFirst(origin.count)), in: council)?.text
    }
}

/// An address that somebody else wrote and that leads to a page of this council's: nothing that a browser could read
/// as another host or as a step out of the council.
struct OwnPath {
    let text: String

    init?(_ wanted: String, in council: Council) {
        let bytes = Array(wanted.utf8)
        guard bytes.count <= 2_000, bytes.allSatisfy({ $0 > 0x20 && $0 < 0x7F && $0 != UInt8(ascii: "\\") }) else {
            return nil
        }
        let path = wanted.prefix { $0 != "?" && $0 != "#" }
        guard path == "/\(council.slug)" || path.hasPrefix("/\(council.slug)/") else { return nil }
        let steps = path.lowercased().split(separator: "/").map { $0.replacing("%2e", with: ".") }
        guard !steps.contains("."), !steps.contains("..") else { return nil }
        text = wanted
    }
}
