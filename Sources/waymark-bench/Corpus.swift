import Foundation
import PlanReader
import Values

/// Papers with what must come of them: what is found, what is wrong and what is lost. Every PAPER has PAPER's name.expected.json beside it.
enum Corpus {
    static let help = "Usage: waymark-bench import-corpus DIR"

    static func call(_ arguments: [String]) -> Int32 {
        guard arguments.count == 1, let directory = arguments.first, directory != "--help" else {
            FileHandle.standardError.write(Data((help + "\n").utf8))
            return 2
        }
        let suffix = ".expected.json"
        let files = ((try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []).sorted()
        var all = Score(), count = 0, whole = 0
        for expected in files where expected.hasSuffix(suffix) {
            let name = String(expected.dropLast(suffix.count))
            guard let paper = files.first(where: { $0.hasPrefix(name + ".") && !$0.hasSuffix(".json") }),
                let wanted = FileManager.default.contents(atPath: directory + "/" + expected),
                let bytes = FileManager.default.contents(atPath: directory + "/" + paper)
            else {
                print("\(name): its paper is not there")
                continue
            }
            do {
                let score = try score([UInt8](bytes), paper, JSONDecoder().decode(Expected.self, from: wanted))
                print("\(name): \(score.words)")
                (count, all) = (count + 1, all + score)
                if score.found == score.wanted, score.wrong.isEmpty { whole += 1 }
            } catch {
                print("\(name): \(error)")
            }
        }
        print("\(whole) of \(count) papers whole; \(all.found) of \(all.wanted) facts found, \(all.wrong.count) wrong")
        return count > 0 && whole == count ? 0 : 1
    }

    private static func score(_ bytes: [UInt8], _ name: String, _ expected: Expected) throws -> Score {
        let today = Day.inLondon(at: Int64(Date().timeIntervalSince1970))
        let paper = try ImportedPaper.read(bytes, named: name, today: today)
        var score = Score(doubts: paper.doubts.count)
        expected.hold(against: paper.plan, meanings: paper.statusWords, today: today, &score)
        return score
    }
}

extension Corpus {
    fileprivate struct Score {
        var found = 0, wanted = 0, lost: [String] = [], wrong: [String] = [], doubts = 0

        mutating func fact(_ isFound: Bool, _ what: String) {
            wanted += 1
            if isFound { found += 1 } else { lost.append(what) }
        }

        var words: String {
            let lost = lost.isEmpty ? "" : "; lost: " + lost.joined(separator: ", ")
            let wrong = wrong.isEmpty ? "" : "; wrong: " + wrong.joined(separator: ", ")
            return "\(found) of \(wanted) found, \(doubts) questions" + lost + wrong
        }

        static func + (a: Score, b: Score) -> Score {
            Score(
                found: a.found + b.found, wanted: a.wanted + b.wanted, lost: a.lost + b.lost, wrong: a.wrong + b.wrong,
                doubts: a.doubts + b.doubts)
        }
    }

    fileprivate struct Expected: Decodable {
        struct Recommendation: Decodable {
            var starts: String, number: String?, response: String?, responseOn: String?
            var actions: [Action], kept: [String]
        }
        struct Action: Decodable {
            var has: String, leads: [String], due: String?, dueWords: String?, status: String?, tone: String?
        }
        var title: String?, header: [String], recommendations: [Recommendation]

        func hold(against plan: PlanFile, meanings: [ReadStatus], today: Day, _ score: inout Score) {
            let tones = Dictionary(meanings.map { (plain($0.words), $0.tone.rawValue) }) { first, _ in first }
            if let title { score.fact(plain(plan.title).holds(plain(title)), "title") }
            let whole = plain(text(plan))
            for words in header { score.fact(whole.holds(plain(words)), words) }
            var used: Set<Int> = []
            for wanted in recommendations {
                let index = plan.recommendations.indices.first {
                    !used.contains($0)
                        && plain(String(plan.recommendations[$0].words.prefix(wanted.starts.count + 80)))
                            .holds(plain(wanted.starts))
                }
                score.fact(index != nil, "“\(wanted.starts)”")
                guard let index else { continue }
                used.insert(index)
                wanted.hold(against: plan.recommendations[index], tones, today, &score)
            }
            guard !recommendations.isEmpty, recommendations.allSatisfy({ !$0.starts.isEmpty }) else { return }
            for (index, other) in plan.recommendations.enumerated() where !used.contains(index) {
                score.wrong.append("recommendation “\(other.words.prefix(40))”")
            }
        }
    }
}

extension Corpus.Expected.Recommendation {
    fileprivate func hold(
        against it: PlanFile.Recommendation, _ tones: [String: String], _ today: Day, _ score: inout Corpus.Score
    ) {
        if let number { score.fact(plain(it.number) == plain(number), "number \(number)") }
        if let response { score.fact(it.response.rawValue == response, "response \(response)") }
        if let responseOn { score.fact(it.responseOn?.isoText == responseOn, "response on \(responseOn)") }
        let under = plain(text(it))
        for words in kept { score.fact(under.holds(plain(words)), "“\(words)”") }
        for action in actions {
            let found = it.actions.first { plain($0.words).holds(plain(action.has)) }
            score.fact(found != nil, "action “\(action.has)”")
            guard let found else { continue }
            let leads = Set(found.leads.map { plain($0.name) })
            for lead in action.leads { score.fact(leads.contains(plain(lead)), "lead \(lead)") }
            if let due = action.due {
                score.fact(found.due?.day.isoText.hasPrefix(String(due.prefix(7))) == true, "due \(due)")
            } else if let day = found.due {
                score.wrong.append("due \(day.isoText)")
            }
            if let words = action.dueWords { score.fact(plain(found.dueWords) == plain(words), "“\(words)”") }
            let printed = found.achievement.first.map(plain) ?? ""
            if let status = action.status { score.fact(printed == plain(status), "status \(status)") }
            if let tone = action.tone { score.fact(tones[printed] == tone, "\(action.status ?? "status") is \(tone)") }
            for lead in leads.subtracting(actions.flatMap(\.leads).map(plain)) { score.wrong.append("lead \(lead)") }
        }
        if it.actions.count > actions.count {
            score.wrong.append("\(it.actions.count - actions.count) actions too many")
        }
        for update in it.updates where update.period == ApproximateDay(today, .month).day {
            score.wrong.append("progress of the month of reading")
        }
    }
}

private func plain(_ text: String) -> String {
    Folding.words(text).replacing("+", with: " ").split(separator: " ").joined(separator: " ")
}

private func text(_ value: some Encodable) -> String {
    (try? JSONEncoder().encode(value)).map { String(decoding: $0, as: UTF8.self).replacing("\\n", with: " ") } ?? ""
}

extension String {
    fileprivate func holds(_ words: String) -> Bool { words.isEmpty || contains(words) }
}
