/// What was packed by deflate, whole again (RFC 1951). Never more than it is asked for, never beyond what was given.
struct Inflate {
    /// Nil where the bytes are no whole stream, or come to more than `most`.
    static func bytes(_ packed: ArraySlice<UInt8>, most: Int) -> [UInt8]? {
        var inflate = Inflate(packed, most: most)
        return inflate.run() ? inflate.output : nil
    }

    private let input: ArraySlice<UInt8>
    private let most: Int
    private var place: Int
    private var held: UInt32 = 0, count = 0
    private var output: [UInt8] = []

    private init(_ input: ArraySlice<UInt8>, most: Int) {
        (self.input, self.most) = (input, most)
        place = input.startIndex
    }

    /// Block after block, up to the last one.
    private mutating func run() -> Bool {
        while let last = bits(1), let kind = bits(2) {
            let isWell =
                switch kind {
                case 0: stored()
                case 1: packed(Self.fixed.lengths, Self.fixed.distances)
                case 2: dynamic()
                default: false
                }
            guard isWell else { return false }
            if last == 1 { return true }
        }
        return false
    }

    /// Low bit first; nil beyond the end.
    private mutating func bits(_ wanted: Int) -> Int? {
        while count < wanted {
            guard place < input.endIndex else { return nil }
            held |= UInt32(input[place]) << UInt32(count)
            (place, count) = (place + 1, count + 8)
        }
        let value = held & (1 << UInt32(wanted) - 1)
        held >>= UInt32(wanted)
        count -= wanted
        return Int(value)
    }

    /// Section 3.2.4: as it is, from the next whole byte on.
    private mutating func stored() -> Bool {
        _ = bits(count % 8)
        guard let length = bits(16), let check = bits(16), length == ~check & 0xFFFF, count == 0,
            input.endIndex - place >= length, output.count + length <= most
        else { return false }
        output += input[place..<(place + length)]
        place += length
        return true
    }

    /// Section 3.2.7: the codes come first, packed themselves.
    private mutating func dynamic() -> Bool {
        guard let literals = bits(5), let distances = bits(5), let codes = bits(4) else { return false }
        var lengths = [Int](repeating: 0, count: 19)
        for place in Self.order.prefix(codes + 4) {
            guard let length = bits(3) else { return false }
            lengths[place] = length
        }
        guard let code = Huffman(lengths) else { return false }
        let all = literals + 257 + distances + 1
        lengths = []
        while lengths.count < all {
            guard let symbol = symbol(code) else { return false }
            guard symbol > 15 else {
                lengths.append(symbol)
                continue
            }
            // The one before again, or zeros: 3 to 6, 3 to 10, 11 to 138 of them.
            let (extra, least) = symbol == 16 ? (2, 3) : symbol == 17 ? (3, 3) : (7, 11)
            guard let more = bits(extra), let repeated = symbol == 16 ? lengths.last : 0,
                lengths.count + least + more <= all
            else { return false }
            lengths += [Int](repeating: repeated, count: least + more)
        }
        guard let first = Huffman(Array(lengths.prefix(literals + 257))),
            let second = Huffman(Array(lengths.dropFirst(literals + 257)))
        else { return false }
        return packed(first, second)
    }

    /// Section 3.2.5: bytes, and pieces of what came before.
    private mutating func packed(_ lengths: Huffman?, _ distances: Huffman?) -> Bool {
        guard let lengths, let distances else { return false }
        while let symbol = symbol(lengths) {
            if symbol == 256 { return true }
            guard symbol > 256 else {
                guard output.count < most else { return false }
                output.append(UInt8(symbol))
                continue
            }
            guard symbol - 257 < Self.lengths.count, let more = bits(Self.lengths[symbol - 257].extra),
                let code = self.symbol(distances), code < Self.distances.count,
                let further = bits(Self.distances[code].extra)
            else { return false }
            let length = Self.lengths[symbol - 257].base + more, distance = Self.distances[code].base + further
            guard distance <= output.count, output.count + length <= most else { return false }
            for _ in 0..<length { output.append(output[output.count - distance]) }
        }
        return false
    }

    private mutating func symbol(_ code: Huffman) -> Int? {
        var value = 0, first = 0, index = 0
        for length in 1...15 {
            guard let bit = bits(1) else { return nil }
            value |= bit
            let count = code.counts[length]
            if value - first < count { return code.symbols[index + value - first] }
            index += count
            first = (first + count) << 1
            value <<= 1
        }
        return nil
    }

    /// Codes by the length of each: those of one length are consecutive (section 3.2.2).
    private struct Huffman {
        /// How many there are of each length, 0 to 15.
        private(set) var counts = [Int](repeating: 0, count: 16)
        /// Sorted by length, then by value.
        let symbols: [Int]

        /// Nil where more codes are said to be than there can be.
        init?(_ lengths: [Int]) {
            for length in lengths where length > 0 { counts[length] += 1 }
            var left = 1, next = [Int](repeating: 0, count: 16), sum = 0
            for length in 1...15 {
                left = left << 1 - counts[length]
                if left < 0 { return nil }
                next[length] = sum
                sum += counts[length]
            }
            var symbols = [Int](repeating: 0, count: sum)
            for (symbol, length) in lengths.enumerated() where length > 0 {
                symbols[next[length]] = symbol
                next[length] += 1
            }
            self.symbols = symbols
        }
    }

    /// Section 3.2.6.
    private static let fixed = (
        lengths: Huffman((0..<288).map { $0 < 144 ? 8 : $0 < 256 ? 9 : $0 < 280 ? 7 : 8 }),
        distances: Huffman([Int](repeating: 5, count: 30))
    )

    private static let order = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]

    /// Of the codes 257 to 285: where each begins, and how many bits follow it.
    private static let lengths =
        ranges(
            from: 3, extra: [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5]
        ) + [(base: 258, extra: 0)]

    private static let distances = ranges(
        from: 1, extra: (0..<30).map { max(0, $0 / 2 - 1) })

    private static func ranges(from start: Int, extra: [Int]) -> [(base: Int, extra: Int)] {
        var base = start
        return extra.map { bits in
            defer { base += 1 << bits }
            return (base, bits)
        }
    }
}
