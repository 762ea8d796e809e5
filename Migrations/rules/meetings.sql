-- Meetings: what was decided stays, and what follows from a meeting that moves or an update that is corrected.

CREATE OR REPLACE FUNCTION app.check_meeting() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NEW.state = 'held' AND NEW.held_on > app.today() THEN
        RAISE check_violation USING MESSAGE = 'a meeting that is still to come has not been held';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.state = 'held' AND NEW.state = 'planned' AND EXISTS (SELECT FROM meeting_items i
            WHERE i.tenant_id = NEW.tenant_id AND i.meeting_id = NEW.id AND i.outcome <> 'none') THEN
        RAISE check_violation USING MESSAGE = 'a meeting with outcomes has been held';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS held ON meetings;
CREATE TRIGGER held BEFORE INSERT OR UPDATE ON meetings FOR EACH ROW EXECUTE FUNCTION app.check_meeting();

CREATE OR REPLACE FUNCTION app.check_meeting_item() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.outcome IN ('confirmed', 'not_confirmed') THEN
            RAISE insufficient_privilege USING MESSAGE = 'what members decided about an update stays';
        END IF;
        RETURN OLD;
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.outcome = 'confirmed'
       AND ROW(OLD.meeting_id, OLD.update_id, OLD.outcome, OLD.minute) IS DISTINCT FROM
           ROW(NEW.meeting_id, NEW.update_id, NEW.outcome, NEW.minute) THEN
        RAISE insufficient_privilege USING MESSAGE = 'what members confirmed stays';
    END IF;
    IF NEW.update_id IS NOT NULL AND (TG_OP = 'INSERT' OR NEW.update_id IS DISTINCT FROM OLD.update_id) THEN
        PERFORM app.hold_update(NEW.update_id);
    END IF;
    IF NEW.update_id IS NOT NULL AND EXISTS (SELECT FROM updates u WHERE u.tenant_id = NEW.tenant_id AND u.id = NEW.update_id
                                                AND u.state = 'draft') THEN
        RAISE check_violation USING MESSAGE = 'a draft does not come to a meeting';
    END IF;
    IF NEW.outcome <> 'none' AND NOT EXISTS (SELECT FROM meetings m WHERE m.tenant_id = NEW.tenant_id AND m.id = NEW.meeting_id
                                                AND m.state = 'held') THEN
        RAISE check_violation USING MESSAGE = 'outcomes are recorded of a meeting that was held';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS decided ON meeting_items;
CREATE TRIGGER decided BEFORE INSERT OR UPDATE OR DELETE ON meeting_items FOR EACH ROW EXECUTE FUNCTION app.check_meeting_item();

-- What members decided about an update says where its recommendation stands.
CREATE OR REPLACE FUNCTION app.after_meeting_item() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.refresh_recommendation(NEW.recommendation_id);
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh ON meeting_items;
CREATE TRIGGER refresh AFTER INSERT OR UPDATE OF outcome, update_id ON meeting_items FOR EACH ROW
    WHEN (NEW.update_id IS NOT NULL AND NEW.outcome <> 'none') EXECUTE FUNCTION app.after_meeting_item();

-- A corrected update's place on an agenda goes to the correction; a form of outcomes that was open meanwhile is stale.
CREATE OR REPLACE FUNCTION app.refresh_agendas(corrected bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE later bigint;
BEGIN
    SELECT id INTO later FROM updates
     WHERE tenant_id = app.tenant() AND corrects_id = corrected AND state IN ('submitted', 'agreed');
    IF later IS NULL THEN RETURN; END IF;
    UPDATE meetings SET version = version + 1 WHERE tenant_id = app.tenant()
       AND id IN (SELECT meeting_id FROM meeting_items
                   WHERE tenant_id = app.tenant() AND update_id = corrected AND outcome = 'none');
    UPDATE meeting_items SET update_id = later, version = version + 1
     WHERE tenant_id = app.tenant() AND update_id = corrected AND outcome = 'none';
END $$;

-- A meeting that moves, or gets its right name: so do the reports owed to it and what it agreed.
CREATE OR REPLACE FUNCTION app.after_meeting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.refresh_recommendation(recommendation_id) FROM (
        SELECT DISTINCT recommendation_id FROM actions
         WHERE tenant_id = NEW.tenant_id AND report_meeting_id = NEW.id) AS owed;
    UPDATE updates SET agreed_on = NEW.held_on, agreed_at = NEW.body, version = version + 1
     WHERE tenant_id = NEW.tenant_id AND meeting_id = NEW.id;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh ON meetings;
CREATE TRIGGER refresh AFTER UPDATE ON meetings FOR EACH ROW
    WHEN (ROW(OLD.held_on, OLD.body) IS DISTINCT FROM ROW(NEW.held_on, NEW.body)) EXECUTE FUNCTION app.after_meeting();
