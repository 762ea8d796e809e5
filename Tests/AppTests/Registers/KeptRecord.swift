import Testing

@testable import App

/// A register with a record of its own in it.
struct KeptRecord {
    let register: any AnyRegister
    private(set) var story: Story
    let added: Story.Added
    /// Who may change it.
    let officer: Browser
    let name: String
    let audited: AuditedTable
    let path: String

    init(_ item: RegisterTests.Case, saying words: String = RegisterTests.typed) throws {
        register = item.register
        story = try Story(for: item.register)
        audited = try #require(register.audited)
        let role = try story.council.roleThatCan(try #require(register.change))
        (officer, name) = (role.browser, try #require(ExampleCouncil.names[role.role]))
        added = try story.keep(register, saying: words)
        path = try story.path(register.path) + "/\(added.id)"
    }

    func form() throws -> FilledForm { try FilledForm(on: officer.get(path + "/edit")) }

    func send(_ form: FilledForm) throws -> Page { try officer.post(path, form.fields, key: form.key) }

    /// Where a record is seen: where its form leads, and its list.
    func pages() throws -> [Page] {
        let list = try register.isListed ? [officer.get(story.path(register.path))] : []
        return try [officer.get(added.answer.location)] + list
    }

    /// Whether it is part of a young person's case, which nobody reads but those who may open it.
    var isOfCase: Bool {
        get throws {
            try story.council.inDatabase { db in
                try db.value(
                    """
                    SELECT EXISTS (SELECT FROM pg_policies
                                    WHERE tablename = \(audited.table) AND policyname = 'open_cases')
                    """) ?? false
            }
        }
    }

    var count: Int {
        get throws {
            try story.council.inDatabase { db in
                try db.value(
                    """
                    SELECT (xpath('/row/n/text()', query_to_xml(format('SELECT count(*) AS n FROM %I', \(audited.table)),
                            false, true, '')))[1]::text::bigint
                    """) ?? 0
            }
        }
    }
}
