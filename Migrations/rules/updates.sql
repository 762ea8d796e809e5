-- Updates: who writes them, what is frozen, and what follows from one.

DROP POLICY IF EXISTS no_draft_updates ON updates;
CREATE POLICY no_draft_updates ON updates AS RESTRICTIVE FOR SELECT USING (state <> 'draft' OR (SELECT app.sees('see_drafts')));

-- Whoever submitted an update takes it back within ten minutes, while its recommendation is open and nobody else opened it, put it
-- on an agenda, corrected it or published a paper of its plan.
CREATE OR REPLACE FUNCTION app.can_take_back(submitted updates) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN submitted.state = 'submitted' AND submitted.corrects_id IS NULL AND submitted.submitted_by = app.person()
       AND submitted.submitted_at > now() - interval '10 minutes'
       AND NOT EXISTS (SELECT FROM update_openings o WHERE o.tenant_id = submitted.tenant_id AND o.update_id = submitted.id)
       AND NOT EXISTS (SELECT FROM meeting_items i WHERE i.tenant_id = submitted.tenant_id AND i.update_id = submitted.id)
       AND NOT EXISTS (SELECT FROM updates c WHERE c.tenant_id = submitted.tenant_id AND c.corrects_id = submitted.id)
       AND NOT EXISTS (SELECT FROM paper_versions v WHERE v.tenant_id = submitted.tenant_id AND v.plan_id = submitted.plan_id
                          AND v.made_at >= submitted.submitted_at)
       AND EXISTS (SELECT FROM recommendations r WHERE r.tenant_id = submitted.tenant_id AND r.plan_id = submitted.plan_id
                      AND r.id = submitted.recommendation_id AND r.state = 'open');
END $$;
GRANT EXECUTE ON FUNCTION app.can_take_back(updates) TO waymark_site, waymark_admin;

