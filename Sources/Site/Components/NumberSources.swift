import Mustache

/// Where the numbers of a page are from, each source once.
struct NumberSources: Sendable {
    let lines: [NumberSource]

    /// Nil where no source is recorded.
    init?(_ all: [(words: String, address: String, of: String)]) {
        var found: [(words: String, address: String, of: [String])] = []
        for one in all where !one.words.isEmpty || !one.address.isEmpty {
            if let index = found.firstIndex(where: { $0.words == one.words && $0.address == one.address }) {
                found[index].of.append(one.of)
            } else {
                found.append((one.words, one.address, [one.of]))
            }
        }
        if found.isEmpty { return nil }
        lines = found.map {
            NumberSource(
                words: $0.words.isEmpty ? $0.address : $0.words, link: $0.address.isEmpty ? nil : $0.address,
                of: found.count == 1 ? nil : $0.of.joined(separator: "; "))
        }
    }
}

/// One source: a link where it has an address, and what is from it.
struct NumberSource: Sendable {
    let words: String
    let link: String?
    /// Nil where all is from it.
    let of: String?
}
