/// Tries reading where values lie on one whose every property is known, before any view is read like that.
struct LayoutCheck {
    private struct Inner {
        let words: String
        let number: Int?
    }

    private struct Sample {
        let isOpen: Bool
        let text: String
        let note: String?
        let missing: String?
        let count: Int
        let isSet: Bool?
        let markup: Markup
        let names: [String]
        let none: [Inner]?
        let inner: Inner
        let other: Inner?
        let nobody: Inner?
        let rows: [Inner]
    }

    private static let sample = Sample(
        isOpen: true, text: "a text that is too long to lie inside the string", note: "", missing: nil, count: -7,
        isSet: false, markup: "<b>", names: ["one", "two"], none: nil, inner: Inner(words: "in", number: 1),
        other: Inner(words: "a < b", number: nil), nobody: nil, rows: [Inner(words: "x", number: 0)])

    private static let template = """
        {{isOpen}}|{{text}}|{{#note}}note{{/note}}|{{missing}}{{^missing}}none{{/missing}}|{{count}}|{{isSet}}|{{{markup}}}|\
        {{#names}}{{.}},{{/names}}|{{^none}}none{{/none}}|{{inner.words}}{{inner.number}}|\
        {{#other}}{{words}}{{^number}}none{{/number}}{{/other}}|{{^nobody}}none{{/nobody}}{{nobody.words}}|\
        {{#rows}}{{words}}{{number}}{{/rows}}
        """

    private static let page = """
        true|a text that is too long to lie inside the string|note|none|-7|false|<b>|one,two,|none|in1|\
        a &lt; bnone|none|x0
        """

    /// What is not as it should be, if anything.
    static func mistake() -> String? {
        let sentence = "This version of Swift does not say where a struct's properties lie: build with Swift 6.3"
        guard liesAsExpected, shown == page else { return sentence }
        return nil
    }

    /// The offsets that the language itself promises, and the names and types that were written above.
    private static var liesAsExpected: Bool {
        let expected: [(String, PartialKeyPath<Sample>, Any.Type)] = [
            ("isOpen", \.isOpen, Bool.self), ("text", \.text, String.self), ("note", \.note, String?.self),
            ("missing", \.missing, String?.self), ("count", \.count, Int.self), ("isSet", \.isSet, Bool?.self),
            ("markup", \.markup, Markup.self), ("names", \.names, [String].self), ("none", \.none, [Inner]?.self),
            ("inner", \.inner, Inner.self), ("other", \.other, Inner?.self), ("nobody", \.nobody, Inner?.self),
            ("rows", \.rows, [Inner].self),
        ]
        guard let properties = StoredProperty.all(of: Sample.self), properties.count == expected.count else {
            return false
        }
        return zip(properties, expected).allSatisfy { property, expected in
            property.name == expected.0 && property.offset == MemoryLayout<Sample>.offset(of: expected.1)
                && property.type == expected.2
        }
    }

    private static var shown: String? {
        var shapes = Shapes()
        guard let shape = try? shapes.shape(of: Sample.self) else { return nil }
        var compiler = Compiler(isStrict: true, library: Library { $0 == "sample" ? Array(template.utf8) : nil })
        var program = compiler.compile("sample", against: [shape])
        guard compiler.mistakes.isEmpty else { return nil }
        program.text = compiler.pool.bytes
        return withUnsafePointer(to: sample) { place in
            (try? Renderer.render(program, [UnsafeRawPointer(place)], capacity: page.utf8.count)).map {
                String(decoding: $0, as: UTF8.self)
            }
        }
    }
}
