/// A page of a PDF whose words stand where they are put (ISO 32000), in points from the left and from the top.
package enum PDFPage {
    package static func of(_ words: [(x: Int, y: Int, text: String)]) -> [UInt8] {
        let shown = words.map { "1 0 0 1 \($0.x) \(800 - $0.y) Tm (\($0.text)) Tj" }
        let text = "BT /F1 9 Tf\n" + shown.joined(separator: "\n") + "\nET"
        return file([
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 800 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            "<< /Length \(text.utf8.count) >>\nstream\n\(text)\nendstream",
            "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
        ])
    }

    /// Objects by their numbers from 1, of which the first is the catalogue.
    package static func file(_ objects: [String], trailer: String = "") -> [UInt8] {
        var file = "%PDF-1.4\n", table = "xref\n0 \(objects.count + 1)\n0000000000 65535 f \n"
        for (index, object) in objects.enumerated() {
            table += String(String(10_000_000_000 + file.utf8.count).dropFirst()) + " 00000 n \n"
            file += "\(index + 1) 0 obj\n\(object)\nendobj\n"
        }
        return Array(
            (file + table
                + "trailer << /Size \(objects.count + 1) /Root 1 0 R \(trailer) >>\nstartxref\n\(file.utf8.count)\n%%EOF\n")
                .utf8)
    }
}
