import Testing

@testable import Mustache

struct LayoutTests {
    @Test func swiftSaysWherePropertiesLie() {
        #expect(LayoutCheck.mistake() == nil)
    }

    /// Sizes and gaps of every sort, so that a property in the wrong place would show.
    struct Uneven: View {
        struct Inner {
            var flag: Bool? = true
            var number: Int? = 5
            var last: Bool = false
        }

        static let template = "uneven"
        var a = true
        var b: Bool? = false
        var c: Bool?
        var d: Int? = 0
        var e = false
        var f: Int?
        var g: Inner? = Inner()
        var h: Bool? = true
        var i: [Inner?] = [Inner(), nil, Inner(flag: nil, number: nil, last: true)]
        var j: [[Bool]] = [[true, false], [], [false]]
        var k: String? = "k"
        var l: Inner?
        var m: [Bool?]? = [true, nil, false]
        var n = "n"
        var o: Int?? = .some(7)
    }

    @Test func gapsAndAbsencesAreReadRight() throws {
        let template = """
            {{a}} {{b}} {{c}} {{d}} {{e}} {{f}} {{#g}}{{flag}}{{number}}{{last}}{{/g}} {{h}} \
            {{#i}}({{flag}},{{number}},{{last}}){{/i}} {{#j}}[{{#.}}{{.}}.{{/.}}]{{/j}} {{k}} {{l.number}} \
            {{#m}}<{{.}}>{{/m}} {{n}} {{o}}
            """
        let page = """
            true false  0 false  true5false true \
            (true,5,false)(,,)(,,true) [true.false.][][false.] k  \
            <true><><false> n 7
            """
        #expect(try show(Uneven(), template) == page)
    }

    struct Generic<Held> {
        let before: Bool
        let held: Held
    }

    struct Pair: View {
        static let template = "pair"
        let number: Generic<Int>
        let text: Generic<String?>
    }

    @Test func aGenericStructIsReadAsWhatItHolds() throws {
        let pair = Pair(number: Generic(before: true, held: 3), text: Generic(before: false, held: "x"))
        #expect(
            try show(pair, "{{number.before}}{{number.held}}{{#text}}{{before}}{{held}}{{/text}}") == "true3falsex")
    }

    final class Thing {}

    struct Things: View {
        static let template = "things"
        let thing: Thing
    }

    struct Two: View {
        static let template = "two"
        let pair: (Int, Int)
    }

    struct Maybe: View {
        static let template = "maybe"
        let prices: [Double?]
    }

    @Test func whatCannotBeReadIsRefusedAtTheStart() throws {
        #expect(
            try mistakes(Things.self, "") == [
                "things.mustache:1: Things.thing is Thing, which a view cannot hold: make it a struct"
            ])
        #expect(
            try mistakes(Two.self, "") == [
                "two.mustache:1: Two.pair is (Int, Int), which a view cannot hold: make it a struct"
            ])
        #expect(
            try mistakes(Maybe.self, "") == [
                "maybe.mustache:1: Maybe.prices is Double: a view holds String, Int, Bool or Markup, ready to read"
            ])
    }

    @Test func propertiesThatLieWhereTheyCannotAreNotBelieved() {
        #expect(StoredProperty.all(of: Uneven.self)?.map(\.name).joined() == "abcdefghijklmno")
        #expect(StoredProperty.all(of: Thing.self) == nil)
        func lies(_ offsets: Int...) -> Bool {
            let properties = offsets.map { StoredProperty(name: "x", offset: $0, type: Int.self, kind: .structure) }
            return StoredProperty.lie(properties, within: Range<Int>.self)
        }
        #expect(lies(0, 8))
        #expect(!lies(0, 4) && !lies(8, 0) && !lies(0, 0) && !lies(0, 16) && !lies(4))
    }
}
