-- Papers that went to a meeting are frozen.

CREATE OR REPLACE FUNCTION app.freeze_paper() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'a published paper is frozen';
END $$;
DROP TRIGGER IF EXISTS frozen ON paper_versions;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON paper_versions FOR EACH ROW EXECUTE FUNCTION app.freeze_paper();
