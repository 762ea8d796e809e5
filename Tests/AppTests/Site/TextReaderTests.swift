import App
import Fixtures
import Testing
import Values

/// What comes of a text, and what that costs, grows as the text does: counted, not timed.
@Suite struct TextReaderTests {
    /// An ampersand becomes five, the item of a list ten, and one ligature eighteen letters.
    private static let mostOfAByte = 12
    /// Tidied, folded and looked through for each of several words.
    private static let mostStepsForAByte = 24

    @Test(arguments: Hostile.texts + Hostile.markup) func itMakesOfATextWhatItWeighs(_ text: Hostile) {
        let small = text.text(2_000), large = text.text(8_000)
        for reader in TextReaders.all {
            let (few, many) = (Self.run(reader.read, small), Self.run(reader.read, large))
            #expect(many.made <= large.utf8.count * Self.mostOfAByte, "\(reader.name)")
            #expect(many.steps <= large.utf8.count * Self.mostStepsForAByte, "\(reader.name)")
            #expect(many.made <= max(few.made * 5, large.utf8.count * 2), "\(reader.name)")
            #expect(many.steps <= few.steps * 5 + 100, "\(reader.name)")
        }
    }

    private static func run(_ read: (String) -> Int, _ text: String) -> (made: Int, steps: Int) {
        let work = Work()
        let made = work.counting { read(text) }
        return (made, work.spent)
    }
}
