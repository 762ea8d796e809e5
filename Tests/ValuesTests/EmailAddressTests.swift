import Testing

@testable import Values

@Suite struct EmailAddressTests {
    @Test(arguments: [
        "priya.shah@bramley.example", "  Priya.Shah@Bramley.Example ", "mailto:priya.shah@bramley.example",
        "MAILTO:priya.shah%40bramley.example?subject=Hello", "<priya.shah@bramley.example>",
        "Priya Shah <priya.shah@bramley.example>;", "\"Shah, Priya\" <priya.shah@bramley.example>",
        "<mailto:priya.shah@bramley.example>", "priya.shah@bramley.example;", "(priya.shah@bramley.example).",
        "\u{200B}priya.shah@bram\u{AD}ley.example\u{FEFF}", "\u{202A}priya.shah@bramley.example\u{202C}",
    ]) func whatSurroundsAnAddressIsTakenOff(_ text: String) {
        #expect(EmailAddress.read(text) == "priya.shah@bramley.example")
    }

    @Test(arguments: [
        "", "priya", "@bramley.example", "priya@", "priya@bramley", "priya@bramley..example", "priya.@bramley.example",
        "priya shah@bramley.example", "a@bramley.example; b@bramley.example", "priya@-bramley.example",
        "priya@10.0.0.1",
        "pr\u{456}ya@bramley.example", "<>", "mailto:", String(repeating: "p", count: 65) + "@bramley.example",
    ]) func whatIsNoAddressIsNone(_ text: String) { #expect(EmailAddress.read(text) == nil) }

    @Test func anApostropheBelongsToAName() {
        #expect(EmailAddress.read("mailto:sean.o%27neill@bramley.example") == "sean.o'neill@bramley.example")
    }
}
