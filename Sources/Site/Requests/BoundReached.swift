import Postgres

/// Which bound of the council's was met, by the number of the database's error (rules/bounds.sql).
enum BoundReached: String {
    case storage = "WB001", drafts = "WB002", imports = "WB003", forms = "WB004", publicOffers = "WB005"

    init?(_ error: PostgresError) { self.init(rawValue: error.sqlState) }

    /// What to do about it.
    var sentence: String {
        switch self {
        case .storage:
            "There is no room left for it: your council has used what it may keep here in documents, papers and imports. Choose smaller files, or link to where they are kept. Your council’s administrator sees under Settings what is used, and whom to ask for more."
        case .drafts:
            "Your council has as many updates in draft as it may have at once. Submit or remove drafts that are there, then add this one. Your council’s administrator sees under Settings how many there are."
        case .imports:
            "Your council is importing as many plans as it may at once. Save or discard the ones that you have begun, or ask the others who import plans to do so."
        case .forms:
            "You have sent more forms within an hour than your council allows one person. Wait some minutes, then send it again. If you did not send them, somebody else may be using your account: change your password."
        case .publicOffers:
            "Residents can be shown 1,000 offers of your council at once. Take the mark off some that they no longer need, then add this one."
        }
    }
}
