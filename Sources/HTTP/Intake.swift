import CLinux
import Glibc

/// A body that is still coming: kept in memory up to a bound, and beyond it in a file.
///
/// The I/O thread writes the file itself: a piece is at most 64 KiB and goes to the kernel's page cache, in some 15
/// microseconds at the median; only a disk that cannot keep up with the bodies makes it wait.
struct Intake {
    private let bound: Int
    private let directory: String
    private var bytes: [UInt8] = []
    private var file: Descriptor?
    private(set) var count = 0
    /// All that it takes room for.
    var held: Int { count + end.count }
    /// How much of it is kept. Of a longer one the end is kept too, so that what stands behind a large file is read.
    var limit = Int.max
    private var end: [UInt8] = []
    private static let endBytes = 64 << 10

    init(bound: Int, directory: String) { (self.bound, self.directory) = (bound, directory) }

    /// Takes the next piece; a disk that has no room for it is answered 507 (RFC 4918 section 11.5).
    mutating func take(_ piece: ArraySlice<UInt8>) throws(Parser.Failure) {
        let kept = piece.prefix(max(0, limit - count))
        try keep(kept)
        end += piece.dropFirst(kept.count)
        if end.count > 4 * Self.endBytes { end.removeFirst(end.count - Self.endBytes) }
    }

    /// The last piece was taken: behind what is kept comes the end of a body that is too long. Where that is.
    mutating func finish() throws(Parser.Failure) -> Int? {
        guard !end.isEmpty else { return nil }
        let seam = count
        try keep(end.suffix(Self.endBytes))
        return seam
    }

    private mutating func keep(_ piece: ArraySlice<UInt8>) throws(Parser.Failure) {
        do throws(SystemFailure) {
            if file == nil, count + piece.count > bound { try spill() }
            if let file { try file.write(piece) } else { bytes.append(contentsOf: piece) }
        } catch {
            throw Self.noRoom
        }
        count += piece.count
    }

    /// The whole body.
    func body() throws(Parser.Failure) -> Body {
        guard let file else { return .bytes(bytes) }
        do throws(SystemFailure) { return .file(try MappedFile(file, count: count)) } catch { throw Self.noRoom }
    }

    /// Forgets it, once another has it.
    mutating func letGo() { (bytes, file, end) = ([], nil, []) }

    private mutating func spill() throws(SystemFailure) {
        var template = Array((directory + "/waymark-body-XXXXXX").utf8CString)
        let file = try Descriptor(clinux_nameless_file(&template), directory)
        try file.write(bytes[...])
        (self.file, bytes) = (file, [])
    }

    private static var noRoom: Parser.Failure {
        Parser.Failure(
            status: .insufficientStorage, reason: "There is no room here for what you are sending. Try again later.")
    }

    /// Where bodies are kept: on disk rather than in /tmp, which may be memory.
    static let usualDirectory: String = {
        let named = getenv("TMPDIR").map { [String(cString: $0)] } ?? []
        return (named + ["/var/tmp"]).first { access($0, W_OK | X_OK) == 0 } ?? "/tmp"
    }()
}
