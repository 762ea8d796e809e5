-- Subject access: what is held about one young person, whatever table it is in.

-- The tables whose rows hang on a young person, in the order in which they were made.
CREATE OR REPLACE FUNCTION app.case_tables() RETURNS SETOF text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT c.relname::text FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attname = 'young_person_id'
     WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND c.relname <> 'audit'
       AND c.relname IN (SELECT entity FROM registered)
     ORDER BY c.oid
$$;

-- Every row of these tables that hangs on a young person, and their own with those that were merged into it. As its reader: policies hold.
CREATE OR REPLACE FUNCTION app.case_rows(asked bigint) RETURNS TABLE (entity text, entity_id bigint, held jsonb) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE part text;
BEGIN
    RETURN QUERY
        WITH RECURSIVE same AS (
            SELECT y.id FROM young_people y WHERE y.id = asked
            UNION SELECT y.id FROM young_people y JOIN same s ON y.merged_into = s.id)
        SELECT 'young_people'::text, y.id, to_jsonb(y) FROM young_people y JOIN same s ON s.id = y.id ORDER BY y.id <> asked, y.id;
    FOR part IN SELECT app.case_tables() LOOP
        RETURN QUERY EXECUTE format(
            'SELECT %L::text, t.id, to_jsonb(t) FROM %I AS t WHERE t.young_person_id = $1 ORDER BY t.id', part, part) USING asked;
    END LOOP;
END $$;
GRANT EXECUTE ON FUNCTION app.case_tables(), app.case_rows(bigint) TO waymark_site;