-- As it is now, and no draft again before this transaction ends.
CREATE OR REPLACE FUNCTION app.hold_update(wanted bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM FROM updates u WHERE u.tenant_id = app.tenant() AND u.id = wanted FOR SHARE;
END $$;
GRANT EXECUTE ON FUNCTION app.hold_update(bigint) TO waymark_site, waymark_admin;

-- After a page that showed updates of a moment ago, which may not write by itself: by the hash of the reader's token.
DROP FUNCTION IF EXISTS app.note_opening(integer, bigint, bigint[]);
CREATE OR REPLACE FUNCTION app.note_opening(council integer, token bytea, opened bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE reader bigint;
BEGIN
    PERFORM set_config('app.tenant', council::text, true);
    SELECT s.person_id INTO reader FROM sessions s
     WHERE s.tenant_id = council AND s.token_hash = token AND s.ended_at IS NULL AND position(' see_plans ' IN s.abilities) > 0;
    IF reader IS NULL THEN RETURN; END IF;
    PERFORM app.seal_visit(council, reader, NULL, NULL, '');
    INSERT INTO update_openings (update_id)
    SELECT u.id FROM updates u WHERE u.tenant_id = council AND u.id = ANY (opened) AND u.state = 'submitted'
       AND u.submitted_by <> reader AND u.submitted_at > now() - interval '10 minutes'
    ON CONFLICT DO NOTHING;
END $$;
GRANT EXECUTE ON FUNCTION app.note_opening(integer, bytea, bigint[]) TO waymark_site;

-- Who may write which update; what is submitted is frozen, and agreed only where the record of a meeting says so, with the minute.
CREATE OR REPLACE FUNCTION app.check_update() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NOT (app.can('record_updates') OR app.can('import_plans')
            OR app.leads_recommendation(coalesce(NEW.recommendation_id, OLD.recommendation_id))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no team of this person leads the recommendation';
    END IF;
    IF TG_OP = 'DELETE' THEN
        -- What was imported with a plan goes with it, while the plan is a draft that members never saw.
        IF OLD.state <> 'draft' AND EXISTS (SELECT FROM plans p WHERE p.tenant_id = OLD.tenant_id AND p.id = OLD.plan_id) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a submitted update is frozen';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'INSERT' AND NEW.state = 'agreed' AND NOT app.can('import_plans') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only what a paper says was agreed comes in as agreed';
    END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'agreed' AND OLD.state <> 'agreed' THEN
        IF NOT app.can('agree_updates') THEN
            RAISE insufficient_privilege USING MESSAGE = 'only members'' confirmation, recorded by scrutiny, agrees an update';
        END IF;
        IF NOT EXISTS (SELECT FROM meeting_items i JOIN meetings m ON m.tenant_id = i.tenant_id AND m.id = i.meeting_id
                        WHERE i.tenant_id = NEW.tenant_id AND i.meeting_id = NEW.meeting_id AND i.update_id = NEW.id
                          AND i.outcome = 'confirmed' AND i.minute = NEW.minute AND m.held_on = NEW.agreed_on) THEN
            RAISE insufficient_privilege USING MESSAGE = 'members'' confirmation is recorded at a meeting, with its minute';
        END IF;
    END IF;
    IF TG_OP = 'UPDATE' AND ROW(OLD.plan_id, OLD.recommendation_id) IS DISTINCT FROM ROW(NEW.plan_id, NEW.recommendation_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'an update stays with its recommendation';
    END IF;
    IF NEW.state = 'submitted' AND (TG_OP = 'INSERT' OR OLD.state = 'draft') THEN
        NEW.earlier_assessment_id := (SELECT a.assessment_id FROM actions a
                                       WHERE a.tenant_id = NEW.tenant_id AND a.plan_id = NEW.plan_id AND a.id = NEW.action_id);
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'submitted' AND NEW.state = 'draft' THEN
        IF NOT app.can_take_back(OLD) OR ROW(OLD.evidence, OLD.assessment_id, OLD.explanation, OLD.impact, OLD.as_of, OLD.is_context,
                OLD.new_due_on, OLD.slip_reason, OLD.period_on, OLD.edition, OLD.action_id, OLD.author_id, OLD.names_reports)
            IS DISTINCT FROM ROW(NEW.evidence, NEW.assessment_id, NEW.explanation, NEW.impact, NEW.as_of, NEW.is_context,
                NEW.new_due_on, NEW.slip_reason, NEW.period_on, NEW.edition, NEW.action_id, NEW.author_id, NEW.names_reports) THEN
            RAISE insufficient_privilege USING MESSAGE = 'this update can no longer be taken back';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state <> 'draft' THEN
        IF ROW(OLD.evidence, OLD.assessment_id, OLD.explanation, OLD.impact, OLD.as_of, OLD.is_context, OLD.new_due_on, OLD.slip_reason,
               OLD.disagreement, OLD.period_on, OLD.edition, OLD.corrects_id, OLD.correction_reason, OLD.submitted_by, OLD.submitted_at,
               OLD.action_id, OLD.author_id, OLD.changed_at, OLD.names_reports)
           IS DISTINCT FROM
           ROW(NEW.evidence, NEW.assessment_id, NEW.explanation, NEW.impact, NEW.as_of, NEW.is_context, NEW.new_due_on, NEW.slip_reason,
               NEW.disagreement, NEW.period_on, NEW.edition, NEW.corrects_id, NEW.correction_reason, NEW.submitted_by, NEW.submitted_at,
               NEW.action_id, NEW.author_id, NEW.changed_at, NEW.names_reports)
           OR NOT (NEW.state = OLD.state OR NEW.state = 'superseded' OR (OLD.state = 'submitted' AND NEW.state = 'agreed')) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a submitted update is frozen';
        END IF;
        -- A meeting that moves takes along what it agreed, as the owner.
        IF ROW(OLD.meeting_id, OLD.agreed_by, OLD.agreed_on, OLD.agreed_at, OLD.minute)
           IS DISTINCT FROM ROW(NEW.meeting_id, NEW.agreed_by, NEW.agreed_on, NEW.agreed_at, NEW.minute)
           AND NOT (OLD.state = 'submitted' AND NEW.state = 'agreed')
           AND current_user NOT IN ('waymark_owner', 'waymark_admin') THEN
            RAISE insufficient_privilege USING MESSAGE = 'what members agreed stays';
        END IF;
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS frozen ON updates;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON updates FOR EACH ROW EXECUTE FUNCTION app.check_update();

-- Submitted, agreed or superseded: the action that it is about, the agendas that it stands on, then its recommendation.
CREATE OR REPLACE FUNCTION app.after_update() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NEW.action_id IS NOT NULL THEN PERFORM app.refresh_action(NEW.action_id); END IF;
    IF TG_OP = 'UPDATE' AND NEW.state = 'superseded' THEN PERFORM app.refresh_agendas(NEW.id); END IF;
    PERFORM app.refresh_recommendation(NEW.recommendation_id);
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh ON updates;
CREATE TRIGGER refresh AFTER INSERT OR UPDATE OF state, meeting_id ON updates FOR EACH ROW WHEN (NEW.state <> 'draft')
    EXECUTE FUNCTION app.after_update();

-- Taken back: its numbers thaw, its action stands where it would without it, and all that follows from it is as before.
-- A grade that was set by hand since stays; what was submitted since goes back to where this one began.
CREATE OR REPLACE FUNCTION app.after_taking_back() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    -- What Waymark counted for it goes with it, unless another update stands on the same count.
    DELETE FROM readings r USING update_figures f
     WHERE f.tenant_id = NEW.tenant_id AND f.update_id = NEW.id AND r.tenant_id = f.tenant_id AND r.id = f.reading_id AND r.is_counted
       AND NOT EXISTS (SELECT FROM update_figures o WHERE o.tenant_id = f.tenant_id AND o.plan_id = f.plan_id AND o.update_id <> f.update_id
                          AND o.reading_id = f.reading_id);
    DELETE FROM update_figures WHERE tenant_id = NEW.tenant_id AND update_id = NEW.id;
    IF NEW.action_id IS NOT NULL THEN
        UPDATE updates SET earlier_assessment_id = NEW.earlier_assessment_id
         WHERE tenant_id = NEW.tenant_id AND action_id = NEW.action_id AND id <> NEW.id AND state = 'submitted'
           AND submitted_at >= OLD.submitted_at AND earlier_assessment_id = OLD.assessment_id;
        IF EXISTS (SELECT FROM actions WHERE tenant_id = NEW.tenant_id AND id = NEW.action_id AND assessment_id = OLD.assessment_id) THEN
            UPDATE actions SET assessment_id = NEW.earlier_assessment_id, version = version + 1
             WHERE tenant_id = NEW.tenant_id AND id = NEW.action_id AND assessment_id IS DISTINCT FROM NEW.earlier_assessment_id;
            IF EXISTS (SELECT FROM updates WHERE tenant_id = NEW.tenant_id AND action_id = NEW.action_id AND id <> NEW.id
                          AND state IN ('submitted', 'agreed') AND submitted_at >= OLD.submitted_at) THEN
                PERFORM app.refresh_action(NEW.action_id);
            END IF;
        END IF;
    END IF;
    PERFORM app.refresh_recommendation(NEW.recommendation_id);
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS taken_back ON updates;
CREATE TRIGGER taken_back AFTER UPDATE OF state ON updates FOR EACH ROW WHEN (OLD.state = 'submitted' AND NEW.state = 'draft')
    EXECUTE FUNCTION app.after_taking_back();

DROP POLICY IF EXISTS with_the_update ON update_reports;
CREATE POLICY with_the_update ON update_reports AS RESTRICTIVE FOR SELECT USING (
    EXISTS (SELECT FROM updates u WHERE u.tenant_id = update_reports.tenant_id AND u.id = update_reports.update_id));

-- With a draft, or in the transaction that submits it; and with whatever takes the update or the action away.
CREATE OR REPLACE FUNCTION app.check_answer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE answer update_reports := coalesce(NEW, OLD);
BEGIN
    IF EXISTS (SELECT FROM updates u WHERE u.tenant_id = answer.tenant_id AND u.id = answer.update_id
                  AND u.state <> 'draft' AND u.changed_at <> now())
       AND EXISTS (SELECT FROM actions a WHERE a.tenant_id = answer.tenant_id AND a.id = answer.action_id) THEN
        RAISE insufficient_privilege USING MESSAGE = 'what a submitted update answers is frozen';
    END IF;
    IF NOT (app.can('record_updates') OR app.can('import_plans') OR app.leads_recommendation(answer.recommendation_id)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no team of this person leads the recommendation';
    END IF;
    RETURN answer;
END $$;
DROP TRIGGER IF EXISTS frozen ON update_reports;
CREATE TRIGGER frozen BEFORE INSERT OR DELETE ON update_reports FOR EACH ROW EXECUTE FUNCTION app.check_answer();

CREATE OR REPLACE FUNCTION app.after_answer() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.refresh_recommendation(coalesce(NEW.recommendation_id, OLD.recommendation_id));
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh ON update_reports;
CREATE TRIGGER refresh AFTER INSERT OR DELETE ON update_reports FOR EACH ROW EXECUTE FUNCTION app.after_answer();

DROP POLICY IF EXISTS with_the_update ON update_figures;
CREATE POLICY with_the_update ON update_figures AS RESTRICTIVE FOR SELECT USING (
    EXISTS (SELECT FROM updates u WHERE u.tenant_id = update_figures.tenant_id AND u.id = update_figures.update_id));

-- Only in the transaction that submits the update; nothing sets changed_at later (app.check_update).
CREATE OR REPLACE FUNCTION app.check_figures() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' AND EXISTS (SELECT FROM updates u WHERE u.tenant_id = NEW.tenant_id AND u.plan_id = NEW.plan_id
            AND u.id = NEW.update_id AND u.state <> 'draft' AND u.changed_at = now()) THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'the numbers of a submitted update are frozen';
END $$;
DROP TRIGGER IF EXISTS frozen ON update_figures;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE ON update_figures FOR EACH ROW EXECUTE FUNCTION app.check_figures();
