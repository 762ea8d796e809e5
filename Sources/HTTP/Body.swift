import Glibc

/// A request's body: in memory when it is small, else in a file of its own.
package enum Body: Sendable {
    case bytes([UInt8])
    case file(MappedFile)

    var count: Int {
        switch self {
        case .bytes(let bytes): bytes.count
        case .file(let file): file.count
        }
    }

    /// A copy of a part of it.
    func bytes(_ range: Range<Int>) -> [UInt8] {
        withBytes { Array($0[range]) }
    }

    /// Looks at all of it without a copy.
    func withBytes<T, Failure: Error>(_ look: (UnsafeRawBufferPointer) throws(Failure) -> T) throws(Failure) -> T {
        switch self {
        case .bytes(let bytes):
            return try bytes.withUnsafeBufferPointer { (all) throws(Failure) in try look(UnsafeRawBufferPointer(all)) }
        case .file(let file):
            defer { file.letGo() }
            return try look(file.bytes)
        }
    }
}

/// A file as memory (mmap(2)): the kernel reads a page when it is looked at, and the process holds none of it.
package final class MappedFile: Sendable {
    // A pointer is not Sendable; where it points is, and nobody writes there.
    private let address: Int
    let count: Int

    /// All of a file that is not empty.
    init(_ file: Descriptor, count: Int) throws(SystemFailure) {
        let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, file.number, 0)
        guard let start, start != MAP_FAILED else { throw SystemFailure("mmap") }
        (address, self.count) = (Int(bitPattern: start), count)
    }

    deinit { munmap(UnsafeMutableRawPointer(bitPattern: address), count) }

    fileprivate var bytes: UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: UnsafeRawPointer(bitPattern: address), count: count)
    }

    /// Takes the pages that were looked at off the process's account; they come back when looked at again.
    fileprivate func letGo() { madvise(UnsafeMutableRawPointer(bitPattern: address), count, MADV_DONTNEED) }
}
