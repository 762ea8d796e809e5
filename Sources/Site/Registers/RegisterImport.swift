import HTTP
import Postgres

/// Rows of a file as new records: which column is what, what would be saved, every mistake by row and cell; all or nothing.
extension Register {
    func importing(_ change: Ability, upTo limit: RowSource.Limit) -> [Route] {
        [
            .get(path + "/import", change, askImport),
            .post(
                path + "/import", change, upTo: limit.bytes, patience: limit.patience ?? .seconds(20),
                reading: { RowSource($0.form, file: $0.files.first, upTo: limit) },
                { try importRows($0, $1, upTo: limit) }),
        ]
    }

    /// Why nobody imports on a screen that hides names: the rows would show them.
    private func obstacle(_ visit: Visit) -> String? {
        guard !visit.showsNames, R.fields.contains(where: \.isPersonal) else { return nil }
        return "Show names first: the rows of a file are shown as they are"
    }

    private func askImport(_ visit: Visit) throws -> Response {
        try importPage(visit, RowImport<R>(RowSource(text: "", problem: obstacle(visit)), Fields()))
    }

    private func importPage(
        _ visit: Visit, _ rows: RowImport<R>, kept: PendingRows.ID? = nil, status: Status = .ok
    ) throws -> Response {
        let home = try home(visit)
        return try visit.page(
            RegisterImportPage(
                rows, R.words, kept: kept, wasAsked: visit.form["confirmed"] == "1",
                action: visit.link(home.path + "/import"), back: visit.link(home.path)),
            title: "Import \(R.words.many)", back: Link(label: title, link: visit.link(home.path)), status: status)
    }

    private func importRows(_ visit: Visit, _ sent: RowSource, upTo limit: RowSource.Limit) throws -> Response {
        let home = try home(visit)
        if obstacle(visit) != nil {
            let page = RowImport<R>(RowSource(text: "", problem: obstacle(visit)), Fields())
            return try importPage(visit, page, status: .conflict)
        }
        var source = sent, kept = PendingRows.ID(visit.form["import"])
        if let id = kept {
            guard let pending = try PendingRows.find(id, of: home.path, in: visit.db) else {
                let words = "Choose the file again: its rows are no longer kept"
                return try importPage(
                    visit, RowImport<R>(RowSource(text: "", problem: words), Fields()), status: .conflict)
            }
            if visit.form["discarded"] == "1", !visit.form.isHeld {
                try PendingRows.remove(id, in: visit.db)
                return visit.redirect(
                    to: home.path, saying: "The rows are discarded. Nothing was imported.", heading: "Discarded")
            }
            source = RowSource(text: pending.text, name: pending.name)
        }
        var rows = RowImport<R>(source, visit.form)
        if visit.form.isHeld, kept == nil { return try importPage(visit, rows) }
        let context = FormContext<R>(
            choices: try R.choices(visit, at: home, for: nil), existing: nil, today: visit.today)
        rows.check(context, upTo: limit.rows)
        try rows.compare(at: home, in: visit.db)
        guard visit.form["confirmed"] == "1", !visit.form.isHeld, rows.isReady, let id = kept else {
            if kept == nil, !rows.isEmpty { kept = try PendingRows.keep(source, of: home.path, in: visit.db) }
            return try importPage(visit, rows, kept: kept, status: rows.problem == nil ? .ok : .unprocessableContent)
        }
        guard try R.add(all: rows.records, at: home, in: visit.db) else {
            // What was added before in this transaction ends with it.
            throw Failure.conflict(
                "Somebody else added one of these in the meantime. Nothing was imported: check the rows again.")
        }
        try PendingRows.remove(id, in: visit.db)
        return visit.redirect(
            to: home.path, saying: "\(counted(rows.records.count, R.words.one, R.words.many).sentenceCase) added.",
            heading: "Imported")
    }
}
