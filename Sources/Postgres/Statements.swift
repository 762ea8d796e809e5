/// The statements prepared on one connection, by their text; the least recently used makes room. A prepared statement
/// outlives the transaction that made it, even one that failed later (PostgreSQL, "PREPARE").
struct Statements {
    private struct Entry {
        let name: String
        var lastUse: Int
    }

    let bound: Int
    private var entries: [String: Entry] = [:]
    private var uses = 0
    private var names = 0
    /// Statements the server still holds though we no longer use them.
    private(set) var discarded: [String] = []

    init(bound: Int) { self.bound = bound }

    var count: Int { entries.count }

    mutating func name(of text: String) -> String? {
        uses += 1
        entries[text]?.lastUse = uses
        return entries[text]?.name
    }

    /// A name for a statement about to be prepared.
    mutating func add(_ text: String) -> String {
        if entries.count >= bound, let oldest = entries.min(by: { $0.value.lastUse < $1.value.lastUse }) {
            discard(oldest.key)
        }
        names += 1
        uses += 1
        let name = "w\(names)"
        entries[text] = Entry(name: name, lastUse: uses)
        return name
    }

    /// The server never prepared it.
    mutating func forget(_ text: String) { entries[text] = nil }

    /// The server has it, but it is of no more use.
    mutating func discard(_ text: String) {
        guard let entry = entries.removeValue(forKey: text) else { return }
        discarded.append(entry.name)
    }

    mutating func takeDiscarded() -> [String] {
        defer { discarded = [] }
        return discarded
    }

    mutating func stillHeld(_ name: String) { discarded.append(name) }
}
