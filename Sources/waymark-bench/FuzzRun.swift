import Foundation
import Glibc
import Synchronization

/// One reader and its damaged cases. Case and seed make the bytes, so that any case can be had again.
struct FuzzRun {
    /// A case that takes longer hangs; the server gives a slow request ten seconds.
    private static let patience = 15
    /// A reader that needs more grows without bound.
    private static let mostMegabytes = 512

    let target: FuzzTarget
    let seed: Int
    private let notes: Int32

    init(_ target: FuzzTarget, seed: Int, notes: String? = nil) throws {
        (self.target, self.seed) = (target, seed)
        self.notes = notes.map { open($0, O_WRONLY | O_CLOEXEC) } ?? -1
    }

    /// Runs the cases; a line of the table.
    @discardableResult
    func run(_ cases: Range<Int>) throws -> String {
        let read = try target.reader()
        let watch = Watch(patience: Self.patience)
        let start = Load.now()
        var slowest = (time: 0, number: 0)
        for number in cases {
            note(number)
            watch.begin()
            var dice = Dice(state: UInt64(seed) &* 0x1_0000_0000 &+ UInt64(number))
            let bytes = damaged(&dice)
            let began = Load.now()
            do { try read(bytes) } catch { throw Problem("\(target.name), seed \(seed), case \(number): \(error)") }
            let spent = Load.now() - began
            if spent > slowest.time { slowest = (spent, number) }
        }
        let peak = Self.peakMegabytes
        guard peak < Self.mostMegabytes else { throw Problem("\(target.name) took \(peak) MB") }
        let seconds = String(format: "%.1f", Double(Load.now() - start) / 1e6)
        let longest = String(format: "%.1f", Double(slowest.time) / 1e3)
        return "| \(target.name) | \(cases.count) | \(seconds) | \(longest) ms (case \(slowest.number)) | \(peak) MB |"
    }

    private func note(_ number: Int) {
        guard notes >= 0 else { return }
        let text = Array("\(number)          ".utf8)
        pwrite(notes, text, text.count, 0)
    }

    /// A sample, cut, spliced and scratched.
    private func damaged(_ dice: inout Dice) -> [UInt8] {
        var bytes = target.samples.randomElement(using: &dice) ?? []
        if bytes.count > 4_096 {
            let start = Int.random(in: 0...bytes.count - 4_096, using: &dice)
            bytes = Array(bytes[start..<start + 4_096])
        }
        for _ in 0..<Int.random(in: 0...8, using: &dice) {
            let at = Int.random(in: 0...bytes.count, using: &dice)
            let end = min(bytes.count, at + Int.random(in: 0...12, using: &dice))
            switch Int.random(in: 0...6, using: &dice) {
            case 0 where at < bytes.count: bytes[at] = UInt8.random(in: 0...255, using: &dice)
            case 1: bytes.removeSubrange(at..<end)
            case 2: bytes.insert(contentsOf: bytes[at..<end], at: at)
            case 3:
                bytes.insert(
                    [0, 9, 10, 13, 32, 34, 37, 58, 48, 0x80, 0xC3, 0xFF].randomElement(using: &dice) ?? 0, at: at)
            case 4: bytes.removeSubrange(at...)
            default: bytes.insert(contentsOf: (target.pieces.randomElement(using: &dice) ?? "").utf8, at: at)
            }
        }
        return bytes
    }

    private static var peakMegabytes: Int {
        var usage = rusage()
        getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
        return usage.ru_maxrss / 1_024
    }
}

/// The same numbers every time.
struct Dice: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var value = state
        value = (value ^ value >> 30) &* 0xBF58_476D_1CE4_E5B9
        value = (value ^ value >> 27) &* 0x94D0_49BB_1331_11EB
        return value ^ value >> 31
    }
}

/// Ends the process when a case takes too long.
private final class Watch: Sendable {
    private let began = Atomic<Int>(Load.now())

    init(patience: Int) {
        Thread.detachNewThread { [self] in
            while true {
                sleep(1)
                guard Load.now() - began.load(ordering: .relaxed) > patience * 1_000_000 else { continue }
                FileHandle.standardError.write(Data("a case took more than \(patience) seconds\n".utf8))
                _exit(3)
            }
        }
    }

    func begin() { began.store(Load.now(), ordering: .relaxed) }
}
