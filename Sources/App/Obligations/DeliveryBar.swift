import Mustache

/// A promise as a bar: promised is its length, committed its ground, delivered solid, to confirm hatched, what is due by now a mark.
/// The numbers stand beside it in the table, so those who hear the page lose nothing.
enum DeliveryBar {
    private static let width = 200.0

    static func markup(_ promise: ObligationPromise) -> Markup? {
        // What is promised each year has no one length.
        guard let amount = promise.amount, !promise.isYearly else { return nil }
        let it = promise.standing
        let most = max(amount, it.committed, it.delivered + it.toConfirm, it.due ?? 0)
        func place(_ value: Double) -> Int { Int((value / most * width).rounded()) }
        func bar(_ name: String, _ from: Double, _ to: Double) -> Markup {
            place(to) > place(from)
                ? "<rect class=\"app-delivery__\(name)\" x=\"\(place(from) + 2)\" y=\"5\" width=\"\(place(to) - place(from))\" height=\"14\"/>"
                : ""
        }
        let due: Markup =
            it.due.map { $0 > 0 ? "<path class=\"app-delivery__due\" d=\"M\(place($0) + 2) 1v22\"/>" : "" } ?? ""
        let tone = it.state == .behind ? "behind" : "done"
        return """
            <svg class="app-delivery" aria-hidden="true" focusable="false" viewBox="0 0 204 24"><rect class="app-delivery__promised" x="2" y="5" width="\(place(amount))" height="14"/>\
            \(bar("committed", 0, it.committed))\(bar(tone, 0, it.delivered))\(bar("wait", it.delivered, it.delivered + it.toConfirm))\(due)</svg>
            """
    }
}
