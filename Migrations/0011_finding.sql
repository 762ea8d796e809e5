-- Finding things again: the words of every text as they are searched, and calendars that are fetched without a cookie.

-- Without case, accents and punctuation, a blank before and behind each word: a word's beginning is found by ' begin',
-- a phrase by ' the phrase '. The site folds what is asked in the same way (FoldedText).
CREATE FUNCTION app.find_words(words text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE AS
$$ SELECT ' ' || btrim(regexp_replace(
       regexp_replace(lower(normalize(words, NFKD) COLLATE "C"), '[\u0300-\u036F]+', '', 'g'),
       '[^a-z0-9\u00C0-\u1FFF\u2C00-\u2FFF\u3040-\U0010FFFF]+', ' ', 'g')) || ' ' $$;
GRANT EXECUTE ON FUNCTION app.find_words(text) TO waymark_site, waymark_admin;

-- Makes a council's table findable: who may see a row finds it, for the words are part of the row. They stay out of the audit.
-- Under policies no index helps a search (security.md): the words of a tenant are read, which is quick.
CREATE FUNCTION app.make_findable(findable regclass, words text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    kept text[] := (SELECT array_remove(string_to_array(encode(tgargs, 'escape'), '\000'), '') FROM pg_trigger
                     WHERE tgrelid = findable AND tgname = 'audit');
BEGIN
    EXECUTE format('ALTER TABLE %s ADD COLUMN find_words text COLLATE "C" NOT NULL GENERATED ALWAYS AS (app.find_words(%s)) STORED',
                   findable, words);
    IF kept IS NOT NULL THEN
        EXECUTE format('DROP TRIGGER audit ON %s', findable);
        EXECUTE format('CREATE CONSTRAINT TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s DEFERRABLE INITIALLY DEFERRED
                        FOR EACH ROW EXECUTE FUNCTION app.record_change(%s)', findable,
                       (SELECT string_agg(quote_literal(k), ', ') FROM unnest(kept || '{find_words}') AS k));
    END IF;
END $$;

SELECT app.make_findable('plans', $$title || ' ' || reference || ' ' || body || ' ' || introduction || ' ' || origin || ' ' || portfolio
    || ' ' || target_groups || ' ' || superseded_by$$);
SELECT app.make_findable('recommendations', $$'recommendation ' || number || ' ' || words || ' ' || response_words || ' ' || state_words$$);
SELECT app.make_findable('actions', $$workstream || ' ' || words || ' ' || success_measure || ' ' || due_words || ' ' || report_words$$);
SELECT app.make_findable('updates', $$evidence || ' ' || explanation || ' ' || impact$$);
SELECT app.make_findable('documents', $$title || ' ' || file_name || ' ' || address$$);
SELECT app.make_findable('footnotes', $$words || ' ' || term$$);
SELECT app.make_findable('glossary', $$abbreviation || ' ' || expansion$$);
SELECT app.make_findable('leads', $$name$$);
SELECT app.make_findable('meetings', $$body || ' ' || place || ' ' || notes$$);
SELECT app.make_findable('meeting_items', $$words || ' ' || outcome_words || ' ' || minute$$);
SELECT app.make_findable('meeting_questions', $$words || ' ' || answer$$);

-- The secret address of a person's calendar, one each; only its hash is kept, and the site reaches it through the functions below.
CREATE TABLE calendar_feeds (
    tenant_id  integer NOT NULL DEFAULT app.tenant() REFERENCES tenants,
    person_id  bigint NOT NULL,
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    -- Only what a team of the person's leads.
    is_mine    boolean NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, person_id),
    UNIQUE (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people ON DELETE CASCADE
);
SELECT app.guard('calendar_feeds', '{}', true, '{token_hash}');

-- The door of a calendar, for a visit that app.open_visit let into an active council. Whoever it was, from here on it is the person
-- of the address, who may read plans and meetings and nothing else, and only as roles of theirs say today. No row: no such address.
CREATE FUNCTION app.open_feed(token bytea) RETURNS TABLE (is_mine boolean) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    feed      calendar_feeds;
    abilities text;
BEGIN
    PERFORM set_config('app.person', '', true), set_config('app.abilities', '', true), set_config('app.session', '', true);
    IF current_setting('transaction_read_only') <> 'on' THEN
        RAISE insufficient_privilege USING MESSAGE = 'a calendar is only read';
    END IF;
    SELECT f.* INTO feed FROM calendar_feeds f JOIN people p ON p.tenant_id = f.tenant_id AND p.id = f.person_id
     WHERE f.tenant_id = app.tenant() AND f.token_hash = token AND p.state = 'active';
    SELECT string_agg(DISTINCT a.ability, ' ') INTO abilities FROM person_roles r JOIN role_abilities a ON a.role = r.role
     WHERE r.tenant_id = feed.tenant_id AND r.person_id = feed.person_id AND a.ability IN ('see_plans', 'see_meetings');
    IF abilities IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.person', feed.person_id::text, true), set_config('app.abilities', ' ' || abilities || ' ', true);
    is_mine := feed.is_mine;
    RETURN NEXT;
END $$;

CREATE FUNCTION app.my_feed() RETURNS TABLE (is_mine boolean, made_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT f.is_mine, f.made_at FROM calendar_feeds f WHERE f.tenant_id = app.tenant() AND f.person_id = app.person()
$$;

-- A new address; the one before it ends.
CREATE FUNCTION app.make_my_feed(token bytea, mine boolean) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    INSERT INTO calendar_feeds (person_id, token_hash, is_mine) VALUES (app.person(), token, mine)
    ON CONFLICT (tenant_id, person_id) DO UPDATE SET token_hash = excluded.token_hash, is_mine = excluded.is_mine, made_at = now()
$$;

CREATE FUNCTION app.end_my_feed() RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    DELETE FROM calendar_feeds WHERE tenant_id = app.tenant() AND person_id = app.person();
    RETURN FOUND;
END $$;

GRANT EXECUTE ON FUNCTION app.open_feed(bytea), app.my_feed(), app.make_my_feed(bytea, boolean), app.end_my_feed() TO waymark_site;
