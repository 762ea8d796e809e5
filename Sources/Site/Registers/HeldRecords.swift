import Formats
import Postgres

/// All that a register keeps under one record, every field of every one: for whoever asks what is held about them.
struct HeldRecords: Sendable {
    let table, title: String
    /// The columns that its fields tell.
    let columns: Set<String>
    let records: [HeldRecord]
}

/// One of them: its name, and its values in the order of its fields.
struct HeldRecord: Sendable {
    let number: Int64
    let name: String
    var values: [HeldValue]
}

/// One value, as a person reads it and as a file holds it.
struct HeldValue: Sendable {
    let label: String
    /// Empty where there is nothing.
    let text: String
    /// What stands where there is nothing.
    let absent: String
    let filed: Spreadsheet.Cell

    init(_ label: String, _ cell: Cell) {
        (self.label, text, absent, filed) = (label, cell.shown, cell.absent, cell.filed)
    }

    /// What the audit tells of a column.
    init(_ label: String, _ text: String?) { self.init(label, Cell.text(text ?? "", absent: "None")) }
}

extension Record {
    /// The values of its fields, as this person may have them.
    func values(for visit: Visit) -> [HeldValue] {
        Self.fields.compactMap { field in
            let value = HeldValue(field.label, field.cell(of: self, for: visit))
            return field.columns.isEmpty && value.text.isEmpty ? nil : value
        }
    }

    /// The columns that its fields tell.
    static var toldColumns: Set<String> { Set(fields.flatMap(\.columns).map(\.description)) }
}

extension Register {
    func held(_ visit: Visit) throws -> HeldRecords {
        // A list without what somebody may not see would not be all.
        try visit.require(see)
        let home = try home(visit)
        let records = try visit.db(R.all(at: home)).map { try $0.whole(in: visit.db) }
        return HeldRecords(
            table: R.table.description, title: title, columns: R.toldColumns,
            records: records.map { record in
                let values = record.values(for: visit)
                return HeldRecord(
                    number: record.id.value, name: record.name, values: values + more(record, than: values, for: visit))
            })
    }

    /// What its list says besides its fields, such as who made it.
    private func more(_ record: R, than values: [HeldValue], for visit: Visit) -> [HeldValue] {
        let labels = Set(values.map(\.label)), texts = Set(values.map(\.text) + [record.name, ""])
        return columns.filter { $0.isFiled && !labels.contains($0.head) }
            .map { HeldValue($0.head, $0.cell(record, visit)) }.filter { !texts.contains($0.text) }
    }
}
