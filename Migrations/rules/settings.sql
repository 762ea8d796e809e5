-- What a council begins with, and its cycles.

-- A council begins with the usual reasons. The entries of the audit are written at once, while the visit is in the new council.
CREATE OR REPLACE FUNCTION app.seed_words() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE before integer := app.tenant();
BEGIN
    SET CONSTRAINTS audit IMMEDIATE;
    PERFORM app.enter(NEW.id);
    INSERT INTO slip_reasons (words, position)
    SELECT words, place FROM unnest(ARRAY['Capacity', 'Dependency on another body', 'Funding', 'Recruitment',
        'Change of priorities', 'Data not available', 'Other']) WITH ORDINALITY AS usual (words, place);
    PERFORM app.enter(before);
    SET CONSTRAINTS audit DEFERRED;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS seed_words ON tenants;
CREATE TRIGGER seed_words AFTER INSERT ON tenants FOR EACH ROW EXECUTE FUNCTION app.seed_words();

-- Months to a first update and between updates. False when somebody changed them meanwhile. The owner's rights are not the
-- caller's, so the ability is asked of the visit itself.
CREATE OR REPLACE FUNCTION app.change_cycles(first_months integer, again_months integer, was_version integer)
RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    was     tenants;
    each_id bigint;
BEGIN
    IF NOT app.holds('change_settings') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only an administrator changes the council''s cycles';
    END IF;
    SELECT * INTO was FROM tenants WHERE id = app.tenant() AND version = was_version FOR UPDATE;
    IF NOT FOUND THEN RETURN false; END IF;
    IF first_months = was.first_update_months AND again_months = was.repeat_months THEN RETURN true; END IF;
    UPDATE tenants SET first_update_months = first_months, repeat_months = again_months, version = version + 1
     WHERE id = was.id;
    FOR each_id IN SELECT id FROM recommendations WHERE tenant_id = app.tenant() AND next_due_on IS NOT NULL LOOP
        PERFORM app.refresh_recommendation(each_id);
    END LOOP;
    PERFORM app.add_entry(app.person(), 'tenants', app.tenant(), NULL, 'changed',
        jsonb_build_object('first_update_months', was.first_update_months, 'repeat_months', was.repeat_months),
        jsonb_build_object('first_update_months', first_months, 'repeat_months', again_months), app.tenant());
    RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.change_cycles(integer, integer, integer) TO waymark_site;
