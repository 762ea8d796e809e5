import Postgres
import Testing

@testable import App

/// Walks PostgreSQL's catalogue: what security.md promises of every table holds for the ones nobody thought of too.
@Suite struct CatalogueTests {
    private func names(_ sql: SQL) throws -> [String] {
        let connection = try Example.running.database.connect(as: .owner)
        defer { connection.close() }
        return try connection.transaction { try $0.values(sql) }
    }

    private static let councilTables: SQL = """
        pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = 'public'
          JOIN pg_attribute t ON t.attrelid = c.oid AND t.attname = 'tenant_id' AND c.relkind = 'r'
        """

    @Test func everyCouncilTableForcesRowLevelSecurity() throws {
        let all = try names("SELECT c.relname::text FROM \(Self.councilTables)")
        #expect(all.count > 20)
        let loose = try names(
            "SELECT c.relname::text FROM \(Self.councilTables) WHERE NOT (c.relrowsecurity AND c.relforcerowsecurity)")
        #expect(loose == [])
    }

    @Test func everyCouncilTableHasThePolicyForReadingAndWriting() throws {
        let without = try names(
            """
            SELECT c.relname::text FROM \(Self.councilTables) WHERE NOT EXISTS (
                SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polname = 'council' AND p.polpermissive AND p.polcmd = '*'
                   AND pg_get_expr(p.polqual, p.polrelid) LIKE '%tenant_id = %app.tenant%'
                   AND pg_get_expr(p.polwithcheck, p.polrelid) LIKE '%tenant_id = %app.tenant%')
            """)
        #expect(without == [])
        let wider = try names(
            """
            SELECT c.relname || '.' || p.polname FROM \(Self.councilTables) JOIN pg_policy p ON p.polrelid = c.oid
             WHERE p.polpermissive AND p.polname <> 'council'
            """)
        #expect(wider == [])
    }

    @Test func everyKeyLeadsWithTheCouncil() throws {
        let loose = try names(
            """
            SELECT c.relname || ': ' || i.indexrelid::regclass FROM \(Self.councilTables)
              JOIN pg_index i ON i.indrelid = c.oid
             WHERE i.indkey[0] <> t.attnum
            """)
        #expect(loose == [])
    }

    @Test func everyReferenceCarriesTheCouncil() throws {
        let loose = try names(
            """
            SELECT c.relname || '.' || k.conname FROM \(Self.councilTables)
              JOIN pg_constraint k ON k.conrelid = c.oid AND k.contype = 'f'
              JOIN pg_class target ON target.oid = k.confrelid
             WHERE k.conkey[1] <> t.attnum
            """)
        #expect(loose == [])
    }

    /// Whoever calls a function does not choose what its names mean: policies, triggers and the owner's rights call others in turn,
    /// so every one has a search_path. Bodies that are bound when they are made need none, nor do the two of the seal (rules/app.sql).
    @Test func functionsOfTheOwnerAreFewReviewedAndPinned() throws {
        let definers = try names(
            "SELECT p.proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE n.nspname IN ('app', 'public') AND p.prosecdef ORDER BY 1"
        )
        #expect(Set(definers).subtracting(Self.reviewed) == [])
        let loose = try names(
            """
            SELECT p.proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname IN ('app', 'public') AND p.prosqlbody IS NULL AND p.proname NOT IN ('is_sealed', 'seal_visit')
               AND NOT ('search_path=pg_catalog, public, app, pg_temp' = ANY (coalesce(p.proconfig, '{}')))
            """)
        #expect(loose == [])
        let open = try names(
            """
            SELECT p.proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname = 'app' AND has_function_privilege('public', p.oid, 'EXECUTE')
            """)
        #expect(open == [])
    }

