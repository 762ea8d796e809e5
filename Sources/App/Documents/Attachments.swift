import Formats
import Foundation
import Postgres

/// What comes with the form of an update: files, and the address of something that is kept elsewhere.
struct Attachments {
    /// A file that may be kept.
    struct File {
        let name, title: String
        let kind: Document.Kind
        let bytes: [UInt8]

        /// By its content, under its cleaned name.
        init(_ bytes: [UInt8], named name: String) throws(DocumentKind.Refusal) {
            kind = try .of(bytes, named: name)
            self.name = FileName.clean(name, for: kind)
            title = String(self.name.dropLast(FileName.ending(of: self.name).count + 1))
            self.bytes = bytes
        }
    }

    private var files: [File] = []
    private var address = "", addressTitle = ""
    /// What is wrong with any of them: then none is added.
    private(set) var mistakes = Mistakes()

    /// Beside those that the update has already.
    init(_ visit: Visit, already count: Int) throws(PostgresError) {
        for part in visit.files where part.name == "files" {
            let name = part.filename
            do throws(SentFile.Refusal) {
                let bytes = try part.content()
                do throws(DocumentKind.Refusal) { files.append(try File(bytes, named: name)) } catch {
                    mistakes.add("files", "Choose another file: “\(name.suffix(80))” \(error.words)")
                }
            } catch { mistakes.add("files", error.sentence(name)) }
        }
        address = visit.form["link_address"]
        addressTitle = visit.form["link_title"]
        if !address.isEmpty, !WebAddress.isOne(address) {
            mistakes.add("link_address", WebAddress.refusal)
        }
        if address.isEmpty, !addressTitle.isEmpty { mistakes.add("link_address", "Enter the address of the page") }
        if addressTitle.unicodeScalars.count > 200 {
            mistakes.add("link_title", "What it is must be 200 characters or fewer")
        }
        if count + files.count + (address.isEmpty ? 0 : 1) > Document.mostOfAnUpdate {
            mistakes.add("files", "Choose fewer files: an update has up to \(Document.mostOfAnUpdate) documents")
        }
        let bytes = files.reduce(0) { $0 + $1.bytes.count }
        if bytes > 0, let room = try visit.db(Bound.room), bytes > room {
            mistakes.add(
                "files",
                "Choose smaller files, or give their address: they have \(Bound.size(bytes)) together, and your council has room for \(Bound.size(max(0, room))) more"
            )
        }
    }

    func add(to place: DocumentPlace, in db: Transaction) throws {
        for file in files { try place.add(file, in: db) }
        if !address.isEmpty { try place.add(address: address, title: addressTitle, in: db) }
    }
}

/// The update that a document is added to.
struct DocumentPlace {
    let plan: Plan.ID
    let recommendation: Recommendation.ID
    let update: Update.ID

    func add(_ file: Attachments.File, in db: Transaction) throws {
        let id: Document.ID? = try db.value(
            """
            INSERT INTO documents (plan_id, recommendation_id, update_id, title, kind, file_name, size, sha256)
            VALUES (\(plan), \(recommendation), \(update), \(file.title), \(file.kind), \(file.name), \(Int32(file.bytes.count)),
                    \(Secret.sha256(file.bytes))) RETURNING id
            """)
        try db.run("INSERT INTO document_contents (document_id, content) VALUES (\(id), \(file.bytes))")
    }

    /// Without a title it goes by its address.
    func add(address: String, title: String, in db: Transaction) throws {
        let short = address.replacing("https://", with: "", maxReplacements: 1).replacing(
            "http://", with: "", maxReplacements: 1)
        try db.run(
            """
            INSERT INTO documents (plan_id, recommendation_id, update_id, title, kind, address)
            VALUES (\(plan), \(recommendation), \(update), \(title.isEmpty ? String(short.prefix(200)) : title), 'link', \(address))
            """)
    }
}
