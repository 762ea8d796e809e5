extension StringProtocol {
    /// Its first code points, as the database counts the length of a text (PostgreSQL, char_length).
    package func cut(to most: Int) -> String { String(String.UnicodeScalarView(unicodeScalars.prefix(most))) }
}