    /// What may be written is held to an ability of the visit, which the door sealed.
    @Test func whatTheSiteWritesAsksForTheSeal() throws {
        let writable: SQL = """
            \(Self.councilTables) CROSS JOIN (VALUES ('a', 'INSERT'), ('w', 'UPDATE'), ('d', 'DELETE')) AS w (command, name)
             WHERE has_table_privilege('waymark_site', c.oid, w.name)
            """
        #expect(try names("SELECT c.relname::text FROM \(writable)").count > 50)
        let loose = try names(
            """
            SELECT c.relname || ': ' || w.name FROM \(writable) AND NOT EXISTS (
                SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND NOT p.polpermissive AND p.polcmd IN (w.command, '*')
                   AND p.polroles = '{0}' AND coalesce(pg_get_expr(p.polqual, p.polrelid), '') || coalesce(pg_get_expr(p.polwithcheck, p.polrelid), '')
                       LIKE '%app.can(%')
            """
        )
        #expect(loose == [])
    }

    /// Names, addresses and who did what are read in a visit that the door opened, not by saying who one is.
    @Test func whatNamesPeopleIsReadUnderTheSealAlone() throws {
        let sealed = try names(
            """
            SELECT c.relname::text FROM \(Self.councilTables) JOIN pg_policy p ON p.polrelid = c.oid
             WHERE NOT p.polpermissive AND p.polcmd IN ('r', '*') AND pg_get_expr(p.polqual, p.polrelid) LIKE '%app.person()%'
             ORDER BY 1
            """)
        #expect(Set(["audit", "pending_imports", "pending_rows", "people", "person_roles"]).subtracting(sealed) == [])
        let cases = try names(
            "SELECT c.relname::text FROM \(Self.councilTables) JOIN pg_policy p ON p.polrelid = c.oid WHERE p.polname = 'open_cases'"
        )
        #expect(cases.contains("young_people") && Set(cases).subtracting(sealed) == [])
    }

    @Test func nobodyWhoServesMakesTemporaryTables() throws {
        let may = try names(
            """
            SELECT rolname::text FROM pg_roles WHERE rolname IN ('waymark_site', 'waymark_door', 'waymark_admin')
               AND has_database_privilege(oid, current_database(), 'TEMPORARY')
            """)
        #expect(may == [])
    }

