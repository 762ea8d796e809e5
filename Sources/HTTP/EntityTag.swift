/// The tag of what an answer holds, and conditions on it (RFC 9110, sections 8.8.3 and 13.1).
enum EntityTag {
    // If-None-Match compares weakly, If-Match strongly (sections 13.1.1 and 13.1.2).
    static func matches(_ conditions: [String], _ tag: String, isWeak: Bool) -> Bool {
        conditions.contains { list in
            list.utf8.split(separator: Byte.comma).contains { entry in
                var entry = Array(entry)[...].trimmed
                if isWeak && entry.starts(with: "W/".utf8) { entry = entry.dropFirst(2) }
                return entry.elementsEqual(tag.utf8) || entry.elementsEqual("*".utf8)
            }
        }
    }
}

extension Request {
    /// Whether who asks holds the answer with this tag already.
    public func holds(_ tag: String) -> Bool {
        EntityTag.matches(headers.all("If-None-Match"), tag, isWeak: true)
    }
}
