/// Goes from where a value lies to where another lies that it holds.
protocol PlaceReader: AnyObject, Sendable {
    /// Nil where there is none.
    func place(from place: UnsafeRawPointer, _ kept: inout Kept) -> UnsafeRawPointer?
}

/// Reads the items of a list where they lie.
protocol ListReader: AnyObject, Sendable {
    func items(at place: UnsafeRawPointer, _ body: (_ items: Items) -> Void)
}

/// Items in a row, `stride` bytes from one to the next.
struct Items {
    let first: UnsafeRawPointer
    let count, stride: Int
}

/// Reads a value that is one of a few texts.
protocol TextReader: AnyObject, Sendable {
    func text(at place: UnsafeRawPointer) -> String
}

/// What must outlive the page that is being rendered, and what was found to be wrong with its values.
struct Kept {
    var objects: [AnyObject] = []
    var unlisted: String?
}

final class OptionalReader<Wrapped>: PlaceReader {
    func place(from place: UnsafeRawPointer, _ kept: inout Kept) -> UnsafeRawPointer? {
        let optional = UnsafeMutablePointer(mutating: place.assumingMemoryBound(to: Wrapped?.self))
        guard isThere(optional.pointee) else { return nil }
        return withUnsafeMutablePointer(to: &optional.pointee!) { UnsafeRawPointer($0) }
    }
}

/// Asks without copying, which comparing with nil would do to a value whose type is not known here.
private func isThere<Wrapped: ~Copyable>(_ optional: borrowing Wrapped?) -> Bool {
    switch optional {
    case .none: false
    case .some: true
    }
}

final class ArrayReader<Element>: ListReader {
    func items(at place: UnsafeRawPointer, _ body: (_ items: Items) -> Void) {
        place.assumingMemoryBound(to: [Element].self).pointee.withUnsafeBufferPointer { buffer in
            guard let first = buffer.baseAddress, !buffer.isEmpty else { return }
            body(Items(first: UnsafeRawPointer(first), count: buffer.count, stride: MemoryLayout<Element>.stride))
        }
    }
}

final class NameReader<Name: RawRepresentable<String>>: TextReader {
    func text(at place: UnsafeRawPointer) -> String { place.assumingMemoryBound(to: Name.self).pointee.rawValue }
}
