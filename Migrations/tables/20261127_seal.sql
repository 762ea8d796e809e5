-- The key of the seal (app.seal): one row, made here, that only the owner reads.
CREATE TABLE app.seal_key (
    is_only boolean PRIMARY KEY DEFAULT true CHECK (is_only),
    key     bytea NOT NULL CHECK (length(key) = 32)
);
INSERT INTO app.seal_key (key) VALUES (sha256(uuid_send(gen_random_uuid()) || uuid_send(gen_random_uuid())));

-- Names and e-mail addresses, and who did what.
SELECT app.register('people', change => '{manage_people}', sealed => true);
SELECT app.register('person_roles', change => '{manage_people}', sealed => true);
SELECT app.register('audit', audited => false, sealed => true);

-- What was registered with `in_case` before the seal.
DO $$
DECLARE made regclass;
BEGIN
    FOR made IN SELECT polrelid FROM pg_policy WHERE polname = 'open_cases' AND polrelid <> 'audit'::regclass LOOP
        EXECUTE format('CREATE POLICY sealed ON %s AS RESTRICTIVE FOR SELECT TO waymark_site USING ((SELECT app.person()) IS NOT NULL)', made);
    END LOOP;
END $$;

-- Policies of reading that were made before it ask without it.
DO $$
DECLARE made record;
BEGIN
    FOR made IN SELECT polname AS name, polrelid::regclass AS place, pg_get_expr(polqual, polrelid) AS asked
                  FROM pg_policy WHERE polcmd = 'r' AND pg_get_expr(polqual, polrelid) LIKE '%app.can(%' LOOP
        EXECUTE format('ALTER POLICY %I ON %s USING (%s)', made.name, made.place, replace(made.asked, 'app.can(', 'app.sees('));
    END LOOP;
END $$;
