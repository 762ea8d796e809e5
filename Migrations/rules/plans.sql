-- Who sees plans, who may write readings, and the kept values of recommendations, actions and plans.

DROP POLICY IF EXISTS no_drafts ON plans;
CREATE POLICY no_drafts ON plans AS RESTRICTIVE FOR SELECT USING (state <> 'draft' OR (SELECT app.sees('see_drafts')));

-- A plan that members may have seen stays, made a draft again or not.
CREATE OR REPLACE FUNCTION app.check_removal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF OLD.state <> 'draft' OR OLD.published_on IS NOT NULL THEN
        RAISE insufficient_privilege USING MESSAGE = 'only a draft that was never published is removed';
    END IF;
    RETURN OLD;
END $$;
DROP TRIGGER IF EXISTS kept ON plans;
CREATE TRIGGER kept BEFORE DELETE ON plans FOR EACH ROW EXECUTE FUNCTION app.check_removal();

-- Whether a team of the person asking leads an action of the recommendation.
CREATE OR REPLACE FUNCTION app.leads_recommendation(recommendation bigint) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM action_leads a JOIN lead_members m ON m.tenant_id = a.tenant_id AND m.lead_id = a.lead_id
                    WHERE a.recommendation_id = recommendation AND m.person_id = (SELECT app.person()));
END $$;
GRANT EXECUTE ON FUNCTION app.leads_recommendation(bigint) TO waymark_site, waymark_admin;