    @Test func theSiteMayNotBecomeTheDoor() throws {
        let shared = try names(
            """
            SELECT p.proname::text FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
             WHERE n.nspname = 'app' AND has_function_privilege('waymark_door', p.oid, 'EXECUTE')
               AND NOT has_function_privilege('waymark_site', p.oid, 'EXECUTE') ORDER BY 1
            """)
        #expect(
            shared == [
                "begin_session", "change_my_password", "give_password", "my_password", "note_sign_in",
                "note_wrong_password",
                "rehash", "sign_in_candidate", "sign_in_wait",
            ])
        let may = try names("SELECT 'may' WHERE pg_has_role('waymark_site', 'waymark_door', 'MEMBER')")
        #expect(may == [])
    }

    /// Merging two records moves all that hangs on a young person, but the audit, the team of a restricted case, which is never merged,
    /// and who was counted in a year that was reported.
    @Test func mergingForgetsNoTable() throws {
        let left = try names(
            """
            SELECT c.relname::text FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
             WHERE a.attname = 'young_person_id' AND c.relkind = 'r' AND c.relnamespace = 'public'::regnamespace
               AND (SELECT prosrc FROM pg_proc WHERE proname = 'merge_young_people') !~ ('[{,]' || c.relname || '[,}]') ORDER BY 1
            """)
        #expect(left == ["annual_return_people", "audit", "case_team"])
    }

    /// Rules are taken in without their bodies being looked up, since one may name what a later file makes.
    @Test func everyFunctionNamesOnlyWhatIsThere() throws {
        let checked = try names(
            """
            SELECT p.proname || coalesce(
                       CASE l.lanname WHEN 'sql' THEN fmgr_sql_validator(p.oid) ELSE plpgsql_validator(p.oid) END::text, '')
              FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace JOIN pg_language l ON l.oid = p.prolang
             WHERE n.nspname = 'app' AND p.prosqlbody IS NULL
            """)
        #expect(checked.count > 40)
    }

    /// Each was read for what it lets a caller do; a new one is added here with its review.
    private static let reviewed: Set<String> = [
        "answer_confirmation", "confirmation", "confirmation_given", "confirmation_questions", "note_link_opened",
        "open_link",
        "told_outcomes",
        "after_action", "after_answer", "after_assessment", "after_brokerage", "after_case", "after_closing",
        "after_claim", "after_claimed", "after_council", "after_meeting", "after_meeting_item", "after_placement",
        "after_plan",
        "after_recommendation", "after_restricting", "after_support_plan", "after_taking_back", "after_update",
        "before_booking", "before_support_plan", "begin_session", "bound", "change_cycles", "change_my_password",
        "choose_theme", "claims_made", "clear_abandoned", "count_hidden_cases", "count_target",
        "count_tied", "discard_unsent",
        "end_every_session",
        "end_feed",
        "end_my_feed",
        "end_my_session", "end_sessions", "enter_added", "find_councils", "first_broken_entry",
        "give_password", "hidden_cases",
        "hold_budget",
        "hold_cap", "hold_case", "hold_closing", "hold_placement", "hold_referral", "hold_team", "hold_update",
        "is_sealed", "joint_review", "joint_review_declined", "keep_brokerage_counts", "keep_pledge_counts",
        "keep_unsent", "make_my_feed", "merge_young_people",
        "my_case_days",
        "my_feed", "my_password", "my_sessions", "my_unsent", "note_download", "note_export", "note_looks",
        "note_opening", "note_refusal", "note_sign_in", "note_wrong_password", "open_council", "open_feed",
        "open_visit", "record_change", "refresh_action", "refresh_agendas", "refresh_cases", "refresh_claims",
        "refresh_plan",
        "own_claims", "own_provider", "own_targets",
        "open_local_offer", "public_contact", "public_offers",
        "refresh_recommendation", "refresh_retention", "rehash", "report_year",
        "same_people", "same_person", "seed_brokerage",
        "seed_words", "team_promises",
        "set_password", "settle_retention",
        "settle_submission", "sign_in_candidate", "sign_in_wait", "touch_session", "unsent_form", "unsent_waits",
        "usage", "used", "used_stages",
    ]

    @Test func theSiteOwnsNothingAndSeesNoSecrets() throws {
        let powers = try names(
            "SELECT rolname::text FROM pg_roles WHERE rolname LIKE 'waymark_%' AND (rolsuper OR rolbypassrls OR rolcreaterole OR rolcreatedb)"
        )
        #expect(powers == [])
        let owned = try names(
            "SELECT relname::text FROM pg_class WHERE relowner IN ('waymark_site'::regrole, 'waymark_admin'::regrole)")
        #expect(owned == [])
        let secrets = try names(
            """
            SELECT relname::text FROM pg_class WHERE relname IN ('passwords', 'sessions', 'submissions', 'known_browsers', 'sign_in_failures', 'audit_heads', 'calendar_feeds', 'unsent_forms')
               AND has_table_privilege('waymark_site', oid, 'SELECT')
            """)
        #expect(secrets == [])
        let writable = try names(
            "SELECT relname::text FROM pg_class WHERE relname = 'audit' AND has_table_privilege('waymark_site', oid, 'INSERT, UPDATE, DELETE')"
        )
        #expect(writable == [])
    }

    @Test func aVisitWithoutACouncilSeesNothing() throws {
        _ = try Example.council()
        let connection = try Example.running.database.connect(as: .site)
        defer { connection.close() }
        let seen: Int? = try connection.transaction {
            try $0.value("SELECT (SELECT count(*) FROM people) + (SELECT count(*) FROM tenants)")
        }
        #expect(seen == 0)
    }
}
