-- Counts of the brokerage for members: made in the database, in steps of five, once a month, and then left as they are.

DROP POLICY IF EXISTS readers ON brokerage_counts;
CREATE POLICY readers ON brokerage_counts AS RESTRICTIVE FOR SELECT USING ((SELECT app.sees('see_dashboard')));

-- A number of people for members: five or fewer is not told, more is told to the nearest five. No number that is told is one number
-- alone, parts and wholes alike, so that no sum, no difference between two pages and no difference between two months tells one.
CREATE OR REPLACE FUNCTION app.coarse(people bigint) RETURNS integer LANGUAGE sql IMMUTABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$ SELECT CASE WHEN people <= 5 THEN 0 ELSE ((people + 2) / 5 * 5)::integer END $$;

-- People, not placements, over the twelve months that end with a day; every part of every figure, also where it is nobody.
-- The council's own visit must be open. Restricted cases count like all others.
CREATE OR REPLACE FUNCTION app.count_brokerage(day date) RETURNS TABLE (figure text, part text, people bigint) LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer := app.tenant();
    since   date := (day - interval '12 months')::date;
BEGIN
    RETURN QUERY
    -- Open on the day: referred by then, and not closed.
    SELECT 'open', '', count(*) FROM young_people y
     WHERE y.tenant_id = council AND (y.closed_on IS NULL OR y.closed_on > day)
       AND EXISTS (SELECT FROM attempts a WHERE a.tenant_id = council AND a.young_person_id = y.id AND a.began_on <= day)
    UNION ALL
    SELECT 'reached', k.kind, (SELECT count(DISTINCT e.young_person_id) FROM stage_entries e
             JOIN stages s ON s.tenant_id = council AND s.id = e.stage_id
            WHERE e.tenant_id = council AND s.kind = k.kind AND e.entered_on > since AND e.entered_on <= day)
      FROM unnest('{identified,decision,preparation,work_experience,traineeship,supported_internship,apprenticeship,employed,destination}'::text[]) AS k (kind)
    UNION ALL
    SELECT 'started', k.kind, (SELECT count(DISTINCT p.young_person_id) FROM placements p
            WHERE p.tenant_id = council AND p.kind = k.kind AND p.started_on > since AND p.started_on <= day)
      FROM unnest('{work_experience,taster,traineeship,supported_internship,apprenticeship,job}'::text[]) AS k (kind)
    UNION ALL
    -- Whose twenty-sixth week of a job or an apprenticeship came in those months, and who was still in it then.
    SELECT 'sustained', k.kind, (SELECT count(DISTINCT p.young_person_id) FROM placements p
            WHERE p.tenant_id = council AND p.kind = k.kind AND p.started_on + 182 > since AND p.started_on + 182 <= day
              AND (p.ended_on IS NULL OR p.ended_on >= p.started_on + 182))
      FROM unnest('{apprenticeship,job}'::text[]) AS k (kind)
    UNION ALL
    SELECT 'exits', k.reason, (SELECT count(DISTINCT a.young_person_id) FROM attempts a
            WHERE a.tenant_id = council AND a.exit_reason = k.reason AND a.ended_on > since AND a.ended_on <= day)
      FROM unnest('{travel,health,hours,pay,housing,caring,not_suited,support_missing,conduct,employer_ended,other_offer,no_contact,other}'::text[]) AS k (reason);
END $$;

-- Keeps the counts of the last whole month of every council that has young people, unless they are kept already. May be called at any
-- time by whoever keeps the site running; how many councils it was.
CREATE OR REPLACE FUNCTION app.keep_brokerage_counts() RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer;
    last    date := date_trunc('month', app.today())::date - 1;
    kept    bigint := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(7239148);
    FOR council IN SELECT id FROM tenants ORDER BY id LOOP
        PERFORM app.enter(council);
        PERFORM app.keep_pledge_counts(last);
        CONTINUE WHEN NOT EXISTS (SELECT FROM young_people WHERE tenant_id = council)
                   OR EXISTS (SELECT FROM brokerage_counts WHERE tenant_id = council AND as_of = last);
        INSERT INTO brokerage_counts (as_of, figure, part, people)
        SELECT last, c.figure, c.part, app.coarse(c.people) FROM app.count_brokerage(last) AS c;
        kept := kept + 1;
    END LOOP;
    PERFORM app.enter(NULL);
    RETURN kept;
END $$;
GRANT EXECUTE ON FUNCTION app.keep_brokerage_counts() TO waymark_site, waymark_admin;

-- What members were told is not told differently later.
CREATE OR REPLACE FUNCTION app.hold_counts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RAISE insufficient_privilege USING MESSAGE = 'figures that were published stay as they are';
END $$;
DROP TRIGGER IF EXISTS frozen ON brokerage_counts;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON brokerage_counts FOR EACH ROW EXECUTE FUNCTION app.hold_counts();
