@testable import Formats

/// Small files as offices make them, byte by byte.
enum Papers {
    static let pdf = Array("%PDF-1.4\n".utf8)
    static let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 0]
    static let docx = zip(["[Content_Types].xml": "<x/>", "word/document.xml": "<x/>"])
    static let xlsx = zip(["[Content_Types].xml": "<x/>", "xl/workbook.xml": "<x/>"])
    static let docm = zip(["[Content_Types].xml": "<x/>", "word/document.xml": "<x/>", "word/vbaProject.bin": "x"])
    static let odt = zip(["mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<x/>"])

    /// A zip archive with its files stored as they are, in the order of their names; `mimetype` first.
    static func zip(_ files: [String: String]) -> [UInt8] {
        func bytes(_ number: Int, _ length: Int) -> [UInt8] { (0..<length).map { UInt8(number >> (8 * $0) & 255) } }
        var archive: [UInt8] = [], directory: [UInt8] = []
        for (name, text) in files.sorted(by: {
            ($0.key != "mimetype" ? 1 : 0, $0.key) < ($1.key != "mimetype" ? 1 : 0, $1.key)
        }) {
            let start = archive.count, (name, content) = (Array(name.utf8), Array(text.utf8))
            let sizes = bytes(content.count, 4) + bytes(content.count, 4) + bytes(name.count, 2) + bytes(0, 2)
            archive += bytes(0x0403_4B50, 4) + bytes(20, 2) + bytes(0, 12) + sizes + name + content
            directory += bytes(0x0201_4B50, 4) + bytes(20, 2) + bytes(20, 2) + bytes(0, 12) + sizes + bytes(0, 10)
            directory += bytes(start, 4) + name
        }
        let end = bytes(files.count, 2) + bytes(files.count, 2) + bytes(directory.count, 4) + bytes(archive.count, 4)
        return archive + directory + bytes(0x0605_4B50, 4) + bytes(0, 4) + end + bytes(0, 2)
    }
}
