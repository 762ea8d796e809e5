/// First in, first out.
struct Fifo<Element> {
    private var items: [Element?] = []
    private var first = 0

    var count: Int { items.count - first }

    mutating func append(_ item: Element) { items.append(item) }

    mutating func popFirst() -> Element? {
        guard count > 0 else { return nil }
        let item = items[first].take()
        first += 1
        // Half of it at once: every item is moved once at most.
        if first * 2 >= items.count {
            items.removeFirst(first)
            first = 0
        }
        return item
    }

    mutating func popLast() -> Element? { count > 0 ? items.removeLast() : nil }
}

extension Fifo: Sendable where Element: Sendable {}
