import Postgres

extension Recommendation {
    /// Where a recommendation stands, in the one vocabulary whose counts add up to all; kept with it by `app.standing`.
    package enum Standing: String, SQLValue, CaseIterable {
        case signedOff = "signed_off", agreed, agreedInPaper = "agreed_in_paper", waiting, refused
        case achievedInPart = "achieved_in_part", onTrack = "on_track"
        case slipped, notAchieved = "not_achieved", notAssessed = "not_assessed"

        /// Beside a count, in a sentence.
        var words: String {
            switch self {
            case .signedOff: "signed off"
            case .agreed: "achieved, agreed by members"
            case .agreedInPaper: "achieved, agreed as the paper says"
            case .waiting: "achieved, waiting for members"
            case .refused: "achieved, not confirmed by members"
            case .achievedInPart: "achieved in part"
            case .onTrack: "on track"
            case .slipped: "slipped"
            case .notAchieved: "not achieved"
            case .notAssessed: "not assessed"
            }
        }

        var label: String { words.sentenceCase }

        /// The tone that it counts under.
        var tone: Tone {
            switch self {
            case .signedOff, .agreed, .agreedInPaper, .waiting, .refused: .achieved
            case .achievedInPart: .achievedInPart
            case .onTrack: .onTrack
            case .slipped: .slipped
            case .notAchieved: .notAchieved
            case .notAssessed: .notAssessed
            }
        }

        /// Signed off and waiting are states of what is achieved, each with its own mark.
        var state: ToneMark.State {
            switch self {
            case .signedOff: .signedOff
            case .waiting, .refused: .waiting
            default: .plain
            }
        }

        var tag: Tag { Tag(tone: self == .refused ? "stop" : tone.look, text: label) }
    }
}

/// Where one recommendation stands, with what the record says of it; the one home of that sentence.
package struct Stand: Sendable {
    let standing: Recommendation.Standing
    /// The update that says so; nil where only its actions do, or nothing.
    let updateID: Update.ID?
    /// When members agreed that update, and their minute.
    let agreedOn: Day?
    let minute: String

    /// Nil for a recommendation that is absorbed, withdrawn or reported elsewhere.
    init?(_ row: Row) throws(PostgresError) {
        guard let standing: Recommendation.Standing = try row["standing"] else { return nil }
        self.standing = standing
        updateID = try row["standing_update_id"]
        agreedOn = try row["standing_agreed_on"]
        minute = try row["standing_minute"]
    }

    /// "Achieved, agreed by members on 26 November 2026, minute 34; sign-off not recorded".
    var text: String {
        let said = (agreedOn.map { " on \($0.longText)" } ?? "") + (minute.isEmpty ? "" : ", minute \(minute)")
        return switch standing {
        case .agreed: standing.label + said + "; sign-off not recorded"
        case .agreedInPaper: "Achieved, agreed\(said), as the paper says; sign-off not recorded"
        default: standing.label
        }
    }

    /// What a council's own word does not say by itself; nil where it does.
    var beyondGrade: String? {
        switch standing {
        case .agreed, .agreedInPaper, .waiting, .refused, .slipped: text
        case .signedOff, .achievedInPart, .onTrack, .notAchieved, .notAssessed: nil
        }
    }

    /// Of a recommendation `r` or what carries its columns, beside `join`.
    static func columns(of r: SQL = "r") -> SQL {
        """
        \(r).standing, \(r).standing_update_id, v.agreed_on AS standing_agreed_on, coalesce(v.minute, '') AS standing_minute
        """
    }

    static func join(to r: SQL = "r") -> SQL {
        "LEFT JOIN updates v ON v.tenant_id = \(r).tenant_id AND v.id = \(r).standing_update_id AND v.state = 'agreed'"
    }
}

/// Where each of several recommendations stands.
struct NumberedStand: Sendable, RowDecodable {
    let id: Recommendation.ID
    let stand: Stand?

    init(row: Row) throws(PostgresError) {
        id = try row["id"]
        stand = try Stand(row)
    }

    static func all(of recommendations: [Recommendation.ID]) -> Query<[NumberedStand]> {
        .list(
            """
            SELECT r.id, \(Stand.columns()) FROM recommendations r \(Stand.join())
             WHERE r.id = ANY (\(recommendations.map(\.value)))
            """)
    }
}
