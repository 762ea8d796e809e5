import Foundation

/// Text folded for comparing: no case, no accents, single spaces.
package func folded(_ text: String) -> String {
    text.folding(options: [.caseInsensitive, .diacriticInsensitive, .widthInsensitive], locale: nil)
        .split(whereSeparator: \.isWhitespace).joined(separator: " ")
}