CREATE OR REPLACE FUNCTION app.check_reading() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NOT (app.can('change_plans') OR app.can('import_plans') OR app.leads_recommendation(
            (SELECT m.recommendation_id FROM measures m WHERE m.id = coalesce(NEW.measure_id, OLD.measure_id)))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no team of this person leads the recommendation';
    END IF;
    RETURN coalesce(NEW, OLD);
END $$;
DROP TRIGGER IF EXISTS allowed ON readings;
CREATE TRIGGER allowed BEFORE INSERT OR UPDATE OR DELETE ON readings FOR EACH ROW EXECUTE FUNCTION app.check_reading();

-- A report is asked for again: another duty, day or meeting. A meeting that is gone asks for nothing.
CREATE OR REPLACE FUNCTION app.ask_report() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF ROW(NEW.report_duty, NEW.report_on) IS DISTINCT FROM ROW(OLD.report_duty, OLD.report_on)
       OR (NEW.report_meeting_id IS NOT NULL AND NEW.report_meeting_id IS DISTINCT FROM OLD.report_meeting_id) THEN
        NEW.report_asked_on := app.today();
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS asked ON actions;
CREATE TRIGGER asked BEFORE UPDATE OF report_duty, report_on, report_meeting_id ON actions
    FOR EACH ROW EXECUTE FUNCTION app.ask_report();

-- Kept values. Each table has one trigger `refresh`, whose function calls by name what follows from a change, in order.

-- An action stands where the latest submitted update about it alone says; whoever records updates need not change plans.
CREATE OR REPLACE FUNCTION app.refresh_action(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE latest bigint;
BEGIN
    SELECT u.assessment_id INTO latest
      FROM actions a JOIN updates u ON u.tenant_id = a.tenant_id AND u.plan_id = a.plan_id
                                   AND u.recommendation_id = a.recommendation_id AND u.action_id = a.id
     WHERE a.tenant_id = app.tenant() AND a.id = wanted AND u.state IN ('submitted', 'agreed') AND u.assessment_id IS NOT NULL
     ORDER BY u.period_on DESC, u.edition DESC LIMIT 1;
    IF latest IS NOT NULL THEN
        UPDATE actions SET assessment_id = latest, version = version + 1
         WHERE tenant_id = app.tenant() AND id = wanted AND assessment_id IS DISTINCT FROM latest;
    END IF;
END $$;

-- Where a recommendation stands: the one place. `said` is the state of the update that graded it (agreed_in_paper where a paper
-- says that it was agreed and no meeting in Waymark records it), `refused` that members did not confirm that update, `moved` that it put the date off. Signed off and what members decided come before any grade.
CREATE OR REPLACE FUNCTION app.standing(state text, tone text, said text, refused boolean, moved boolean) RETURNS text
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN state = 'signed_off' THEN 'signed_off'
            WHEN state <> 'open' THEN NULL
            WHEN tone = 'achieved' AND said IN ('agreed', 'agreed_in_paper') THEN said
            WHEN tone = 'achieved' AND refused THEN 'refused'
            WHEN tone = 'achieved' THEN 'waiting'
            WHEN moved AND tone <> 'not_achieved' THEN 'slipped'
            ELSE tone END;

-- The latest grade of one recommendation, when its next update is due, and when reports that its actions owe are.
CREATE OR REPLACE FUNCTION app.refresh_recommendation(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    plan    plans;
    council tenants;
    latest  record;
    grade   record;
    spoken  record;
    last_on date;
BEGIN
    SELECT * INTO council FROM tenants WHERE id = app.tenant();
    SELECT p.* INTO plan FROM plans p JOIN recommendations r ON r.tenant_id = p.tenant_id AND r.plan_id = p.id
     WHERE p.tenant_id = council.id AND r.id = wanted;
    SELECT max(period_on) INTO last_on FROM updates
     WHERE tenant_id = council.id AND plan_id = plan.id AND recommendation_id = wanted AND state IN ('submitted', 'agreed');
    SELECT u.assessment_id, coalesce(u.as_of, u.period_on) AS assessed_on INTO latest FROM updates u
     WHERE u.tenant_id = council.id AND u.plan_id = plan.id AND u.recommendation_id = wanted AND u.action_id IS NULL
       AND u.state IN ('submitted', 'agreed') AND u.assessment_id IS NOT NULL
     ORDER BY u.period_on DESC, u.edition DESC LIMIT 1;
    IF latest.assessment_id IS NULL THEN
        -- Without a grade of its own it stands where its least advanced action stands.
        SELECT s.id AS assessment_id, NULL::date AS assessed_on INTO latest
          FROM actions a JOIN assessments s ON s.tenant_id = a.tenant_id AND s.id = a.assessment_id
         WHERE a.tenant_id = council.id AND a.plan_id = plan.id AND a.recommendation_id = wanted
         ORDER BY array_position('{not_achieved,slipped,not_assessed,on_track,achieved_in_part,achieved}'::text[], s.tone), s.position DESC
         LIMIT 1;
    END IF;
    SELECT id, tone INTO grade FROM assessments WHERE tenant_id = council.id AND id = latest.assessment_id;
    -- The update that the grade comes from: of the whole, or of its only action.
    SELECT u.id, CASE WHEN u.state = 'agreed' AND u.meeting_id IS NULL THEN 'agreed_in_paper' ELSE u.state END AS state,
           EXISTS (SELECT FROM meeting_items i WHERE i.tenant_id = u.tenant_id AND i.update_id = u.id
                      AND i.outcome = 'not_confirmed') AS refused,
           u.new_due_on IS NOT NULL AND u.new_due_on > coalesce(
               (SELECT e.new_due_on FROM updates e
                 WHERE e.tenant_id = u.tenant_id AND e.plan_id = u.plan_id AND e.recommendation_id = u.recommendation_id
                   AND e.action_id IS NOT DISTINCT FROM u.action_id AND e.state IN ('submitted', 'agreed')
                   AND e.new_due_on IS NOT NULL AND e.period_on < u.period_on ORDER BY e.period_on DESC LIMIT 1),
               (SELECT max(app.last_day(a.due_on, a.due_precision)) FROM actions a
                 WHERE a.tenant_id = u.tenant_id AND a.plan_id = u.plan_id AND a.recommendation_id = u.recommendation_id),
               plan.target_on, '-infinity') AS moved
      INTO spoken FROM updates u
     WHERE u.tenant_id = council.id AND u.plan_id = plan.id AND u.recommendation_id = wanted AND u.state IN ('submitted', 'agreed')
       AND u.assessment_id = grade.id
       AND (u.action_id IS NULL OR 1 = (SELECT count(*) FROM actions a
             WHERE a.tenant_id = u.tenant_id AND a.plan_id = u.plan_id AND a.recommendation_id = u.recommendation_id))
       AND NOT EXISTS (SELECT FROM updates l
             WHERE l.tenant_id = u.tenant_id AND l.plan_id = u.plan_id AND l.recommendation_id = u.recommendation_id
               AND l.action_id IS NOT DISTINCT FROM u.action_id AND l.state IN ('submitted', 'agreed')
               AND l.assessment_id IS NOT NULL AND (l.period_on, l.edition) > (u.period_on, u.edition))
     ORDER BY u.action_id NULLS FIRST LIMIT 1;
    UPDATE recommendations r SET
        standing = app.standing(r.state, coalesce(grade.tone, 'not_assessed'), spoken.state, coalesce(spoken.refused, false),
                                coalesce(spoken.moved, false)),
        standing_update_id = spoken.id,
        assessment_id = grade.id, tone = coalesce(grade.tone, 'not_assessed'), assessed_on = latest.assessed_on,
        last_update_on = last_on,
        next_due_on = CASE WHEN r.state = 'open' AND plan.state IN ('agreed', 'monitoring') THEN
            app.next_update(plan.agreed_on, last_on, council.first_update_months, council.repeat_months, plan.followed_from) END
     WHERE r.tenant_id = council.id AND r.id = wanted;
    -- Only those that change: a row that is written again is folded and audited again.
    UPDATE actions x SET next_report_on = n.next_on FROM (
        SELECT a.id, CASE WHEN plan.state IN ('agreed', 'monitoring') AND r.state = 'open'
                          THEN app.report_due(a, r.next_due_on, plan.followed_from, council.repeat_months) END AS next_on
          FROM actions a
          JOIN recommendations r ON r.tenant_id = a.tenant_id AND r.plan_id = a.plan_id AND r.id = a.recommendation_id
         WHERE a.tenant_id = council.id AND a.plan_id = plan.id AND a.recommendation_id = wanted) AS n
     WHERE x.tenant_id = council.id AND x.id = n.id AND x.next_report_on IS DISTINCT FROM n.next_on;
    PERFORM app.refresh_plan(plan.id);
END $$;

-- How many recommendations of a plan are open, and what is due next in it.
CREATE OR REPLACE FUNCTION app.refresh_plan(wanted bigint) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    UPDATE plans p SET open_count = c.open_count, closed_count = c.closed_count, last_update_on = c.last_update_on,
           next_due_on = least(c.next_due_on, (SELECT min(next_report_on) FROM actions
                                                WHERE tenant_id = app.tenant() AND plan_id = wanted))
      FROM (SELECT count(*) FILTER (WHERE state = 'open') AS open_count, count(*) FILTER (WHERE state <> 'open') AS closed_count,
                   max(last_update_on) AS last_update_on, min(next_due_on) AS next_due_on
              FROM recommendations WHERE tenant_id = app.tenant() AND plan_id = wanted) AS c
     WHERE p.tenant_id = app.tenant() AND p.id = wanted
$$;

CREATE OR REPLACE FUNCTION app.after_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.refresh_recommendation(id) FROM (
        SELECT id FROM recommendations WHERE tenant_id = NEW.tenant_id AND plan_id = NEW.id) AS parts;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh ON plans;
CREATE TRIGGER refresh AFTER UPDATE OF state, agreed_on, followed_from ON plans FOR EACH ROW EXECUTE FUNCTION app.after_plan();

CREATE OR REPLACE FUNCTION app.after_recommendation() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        PERFORM app.refresh_plan(OLD.plan_id);
    ELSE
        PERFORM app.refresh_recommendation(NEW.id);
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh ON recommendations;
CREATE TRIGGER refresh AFTER INSERT OR UPDATE OF state OR DELETE ON recommendations
    FOR EACH ROW EXECUTE FUNCTION app.after_recommendation();

CREATE OR REPLACE FUNCTION app.after_action() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.refresh_recommendation(coalesce(NEW.recommendation_id, OLD.recommendation_id));
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh ON actions;
CREATE TRIGGER refresh AFTER INSERT OR DELETE
    OR UPDATE OF assessment_id, report_duty, report_on, report_every_months, report_meeting_id ON actions
    FOR EACH ROW EXECUTE FUNCTION app.after_action();

-- Another meaning, or another place among the same: recommendations that stand there follow.
CREATE OR REPLACE FUNCTION app.after_assessment() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.refresh_recommendation(id) FROM (
        SELECT id FROM recommendations WHERE tenant_id = NEW.tenant_id AND assessment_id = NEW.id
        UNION SELECT recommendation_id FROM actions WHERE tenant_id = NEW.tenant_id AND assessment_id = NEW.id) AS standing;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh ON assessments;
CREATE TRIGGER refresh AFTER UPDATE OF tone, position ON assessments FOR EACH ROW
    WHEN (OLD.tone <> NEW.tone OR OLD.position <> NEW.position) EXECUTE FUNCTION app.after_assessment();
