import Postgres

/// A document of the demo, with the latest update of a recommendation.
struct DemoDocument: Sendable {
    enum Content: Sendable {
        case file(String, [UInt8])
        case address(String, String)
    }

    let recommendation: String
    let content: Content

    init(_ recommendation: String, file name: String, _ bytes: [UInt8]) {
        (self.recommendation, content) = (recommendation, .file(name, bytes))
    }

    init(_ recommendation: String, address: String, _ title: String) {
        (self.recommendation, content) = (recommendation, .address(address, title))
    }

    func save(in db: Transaction) throws {
        guard
            let place: DocumentPlace = try db.first(
                """
                SELECT u.plan_id, u.recommendation_id, u.id FROM updates u
                  JOIN recommendations r ON r.tenant_id = u.tenant_id AND r.plan_id = u.plan_id AND r.id = u.recommendation_id
                 WHERE r.number = \(recommendation) ORDER BY u.period_on DESC, u.id DESC LIMIT 1
                """)
        else { throw PostgresError(.other, "a demo document has no update") }
        switch content {
        case .file(let name, let bytes): try place.add(Attachments.File(bytes, named: name), in: db)
        case .address(let address, let title): try place.add(address: address, title: title, in: db)
        }
    }
}

extension DocumentPlace: RowDecodable {
    init(row: Row) throws(PostgresError) {
        self.init(plan: try row["plan_id"], recommendation: try row["recommendation_id"], update: try row["id"])
    }
}

/// A page of plain lines as a PDF (ISO 32000), for showing what a document looks like.
enum DemoPDF {
    static func page(_ lines: [String]) -> [UInt8] {
        let shown = lines.map { line in
            "(" + line.map { "\\()".contains($0) ? "\\\($0)" : String($0) }.joined() + ") Tj T*"
        }
        let text = "BT /F1 11 Tf 16 TL 72 770 Td\n" + shown.joined(separator: "\n") + "\nET"
        let objects = [
            "<< /Type /Catalog /Pages 2 0 R /Lang (en-GB) >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ]
        var file = "%PDF-1.4\n"
        var table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            table += String(String(10_000_000_000 + file.utf8.count).dropFirst()) + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        let start = file.utf8.count
        file += table + "trailer\n<< /Size \(objects.count + 1) /Root 1 0 R >>\nstartxref\n\(start)\n%%EOF\n"
        return Array(file.utf8)
    }
}

extension DemoDocument {
    /// Minutes and a report to a Cabinet Member were with the updates (004.07).
    static let sefton = [
        DemoDocument(
            "1", file: "Member Reference Group minutes September 2017.pdf",
            DemoPDF.page([
                "Member Reference Group for the economy", "Minutes of the meeting of September 2017", "",
                "Present: the Cabinet Member - Regeneration and Skills (Chair), members of the group,",
                "the Head of Investment & Employment, the Head of Regeneration & Housing", "",
                "1. The economic strategy is to be ready early in 2018.",
                "2. The draft social investment action plan goes to consultation in spring 2018.",
                "3. The next report to Overview and Scrutiny is due in December 2017.",
            ])),
        DemoDocument(
            "3", file: "Cabinet Member report social value.pdf",
            DemoPDF.page([
                "Report to: Cabinet Member - Regeneration and Skills", "Subject: Social value in procurement", "",
                "The pilot for estates maintenance shows what a social value clause brings.",
                "The Cabinet Member is asked to note the draft social investment action plan.", "",
                "Report of: Head of Regeneration & Housing",
            ])),
        DemoDocument(
            "3", file: "Workshops for local businesses.csv",
            Array("Workshop,Businesses\r\nSpecialist transport,20\r\n".utf8)),
        DemoDocument(
            "2", address: "https://www.sefton.gov.uk/", "Sefton Council’s own site, with the papers of Cabinet"),
    ]
}
