/// A page's bytes while they are written: what does not fit is only counted, so that a second pass knows its length.
struct Output {
    private let base: UnsafeMutablePointer<UInt8>?
    private let capacity: Int
    private(set) var count = 0

    init(_ buffer: UnsafeMutableBufferPointer<UInt8>) {
        base = buffer.baseAddress
        capacity = buffer.count
    }

    /// Runs `write` until its bytes fit; that is once, where the capacity was well guessed.
    static func collect(capacity: Int, _ write: (inout Output) -> Void) -> [UInt8] {
        var needed = capacity
        while true {
            var length = 0
            let bytes = [UInt8](unsafeUninitializedCapacity: needed) { buffer, count in
                var output = Output(UnsafeMutableBufferPointer(rebasing: buffer[..<needed]))
                write(&output)
                length = output.count
                count = length <= needed ? length : 0
            }
            if length <= needed { return bytes }
            needed = length
        }
    }

    @inline(__always)
    mutating func append(_ bytes: UnsafeBufferPointer<UInt8>) {
        if let base, let source = bytes.baseAddress, count + bytes.count <= capacity {
            (base + count).update(from: source, count: bytes.count)
        }
        count += bytes.count
    }

    mutating func append(_ text: StaticString) {
        text.withUTF8Buffer { append($0) }
    }

    mutating func append(_ number: Int) {
        if number < 0 { append("-") }
        var rest = number.magnitude
        var place: UInt = 1
        while rest / place > 9 { place *= 10 }
        while place > 0 {
            var digit = UInt8(ascii: "0") + UInt8(rest / place)
            withUnsafePointer(to: &digit) { append(UnsafeBufferPointer(start: $0, count: 1)) }
            rest %= place
            place /= 10
        }
    }
}
