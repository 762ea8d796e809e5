-- Looks at protected records, files that were taken, pages that were refused: entered by these functions alone, for the person whose
-- visit it is, and never taken back.

-- Who changes a register sees who looked at its records, as they see its history, but not at a restricted case that they may not
-- open. Who sees the audit sees who looked at which number, and what it is called only if they may see the record itself.
DROP POLICY IF EXISTS readers ON looks;
CREATE POLICY readers ON looks AS RESTRICTIVE FOR SELECT
    USING ((SELECT app.can('see_audit')) OR (entity = ANY ((SELECT app.changeable())::text[])
        AND (entity <> 'young_people' OR entity_id <> ALL ((SELECT app.hidden_cases())::bigint[]))));
DROP POLICY IF EXISTS readers ON accesses;
CREATE POLICY readers ON accesses AS RESTRICTIVE FOR SELECT USING ((SELECT app.can('see_audit')));

-- An entry only grows, and goes when it is six years old: as long as a claim may be brought about it (Limitation Act 1980).
CREATE OR REPLACE FUNCTION app.check_look() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.first_at < now() - interval '6 years' THEN RETURN OLD; END IF;
        RAISE insufficient_privilege USING MESSAGE = 'who looked is kept for six years';
    END IF;
    IF to_jsonb(NEW) - '{times,last_at}'::text[] <> to_jsonb(OLD) - '{times,last_at}'::text[]
       OR NEW.times <> OLD.times + 1 OR NEW.last_at < OLD.last_at THEN
        RAISE insufficient_privilege USING MESSAGE = 'who looked is not changed';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS frozen ON looks;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON looks FOR EACH ROW EXECUTE FUNCTION app.check_look();
DROP TRIGGER IF EXISTS frozen ON accesses;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON accesses FOR EACH ROW EXECUTE FUNCTION app.check_look();

-- Whose visit it is; nobody's leaves nothing. Two pages of one person wait for each other here, so that each finds the other's entry.
CREATE OR REPLACE FUNCTION app.lock_looks() RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF app.tenant() IS NULL OR app.person() IS NULL OR app.session() IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody is signed in whose look could be entered';
    END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('looks ' || app.tenant(), app.person()));
END $$;

-- The person asking saw these records of a table; again within ten minutes of the first time counts up.
CREATE OR REPLACE FUNCTION app.note_looks(kind text, numbers bigint[], manner text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.lock_looks();
    WITH again AS (
        UPDATE looks l SET times = times + 1, last_at = now()
         WHERE l.tenant_id = app.tenant() AND l.person_id = app.person() AND l.entity = kind AND l.entity_id = ANY (numbers)
           AND l.way = manner AND l.session_id = app.session()
           AND l.first_at > now() - interval '10 minutes'
        RETURNING l.entity_id)
    INSERT INTO looks (person_id, session_id, entity, entity_id, way)
    SELECT DISTINCT app.person(), app.session(), kind, n.number, manner
      FROM unnest(numbers) AS n (number) WHERE n.number NOT IN (SELECT entity_id FROM again) ORDER BY n.number;
END $$;

-- Counts the same onto the last of a minute ago or less, for an hour at most; else the number of a new one.
CREATE OR REPLACE FUNCTION app.count_access(what text) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    hash  bytea := sha256(convert_to(what, 'UTF8'));
    fresh bigint;
BEGIN
    PERFORM app.lock_looks();
    UPDATE accesses a SET times = times + 1, last_at = now()
     WHERE a.tenant_id = app.tenant() AND a.person_id = app.person() AND a.key_hash = hash
       AND a.session_id = app.session()
       AND a.last_at > now() - interval '1 minute' AND a.first_at > now() - interval '1 hour';
    IF FOUND THEN RETURN NULL; END IF;
    INSERT INTO accesses (person_id, session_id, key_hash) VALUES (app.person(), app.session(), hash)
    RETURNING id INTO fresh;
    RETURN fresh;
END $$;

-- The person asking took a file away: its name, what it was filtered by, how many rows it had where that is known.
CREATE OR REPLACE FUNCTION app.note_download(file text, filters text, lines bigint, plan bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE number bigint := app.count_access(jsonb_build_array('download', file, filters, plan)::text);
BEGIN
    IF number IS NULL THEN RETURN; END IF;
    PERFORM app.add_entry(app.person(), 'downloads', number, plan, 'added', NULL,
        jsonb_build_object('file', left(file, 200), 'filters', left(filters, 1000), 'rows', lines), app.tenant());
END $$;

-- The person asking was refused a page or a change: the route, and the part of the site that it belongs to.
CREATE OR REPLACE FUNCTION app.note_refusal(place text, verb text, route text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE number bigint := app.count_access(jsonb_build_array('refusal', verb, route)::text);
BEGIN
    IF number IS NULL THEN RETURN; END IF;
    PERFORM app.add_entry(app.person(), 'refusals', number, NULL, 'added', NULL,
        jsonb_build_object('place', left(place, 100), 'method', left(verb, 10), 'route', left(route, 200)), app.tenant());
END $$;

GRANT EXECUTE ON FUNCTION app.note_looks(text, bigint[], text), app.note_download(text, text, bigint, bigint),
    app.note_refusal(text, text, text) TO waymark_site;
