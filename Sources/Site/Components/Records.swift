import Mustache

/// The facts of a record.
struct SummaryList: Sendable { var rows: [SummaryRow] }

/// One fact: text (perhaps a link), markup, or why there is none.
struct SummaryRow: Sendable {
    var label: String
    var text: String? = nil
    var link: String? = nil
    var markup: Markup? = nil
    /// "Not recorded", "Cannot be recorded".
    var absent: String? = nil
    var tags: [Tag] = []
    var change: ChangeLink? = nil
}

/// "Change the due date".
struct ChangeLink: Sendable { var link, what: String }

/// Updates, newest first.
struct Timeline: Sendable { var entries: [TimelineEntry] }

/// One of them.
struct TimelineEntry: Sendable {
    var id, tone, heading: String
    var link: String? = nil
    var when: String
    var who: String? = nil
    var tags: [Tag] = []
    var note: String? = nil
    var parts: [TimelinePart] = []
    var links: [TimelineLink] = []
}

/// A part with a heading of its own.
struct TimelinePart: Sendable {
    var label: String
    var body: Markup
}

/// Where an entry leads.
struct TimelineLink: Sendable {
    var label, link: String
    var detail: String? = nil
}

/// Notes under a page.
struct Footnotes: Sendable { var notes: [FootnoteLine] }

/// One note.
struct FootnoteLine: Sendable {
    var id, mark: String
    var text: Markup
    var backLink: String
}

/// History, newest first.
struct History: Sendable { var entries: [HistoryEntry] }

/// One change.
struct HistoryEntry: Sendable {
    /// Its anchor, where something leads to it.
    var id: String? = nil
    var when, who, what: String
    /// Where the record is, while it is there.
    var link: String? = nil
    /// What it is part of.
    var place: String? = nil
    var changes: [HistoryChange] = []
}

/// One field before and after.
struct HistoryChange: Sendable {
    var label: String
    var before: String? = nil
    var after: String? = nil
    /// Of two long texts: what went and what came, in its place.
    var difference: Markup? = nil
}
