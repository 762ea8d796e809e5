/// Reads comma-separated values (RFC 4180) from bytes as they come: one record at a time, however long the file.
///
/// A record ends at a line's end outside quotes; within quotes two quotation marks are one. What stands after a closing
/// quotation mark belongs to its field, as spreadsheets read it. Lines that hold nothing are no records.
package struct CSVReader {
    /// The fields of one record, good until the next is read.
    package struct Record {
        fileprivate(set) var bytes: [UInt8] = []
        /// Where each field ends in `bytes`.
        fileprivate(set) var ends: [Int] = []
        /// The lines it stands on, from 1.
        package fileprivate(set) var firstLine = 1, lastLine = 1

        package var count: Int { ends.count }

        /// A field's bytes.
        package subscript(_ index: Int) -> ArraySlice<UInt8> { bytes[(index == 0 ? 0 : ends[index - 1])..<ends[index]] }

        /// A field as text; nil when it is not UTF-8.
        package func text(_ index: Int) -> String? { String(validating: self[index], as: UTF8.self) }
    }

    /// One record is longer than the reader was told to hold.
    package struct TooLong: Error {
        /// Where it begins.
        package let line: Int
    }

    private enum Place { case fieldStart, plain, quoted, afterQuote }

    private let separator: UInt8
    private let longest: Int
    private var place = Place.fieldStart
    private var record = Record()
    private var line = 1
    private var followsReturn = false

    /// `longest` bounds the bytes of one record.
    package init(separator: UInt8 = UInt8(ascii: ","), longest: Int = 1 << 20) {
        (self.separator, self.longest) = (separator, longest)
    }

    /// Takes the next bytes and hands over each record that they complete.
    package mutating func read(_ bytes: [UInt8], each take: (Record) throws -> Void) throws {
        for byte in bytes {
            let endsReturn = followsReturn && byte == UInt8(ascii: "\n")
            followsReturn = byte == UInt8(ascii: "\r")
            if endsReturn {
                if place == .quoted { record.bytes.append(byte) }
                continue
            }
            try accept(byte, take)
        }
    }

    /// Hands over what stands after the last line's end.
    package mutating func finish(each take: (Record) throws -> Void) rethrows { try endRecord(take) }

    private mutating func accept(_ byte: UInt8, _ take: (Record) throws -> Void) throws {
        let isLineEnd = byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r")
        switch place {
        case .quoted where byte == UInt8(ascii: "\""): place = .afterQuote
        case .quoted: try append(byte)
        case .fieldStart where byte == UInt8(ascii: "\""): place = .quoted
        case .afterQuote where byte == UInt8(ascii: "\""):
            place = .quoted
            try append(byte)
        case _ where byte == separator: endField()
        case _ where isLineEnd: try endRecord(take)
        default:
            place = .plain
            try append(byte)
        }
        if isLineEnd { nextLine() }
    }

    @inline(__always)
    private mutating func append(_ byte: UInt8) throws {
        guard record.bytes.count < longest else { throw TooLong(line: record.firstLine) }
        record.bytes.append(byte)
    }

    private mutating func endField() {
        record.ends.append(record.bytes.count)
        place = .fieldStart
    }

    private mutating func endRecord(_ take: (Record) throws -> Void) rethrows {
        let isEmpty = record.ends.isEmpty && record.bytes.isEmpty && place == .fieldStart
        if !isEmpty {
            endField()
            record.lastLine = line
            try take(record)
        }
        record.bytes.removeAll(keepingCapacity: true)
        record.ends.removeAll(keepingCapacity: true)
        place = .fieldStart
    }

    private mutating func nextLine() {
        line += 1
        if place != .quoted { record.firstLine = line }
    }
}
