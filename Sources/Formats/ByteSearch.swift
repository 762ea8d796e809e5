import CLinux

/// Whether bytes stand somewhere in others, found in one pass by the C library.
package enum ByteSearch {
    package static func holds(_ all: UnsafeRawBufferPointer, _ wanted: UnsafeRawBufferPointer) -> Bool {
        guard let start = all.baseAddress, let first = wanted.baseAddress else { return false }
        return memmem(start, all.count, first, wanted.count) != nil
    }

    package static func holds(_ text: String, _ words: String) -> Bool {
        var text = text, words = words
        return text.withUTF8 { text in
            words.withUTF8 { holds(UnsafeRawBufferPointer(text), UnsafeRawBufferPointer($0)) }
        }
    }
}
