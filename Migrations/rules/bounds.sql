-- What a council may keep and send at most, what it does, and what is cleared away by itself.

-- The bound of this council, or the usual one; null where there is none.
CREATE OR REPLACE FUNCTION app.bound(what text) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE own bounds;
BEGIN
    SELECT * INTO own FROM bounds WHERE tenant_id = app.tenant();
    RETURN CASE what
        WHEN 'storage' THEN coalesce(own.megabytes, 5120) * 1048576::bigint
        WHEN 'drafts' THEN coalesce(own.drafts, 2000)
        WHEN 'imports' THEN coalesce(own.imports, 100)
        WHEN 'forms' THEN nullif(coalesce(own.forms, 1000), 0)
        -- The same for every council: strangers read them all.
        WHEN 'public_offers' THEN 1000
    END;
END $$;

-- How much of it is used, by everybody in the council; forms by whom is asked about.
CREATE OR REPLACE FUNCTION app.used(what text, person bigint DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN CASE what
        -- Bytes as they are kept: of a document that a correction carries, once.
        WHEN 'storage' THEN
            (SELECT coalesce(sum(size), 0) FROM documents WHERE tenant_id = app.tenant() AND kind <> 'link' AND carried_from IS NULL)
            + (SELECT coalesce(sum(pg_column_size(content)), 0) FROM paper_versions WHERE tenant_id = app.tenant())
            + (SELECT coalesce(sum(pg_column_size(source) + pg_column_size(content) + coalesce(pg_column_size(content_before), 0) + coalesce(pg_column_size(file), 0)), 0) FROM pending_imports WHERE tenant_id = app.tenant())
            + (SELECT coalesce(sum(pg_column_size(content)), 0) FROM pending_rows WHERE tenant_id = app.tenant())
        WHEN 'drafts' THEN (SELECT count(*) FROM updates WHERE tenant_id = app.tenant() AND state = 'draft')
        WHEN 'imports' THEN (SELECT count(*) FROM pending_imports WHERE tenant_id = app.tenant())
        WHEN 'forms' THEN (SELECT count(*) FROM submissions
            WHERE tenant_id = app.tenant() AND person_id = person AND made_at > now() - interval '1 hour')
        WHEN 'public_offers' THEN (SELECT count(*) FROM offers WHERE tenant_id = app.tenant() AND is_public)
    END;
END $$;

-- All of them for whoever administers the council; of forms, those of the person who sent most in the last hour.
CREATE OR REPLACE FUNCTION app.usage() RETURNS TABLE (name text, used bigint, bound bigint) LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT w.what, CASE w.what WHEN 'forms' THEN coalesce((SELECT count(*) AS sent FROM submissions s
            WHERE s.tenant_id = app.tenant() AND s.person_id IS NOT NULL AND s.made_at > now() - interval '1 hour'
            GROUP BY s.person_id ORDER BY sent DESC LIMIT 1), 0) ELSE app.used(w.what) END, app.bound(w.what)
      FROM unnest(ARRAY['storage', 'drafts', 'imports', 'forms']) WITH ORDINALITY AS w (what, place) ORDER BY w.place;
END $$;
GRANT EXECUTE ON FUNCTION app.bound(text), app.used(text, bigint), app.usage() TO waymark_site, waymark_admin;

-- After what makes something more: what would be over a bound never happened. Its number says to the site which bound it was. Those
-- who write at the same time come one after the other; who runs the command line, and sets the bounds, has none.
CREATE OR REPLACE FUNCTION app.keep_within(what text, code text) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF current_user IN ('waymark_owner', 'waymark_admin') THEN RETURN; END IF;
    PERFORM pg_advisory_xact_lock(hashtextextended('bound ' || what, app.tenant()));
    IF app.used(what) > app.bound(what) THEN RAISE EXCEPTION USING ERRCODE = code, MESSAGE = 'the bound is reached: ' || what; END IF;
END $$;
GRANT EXECUTE ON FUNCTION app.keep_within(text, text) TO waymark_site, waymark_admin;

CREATE OR REPLACE FUNCTION app.check_bound() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.keep_within(TG_ARGV[0], TG_ARGV[1]);
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS within_storage ON document_contents;
CREATE TRIGGER within_storage AFTER INSERT ON document_contents FOR EACH STATEMENT EXECUTE FUNCTION app.check_bound('storage', 'WB001');
DROP TRIGGER IF EXISTS within_storage ON pending_imports;
CREATE TRIGGER within_storage AFTER INSERT OR UPDATE ON pending_imports FOR EACH STATEMENT EXECUTE FUNCTION app.check_bound('storage', 'WB001');
DROP TRIGGER IF EXISTS within_storage ON pending_rows;
CREATE TRIGGER within_storage AFTER INSERT ON pending_rows FOR EACH STATEMENT EXECUTE FUNCTION app.check_bound('storage', 'WB001');
DROP TRIGGER IF EXISTS within_storage ON paper_versions;
CREATE TRIGGER within_storage AFTER INSERT ON paper_versions FOR EACH STATEMENT EXECUTE FUNCTION app.check_bound('storage', 'WB001');
DROP TRIGGER IF EXISTS within_drafts ON updates;
CREATE TRIGGER within_drafts AFTER INSERT ON updates FOR EACH STATEMENT EXECUTE FUNCTION app.check_bound('drafts', 'WB002');
DROP TRIGGER IF EXISTS within_imports ON pending_imports;
CREATE TRIGGER within_imports AFTER INSERT ON pending_imports FOR EACH STATEMENT EXECUTE FUNCTION app.check_bound('imports', 'WB003');

-- The form is claimed by the owner's function (app.open_visit), for whoever's visit it is. Forms that made nothing are not counted.
CREATE OR REPLACE FUNCTION app.check_forms() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NEW.person_id IS NOT NULL AND app.used('forms', NEW.person_id) >= app.bound('forms') THEN
        RAISE EXCEPTION USING ERRCODE = 'WB004', MESSAGE = 'the bound is reached: forms';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS within_forms ON submissions;
CREATE TRIGGER within_forms BEFORE INSERT ON submissions FOR EACH ROW EXECUTE FUNCTION app.check_forms();

-- What nobody came back for, in every council, and how many rows of each it was. A form is refused after a week, so its key is of no
-- use after eight days. Nothing is cleared that stands in a plan: files come with an update, and go with its draft.
CREATE OR REPLACE FUNCTION app.clear_abandoned() RETURNS TABLE (what text, cleared bigint) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer;
    counts  bigint[] := '{0,0,0,0,0}';
    gone    bigint;
BEGIN
    -- Another server's is at it.
    IF NOT pg_try_advisory_xact_lock(7239147) THEN RETURN; END IF;
    FOR council IN SELECT id FROM tenants ORDER BY id LOOP
        PERFORM app.enter(council);
        DELETE FROM pending_imports WHERE tenant_id = council AND changed_at < now() - interval '7 days';
        GET DIAGNOSTICS gone = ROW_COUNT; counts[1] := counts[1] + gone;
        DELETE FROM pending_rows WHERE tenant_id = council AND kept_at < now() - interval '1 day';
        GET DIAGNOSTICS gone = ROW_COUNT; counts[1] := counts[1] + gone;
        DELETE FROM unsent_forms WHERE tenant_id = council AND kept_at < now() - interval '1 day';
        GET DIAGNOSTICS gone = ROW_COUNT; counts[2] := counts[2] + gone;
        DELETE FROM submissions WHERE tenant_id = council AND made_at < now() - interval '8 days';
        GET DIAGNOSTICS gone = ROW_COUNT; counts[3] := counts[3] + gone;
        DELETE FROM sessions WHERE tenant_id = council AND began_at < now() - interval '7 days';
        DELETE FROM sign_in_failures WHERE tenant_id = council AND last_at < now() - interval '1 day';
        DELETE FROM known_browsers WHERE tenant_id = council AND seen_at < now() - interval '180 days';
        DELETE FROM looks WHERE tenant_id = council AND first_at < now() - interval '6 years';
        GET DIAGNOSTICS gone = ROW_COUNT; counts[4] := counts[4] + gone;
        DELETE FROM accesses WHERE tenant_id = council AND first_at < now() - interval '6 years';
        GET DIAGNOSTICS gone = ROW_COUNT; counts[5] := counts[5] + gone;
    END LOOP;
    PERFORM app.enter(NULL);
    RETURN QUERY SELECT * FROM unnest(ARRAY['imports', 'unsent forms', 'form keys', 'looks', 'counts of downloads and refusals'], counts);
END $$;
GRANT EXECUTE ON FUNCTION app.clear_abandoned() TO waymark_site, waymark_admin;
