import HTTP

/// A file that came with a form. Its content is given out once the scanner found nothing in it, or where there is no scanner.
struct SentFile: Sendable {
    let part: Multipart.Part
    /// Nil until somebody looked.
    private(set) var verdict: Clamd.Verdict?

    /// Why its content is not given out.
    enum Refusal: Error, Equatable {
        case infected(String), unscanned

        /// What to do about the file of this name.
        func sentence(_ name: String) -> String {
            switch self {
            case .infected(let known):
                "Choose another file: “\(name.suffix(80))” holds malware, known as \(known.prefix(80)). Nothing of it was kept. Tell whoever looks after your computer"
            case .unscanned:
                "Choose “\(name.suffix(80))” again in a few minutes: files are scanned for malware before they are kept, and the scanner is not available for a moment"
            }
        }
    }

    init(_ part: Multipart.Part) { self.part = part }

    /// The field's name.
    var name: String { part.name }
    /// The name that the file had there.
    var filename: String { part.filename ?? "" }

    /// The content, copied at every call.
    func content() throws(Refusal) -> [UInt8] {
        switch verdict {
        case .clean: part.bytes
        case .infected(let known): throw .infected(known)
        case .unknown, nil: throw .unscanned
        }
    }

    fileprivate mutating func take(_ verdict: Clamd.Verdict) { self.verdict = verdict }
}

extension [SentFile] {
    /// Nobody asked for a scanner.
    mutating func clear() { for index in indices { self[index].take(.clean) } }

    /// Has each looked at that was not, all within the scanner's patience.
    mutating func scan(with scanner: Clamd, log: (String) -> Void) {
        let end = ContinuousClock.now + scanner.patience
        for index in indices where self[index].verdict == nil {
            let verdict = scanner.verdict(of: self[index].part.pieces(), until: end)
            switch verdict {
            case .clean: break
            case .infected(let known): log("A file with malware was refused: \(known.prefix(80))")
            case .unknown: log("A file was refused: the scanner gave no verdict in time")
            }
            self[index].take(verdict)
        }
    }
}
