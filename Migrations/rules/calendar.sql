-- Calendars that are fetched without a cookie, by a secret address.

-- The door of a calendar, for a visit that app.open_visit let into an active council. Whoever it was, from here on it is the person
-- of the address, who may read plans, meetings, employers, opportunities, pledges, providers, offers, obligations,
-- contracts and indicators and nothing else, and only as roles of theirs say today. No row: no such address.
CREATE OR REPLACE FUNCTION app.open_feed(token bytea) RETURNS TABLE (is_mine boolean) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    feed      calendar_feeds;
    abilities text;
    council   integer := app.tenant();
BEGIN
    PERFORM app.seal_visit(council, NULL, NULL, NULL, '');
    IF current_setting('transaction_read_only') <> 'on' THEN
        RAISE insufficient_privilege USING MESSAGE = 'a calendar is only read';
    END IF;
    SELECT f.* INTO feed FROM calendar_feeds f JOIN people p ON p.tenant_id = f.tenant_id AND p.id = f.person_id
     WHERE f.tenant_id = council AND f.token_hash = token AND p.state = 'active';
    SELECT string_agg(DISTINCT a.ability, ' ') INTO abilities FROM person_roles r JOIN role_abilities a ON a.role = r.role
     WHERE r.tenant_id = feed.tenant_id AND r.person_id = feed.person_id AND a.ability IN ('see_plans', 'see_meetings', 'see_employers', 'see_opportunities', 'see_pledges', 'see_providers', 'see_offers',
            'see_obligations', 'see_contracts', 'see_indicators');
    IF abilities IS NULL THEN RETURN; END IF;
    PERFORM app.seal_visit(council, feed.person_id, NULL, NULL, ' ' || abilities || ' ');
    is_mine := feed.is_mine;
    RETURN NEXT;
END $$;

CREATE OR REPLACE FUNCTION app.my_feed() RETURNS TABLE (is_mine boolean, made_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT f.is_mine, f.made_at FROM calendar_feeds f WHERE f.tenant_id = app.tenant() AND f.person_id = app.person()
$$;

-- A new address; the one before it ends.
CREATE OR REPLACE FUNCTION app.make_my_feed(token bytea, mine boolean) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    INSERT INTO calendar_feeds (person_id, token_hash, is_mine) VALUES (app.person(), token, mine)
    ON CONFLICT (tenant_id, person_id) DO UPDATE SET token_hash = excluded.token_hash, is_mine = excluded.is_mine, made_at = now()
$$;

CREATE OR REPLACE FUNCTION app.end_my_feed() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    DELETE FROM calendar_feeds WHERE tenant_id = app.tenant() AND person_id = app.person();
    RETURN FOUND;
END $$;

GRANT EXECUTE ON FUNCTION app.open_feed(bytea), app.my_feed(), app.make_my_feed(bytea, boolean), app.end_my_feed() TO waymark_site;

-- A calendar's address is as good as a session: a new password or a suspension ends it too, and it does not come back.
CREATE OR REPLACE FUNCTION app.end_feed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE person bigint := coalesce(to_jsonb(NEW) ->> 'person_id', to_jsonb(NEW) ->> 'id');
BEGIN
    DELETE FROM calendar_feeds WHERE tenant_id = NEW.tenant_id AND person_id = person;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS end_feed ON passwords;
CREATE TRIGGER end_feed AFTER UPDATE OF changed_at ON passwords FOR EACH ROW EXECUTE FUNCTION app.end_feed();
DROP TRIGGER IF EXISTS end_feed ON people;
CREATE TRIGGER end_feed AFTER UPDATE OF state ON people FOR EACH ROW EXECUTE FUNCTION app.end_feed();
