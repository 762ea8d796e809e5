/// Why a page is not shown: each becomes one page with a sentence to act on.
enum Failure: Error, Equatable {
    /// There is no such thing, or it is another council's: the two look alike.
    case notFound
    /// The person's roles do not include this.
    case forbidden
    /// It is somebody else's to do: who, and whom to ask.
    case notYours(String)
    /// What was asked does not fit what is there now.
    case conflict(String)
    /// The request makes no sense; only a hand-made one does that.
    case badRequest(String)
    /// Nothing proves whose page the form was on.
    case staleForm
    /// The form was opened by another person, for whom it is now kept, or was too long for that.
    case anothersForm(isKept: Bool)
    /// There is no form of this person's that was kept under this number.
    case notWaiting
    /// More was sent than there is room for, in words.
    case tooLarge(String)
    /// More was sent than is read at all.
    case tooLargeToRead
    /// The session was over, and the form was too long to be kept.
    case sessionOver
    /// The session was over when it was sent, and its page cannot be shown as it was.
    case notSent
    /// Come back in a moment.
    case unavailable
    case tooManyAttempts(seconds: Int)
}

/// One thing to mend in a form.
package struct Mistake: Sendable, Equatable {
    package var field: String
    package var text: String
}

/// All that is to mend in a form, in the order of its fields.
package struct Mistakes: Error, Sendable, Equatable {
    package private(set) var list: [Mistake] = []
    /// The same by field: a large form asks for each of its fields.
    private var texts: [String: String] = [:]

    package init() {}

    init(_ field: String, _ text: String) { add(field, text) }

    package subscript(_ field: String) -> String? { texts[field] }

    mutating func add(_ field: String, _ text: String) {
        guard texts[field] == nil else { return }
        texts[field] = text
        list.append(Mistake(field: field, text: text))
    }

    /// These, and behind them the others.
    func and(_ others: Mistakes) -> Mistakes {
        var all = self
        for mistake in others.list { all.add(mistake.field, mistake.text) }
        return all
    }

    /// Those of one row of a form with many, by the names within it.
    func part(_ prefix: String) -> Mistakes {
        var part = Mistakes()
        for mistake in list where mistake.field.hasPrefix(prefix) {
            part.add(String(mistake.field.dropFirst(prefix.count)), mistake.text)
        }
        return part
    }

    var isEmpty: Bool { list.isEmpty }

    /// The box above the form; nil when all is well. Names of fields are the ids of their controls.
    var summary: ErrorSummary? { isEmpty ? nil : ErrorSummary(mistakes: list) }
}
