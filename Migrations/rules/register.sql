-- waymark: before the tables
-- Registers a council's table: forced row-level security; `see` and `change` name the abilities of which one is needed to
-- read and to write (`remove` where removing asks for others); an audit entry for every change, without the columns in
-- `unaudited`; with `find` a generated column of its folded words, so that who sees a row finds it. `in_plan` hides the
-- parts of plans that the person does not see, `in_case` the restricted cases whose team they are not in, and keeps the entries
-- from whoever sees no young people. With `sealed`, as with `in_case`, the site reads it only in a visit that the door opened for
-- a person, not by saying who it is. Without `see` and `change` nothing is granted. May be called again.
DROP FUNCTION IF EXISTS app.register(regclass, text[], text[], text[], text, boolean, boolean, text[]);
DROP FUNCTION IF EXISTS app.register(regclass, text[], text[], text[], text, boolean, boolean, text[], boolean);
CREATE OR REPLACE FUNCTION app.register(
    registered regclass, see text[] DEFAULT '{}', change text[] DEFAULT '{}', remove text[] DEFAULT NULL,
    find text DEFAULT NULL, in_plan boolean DEFAULT false, audited boolean DEFAULT true, unaudited text[] DEFAULT '{}',
    in_case boolean DEFAULT false, sealed boolean DEFAULT false
) RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    writers  text := app.any_of(change);
    removers text := app.any_of(coalesce(remove, change));
    name     text;
