-- The annual return: who counts in which figure of a year, the figures, and years that were reported (000.17, 000.18, 000.20).

-- Who counts in which figure of a year by which placement, up to today while the year goes on. Whether somebody was looked after or a
-- care leaver, or had SEND, is asked for the day that counts: the start, the end, and of an apprentice the last day of it in the year.
-- A team of the council stands under its directorate, an employer under what it is to the council. With the rights of who asks:
-- nobody counts a young person whom they may not see; nobody is counted whose record is kept only.
CREATE OR REPLACE FUNCTION app.annual_people(kind text, begins date) RETURNS TABLE (
    figure text, young_person_id bigint, placement_id bigint, side text, directorate text, place text, destination text,
    is_care boolean, is_send boolean, began_on date, ended_on date
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer := app.tenant();
    last    date := least((begins + interval '1 year')::date - 1, app.today());
BEGIN
    RETURN QUERY
    WITH placed AS MATERIALIZED (
        SELECT p.id, p.young_person_id, p.kind, p.started_on, CASE WHEN p.ended_on <= last THEN p.ended_on END AS ended_on,
               CASE WHEN p.ended_on <= last THEN p.outcome ELSE '' END AS outcome,
               CASE WHEN p.ended_on <= last THEN p.destination ELSE '' END AS destination,
               CASE WHEN p.team_id IS NOT NULL THEN 'council' ELSE coalesce(nullif(e.council_role, ''), 'not_recorded') END AS side,
               coalesce(t.directorate, '') AS directorate, coalesce(t.name, e.name, '') AS place
          FROM placements p
          JOIN young_people y ON y.tenant_id = council AND y.id = p.young_person_id AND y.processing_ended_on IS NULL
          LEFT JOIN council_teams t ON t.tenant_id = council AND t.id = p.team_id
          LEFT JOIN employers e ON e.tenant_id = council AND e.id = p.employer_id
         WHERE p.tenant_id = council AND p.kind IN ('work_experience', 'apprenticeship')
           AND begins <= last AND p.started_on <= last AND coalesce(p.ended_on >= begins, true)),
    counted AS (
        SELECT f.figure, f.on_day, p.*
          FROM placed p
         CROSS JOIN LATERAL (VALUES
                ('experience_started', p.started_on, p.kind = 'work_experience' AND p.started_on >= begins),
                ('experience_completed', p.ended_on, p.kind = 'work_experience' AND p.outcome IN ('completed', 'job')),
                ('apprentices', coalesce(p.ended_on, last), p.kind = 'apprenticeship'),
                ('apprenticeships_started', p.started_on, p.kind = 'apprenticeship' AND p.started_on >= begins),
                ('apprenticeships_completed', p.ended_on, p.kind = 'apprenticeship' AND p.outcome IN ('completed', 'job')),
                ('apprenticeships_ended', p.ended_on, p.kind = 'apprenticeship' AND p.ended_on IS NOT NULL),
                ('destinations_known', p.ended_on, p.kind = 'apprenticeship' AND p.ended_on IS NOT NULL AND p.destination NOT IN ('', 'not_known'))
             ) AS f (figure, on_day, is_counted)
         WHERE f.is_counted),
    grouped AS MATERIALIZED (
        SELECT c.young_person_id, c.cohort, c.began_on, c.ended_on FROM cohorts c
         WHERE c.tenant_id = council AND c.cohort IN ('looked_after', 'care_leaver', 'send'))
    SELECT n.figure, n.young_person_id, n.id, n.side, n.directorate, n.place,
           CASE WHEN n.figure IN ('apprenticeships_ended', 'destinations_known') THEN n.destination ELSE '' END,
           coalesce(bool_or(g.cohort IN ('looked_after', 'care_leaver')), false), coalesce(bool_or(g.cohort = 'send'), false),
           n.started_on, n.ended_on
      FROM counted n
      LEFT JOIN grouped g ON g.young_person_id = n.young_person_id
       AND coalesce(g.began_on <= n.on_day, true) AND coalesce(g.ended_on > n.on_day, true)
     GROUP BY n.figure, n.young_person_id, n.id, n.side, n.directorate, n.place, n.destination, n.started_on, n.ended_on;
END $$;
GRANT EXECUTE ON FUNCTION app.annual_people(text, date) TO waymark_site, waymark_admin;

-- The same as the records are, or as they were when the year was reported: of a version those whom its reader may see.
CREATE OR REPLACE FUNCTION app.annual_people(kind text, begins date, version bigint) RETURNS TABLE (
    figure text, young_person_id bigint, placement_id bigint, side text, directorate text, place text, destination text,
    is_care boolean, is_send boolean, began_on date, ended_on date
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF version IS NULL THEN
        RETURN QUERY SELECT n.* FROM app.annual_people(kind, begins) AS n;
    ELSE
        RETURN QUERY
        SELECT p.figure, p.young_person_id, p.placement_id, p.side, p.directorate, p.place, p.destination, p.is_care, p.is_send, p.began_on,
               p.ended_on
          FROM annual_returns r JOIN annual_return_people p ON p.tenant_id = r.tenant_id AND p.return_id = r.id
         WHERE r.tenant_id = app.tenant() AND r.year_kind = kind AND r.begins_on = begins AND r.number = version;
    END IF;
END $$;
GRANT EXECUTE ON FUNCTION app.annual_people(text, date, bigint) TO waymark_site, waymark_admin;

-- The figures: people, not placements, and of these those looked after or care leavers and those with SEND; of all, of each side, of
-- each directorate of the council, and of ended apprenticeships by destination. Who is in two parts counts once in each and once in all.
CREATE OR REPLACE FUNCTION app.annual_counts(kind text, begins date, version bigint) RETURNS TABLE (
    part text, side text, directorate text, destination text, figure text, people bigint, care bigint, send bigint
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT CASE WHEN grouping(n.directorate) = 0 THEN 'directorate' WHEN grouping(n.side) = 0 THEN 'side'
                WHEN grouping(n.destination) = 0 THEN 'destination' ELSE 'all' END,
           coalesce(n.side, ''), coalesce(n.directorate, ''), coalesce(n.destination, ''), n.figure, count(DISTINCT n.young_person_id),
           count(DISTINCT n.young_person_id) FILTER (WHERE n.is_care), count(DISTINCT n.young_person_id) FILTER (WHERE n.is_send)
      FROM app.annual_people(kind, begins, version) AS n
     GROUP BY GROUPING SETS ((n.figure), (n.figure, n.side), (n.figure, n.side, n.directorate), (n.figure, n.destination))
    HAVING (grouping(n.directorate) = 1 OR n.side = 'council')
       AND (grouping(n.destination) = 1 OR n.figure = 'apprenticeships_ended');
END $$;
GRANT EXECUTE ON FUNCTION app.annual_counts(text, date, bigint) TO waymark_site, waymark_admin;

-- Reports a year that is over: who counted, and what everybody else is told, in the steps of app.coarse. Restricted cases count like all
-- others; of a version each reader counts those whom they may see. The version that is asked for must be the next one: nothing where
-- somebody else reported the year meanwhile.
CREATE OR REPLACE FUNCTION app.report_year(kind text, begins date, version bigint, why text) RETURNS bigint LANGUAGE plpgsql
SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer := app.tenant();
    made    bigint;
BEGIN
    IF council IS NULL OR NOT (app.holds('administration') OR (app.holds('make_returns') AND app.holds('see_young_people'))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a year is reported by those who make returns';
    END IF;
    IF (begins + interval '1 year')::date > app.today() THEN
        RAISE check_violation USING MESSAGE = 'a year is reported once it is over';
    END IF;
    INSERT INTO annual_returns (year_kind, begins_on, number, reason)
    SELECT kind, begins, version, why
     WHERE version = 1 + (SELECT coalesce(max(r.number), 0) FROM annual_returns r
                           WHERE r.tenant_id = council AND r.year_kind = kind AND r.begins_on = begins)
    ON CONFLICT DO NOTHING RETURNING id INTO made;
    IF made IS NULL THEN RETURN NULL; END IF;
    INSERT INTO annual_return_people (return_id, figure, young_person_id, placement_id, side, directorate, place, destination, is_care,
                                      is_send, began_on, ended_on)
    SELECT made, n.figure, n.young_person_id, n.placement_id, n.side, n.directorate, n.place, n.destination, n.is_care, n.is_send,
           n.began_on, n.ended_on
      FROM app.annual_people(kind, begins) AS n;
    -- Every part there could be, so that nothing follows from a part that is not there.
    INSERT INTO annual_return_counts (return_id, year_kind, begins_on, number, reported_on, part, side, directorate, destination, figure,
                                      people, care, send)
    SELECT made, kind, begins, version, app.today(), w.part, w.side, w.directorate, w.destination, w.figure,
           app.coarse(coalesce(c.people, 0)), app.coarse(coalesce(c.care, 0)), app.coarse(coalesce(c.send, 0))
      FROM (SELECT s.part, s.side, s.directorate, '' AS destination, f.figure
              FROM (SELECT 'all' AS part, '' AS side, '' AS directorate
                    UNION ALL SELECT 'side', unnest('{council,contractor,service_provider,neither,not_recorded}'::text[]), ''
                    UNION ALL SELECT DISTINCT 'directorate', 'council', t.directorate FROM council_teams t WHERE t.tenant_id = council) AS s
             CROSS JOIN unnest('{experience_started,experience_completed,apprentices,apprenticeships_started,apprenticeships_completed,apprenticeships_ended,destinations_known}'::text[]) AS f (figure)
            UNION ALL
            SELECT 'destination', '', '', d.destination, 'apprenticeships_ended'
              FROM unnest('{"",employed,apprenticeship,traineeship,supported_internship,further_education,higher_education,voluntary,self_employed,not_working,not_known}'::text[]) AS d (destination)) AS w
      LEFT JOIN app.annual_counts(kind, begins, version) AS c
        ON (c.part, c.side, c.directorate, c.destination, c.figure) = (w.part, w.side, w.directorate, w.destination, w.figure);
    RETURN made;
END $$;
GRANT EXECUTE ON FUNCTION app.report_year(text, date, bigint, text) TO waymark_site, waymark_admin;

-- What was reported stays as it was: no version is changed, taken back or added to.
CREATE OR REPLACE FUNCTION app.hold_annual_return() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF EXISTS (SELECT FROM annual_returns r WHERE r.tenant_id = NEW.tenant_id AND r.id = NEW.return_id AND r.made_at = now()) THEN
            RETURN NEW;
        END IF;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a year that was reported is frozen';
END $$;
DROP TRIGGER IF EXISTS frozen ON annual_returns;
CREATE TRIGGER frozen BEFORE UPDATE OR DELETE ON annual_returns FOR EACH ROW EXECUTE FUNCTION app.hold_annual_return();
DROP TRIGGER IF EXISTS frozen ON annual_return_people;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON annual_return_people FOR EACH ROW EXECUTE FUNCTION app.hold_annual_return();
DROP TRIGGER IF EXISTS frozen ON annual_return_counts;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON annual_return_counts FOR EACH ROW EXECUTE FUNCTION app.hold_annual_return();
