import Mustache

/// A table of a list: heads and cells as data, each row led by its name.
struct Table: Sendable {
    let caption: String
    /// Seen, not only heard.
    var isCaptionShown = false
    /// A name for its style sheet, where it has one of its own.
    var style: String?
    var heads: [SortHead]
    var rows: [ListRow]
}

/// One row.
struct ListRow: Sendable {
    /// The first cell, which names the row and leads to the record.
    let name: String
    var link: String?
    /// Said only to those who hear the page, before and after the name.
    var before, after: String?
    /// A quiet word behind the name.
    var detail: String?
    var tags: [Tag] = []
    var below: Below?
    var cells: [ListCell]
}

/// One cell, with its head for narrow screens.
struct ListCell: Sendable {
    let label: String
    var text: String?
    var link: String?
    /// Said only to those who hear the page, before and after a link.
    var before, after: String?
    var absent: String?
    var tags: [Tag] = []
    var below: Below?
    /// In place of the text, where it is late.
    var late: String?
    var isNumber = false
    /// Before the text, which says the same.
    var drawing: Markup?
    var actions: RowActions?
}

/// What stands under a cell's words: more of them, then a quiet line that may end in a link.
struct Below: Sendable {
    var words: String?
    var quiet: String?
    var link: Link?
}

/// What can be done with a row at once.
struct RowActions: Sendable { let buttons: [RowButton] }

/// One of these; `about` is said only to those who hear the page.
struct RowButton: Sendable {
    let label, about, action: String
    /// What the button sends as `to`.
    var to: String?
    /// How the page shows the row, sent along unseen.
    var seen: KeptValue?
}

extension Table {
    /// These things, a row each, led by the first column.
    init<Item>(
        _ caption: String, of items: [Item], _ columns: [ListColumn<Item>], heads: [SortHead]? = nil,
        isCaptionShown: Bool = false, style: String? = nil, for visit: Visit
    ) {
        (self.caption, self.isCaptionShown, self.style) = (caption, isCaptionShown, style)
        let listed = columns.filter(\.isListed)
        self.heads = heads ?? listed.map { SortHead(label: $0.head) }
        rows = items.map { item in
            ListRow(listed.map { ListCell($0.head, $0.cell(item, visit), for: visit) })
        }
        for (index, cell) in (rows.first?.cells ?? []).enumerated() where cell.isNumber {
            self.heads[index + 1].isNumber = true
        }
    }
}

extension ListRow {
    /// The first of these cells names the row.
    fileprivate init(_ cells: [ListCell]) {
        let first = cells[0]
        self.init(
            name: first.text ?? "", link: first.link, before: first.before, after: first.after, tags: first.tags,
            below: first.below, cells: Array(cells.dropFirst()))
    }
}

extension ListCell {
    init(_ label: String, _ text: String) { (self.label, self.text) = (label, text) }

    init(_ label: String, _ cell: Cell, for visit: Visit) {
        switch cell {
        case .over(let cell, let below):
            self.init(label, cell, for: visit)
            self.below = below
            self.below?.link = below.link.map { Link(label: $0.label, link: visit.link($0.link)) }
        case .drawn(let cell, let drawing):
            self.init(label, cell, for: visit)
            self.drawing = drawing
        case .buttons(let buttons):
            self.init(
                label: label,
                actions: RowActions(
                    buttons: buttons.map {
                        RowButton(
                            label: $0.label, about: $0.about, action: visit.link($0.action), to: $0.to, seen: $0.seen)
                    }))
        case .link(let words, let address, let before, let after, let tags):
            self.init(
                label: label, text: words, link: address.map { visit.link($0) }, before: before, after: after,
                tags: tags)
        default:
            let shown = cell.shown, late = cell.late(on: visit.today), isEmpty = shown.isEmpty && cell.tags.isEmpty
            self.init(
                label: label, text: isEmpty || late != nil || !cell.tags.isEmpty ? nil : shown,
                absent: isEmpty && !cell.absent.isEmpty ? cell.absent : nil, tags: cell.tags, late: late,
                isNumber: cell.isNumber)
        }
    }
}
