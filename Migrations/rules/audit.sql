-- The chain of audit entries of each council: every entry is hashed with the one before it.

-- Over an array, where a missing value keeps its place: no two entries read alike.
CREATE OR REPLACE FUNCTION app.hash_entry(previous bytea, entry audit) RETURNS bytea LANGUAGE sql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT sha256(previous || convert_to((jsonb_build_array(entry.tenant_id, entry.id, extract(epoch FROM entry.made_at),
        entry.person_id, entry.session_id, entry.operator, entry.entity, entry.entity_id, entry.plan_id, entry.operation, entry.before,
        entry.after) || CASE WHEN entry.young_person_id IS NULL THEN '[]' ELSE jsonb_build_array(entry.young_person_id) END)::text, 'UTF8'))
$$;

-- One entry at the end of a council's chain: whoever writes one waits here for the one before.
DROP FUNCTION IF EXISTS app.add_entry(bigint, text, bigint, bigint, text, jsonb, jsonb, integer);
CREATE OR REPLACE FUNCTION app.add_entry(
    who bigint, thing text, thing_id bigint, plan bigint, what text, was jsonb, becomes jsonb, council integer,
    young_person bigint DEFAULT NULL
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    entry audit;
    head  bytea;
    -- Where this transaction left the head: by its key, the thousandth entry would pass the 999 versions before it.
    place tid := nullif(current_setting('app.head_place', true), '')::tid;
BEGIN
    SELECT hash INTO head FROM audit_heads WHERE ctid = place AND tenant_id = council;
    IF NOT FOUND THEN
        INSERT INTO audit_heads (tenant_id, hash) VALUES (council, ''::bytea) ON CONFLICT DO NOTHING;
        SELECT hash, ctid INTO head, place FROM audit_heads WHERE tenant_id = council FOR UPDATE;
    END IF;
    entry := ROW(council, nextval('audit_id_seq'), now(), who, app.session(),
        CASE WHEN who IS NULL AND (app.holds('administration') OR app.holds('confirm_delivery')) THEN nullif(current_setting('app.operator', true), '') END, thing, thing_id,
        plan, what, was, becomes, ''::bytea, young_person);
    entry.hash := app.hash_entry(head, entry);
    INSERT INTO audit SELECT entry.*;
    UPDATE audit_heads SET hash = entry.hash WHERE ctid = place AND tenant_id = council RETURNING ctid INTO place;
    PERFORM set_config('app.head_place', place::text, true);
END $$;

-- Walks a council's chain; the first entry whose hash does not hold, 0 when the end is missing, null when all hold.
CREATE OR REPLACE FUNCTION app.first_broken_entry() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    head  bytea := ''::bytea;
    entry audit;
BEGIN
    FOR entry IN SELECT * FROM audit WHERE tenant_id = app.tenant() ORDER BY id LOOP
        IF entry.hash <> app.hash_entry(head, entry) THEN RETURN entry.id; END IF;
        head := entry.hash;
    END LOOP;
    IF head IS DISTINCT FROM coalesce((SELECT hash FROM audit_heads WHERE tenant_id = app.tenant()), ''::bytea) THEN
        RETURN 0;
    END IF;
    RETURN NULL;
END $$;
GRANT EXECUTE ON FUNCTION app.first_broken_entry() TO waymark_admin;

-- That the audit was exported, and what of it.
CREATE OR REPLACE FUNCTION app.note_export(format text, filters text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NOT app.holds('see_audit') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only who sees the audit exports it';
    END IF;
    PERFORM app.add_entry(app.person(), 'audit', NULL, NULL, 'added', NULL,
        jsonb_build_object('format', left(format, 20), 'filters', left(filters, 1000)), app.tenant());
END $$;
GRANT EXECUTE ON FUNCTION app.note_export(text, text) TO waymark_site;

-- The registers that the person asking may change.
CREATE OR REPLACE FUNCTION app.changeable() RETURNS text[] LANGUAGE sql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT coalesce(array_agg(r.entity), '{}') FROM registered r
     WHERE EXISTS (SELECT FROM unnest(r.change) AS ability WHERE app.sees(ability))
$$;
GRANT EXECUTE ON FUNCTION app.changeable() TO waymark_site, waymark_admin;

-- Who may sign in, and when they did, is not part of a plan's history.
DROP POLICY IF EXISTS readers ON audit;
CREATE POLICY readers ON audit AS RESTRICTIVE FOR SELECT USING ((SELECT app.sees('see_audit'))
    OR (((SELECT app.sees('see_history')) OR entity = ANY ((SELECT app.changeable())::text[]))
        AND entity NOT IN ('people', 'person_roles', 'passwords', 'sign_ins', 'calendar_feeds', 'audit', 'downloads', 'refusals')));

-- What was done to a case is read by those who may open it.
DROP POLICY IF EXISTS open_cases ON audit;
CREATE POLICY open_cases ON audit AS RESTRICTIVE FOR SELECT USING (young_person_id IS NULL
    OR current_user IN ('waymark_owner', 'waymark_admin')
    OR ((SELECT app.sees('see_young_people')) AND young_person_id <> ALL ((SELECT app.hidden_cases())::bigint[])));
