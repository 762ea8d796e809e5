import Fixtures

@testable import App
@testable import Mustache

/// Makes a value of any view from its properties alone, with texts that would break a page which forgot to escape them.
/// Seed 0 leaves nothing out; with others some of what may be absent is, and lists have none to two items.
final class SampleView {
    static let text = "javascript:x<y>&\"'z"
    static let link = "/sample?a=b&c=\"d\""

    /// A property that nothing is known to put into; so that no view is skipped.
    struct Unfillable: Error { let property, type: String }

    private let isWhole: Bool
    private var chance: Chance
    /// Which case of a choice comes next, so that each is shown in its turn.
    private var turn: Int

    static func make<V: View>(_ type: V.Type, seed: UInt64) throws -> V {
        try SampleView(seed: seed).value(type, named: "")
    }

    private init(seed: UInt64) { (isWhole, chance, turn) = (seed == 0, Chance(seed: seed), Int(seed)) }

    /// Properties that lead somewhere; every other is only ever shown.
    static func isLink(_ name: String) -> Bool {
        ["link", "action", "script", "stylesheet", "icon", "previous", "next"].contains(name) || name.hasSuffix("Link")
            || name.hasSuffix("Action")
    }

    fileprivate func isAbsent() -> Bool { !isWhole && Bool.random(using: &chance) }
    fileprivate func count() -> Int { isWhole ? 2 : Int.random(in: 0...2, using: &chance) }

    fileprivate func value<T>(_ type: T.Type, named name: String) throws -> T {
        guard let held = StoredProperty.holding(type) else { throw Unfillable(property: name, type: "\(type)") }
        let place = UnsafeMutablePointer<T>.allocate(capacity: 1)
        defer { place.deallocate() }
        try fill(held, named: name, at: UnsafeMutableRawPointer(place))
        return place.move()
    }

    /// Puts a value where the property lies.
    private func fill(_ property: StoredProperty, named name: String, at place: UnsafeMutableRawPointer) throws {
        switch property.type {
        case is String.Type: put(Self.isLink(name) ? Self.link : Self.text, at: place)
        case is Int.Type: put(Int.random(in: -1...12, using: &chance), at: place)
        case is Bool.Type: put(!isAbsent(), at: place)
        case is Markup.Type: put("<b>sample</b>" as Markup, at: place)
        case let type as any Filled.Type: try type.fill(at: place, by: self, named: name)
        case let type as any ViewChoice.Type: try fill(type, at: place)
        case let type as any CaseIterable.Type: try fill(type, named: name, at: place)
        default:
            guard property.kind == .structure, let properties = StoredProperty.all(of: property.type) else {
                throw Unfillable(property: name, type: "\(property.type)")
            }
            for inner in properties { try fill(inner, named: inner.name, at: place + inner.offset) }
        }
    }

    fileprivate func put<T>(_ value: T, at place: UnsafeMutableRawPointer) {
        place.initializeMemory(as: T.self, to: value)
    }

    private func fill<C: CaseIterable>(_ type: C.Type, named name: String, at place: UnsafeMutableRawPointer) throws {
        guard let value = type.allCases.randomElement(using: &chance) else {
            throw Unfillable(property: name, type: "\(type)")
        }
        put(value, at: place)
    }

    private func fill<C: ViewChoice>(_ type: C.Type, at place: UnsafeMutableRawPointer) throws {
        turn += 1
        let one = type.cases[turn % type.cases.count]
        let value: C = try choice(one.held)
        guard Mirror(reflecting: value).children.first?.label == one.name else {
            throw Unfillable(property: one.name, type: "\(type)")
        }
        put(value, at: place)
    }

    private func choice<R: HeldReader>(_ reader: R) throws -> R.Choice {
        reader.make(try value(R.Held.self, named: ""))
    }
}

/// A type around another, which alone knows how to be filled.
private protocol Filled {
    static func fill(at place: UnsafeMutableRawPointer, by sample: SampleView, named name: String) throws
}

extension Optional: Filled {
    fileprivate static func fill(at place: UnsafeMutableRawPointer, by sample: SampleView, named name: String) throws {
        sample.put(sample.isAbsent() ? nil : try sample.value(Wrapped.self, named: name) as Wrapped?, at: place)
    }
}

extension Array: Filled {
    fileprivate static func fill(at place: UnsafeMutableRawPointer, by sample: SampleView, named name: String) throws {
        sample.put(try (0..<sample.count()).map { _ in try sample.value(Element.self, named: name) }, at: place)
    }
}
