-- Measures that Waymark counts itself: what each gives on a day, and what keeps a count from being made up.

-- The count of a measure on a day, and what it was made of: `part` is empty for all of it. Nothing for a measure that is not counted,
-- where a count was not kept, for a day of which nothing is known (before the first day that counts, or the first placement that the
-- council recorded), and for whoever does not see drafts. Restricted cases count like all others: who reads it sees numbers.
CREATE OR REPLACE FUNCTION app.count_tied(measure bigint, day date) RETURNS TABLE (part text, number bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer := app.tenant();
    tie     tied_counts;
BEGIN
    SELECT t.* INTO tie FROM tied_counts t WHERE t.tenant_id = council AND t.measure_id = measure;
    IF NOT FOUND OR NOT app.holds('see_drafts') THEN RETURN; END IF;
    IF day < coalesce(tie.since_on,
            CASE WHEN tie.what = 'pledge' THEN (SELECT g.begins_on FROM pledges g WHERE g.tenant_id = council AND g.id = tie.pledge_id)
                 ELSE coalesce((SELECT min(p.started_on) FROM placements p WHERE p.tenant_id = council), day) END) THEN
        RETURN;
    END IF;
    IF tie.what = 'pledge' THEN
        RETURN QUERY
        WITH counted AS (SELECT CASE tie.figure WHEN 'made_available' THEN n.made_available WHEN 'applied' THEN n.applied
                                    WHEN 'offered' THEN n.offered WHEN 'taken_up' THEN n.taken_up WHEN 'completed' THEN n.completed
                                    ELSE n.employed END AS people
                           FROM app.count_pledge(tie.pledge_id, day) AS n)
        SELECT '', c.people FROM counted c WHERE c.people IS NOT NULL
        UNION ALL
        (SELECT CASE s.standing WHEN 'employed' THEN 'In a job' WHEN 'under_way' THEN 'Under way' WHEN 'to_start' THEN 'Still to start'
                    WHEN 'completed' THEN 'Completed, in no job that is recorded' ELSE 'Left early' END, count(*)
           FROM app.pledge_standing(tie.pledge_id, day) AS s WHERE tie.figure = 'taken_up'
          GROUP BY s.standing ORDER BY array_position('{employed,under_way,to_start,completed,left}', s.standing));
        RETURN;
    END IF;
    RETURN QUERY
    WITH placed AS MATERIALIZED (
        SELECT DISTINCT ON (p.young_person_id) p.young_person_id, p.id, p.kind, p.alongside,
               CASE WHEN p.ended_on <= day THEN p.outcome ELSE '' END AS outcome
          FROM placements p
          JOIN young_people y ON y.tenant_id = council AND y.id = p.young_person_id AND y.processing_ended_on IS NULL
         WHERE p.tenant_id = council AND p.kind = ANY (tie.kinds) AND p.started_on <= day
           AND (tie.place = '' OR (tie.place = 'council') = (p.team_id IS NOT NULL))
           AND CASE tie.what WHEN 'under_way' THEN p.ended_on IS NULL OR p.ended_on > day
                   WHEN 'began' THEN tie.since_on IS NULL OR p.started_on >= tie.since_on
                   ELSE p.ended_on <= day AND p.outcome IN ('completed', 'job') AND (tie.since_on IS NULL OR p.ended_on >= tie.since_on) END
           -- In the group on the day that counts: of the beginning, of the end, or the day itself.
           AND (tie.cohorts = '{}' OR EXISTS (SELECT FROM cohorts g
                WHERE g.tenant_id = council AND g.young_person_id = p.young_person_id AND g.cohort = ANY (tie.cohorts)
                  AND coalesce(g.began_on <= CASE tie.what WHEN 'under_way' THEN day WHEN 'began' THEN p.started_on ELSE p.ended_on END, true)
                  AND coalesce(g.ended_on > CASE tie.what WHEN 'under_way' THEN day WHEN 'began' THEN p.started_on ELSE p.ended_on END, true)))
         ORDER BY p.young_person_id, p.started_on DESC, p.id),
    -- What comes next for those who are on placement: the first that is to begin, of a kind that leads on.
    told AS (
        SELECT p.young_person_id,
               concat_ws(', ', CASE WHEN cardinality(tie.kinds) > 1 THEN replace(p.kind, '_', ' ') END,
                   CASE WHEN tie.what <> 'under_way' THEN
                            CASE p.outcome WHEN '' THEN 'under way' WHEN 'job' THEN 'ended with a job' WHEN 'early_exit' THEN 'left early'
                                ELSE 'completed' END
                        WHEN n.kind IS NOT NULL THEN 'with ' || CASE WHEN n.kind = 'apprenticeship' THEN 'an ' ELSE 'a ' END
                            || replace(n.kind, '_', ' ') || ' to start in ' || to_char(n.begins, 'FMMonth YYYY')
                        WHEN p.alongside <> '' THEN 'beside education' END) AS words
          FROM placed p
          LEFT JOIN LATERAL (
              SELECT f.kind, coalesce(f.started_on, f.planned_on) AS begins FROM placements f
               WHERE f.tenant_id = council AND f.young_person_id = p.young_person_id AND f.id <> p.id AND tie.what = 'under_way'
                 AND f.kind IN ('traineeship', 'supported_internship', 'apprenticeship', 'job')
                 AND coalesce(f.started_on, f.planned_on) > day AND f.outcome <> 'did_not_start'
               ORDER BY begins, f.id LIMIT 1) AS n ON true)
    SELECT '', count(*) FROM placed
    UNION ALL
    (SELECT upper(left(t.words, 1)) || substr(t.words, 2), count(*) FROM told t WHERE t.words <> '' GROUP BY t.words
      ORDER BY count(*) DESC, t.words);
END $$;
GRANT EXECUTE ON FUNCTION app.count_tied(bigint, date) TO waymark_site, waymark_admin;

-- What Waymark counted is what it counted: a reading that says so agrees with the count of its day when it is written, and stays.
CREATE OR REPLACE FUNCTION app.hold_counted() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP = 'UPDATE' THEN
        RAISE check_violation USING MESSAGE = 'what was counted is not changed';
    END IF;
    IF NOT EXISTS (SELECT FROM app.count_tied(NEW.measure_id, NEW.as_of) AS c
                    WHERE c.part = CASE WHEN NEW.whole_id IS NULL THEN '' ELSE NEW.subset END AND c.number = NEW.value) THEN
        RAISE check_violation USING MESSAGE = 'Waymark did not count this';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS counted ON readings;
CREATE TRIGGER counted BEFORE INSERT ON readings FOR EACH ROW
    WHEN (NEW.is_counted AND current_user = 'waymark_site') EXECUTE FUNCTION app.hold_counted();
DROP TRIGGER IF EXISTS counted_stays ON readings;
CREATE TRIGGER counted_stays BEFORE UPDATE ON readings FOR EACH ROW
    WHEN (OLD.is_counted OR NEW.is_counted) EXECUTE FUNCTION app.hold_counted();

-- Nor does it become a number of something else.
CREATE OR REPLACE FUNCTION app.hold_unit() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM tied_counts t WHERE t.tenant_id = NEW.tenant_id AND t.measure_id = NEW.id) THEN
        RAISE check_violation USING MESSAGE = 'Waymark counts this measure: its unit stays';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS counted ON measures;
CREATE TRIGGER counted BEFORE UPDATE OF unit ON measures FOR EACH ROW
    WHEN (OLD.unit <> NEW.unit) EXECUTE FUNCTION app.hold_unit();
