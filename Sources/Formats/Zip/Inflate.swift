import CZlib

/// What was packed by deflate, whole again (RFC 1951), by zlib. Never more than it is asked for, never beyond what was given.
enum Inflate {
    /// Nil where the bytes are no whole stream, or come to more than `most`.
    static func bytes(_ packed: ArraySlice<UInt8>, most: Int) -> [UInt8]? {
        var stream = z_stream()
        // Without a head, as archives have it.
        let window = -MAX_WBITS, size = Int32(MemoryLayout<z_stream>.size)
        guard inflateInit2_(&stream, window, ZLIB_VERSION, size) == Z_OK else { return nil }
        defer { inflateEnd(&stream) }
        var output: [UInt8] = [], piece = [UInt8](repeating: 0, count: 1 << 16)
        return packed.withUnsafeBufferPointer { input in
            stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
            stream.avail_in = UInt32(input.count)
            while true {
                let (state, count) = piece.withUnsafeMutableBufferPointer { room in
                    stream.next_out = room.baseAddress
                    stream.avail_out = UInt32(room.count)
                    return (inflate(&stream, Z_NO_FLUSH), room.count - Int(stream.avail_out))
                }
                guard state == Z_OK || state == Z_STREAM_END, output.count + count <= most else { return nil }
                output += piece[..<count]
                if state == Z_STREAM_END { return output }
            }
        }
    }
}

/// The check sum of a file in an archive (APPNOTE.TXT 4.4.7).
enum CRC32 {
    static func sum(_ bytes: [UInt8]) -> UInt32 { UInt32(crc32_z(0, bytes, bytes.count)) }
}
