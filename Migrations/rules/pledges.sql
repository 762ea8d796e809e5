-- Pledges: who sees which, what counts towards one, and what is told of it to those who see no young people.

DROP POLICY IF EXISTS published ON pledges;
CREATE POLICY published ON pledges AS RESTRICTIVE FOR SELECT USING (published_on IS NOT NULL OR (SELECT app.sees('change_pledges')));

-- What hangs on a pledge is seen with it.
DROP POLICY IF EXISTS published ON pledge_figures;
CREATE POLICY published ON pledge_figures AS RESTRICTIVE FOR SELECT
    USING ((SELECT app.sees('change_pledges')) OR pledge_id IN (SELECT id FROM pledges));
DROP POLICY IF EXISTS published ON team_pledges;
CREATE POLICY published ON team_pledges AS RESTRICTIVE FOR SELECT
    USING ((SELECT app.sees('change_pledges')) OR pledge_id IN (SELECT id FROM pledges));
DROP POLICY IF EXISTS readers ON pledge_counts;
CREATE POLICY readers ON pledge_counts AS RESTRICTIVE FOR SELECT
    USING ((SELECT app.sees('see_pledges')) AND pledge_id IN (SELECT id FROM pledges));

-- Placements that counted towards a pledge on a day, as they stood then: of its kinds and within its period, begun or, in an attempt
-- that had begun, still to begin. With the rights of who asks: nobody counts a young person whom they may not see.
CREATE OR REPLACE FUNCTION app.pledged(pledge bigint, day date) RETURNS TABLE (
    placement_id bigint, young_person_id bigint, kind text, team_id bigint, employer_id bigint, began date, ended date, outcome text,
    is_from_opportunity boolean
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE council integer := app.tenant();
BEGIN
    RETURN QUERY
    SELECT p.id, p.young_person_id, p.kind, p.team_id, p.employer_id, CASE WHEN p.started_on <= day THEN p.started_on END,
           CASE WHEN p.ended_on <= day THEN p.ended_on END, CASE WHEN p.ended_on <= day THEN p.outcome ELSE '' END,
           EXISTS (SELECT FROM pledge_opportunities o
                    WHERE o.tenant_id = council AND o.pledge_id = g.id AND o.opportunity_id = p.opportunity_id)
      FROM pledges g
      JOIN pledge_placements l ON l.tenant_id = council AND l.pledge_id = g.id
      JOIN placements p ON p.tenant_id = council AND p.id = l.placement_id
      LEFT JOIN attempts a ON a.tenant_id = council AND a.id = p.attempt_id
     WHERE g.tenant_id = council AND g.id = pledge AND p.kind = ANY (g.kinds)
       AND coalesce(p.started_on, p.planned_on) >= g.begins_on
       AND (g.ends_on IS NULL OR coalesce(p.started_on, p.planned_on) <= g.ends_on)
       AND (p.started_on <= day OR coalesce(a.began_on, p.planned_on) <= day)
       AND NOT (p.outcome = 'did_not_start' AND p.ended_on <= day);
END $$;
GRANT EXECUTE ON FUNCTION app.pledged(bigint, date) TO waymark_site, waymark_admin;

-- Who of them was in a job on that day, since when, and in which placement: one begun no earlier than what counts.
CREATE OR REPLACE FUNCTION app.pledged_jobs(pledge bigint, day date) RETURNS TABLE (young_person_id bigint, job_id bigint, since date)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN QUERY
    SELECT DISTINCT ON (j.young_person_id) j.young_person_id, j.id, j.started_on
      FROM app.pledged(pledge, day) AS l
      JOIN placements j ON j.tenant_id = app.tenant() AND j.young_person_id = l.young_person_id AND j.kind = 'job'
       AND j.started_on >= l.began AND j.started_on <= day AND (j.ended_on IS NULL OR j.ended_on > day)
     ORDER BY j.young_person_id, j.started_on, j.id;
END $$;
GRANT EXECUTE ON FUNCTION app.pledged_jobs(bigint, date) TO waymark_site, waymark_admin;

-- Where each of those stood on a day whose placements counted, by the placement that says most: in a job, under way, still to start, completed
-- and in no job that is recorded, or left early. With the rights of who asks.
CREATE OR REPLACE FUNCTION app.pledge_standing(pledge bigint, day date) RETURNS TABLE (
    young_person_id bigint, placement_id bigint, kind text, began date, job_id bigint, standing text
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN QUERY
    WITH one AS (SELECT DISTINCT ON (p.young_person_id) p.* FROM app.pledged(pledge, day) AS p
                  ORDER BY p.young_person_id, p.began DESC NULLS LAST, p.placement_id)
    SELECT p.young_person_id, p.placement_id, p.kind, p.began, j.job_id,
           CASE WHEN j.job_id IS NOT NULL THEN 'employed' WHEN p.began IS NULL THEN 'to_start' WHEN p.ended IS NULL THEN 'under_way'
                WHEN p.outcome = 'early_exit' THEN 'left' ELSE 'completed' END
      FROM one p LEFT JOIN app.pledged_jobs(pledge, day) AS j ON j.young_person_id = p.young_person_id;
END $$;
GRANT EXECUTE ON FUNCTION app.pledge_standing(bigint, date) TO waymark_site, waymark_admin;

-- Opportunities that counted towards a pledge on a day: of its kinds, opened by then and within its period. Their places as they were then
-- and, for the target, by the last day of the pledge: of one that was withdrawn, what was taken. With the rights of who asks.
CREATE OR REPLACE FUNCTION app.pledged_opportunities(pledge bigint, day date) RETURNS TABLE (
    opportunity_id bigint, team_id bigint, opened_on date, places bigint, held bigint
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE council integer := app.tenant();
BEGIN
    RETURN QUERY
    SELECT o.id, o.team_id, o.opened_on, (CASE WHEN o.withdrawn_on <= day THEN o.taken ELSE o.places END)::bigint,
           (CASE WHEN o.withdrawn_on <= least(day, g.ends_on) THEN o.taken ELSE o.places END)::bigint
      FROM pledges g
      JOIN pledge_opportunities l ON l.tenant_id = council AND l.pledge_id = g.id
      JOIN opportunities o ON o.tenant_id = council AND o.id = l.opportunity_id
     WHERE g.tenant_id = council AND g.id = pledge AND o.kind = ANY (g.kinds) AND o.opened_on <= day
       AND o.opened_on >= g.begins_on AND (g.ends_on IS NULL OR o.opened_on <= g.ends_on);
END $$;
GRANT EXECUTE ON FUNCTION app.pledged_opportunities(bigint, date) TO waymark_site, waymark_admin;

-- The six counts of a pledge on a day, what of them is held against its target (what has begun, not what is to begin), and the day on
-- which the target was reached. Applications are only known where an opportunity counts: else they are null, which is not nought.
CREATE OR REPLACE FUNCTION app.count_pledge(pledge bigint, day date) RETURNS TABLE (
    made_available bigint, applied bigint, offered bigint, taken_up bigint, to_start bigint, completed bigint, employed bigint,
    reached bigint, met_on date
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer := app.tenant();
    last    date := least(day, (SELECT g.ends_on FROM pledges g WHERE g.tenant_id = council AND g.id = pledge));
BEGIN
    RETURN QUERY
    WITH placed AS MATERIALIZED (SELECT * FROM app.pledged(pledge, day)),
    offers AS MATERIALIZED (
        SELECT o.opportunity_id AS id, o.opened_on, o.places, o.held FROM app.pledged_opportunities(pledge, day) AS o),
    asked AS MATERIALIZED (
        SELECT i.young_person_id, i.applied_on, i.result_on, i.result IN ('offered', 'accepted', 'declined') AS is_offered
          FROM interests i WHERE i.tenant_id = council AND i.opportunity_id IN (SELECT f.id FROM offers f)),
    -- What was reached when: a place, or a person for the first time.
    steps AS (
        SELECT 'made_available' AS figure, f.opened_on AS on_day, f.held AS number FROM offers f
        UNION ALL SELECT 'made_available', p.began, 1 FROM placed p WHERE p.began IS NOT NULL AND NOT p.is_from_opportunity
        UNION ALL SELECT 'applied', min(a.applied_on), 1 FROM asked a WHERE a.applied_on <= day GROUP BY a.young_person_id
        UNION ALL SELECT 'offered', min(w.on_day), 1
          FROM (SELECT a.young_person_id, a.result_on AS on_day FROM asked a WHERE a.is_offered AND a.result_on <= day
                UNION ALL SELECT p.young_person_id, p.began FROM placed p WHERE p.began IS NOT NULL) AS w GROUP BY w.young_person_id
        UNION ALL SELECT 'taken_up', min(p.began), 1 FROM placed p WHERE p.began IS NOT NULL GROUP BY p.young_person_id
        UNION ALL SELECT 'completed', min(p.ended), 1 FROM placed p WHERE p.outcome IN ('completed', 'job') GROUP BY p.young_person_id
        UNION ALL SELECT 'employed', j.since, 1 FROM app.pledged_jobs(pledge, day) AS j),
    -- Held against the target is what stood on the last day of the pledge, however much came after it.
    held AS (
        SELECT s.on_day, s.number, sum(s.number) OVER (ORDER BY s.on_day ROWS UNBOUNDED PRECEDING) AS so_far
          FROM (SELECT t.figure, t.on_day, t.number FROM steps t WHERE t.figure <> 'employed' AND t.on_day <= last
                UNION ALL SELECT 'employed', j.since, 1 FROM app.pledged_jobs(pledge, last) AS j) AS s
         WHERE s.figure = (SELECT g.measure FROM pledges g WHERE g.tenant_id = council AND g.id = pledge)),
    sums AS (SELECT s.figure, sum(s.number) AS number FROM steps s GROUP BY s.figure)
    SELECT coalesce((SELECT sum(f.places) FROM offers f), 0)::bigint + (SELECT count(*) FROM placed p WHERE NOT p.is_from_opportunity),
           CASE WHEN EXISTS (SELECT FROM offers) THEN coalesce((SELECT s.number FROM sums s WHERE s.figure = 'applied'), 0)::bigint END,
           (SELECT count(DISTINCT w.id) FROM (SELECT a.young_person_id AS id FROM asked a WHERE a.is_offered AND a.result_on <= day
                                              UNION ALL SELECT p.young_person_id FROM placed p) AS w),
           (SELECT count(DISTINCT p.young_person_id) FROM placed p),
           (SELECT count(DISTINCT p.young_person_id) FROM placed p
             WHERE NOT EXISTS (SELECT FROM placed b WHERE b.young_person_id = p.young_person_id AND b.began IS NOT NULL)),
           coalesce((SELECT s.number FROM sums s WHERE s.figure = 'completed'), 0)::bigint,
           coalesce((SELECT s.number FROM sums s WHERE s.figure = 'employed'), 0)::bigint,
           coalesce((SELECT sum(h.number) FROM held h), 0)::bigint,
           (SELECT min(h.on_day) FROM held h
             WHERE h.so_far >= (SELECT g.target FROM pledges g WHERE g.tenant_id = council AND g.id = pledge));
END $$;
GRANT EXECUTE ON FUNCTION app.count_pledge(bigint, date) TO waymark_site, waymark_admin;

-- Keeps what is told of every pledge that members read, at the end of a month: once, in the steps of app.coarse, and whether or not
-- anything counts, so that nothing follows from there being figures. Restricted cases count like all others. Called by
-- app.keep_brokerage_counts, and by the command line for a month of long ago.
CREATE OR REPLACE FUNCTION app.keep_pledge_counts(last date) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    INSERT INTO pledge_counts (as_of, pledge_id, figure, number)
    SELECT last, g.id, f.figure, app.coarse(f.number)
      FROM pledges g
     CROSS JOIN LATERAL app.count_pledge(g.id, last) AS n
     CROSS JOIN LATERAL (VALUES ('made_available', n.made_available), ('applied', n.applied), ('offered', n.offered),
                                ('taken_up', n.taken_up), ('completed', n.completed), ('employed', n.employed),
                                ('reached', n.reached)) AS f (figure, number)
     WHERE g.tenant_id = app.tenant() AND g.begins_on <= last AND g.published_on <= last
       AND NOT EXISTS (SELECT FROM pledge_counts c WHERE c.tenant_id = g.tenant_id AND c.pledge_id = g.id AND c.as_of = last)
    ON CONFLICT DO NOTHING;
END $$;

GRANT EXECUTE ON FUNCTION app.keep_pledge_counts(date) TO waymark_admin;

-- What was told is not told differently later.
DROP TRIGGER IF EXISTS frozen ON pledge_counts;
CREATE TRIGGER frozen BEFORE UPDATE ON pledge_counts FOR EACH ROW EXECUTE FUNCTION app.hold_counts();

-- Nor are its numbers made numbers of something else.
CREATE OR REPLACE FUNCTION app.hold_pledge() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF (new.measure, new.kinds, new.begins_on, new.ends_on) IS DISTINCT FROM (old.measure, old.kinds, old.begins_on, old.ends_on)
       AND EXISTS (SELECT FROM pledge_counts c WHERE c.tenant_id = old.tenant_id AND c.pledge_id = old.id) THEN
        RAISE check_violation USING MESSAGE = 'numbers were told of this pledge: what they are numbers of stays';
    END IF;
    RETURN new;
END $$;
DROP TRIGGER IF EXISTS told ON pledges;
CREATE TRIGGER told BEFORE UPDATE OF measure, kinds, begins_on, ends_on ON pledges FOR EACH ROW EXECUTE FUNCTION app.hold_pledge();

-- How many promises of a team are recorded, drafts with them: for its removal.
CREATE OR REPLACE FUNCTION app.team_promises(team bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN (SELECT count(*) FROM team_pledges t WHERE t.tenant_id = app.tenant() AND t.team_id = team);
END $$;
GRANT EXECUTE ON FUNCTION app.team_promises(bigint) TO waymark_site;

-- Those who see no opportunities read of the teams that promised something.
DROP POLICY IF EXISTS promised ON council_teams;
CREATE POLICY promised ON council_teams AS RESTRICTIVE FOR SELECT
    USING ((SELECT app.sees('see_opportunities')) OR (SELECT app.sees('change_pledges')) OR id IN (SELECT team_id FROM team_pledges));
