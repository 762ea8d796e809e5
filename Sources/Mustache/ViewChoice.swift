/// An enum of which each case holds one value: inside a section over it, a section named like a case is shown for that
/// case alone. `{{#questions}}{{#text}}…{{/text}}{{#area}}…{{/area}}{{/questions}}`
public protocol ViewChoice: SendableMetatype {
    /// All of them; a value that is none of these cannot be shown.
    static var cases: [ViewCase<Self>] { get }
}

/// A case of a `ViewChoice`.
public struct ViewCase<Choice: ViewChoice>: Sendable {
    /// The tag's name.
    public let name: String
    let held: any HeldReader<Choice>

    /// `ViewCase("text", Question.text) { if case .text(let held) = $0 { held } else { nil } }`
    public init<Held>(
        _ name: String, _ make: @escaping @Sendable (Held) -> Choice, held: @escaping @Sendable (Choice) -> Held?
    ) {
        self.name = name
        self.held = CaseReader(make: make, held: held)
    }
}

/// What one case holds.
protocol HeldReader<Choice>: Sendable {
    associatedtype Choice
    associatedtype Held

    var make: @Sendable (Held) -> Choice { get }
    var held: @Sendable (Choice) -> Held? { get }
}

extension HeldReader {
    func shape(in shapes: inout Shapes) throws(Shapes.Refusal) -> Shape { try shapes.shape(of: Held.self) }

    /// The value in a place of its own, where the choice is this case.
    func box(_ choice: Choice) -> AnyBox? { held(choice).map { Box($0) } }
}

private struct CaseReader<Choice, Held>: HeldReader {
    let make: @Sendable (Held) -> Choice
    let held: @Sendable (Choice) -> Held?
}

/// A value that was taken out of its enum.
class AnyBox {
    let place: UnsafeRawPointer

    fileprivate init(place: UnsafeRawPointer) { self.place = place }
}

private final class Box<Held>: AnyBox {
    private let value: UnsafeMutablePointer<Held>

    init(_ held: Held) {
        value = .allocate(capacity: 1)
        value.initialize(to: held)
        super.init(place: UnsafeRawPointer(value))
    }

    deinit {
        value.deinitialize(count: 1)
        value.deallocate()
    }
}

/// Tells the reader of a choice from that of an optional.
protocol OpensChoice: PlaceReader {}

/// Finds the case of a choice and takes out what it holds.
final class ChoiceReader<Choice: ViewChoice>: PlaceReader, OpensChoice {
    private let cases = Choice.cases.map(\.held)

    func place(from place: UnsafeRawPointer, _ kept: inout Kept) -> UnsafeRawPointer? {
        let choice = place.assumingMemoryBound(to: Choice.self).pointee
        for (index, reader) in cases.enumerated() {
            guard let box = reader.box(choice) else { continue }
            let opened = Opened(index: index, box: box)
            kept.objects.append(opened)
            return UnsafeRawPointer(Unmanaged.passUnretained(opened).toOpaque())
        }
        kept.unlisted = "\(Choice.self)"
        return nil
    }
}

/// A choice whose case is known. Its place is the object itself, which the page keeps.
private final class Opened {
    let index: Int
    let box: AnyBox

    init(index: Int, box: AnyBox) { (self.index, self.box) = (index, box) }
}

/// Goes from an opened choice to what it holds, where it is of one case.
final class OpenedReader: PlaceReader {
    private let index: Int

    init(index: Int) { self.index = index }

    func place(from place: UnsafeRawPointer, _ kept: inout Kept) -> UnsafeRawPointer? {
        let opened = Unmanaged<Opened>.fromOpaque(place).takeUnretainedValue()
        return opened.index == index ? opened.box.place : nil
    }
}
