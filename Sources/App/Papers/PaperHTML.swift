import Mustache

/// A paper's blocks as HTML.
enum PaperHTML {
    static func html(_ blocks: [PaperDocument.Block]) -> Markup {
        Markup(html: blocks.map(html).joined())
    }

    static func inline(_ runs: [PaperDocument.Run]) -> String {
        runs.map { run in
            if let note = run.note {
                return """
                    <sup class="app-footnote-mark" id="note-\(note)-from"><a href="#note-\(note)">\
                    <span class="app-hidden">Note </span>\(note)</a></sup>
                    """
            }
            let text = Markup(escaping: run.text).html.replacing("\n", with: "<br>")
            return switch run.look {
            case .plain: text
            case .italic: "<em>\(text)</em>"
            case .strong: "<strong>\(text)</strong>"
            }
        }.joined()
    }

    private static func html(_ block: PaperDocument.Block) -> String {
        switch block {
        case .paragraph(let runs): "<p>\(inline(runs))</p>"
        case .list(let items): "<ul>\(items.map { "<li>\(inline($0))</li>" }.joined())</ul>"
        case .heading(let runs): "<h3>\(inline(runs))</h3>"
        case .table(let table): html(table)
        }
    }

    private static func html(_ table: PaperDocument.Table) -> String {
        let caption =
            table.caption.isEmpty
            ? "" : "<caption class=\"app-hidden\">\(Markup(escaping: table.caption).html)</caption>"
        let columns = table.widths.map { "<col class=\"app-pack__column--\($0)\">" }.joined()
        let span = table.heads.count == 1 ? " colspan=\"\(table.widths.count)\"" : ""
        let heads = table.heads.map { "<th scope=\"col\"\(span)>\(Markup(escaping: $0).html)</th>" }.joined()
        let head = heads.isEmpty ? "" : "<thead><tr>\(heads)</tr></thead>"
        let rows = table.rows.map { "<tr>\($0.map(html).joined())</tr>" }.joined()
        let name = table.caption.isEmpty ? table.heads.first ?? "" : table.caption
        return """
            <div class="app-scroll" tabindex="0" role="region" aria-label="Table: \(Markup(escaping: name).html)">\
            <table class="app-table app-pack__table">\(caption)<colgroup>\(columns)</colgroup>\(head)\
            <tbody>\(rows)</tbody></table></div>
            """
    }

    private static func html(_ cell: PaperDocument.Cell) -> String {
        let rows = cell.rows > 1 ? " rowspan=\"\(cell.rows)\"" : ""
        let columns = cell.columns > 1 ? " colspan=\"\(cell.columns)\"" : ""
        let scope = cell.isHead ? " scope=\"\(cell.rows > 1 ? "rowgroup" : "row")\"" : ""
        let tag = cell.isHead ? "th" : "td"
        return "<\(tag)\(scope)\(rows)\(columns)>\(html(cell.blocks).html)</\(tag)>"
    }
}
