import Testing

@testable import App

/// Names, addresses and numbers in texts, however they are written.
@Suite struct NameFinderTests {
    private let finder: NameFinder

    init() {
        var finder = NameFinder()
        finder.add("Zoë O’Neill", of: NameFinder.Named(kind: .youngPerson, reference: "A-1", number: 1))
        finder.add("Zoë", of: NameFinder.Named(kind: .firstName, reference: "A-1", number: 1))
        finder.add("Will", of: NameFinder.Named(kind: .firstName, reference: "A-2", number: 2))
        finder.add("DCY-0417", of: NameFinder.Named(kind: .youngPerson, reference: "DCY-0417", number: 3))
        finder.add("Mary Ann Cope", of: NameFinder.Named(kind: .staff))
        self.finder = finder
    }

    @Test(arguments: [
        ("Came with ZOE O'NEILL today", "ZOE O'NEILL"), ("Zoë O’Neill’s bus", "Zoë O’Neill"), ("went with Zoe.", "Zoe"),
        ("as dcy 0417 was", "dcy 0417"), ("(DCY-0417)", "DCY-0417"), ("Will’s mother", "Will"),
        ("mary  ann\ncope said", "mary  ann\ncope"),
    ]) func aNameIsFound(_ text: String, _ words: String) {
        #expect(finder.found(in: text).map(\.words) == [words])
    }

    @Test(arguments: ["They will come", "Mary Ann went", "Zoeller", "DCY-04170", "", "Willow", "Goodwill"])
    func whatIsNoNameIsNotFound(_ text: String) { #expect(finder.found(in: text).isEmpty) }

    @Test func theLongestCountsAndAllOfThem() {
        let found = finder.found(in: "Zoë O’Neill and Zoe with Will, then Will")
        #expect(found.map(\.words) == ["Zoë O’Neill", "Zoe", "Will", "Will"])
        #expect(found[0].names.map(\.kind) == [.youngPerson])
    }

    @Test func addressesAndNumbersAreFoundInSentences() {
        let text = "Write to Jo.Bloggs@example.org, or <b@example.com>; not to @home. "
        #expect(ContactFinder.emails(in: text) == ["jo.bloggs@example.org", "b@example.com"])
        let told = "Ring 020 7946 0123 or +44 (0)7700 900417 on 12 3 2026, else (01632) 960001."
        #expect(
            ContactFinder.telephones(in: told).map(ContactFinder.key) == ["02079460123", "07700900417", "01632960001"])
    }

    @Test(arguments: [
        "On 03 12 2026 at 09:14", "2026-11-28 09:14:03", "Invoice 0123456789012345", "x0207946012399", "+ + + +", "0",
        "£1,234,567.00", "07700 900",
    ]) func aFigureIsNoTelephoneNumber(_ text: String) { #expect(ContactFinder.telephones(in: text).isEmpty) }

    /// However many names there are, a text is gone through once.
    @Test func manyNamesAndALongTextTakeNoLonger() {
        var many = finder
        for number in 0..<20_000 {
            many.add("Person\(number) Family\(number)", of: NameFinder.Named(kind: .youngPerson, number: Int64(number)))
        }
        let text = String(repeating: "Person7 Person8 Family8 and nobody else. ", count: 2_000)
        #expect(many.found(in: text).count == 2_000)
    }

    /// Of a common name some are told apart, and their own is never taken for another's.
    @Test func aCommonNameIsBounded() {
        var finder = NameFinder()
        for number in 0..<20_000 {
            finder.add("Jo", of: NameFinder.Named(kind: .firstName, reference: "A-\(number)", number: Int64(number)))
        }
        finder.add("Jo", of: NameFinder.Named(kind: .own, reference: "B-1", number: 20_000))
        let names = finder.found(in: "Jo came").flatMap(\.names)
        #expect(names.count == NameFinder.mostNamesakes + 2 && names.contains { $0.kind == .own })
    }
}
