import Postgres

extension SQL {
    /// For ORDER BY: as people look a name up, whatever its accents, capitals and apostrophes: Ó’Neill stands between Olsen and Oram.
    static func byName(_ name: SQL) -> SQL { byName(key: "app.fold(\(name))") }

    /// The same of what `app.fold` made already.
    static func byName(key: SQL) -> SQL { "(translate(\(key), '''', '') COLLATE app.names)" }
}