BEGIN
    FOREACH name IN ARRAY '{council,sealed,readers,no_contacts,no_drafts,open_cases,writers_add,writers_change,writers_remove}'::text[] LOOP
        EXECUTE format('DROP POLICY IF EXISTS %I ON %s', name, registered);
    END LOOP;
    EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY', registered);
    EXECUTE format('CREATE POLICY council ON %s
        USING (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::integer)
        WITH CHECK (tenant_id = nullif(current_setting(''app.tenant'', true), '''')::integer)', registered);
    IF sealed OR in_case THEN
        EXECUTE format('CREATE POLICY sealed ON %s AS RESTRICTIVE FOR SELECT TO waymark_site
            USING ((SELECT app.person()) IS NOT NULL)', registered);
    END IF;
    IF see <> '{}' THEN
        EXECUTE format('CREATE POLICY readers ON %s AS RESTRICTIVE FOR SELECT USING (%s)', registered,
                       replace(app.any_of(see), 'app.can(', 'app.sees('));
        EXECUTE format('GRANT SELECT ON %s TO waymark_site, waymark_admin', registered);
    END IF;
    -- What asks for no ability is for the council's own people, not for a provider's contact; nor is the audit.
    IF see = '{}' THEN
        EXECUTE format('CREATE POLICY no_contacts ON %s AS RESTRICTIVE FOR SELECT USING (NOT (SELECT app.is_provider_contact()))', registered);
    END IF;
    IF in_plan THEN
        EXECUTE format('CREATE POLICY no_drafts ON %s AS RESTRICTIVE FOR SELECT USING (%s(SELECT app.sees(''see_drafts''))
            OR plan_id IN (SELECT id FROM plans))', registered, (SELECT CASE WHEN NOT attnotnull THEN 'plan_id IS NULL OR ' END
            FROM pg_attribute WHERE attrelid = registered AND attname = 'plan_id'));
    END IF;
    IF in_case THEN
        -- Functions of the owner count every case; they say themselves what they give away.
        EXECUTE format('CREATE POLICY open_cases ON %s AS RESTRICTIVE USING (current_user IN (''waymark_owner'', ''waymark_admin'')
            OR %I <> ALL ((SELECT app.hidden_cases())::bigint[]))', registered,
            CASE WHEN registered = 'young_people'::regclass THEN 'id' ELSE 'young_person_id' END);
    END IF;
    IF change <> '{}' THEN
        EXECUTE format('CREATE POLICY writers_add ON %s AS RESTRICTIVE FOR INSERT WITH CHECK (%s)', registered, writers);
        EXECUTE format('CREATE POLICY writers_change ON %s AS RESTRICTIVE FOR UPDATE USING (%s) WITH CHECK (%2$s)',
                       registered, writers);
        EXECUTE format('CREATE POLICY writers_remove ON %s AS RESTRICTIVE FOR DELETE USING (%s)', registered, removers);
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO waymark_site, waymark_admin', registered);
    END IF;
    IF find IS NOT NULL THEN
        EXECUTE format('ALTER TABLE %s DROP COLUMN IF EXISTS find_words, ADD COLUMN find_words text COLLATE "C" NOT NULL
            GENERATED ALWAYS AS (app.find_words(%s)) STORED', registered, find);
    END IF;
    EXECUTE format('DROP TRIGGER IF EXISTS audit ON %s', registered);
    INSERT INTO public.registered AS r (entity, change, unaudited)
    VALUES (registered::text, register.change, CASE WHEN audited THEN register.unaudited || '{find_words}'::text[] END)
    ON CONFLICT (entity) DO UPDATE SET change = excluded.change, unaudited = excluded.unaudited;
    IF audited THEN
        EXECUTE format('CREATE CONSTRAINT TRIGGER audit AFTER INSERT OR UPDATE OR DELETE ON %s DEFERRABLE INITIALLY DEFERRED
            FOR EACH ROW EXECUTE FUNCTION app.record_change(%s)', registered,
            (SELECT string_agg(quote_literal(k), ', ') FROM unnest(unaudited || '{find_words}'::text[]) AS k));
    END IF;
END $$;

-- The words that people type into a table, as `find` takes them: every text whose length has a bound, but those to leave out.
-- Texts that only name one of a few values have none.
CREATE OR REPLACE FUNCTION app.texts(registered regclass, leaving text[] DEFAULT '{}') RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT string_agg(format('%I', a.attname), ' || '' '' || ' ORDER BY a.attnum)
      FROM pg_attribute a
     WHERE a.attrelid = registered AND a.atttypid = 'text'::regtype AND a.attnotnull AND a.attgenerated = ''
       AND a.attname <> ALL (leaving)
       AND EXISTS (SELECT FROM pg_constraint c WHERE c.conrelid = registered AND c.contype = 'c' AND c.conkey = ARRAY[a.attnum]
                      AND pg_get_constraintdef(c.oid) LIKE '%length(%')
$$;

-- Restricted cases that the person asking may not open: those in whose team they are not.
CREATE OR REPLACE FUNCTION app.hidden_cases() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN (WITH hidden AS (
                SELECT y.id FROM young_people y
                 WHERE y.tenant_id = app.tenant() AND y.is_restricted
                   AND NOT EXISTS (SELECT FROM case_team t
                        WHERE t.tenant_id = y.tenant_id AND t.young_person_id = y.id AND t.person_id = app.person()))
            -- A record that was merged into one is hidden with it.
            SELECT coalesce(array_agg(h.id), '{}')
              FROM (SELECT id FROM hidden UNION ALL
                    SELECT y.id FROM young_people y
                     WHERE y.tenant_id = app.tenant() AND y.merged_into IN (SELECT id FROM hidden) AND EXISTS (SELECT FROM hidden)) AS h);
END $$;
GRANT EXECUTE ON FUNCTION app.hidden_cases() TO waymark_site, waymark_admin;

-- How many cases these are: records that were merged into one are none of their own.
CREATE OR REPLACE FUNCTION app.count_hidden_cases() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN (SELECT count(*) FROM young_people y WHERE y.tenant_id = app.tenant() AND y.id = ANY (app.hidden_cases()) AND y.merged_into IS NULL);
END $$;
GRANT EXECUTE ON FUNCTION app.count_hidden_cases() TO waymark_site;

-- A condition for a policy: each ability is asked once a statement, not once a row.
CREATE OR REPLACE FUNCTION app.any_of(abilities text[]) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS
$$ SELECT string_agg(format('(SELECT app.can(%L))', ability), ' OR ') FROM unnest(abilities) AS ability $$;

-- Writes the audit entry of one changed row. The trigger is deferred: the chain's lock is the last one a transaction takes,
-- so writers wait for each other only while they commit. The trigger's arguments are the columns to leave out.
CREATE OR REPLACE FUNCTION app.record_change() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp SET enable_seqscan = off AS $$
DECLARE
    author  bigint;
    whole   jsonb;
    -- As the index has it: a name is compared in another collation.
    thing   text := TG_TABLE_NAME;
    -- Without arguments TG_ARGV is null, not empty.
    left_out text[] := coalesce(TG_ARGV, '{}');
    old_row jsonb;
    new_row jsonb;
BEGIN
    -- Rows that came in many at once say so (app.enter_added); that each has its entry is looked up, not believed.
    IF TG_OP = 'INSERT' AND position(' ' || TG_TABLE_NAME || ' ' IN current_setting('app.entered', true)) > 0 THEN
        IF EXISTS (SELECT FROM audit a WHERE a.tenant_id = NEW.tenant_id AND a.entity = thing AND a.entity_id = NEW.id
                      AND a.operation = 'added' AND a.made_at = now()) THEN
            RETURN NULL;
        END IF;
    END IF;
    old_row := CASE WHEN TG_OP <> 'INSERT' THEN to_jsonb(OLD) - left_out END;
    new_row := CASE WHEN TG_OP <> 'DELETE' THEN to_jsonb(NEW) - left_out END;
    IF TG_OP = 'UPDATE' THEN
        IF old_row = new_row THEN RETURN NULL; END IF;
        SELECT jsonb_object_agg(key, o.value), jsonb_object_agg(key, n.value) INTO old_row, new_row
          FROM jsonb_each(old_row) AS o JOIN jsonb_each(new_row) AS n USING (key)
         WHERE o.value IS DISTINCT FROM n.value;
        IF new_row IS NULL OR new_row - 'version' = '{}' THEN RETURN NULL; END IF;
    END IF;
    author := app.person();
    whole := CASE TG_OP WHEN 'DELETE' THEN to_jsonb(OLD) ELSE to_jsonb(NEW) END;
    -- Settings that were changed after the door sealed them would leave an entry in nobody's name.
    IF author IS NULL AND NOT app.holds('administration') AND NOT app.holds('confirm_delivery') AND NOT pg_has_role(session_user, 'waymark_owner', 'MEMBER') THEN
        RAISE insufficient_privilege USING MESSAGE = 'a change is entered in the name of whom the door let in';
    END IF;
    PERFORM app.add_entry(author, TG_TABLE_NAME, coalesce(whole ->> 'id', whole ->> 'person_id')::bigint,
        CASE WHEN TG_TABLE_NAME = 'plans' THEN (whole ->> 'id')::bigint ELSE (whole ->> 'plan_id')::bigint END,
        CASE TG_OP WHEN 'INSERT' THEN 'added' WHEN 'UPDATE' THEN 'changed' ELSE 'removed' END,
        old_row, new_row, (whole ->> 'tenant_id')::integer,
        CASE WHEN TG_TABLE_NAME = 'young_people' THEN (whole ->> 'id')::bigint ELSE (whole ->> 'young_person_id')::bigint END);
    RETURN NULL;
END $$;

-- Writes the entries of many rows that this transaction added, as app.record_change would one by one. Rows that have their entry
-- already, and rows of others, get none. Called last: the chain's lock is held from here on.
CREATE OR REPLACE FUNCTION app.enter_added(thing text, ids bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp SET enable_seqscan = off SET enable_bitmapscan = off AS $$
DECLARE
    council  integer := app.tenant();
    author   bigint := app.person();
    session  bigint := app.session();
    left_out text[] := (SELECT r.unaudited FROM registered r WHERE r.entity = thing);
    head     bytea;
    whole    jsonb;
    entry    audit;
    entries  audit[] := '{}';
BEGIN
    IF council IS NULL OR author IS NULL OR left_out IS NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'a change is entered in the name of whom the door let in';
    END IF;
    INSERT INTO audit_heads (tenant_id, hash) VALUES (council, ''::bytea) ON CONFLICT DO NOTHING;
    SELECT hash INTO head FROM audit_heads WHERE tenant_id = council FOR UPDATE;
    -- Each by its key (OFFSET 0), whatever the planner thinks of tables that grow within this transaction.
    FOR whole IN EXECUTE format('SELECT to_jsonb(t) FROM unnest($1) WITH ORDINALITY AS n (id, place)
            CROSS JOIN LATERAL (SELECT t.* FROM %I AS t WHERE t.tenant_id = $2 AND t.id = n.id AND t.xmin = pg_current_xact_id()::xid OFFSET 0) AS t
           WHERE NOT EXISTS (SELECT FROM audit a WHERE a.tenant_id = $2 AND a.entity = $3 AND a.entity_id = n.id OFFSET 0)
           ORDER BY n.place', thing) USING ids, council, thing LOOP
        entry := ROW(council, nextval('audit_id_seq'), now(), author, session, NULL, thing, (whole ->> 'id')::bigint,
            CASE WHEN thing = 'plans' THEN (whole ->> 'id')::bigint ELSE (whole ->> 'plan_id')::bigint END, 'added', NULL,
            whole - left_out, ''::bytea,
            CASE WHEN thing = 'young_people' THEN (whole ->> 'id')::bigint ELSE (whole ->> 'young_person_id')::bigint END);
        entry.hash := app.hash_entry(head, entry);
        head := entry.hash;
        entries := entries || entry;
    END LOOP;
    INSERT INTO audit SELECT e.* FROM unnest(entries) AS e;
    UPDATE audit_heads SET hash = head WHERE tenant_id = council;
    PERFORM set_config('app.head_place', (SELECT ctid::text FROM audit_heads WHERE tenant_id = council), true),
            set_config('app.entered', coalesce(current_setting('app.entered', true), '') || ' ' || thing || ' ', true);
END $$;
GRANT EXECUTE ON FUNCTION app.enter_added(text, bigint[]) TO waymark_site;
