import HTTP
import Postgres

/// What is kept instead of done.
extension Dispatcher {
    /// Committed already: what happens to this is no reason to say otherwise.
    func touch(_ entry: Entry, _ token: Token, _ connection: Connection) {
        guard entry.isStale, entry.visitor != nil else { return }
        _ = try? connection.transaction {
            try $0.run("SELECT app.touch_session(\(Int32(entry.tenantID)), \(token.hash))")
        }
    }

    /// What somebody is writing, kept without an answer to read.
    func keepTyped(_ sent: SentForm, _ visit: Visit, _ entry: Entry, _ connection: Connection) throws
        -> Response
    {
        guard !sent.isCut, try UnsentForm.keep(sent, for: visit.person().id, visit.request, in: visit.db) != nil
        else {
            visit.db.rollback()
            return Response(.contentTooLarge)
        }
        try visit.db.commit()
        touch(entry, visit.token, connection)
        return Response(.noContent)
    }

    /// A form of somebody who is not signed in any more, or of another person: nothing of it is done, and it waits for whoever
    /// opened it, unless it was saved before. Of what nobody's session proves nothing is kept.
    func keep(_ sent: SentForm, _ visit: Visit, _ entry: Entry) throws -> Response {
        let isOver = visit.visitor == nil
        guard let writer = sent.writer(entry) else {
            guard isOver, sent.isOwn else { throw Failure.staleForm }
            visit.db.rollback()
            return invitation(visit)
        }
        if entry.doneLocation != nil {
            visit.db.rollback()
            guard isOver else { throw Failure.conflict("This form was saved already.") }
            return withCookies(
                visit.redirect(to: "/sign-in", saying: "What you sent was saved already.", heading: "Saved"), of: visit)
        }
        guard !sent.isCut else { throw isOver ? Failure.sessionOver : .anothersForm(isKept: false) }
        let kept = sent.hasWords ? try UnsentForm.keep(sent, for: writer, visit.request, in: visit.db) : nil
        try end(visit.db, sent, nil, isRead: false)
        guard isOver else { throw Failure.anothersForm(isKept: kept != nil) }
        if kept == nil, sent.hasWords { throw Failure.sessionOver }
        return invitation(visit, kept)
    }

    func invitation(_ visit: Visit, _ kept: ID<UnsentForm>? = nil) -> Response {
        withCookies(site.parts.invitation(visit, kept), of: visit)
    }

    private func withCookies(_ response: Response, of visit: Visit) -> Response {
        var response = response
        for cookie in visit.cookies { response.set(cookie) }
        return response
    }
}
