import Testing

@testable import Mustache

struct ParserTests {
    /// Repeats itself from a seed, so that a failure can be seen again.
    private struct Dice: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state ^ (state >> 33)) &* 0xff51_afd7_ed55_8ccd
        }
    }

    private static let pieces = [
        "{{", "}}", "{{{", "}}}", "{{#a}}", "{{/a}}", "{{^a}}", "{{$a}}", "{{<a}}", "{{>a}}", "{{>*a}}", "{{a}}",
        "{{.}}", "{{&a}}", "{{=| |=}}", "|a|", "|={{ }}=|", "{{! x", "\n", "\r\n", "  ", "text", "a", "é", "\u{0}", "*",
        "=",
    ]

    @Test func anyTextEitherParsesOrIsExplained() {
        var dice = Dice(state: 2026)
        var parsed = 0
        for _ in 0..<300 {
            let count = Int.random(in: 0...14, using: &dice)
            let text = (0..<count).map { _ in Self.pieces.randomElement(using: &dice) ?? "" }.joined()
            do {
                _ = try TemplateParser.parse(Array(text.utf8), file: "x")
                parsed += 1
                let partials = ["a": text]
                let data = JSON.record(["a": .list([.text("a"), .nothing])])
                #expect(render(text, data, partials: partials) == render(text, data, partials: partials))
            } catch {
                #expect(error.line >= 1 && error.line <= count + 1 && !error.sentence.isEmpty)
            }
        }
        #expect(parsed > 20)
    }

    @Test func anyBytesEitherParseOrAreExplained() {
        var dice = Dice(state: 7)
        let alphabet = Array("{}#/^$<>&=!.*ab \n\r\t|".utf8) + [0, 0x80, 0xff]
        for _ in 0..<20_000 {
            let bytes = (0..<Int.random(in: 0...30, using: &dice)).map { _ in
                alphabet.randomElement(using: &dice) ?? 0
            }
            _ = try? TemplateParser.parse(bytes, file: "x")
        }
    }

    @Test func deepNestingIsRefused() {
        let deep = String(repeating: "{{#a}}", count: 10_000) + String(repeating: "{{/a}}", count: 10_000)
        #expect(throws: TemplateError.Mistake.self) { try TemplateParser.parse(Array(deep.utf8), file: "x") }
    }
}
