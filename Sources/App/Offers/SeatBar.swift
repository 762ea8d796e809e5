import Mustache

/// Places as small seats in a row: taken filled, free open, planned dashed. The words beside it say the same.
enum SeatBar {
    /// More are not drawn one by one.
    private static let most = 48

    static func drawing(of offer: Offer) -> Markup? {
        guard let capacity = offer.capacity, capacity > 0 else { return nil }
        let seats = min(capacity, most), width = seats * 5
        let free = offer.vacancies.map { $0 * seats / capacity + ($0 > 0 && $0 * seats < capacity ? 1 : 0) }
        let taken = free.map { seats - $0 } ?? 0
        let parts: [Markup] =
            offer.standing == .planned || free == nil
            ? [row("planned", 0..<seats)] : [row("taken", 0..<taken), row("free", taken..<seats)]
        return """
            <svg class="app-seats" width="\(width)" height="12" viewBox="0 0 \(width) 12" aria-hidden="true" focusable="false">\
            \(Markup(html: parts.map(\.html).joined()))</svg>
            """
    }

    private static func row(_ kind: String, _ places: Range<Int>) -> Markup {
        if places.isEmpty { return "" }
        let path = places.map { "M\($0 * 5).5 1.5h3v9h-3z" }.joined()
        return "<path class=\"app-seats__\(kind)\" d=\"\(path)\"/>"
    }
}
