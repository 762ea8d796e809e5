/// Which part of a list is shown; a page that is not there goes to the first.
struct Paging {
    static let size = 25

    let count: Int
    let size: Int
    let number: Int

    init(asked: String, count: Int, size: Int = Paging.size) {
        self.count = count
        self.size = size
        let pages = max(1, (count + size - 1) / size)
        let wanted = Int(asked) ?? 1
        number = 1...pages ~= wanted ? wanted : 1
    }

    /// What to skip before the count is known: right for every page that is there.
    static func offset(asked: String, size: Int = Paging.size) -> Int {
        let wanted = Int(asked) ?? 1
        return 1...1_000_000 ~= wanted ? (wanted - 1) * size : 0
    }

    var pageCount: Int { max(1, (count + size - 1) / size) }
    var offset: Int { (number - 1) * size }

    /// "Showing 26 to 50 of 214 plans".
    func showing(_ one: String, _ many: String) -> String {
        switch count {
        case 1: "1 \(one)"
        case ...size: "\(count.formatted()) \(many)"
        default: "Showing \(offset + 1) to \(min(offset + size, count)) of \(count.formatted()) \(many)"
        }
    }

    /// " (page 2 of 9)" for the title of the page; empty when one page holds all.
    var titlePart: String { pageCount > 1 ? " (page \(number) of \(pageCount))" : "" }

    /// The first, the last and those around this one; nil when one page holds all.
    func pages(_ address: ListAddress) -> Pages? {
        guard pageCount > 1 else { return nil }
        func link(_ page: Int) -> String { address.setting("page", page == 1 ? nil : String(page)).link }
        let near = Set([1, pageCount] + (number - 2...number + 2)).filter { 1...pageCount ~= $0 }.sorted()
        var shown: [PageLink] = []
        var last = 0
        for page in near {
            if page > last + 1 { shown.append(PageLink(number: "…")) }
            shown.append(PageLink(number: String(page), link: link(page), isCurrent: page == number))
            last = page
        }
        return Pages(
            previous: number > 1 ? link(number - 1) : nil, next: number < pageCount ? link(number + 1) : nil,
            pages: shown)
    }
}
