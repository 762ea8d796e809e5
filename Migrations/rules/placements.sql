-- Placements: who may begin what when, what follows from a start, and which places of an opportunity are taken.

-- Somebody is of compulsory school age until the end of the last Friday in June of the school year, September to August, in which
-- they become 16 (Education Act 1996, section 8).
CREATE OR REPLACE FUNCTION app.leaves_school(born date) RETURNS date LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE end_of_june date := make_date(extract(year FROM born)::integer + 16 + (extract(month FROM born) >= 9)::integer, 6, 30);
BEGIN
    RETURN end_of_june - (extract(isodow FROM end_of_june)::integer + 2) % 7;
END $$;

-- The first day on which somebody born on a day may begin: a job or an apprenticeship after compulsory school age, work experience
-- from year 10 on, the last two years of it (section 560 of the same Act); null where the law names no day.
CREATE OR REPLACE FUNCTION app.earliest_start(kind text, born date) RETURNS date LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN CASE
        WHEN kind IN ('job', 'apprenticeship') THEN app.leaves_school(born) + 1
        WHEN kind IN ('work_experience', 'taster') THEN make_date(extract(year FROM app.leaves_school(born))::integer - 2, 9, 1)
    END;
END $$;

-- Before a placement is kept: its case is open, nobody begins too young, a planned start moves only with its reason, and it belongs
-- to the attempt of that day, or else to the one that is open. The form says the same in sentences before.
CREATE OR REPLACE FUNCTION app.hold_placement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    born      date;
    is_closed boolean;
BEGIN
    SELECT y.born_on, y.closed_on IS NOT NULL OR y.processing_ended_on IS NOT NULL INTO born, is_closed
      FROM young_people y WHERE y.tenant_id = NEW.tenant_id AND y.id = NEW.young_person_id;
    IF TG_OP = 'INSERT' THEN
        IF is_closed THEN
            RAISE check_violation USING MESSAGE = 'a closed case takes no placement';
        END IF;
        IF NEW.attempt_id IS NULL THEN
            SELECT a.id INTO NEW.attempt_id FROM attempts a
             WHERE a.tenant_id = NEW.tenant_id AND a.young_person_id = NEW.young_person_id
               AND (a.ended_on IS NULL OR coalesce(NEW.started_on, NEW.planned_on) BETWEEN a.began_on AND a.ended_on)
             ORDER BY a.began_on <= coalesce(NEW.started_on, NEW.planned_on) DESC, a.number DESC LIMIT 1;
        END IF;
    ELSIF NEW.planned_on <> OLD.planned_on AND NOT EXISTS (
            SELECT FROM rearrangements r WHERE r.tenant_id = NEW.tenant_id AND r.placement_id = NEW.id
               AND r.was_on = OLD.planned_on AND r.is_on = NEW.planned_on) THEN
        RAISE check_violation USING MESSAGE = 'a planned start moves with a reason';
    END IF;
    IF NEW.started_on > app.today() THEN
        RAISE check_violation USING MESSAGE = 'nothing has started on a day that is to come';
    END IF;
    IF TG_OP = 'INSERT' OR (NEW.kind, NEW.planned_on, NEW.started_on) IS DISTINCT FROM (OLD.kind, OLD.planned_on, OLD.started_on) THEN
        IF coalesce(NEW.started_on, NEW.planned_on) < app.earliest_start(NEW.kind, born) THEN
            RAISE check_violation USING MESSAGE = 'nobody begins this before the law allows it';
        END IF;
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS hold_placement ON placements;
CREATE TRIGGER hold_placement BEFORE INSERT OR UPDATE ON placements FOR EACH ROW EXECUTE FUNCTION app.hold_placement();

-- After it: the checks of somebody in work, at 13 and 26 weeks from their start, and the places that are taken. Answers stay.
CREATE OR REPLACE FUNCTION app.after_placement() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP <> 'DELETE' THEN
        IF NEW.kind IN ('job', 'apprenticeship') AND NEW.started_on IS NOT NULL AND NEW.ended_on IS NULL THEN
            INSERT INTO work_checks AS c (young_person_id, placement_id, weeks, due_on)
            SELECT NEW.young_person_id, NEW.id, w.weeks, NEW.started_on + 7 * w.weeks FROM (VALUES (13), (26)) AS w (weeks)
            ON CONFLICT (tenant_id, placement_id, weeks) DO UPDATE SET due_on = excluded.due_on
             WHERE c.answered_on IS NULL AND c.due_on <> excluded.due_on;
        ELSE
            DELETE FROM work_checks c
             WHERE c.tenant_id = NEW.tenant_id AND c.placement_id = NEW.id AND c.answered_on IS NULL;
        END IF;
    END IF;
    UPDATE opportunities o SET taken = t.taken
      FROM (SELECT w.id, (SELECT count(*) FROM placements p WHERE p.tenant_id = app.tenant() AND p.opportunity_id = w.id
                             AND p.outcome <> 'did_not_start') AS taken
              FROM (SELECT OLD.opportunity_id UNION SELECT NEW.opportunity_id) AS w (id)) AS t
     WHERE o.tenant_id = app.tenant() AND o.id = t.id AND o.taken <> t.taken;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS after_placement ON placements;
CREATE TRIGGER after_placement AFTER INSERT OR UPDATE OR DELETE ON placements FOR EACH ROW EXECUTE FUNCTION app.after_placement();

GRANT EXECUTE ON FUNCTION app.leaves_school(date), app.earliest_start(text, date) TO waymark_site, waymark_admin;
