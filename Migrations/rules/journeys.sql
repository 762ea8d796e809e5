-- Journeys: attempts and the stages of each. These functions run with the rights of whoever calls them, so that policies hold; what
-- was written is never overwritten (003.19), but that whoever moved a case can take it back for ten minutes.

-- The stage in which every attempt begins.
CREATE OR REPLACE FUNCTION app.first_stage() RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN (SELECT s.id FROM stages s WHERE s.tenant_id = app.tenant() AND NOT s.is_retired
             ORDER BY s.kind <> 'identified', s.position LIMIT 1);
END $$;

-- The stage that fits a decision or a placement of this kind, in which a case prepares where the council has none for it.
CREATE OR REPLACE FUNCTION app.fitting_stage(kind text) RETURNS bigint LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE fitting text := CASE kind WHEN 'taster' THEN 'work_experience' WHEN 'job' THEN 'employed' ELSE kind END;
BEGIN
    RETURN (SELECT s.id FROM stages s WHERE s.tenant_id = app.tenant() AND NOT s.is_retired AND s.kind IN (fitting, 'preparation')
             ORDER BY s.kind <> fitting, s.position LIMIT 1);
END $$;

-- Refuses a case that is closed or may no longer be worked with, and a day that is to come.
CREATE OR REPLACE FUNCTION app.hold_open_case(young_person bigint, on_day date) RETURNS void LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE is_open boolean;
BEGIN
    SELECT y.closed_on IS NULL AND y.processing_ended_on IS NULL INTO is_open
      FROM young_people y WHERE y.tenant_id = app.tenant() AND y.id = young_person;
    IF is_open IS NULL THEN
        RAISE check_violation USING MESSAGE = 'there is no such case';
    ELSIF NOT is_open THEN
        RAISE check_violation USING MESSAGE = 'a closed case is not moved';
    ELSIF on_day IS NULL OR on_day > app.today() THEN
        RAISE check_violation USING MESSAGE = 'nothing was done on a day that is to come';
    END IF;
END $$;

-- Begins the next attempt, in the first stage. `referral` may be null.
CREATE OR REPLACE FUNCTION app.begin_attempt(young_person bigint, on_day date, referral bigint DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    before attempts;
    begun  bigint;
    first  bigint := app.first_stage();
BEGIN
    PERFORM app.hold_open_case(young_person, on_day);
    SELECT a.* INTO before FROM attempts a
     WHERE a.tenant_id = app.tenant() AND a.young_person_id = young_person ORDER BY a.number DESC LIMIT 1;
    IF before.id IS NOT NULL AND before.ended_on IS NULL THEN
        RAISE check_violation USING MESSAGE = 'one attempt is open already';
    ELSIF before.ended_on > on_day THEN
        RAISE check_violation USING MESSAGE = 'an attempt begins after the one before has ended';
    ELSIF first IS NULL THEN
        RAISE check_violation USING MESSAGE = 'the council has no stages';
    ELSIF referral IS NOT NULL AND NOT EXISTS (SELECT FROM referrals r
            WHERE r.tenant_id = app.tenant() AND r.id = referral AND r.young_person_id = young_person) THEN
        RAISE check_violation USING MESSAGE = 'the referral is of somebody else';
    END IF;
    INSERT INTO attempts (young_person_id, number, referral_id, began_on)
    VALUES (young_person, coalesce(before.number, 0) + 1, referral, on_day) RETURNING id INTO begun;
    INSERT INTO stage_entries (young_person_id, attempt_id, stage_id, entered_on) VALUES (young_person, begun, first, on_day);
    RETURN begun;
END $$;

-- Moves a case to a later stage.
CREATE OR REPLACE FUNCTION app.move_case(young_person bigint, stage bigint, on_day date, words text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    attempt bigint;
    here    record;
    ahead   integer;
    entered bigint;
BEGIN
    PERFORM app.hold_open_case(young_person, on_day);
    SELECT a.id INTO attempt FROM attempts a
     WHERE a.tenant_id = app.tenant() AND a.young_person_id = young_person AND a.ended_on IS NULL FOR UPDATE;
    IF attempt IS NULL THEN
        RAISE check_violation USING MESSAGE = 'no attempt is open';
    END IF;
    SELECT e.id, e.entered_on, s.position, s.is_retired INTO here FROM stage_entries e
      JOIN stages s ON s.tenant_id = e.tenant_id AND s.id = e.stage_id
     WHERE e.tenant_id = app.tenant() AND e.attempt_id = attempt AND e.left_on IS NULL;
    SELECT s.position INTO ahead FROM stages s WHERE s.tenant_id = app.tenant() AND s.id = stage AND NOT s.is_retired;
    IF ahead IS NULL THEN
        RAISE check_violation USING MESSAGE = 'the council has no such stage';
    ELSIF ahead <= here.position AND NOT here.is_retired THEN
        RAISE check_violation USING MESSAGE = 'a case moves to a later stage';
    ELSIF on_day < here.entered_on THEN
        RAISE check_violation USING MESSAGE = 'a stage is left on or after the day on which it was entered';
    END IF;
    UPDATE stage_entries e SET left_on = on_day WHERE e.tenant_id = app.tenant() AND e.id = here.id;
    INSERT INTO stage_entries (young_person_id, attempt_id, stage_id, entered_on, words)
    VALUES (young_person, attempt, stage, on_day, move_case.words) RETURNING id INTO entered;
    RETURN entered;
END $$;

-- What a decision or a placement of this kind does: moves the case to the stage that fits, where that lies ahead, in an attempt that
-- begins where none is open. Null where the case stays.
CREATE OR REPLACE FUNCTION app.advance_case(young_person bigint, kind text, on_day date, words text DEFAULT '') RETURNS bigint
LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    fitting bigint := app.fitting_stage(kind);
    lies_ahead boolean;
BEGIN
    IF NOT EXISTS (SELECT FROM attempts a
            WHERE a.tenant_id = app.tenant() AND a.young_person_id = young_person AND a.ended_on IS NULL) THEN
        PERFORM app.begin_attempt(young_person, on_day);
    END IF;
    SELECT f.position > s.position OR s.is_retired INTO lies_ahead FROM stage_entries e
      JOIN attempts a ON a.tenant_id = e.tenant_id AND a.id = e.attempt_id AND a.ended_on IS NULL
      JOIN stages s ON s.tenant_id = e.tenant_id AND s.id = e.stage_id
      JOIN stages f ON f.tenant_id = e.tenant_id AND f.id = fitting
     WHERE e.tenant_id = app.tenant() AND e.young_person_id = young_person AND e.left_on IS NULL;
    RETURN CASE WHEN lies_ahead THEN app.move_case(young_person, fitting, on_day, words) END;
END $$;

-- Ends the open attempt. An early exit needs its reason; it is spoken of again after the council's days where no day is given.
CREATE OR REPLACE FUNCTION app.end_attempt(young_person bigint, ending text, on_day date, exit_reason text DEFAULT '', words text DEFAULT '',
    recontact_on date DEFAULT NULL) RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    attempt bigint;
    entry   bigint;
    entered date;
    again   date := CASE WHEN ending = 'early_exit' THEN recontact_on END;
BEGIN
    IF on_day IS NULL OR on_day > app.today() THEN
        RAISE check_violation USING MESSAGE = 'nothing was done on a day that is to come';
    END IF;
    SELECT a.id INTO attempt FROM attempts a
     WHERE a.tenant_id = app.tenant() AND a.young_person_id = young_person AND a.ended_on IS NULL FOR UPDATE;
    IF attempt IS NULL THEN
        RAISE check_violation USING MESSAGE = 'no attempt is open';
    END IF;
    SELECT e.id, e.entered_on INTO entry, entered FROM stage_entries e
     WHERE e.tenant_id = app.tenant() AND e.attempt_id = attempt AND e.left_on IS NULL;
    IF on_day < entered THEN
        RAISE check_violation USING MESSAGE = 'a stage is left on or after the day on which it was entered';
    ELSIF ending = 'early_exit' AND coalesce(exit_reason, '') = '' THEN
        RAISE check_violation USING MESSAGE = 'an early exit has a reason';
    ELSIF ending = 'early_exit' AND again IS NULL THEN
        SELECT on_day + s.recontact_days INTO again FROM brokerage_settings s WHERE s.tenant_id = app.tenant();
    END IF;
    IF again < on_day THEN
        RAISE check_violation USING MESSAGE = 'they are spoken to again after the exit';
    END IF;
    UPDATE stage_entries e SET left_on = on_day WHERE e.tenant_id = app.tenant() AND e.id = entry;
    UPDATE attempts a SET ended_on = on_day, ending = end_attempt.ending, exit_words = end_attempt.words, recontact_on = again,
           exit_reason = CASE WHEN end_attempt.ending = 'early_exit' THEN end_attempt.exit_reason ELSE '' END
     WHERE a.tenant_id = app.tenant() AND a.id = attempt;
    RETURN attempt;
END $$;

-- Takes the latest move back, for ten minutes, by whoever made it: a beginning goes, a move goes and the stage before opens again, an
-- ending goes and the attempt opens again.
CREATE OR REPLACE FUNCTION app.undo_move(young_person bigint) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    latest attempts;
    number integer;
BEGIN
    PERFORM app.hold_open_case(young_person, app.today());
    SELECT a.* INTO latest FROM attempts a
     WHERE a.tenant_id = app.tenant() AND a.young_person_id = young_person ORDER BY a.number DESC LIMIT 1 FOR UPDATE;
    IF NOT app.can_undo(young_person) THEN
        RAISE check_violation USING MESSAGE = 'this move can no longer be taken back';
    END IF;
    IF latest.ended_on IS NOT NULL THEN
        UPDATE attempts a SET ended_on = NULL, ending = '', exit_reason = '', exit_words = '', recontact_on = NULL
         WHERE a.tenant_id = app.tenant() AND a.id = latest.id;
    ELSE
        SELECT count(*) INTO number FROM stage_entries e WHERE e.tenant_id = app.tenant() AND e.attempt_id = latest.id;
        IF number = 1 THEN
            DELETE FROM attempts a WHERE a.tenant_id = app.tenant() AND a.id = latest.id;
            RETURN;
        END IF;
        DELETE FROM stage_entries e WHERE e.tenant_id = app.tenant() AND e.attempt_id = latest.id AND e.left_on IS NULL;
    END IF;
    UPDATE stage_entries e SET left_on = NULL
     WHERE e.tenant_id = app.tenant() AND e.id = (SELECT max(id) FROM stage_entries
                                                   WHERE tenant_id = app.tenant() AND attempt_id = latest.id);
END $$;

-- Whether the person asking may take the latest move of this case back now.
CREATE OR REPLACE FUNCTION app.can_undo(young_person bigint) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT CASE WHEN a.ended_on IS NOT NULL THEN app.is_fresh(a.ended_by, a.ended_at)
                                 ELSE app.is_fresh(e.made_by, e.made_at) END
        FROM attempts a JOIN stage_entries e ON e.tenant_id = a.tenant_id AND e.attempt_id = a.id
       WHERE a.tenant_id = app.tenant() AND a.young_person_id = young_person ORDER BY a.number DESC, e.id DESC LIMIT 1), false);
END $$;

-- Whether somebody did this themselves less than ten minutes ago.
CREATE OR REPLACE FUNCTION app.is_fresh(person bigint, at timestamptz) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN coalesce(person = app.person() AND at > now() - interval '10 minutes', false);
END $$;

-- Nothing of a journey is overwritten. An open stage is left once; whoever left it may open it again for ten minutes, and take away
-- what they entered themselves. What goes with a whole case goes as the owner.
CREATE OR REPLACE FUNCTION app.hold_stage_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN
        IF NOT EXISTS (SELECT FROM attempts a WHERE a.tenant_id = NEW.tenant_id AND a.id = NEW.attempt_id
                          AND a.young_person_id = NEW.young_person_id) THEN
            RAISE check_violation USING MESSAGE = 'the attempt is of somebody else';
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        IF current_user = 'waymark_owner' OR (OLD.left_on IS NULL AND app.is_fresh(OLD.made_by, OLD.made_at)) THEN RETURN OLD; END IF;
    -- With a record that is merged into another of the same person, as the owner.
    ELSIF current_user = 'waymark_owner' AND to_jsonb(OLD) - 'young_person_id' = to_jsonb(NEW) - 'young_person_id' THEN
        RETURN NEW;
    ELSIF to_jsonb(OLD) - '{left_on,left_by,left_at}'::text[] = to_jsonb(NEW) - '{left_on,left_by,left_at}'::text[] THEN
        IF OLD.left_on IS NULL AND NEW.left_on IS NOT NULL THEN
            NEW.left_by := app.person();
            NEW.left_at := now();
            RETURN NEW;
        ELSIF OLD.left_on IS NOT NULL AND NEW.left_on IS NULL AND app.is_fresh(OLD.left_by, OLD.left_at) THEN
            NEW.left_by := NULL;
            NEW.left_at := NULL;
            RETURN NEW;
        END IF;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a journey is never overwritten';
END $$;
DROP TRIGGER IF EXISTS hold_stage_entry ON stage_entries;
CREATE TRIGGER hold_stage_entry BEFORE INSERT OR UPDATE OR DELETE ON stage_entries FOR EACH ROW EXECUTE FUNCTION app.hold_stage_entry();

CREATE OR REPLACE FUNCTION app.hold_attempt() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    ending text[] := '{version,ended_on,ending,exit_reason,exit_words,recontact_on,ended_by,ended_at}';
    -- What changes when a referral is removed, or a record is merged into another of the same person, as the owner.
    kept   text[] := '{young_person_id,number,referral_id}';
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF current_user = 'waymark_owner' OR (OLD.ended_on IS NULL AND app.is_fresh(OLD.made_by, OLD.made_at)) THEN RETURN OLD; END IF;
    ELSIF current_user = 'waymark_owner' AND to_jsonb(OLD) - kept = to_jsonb(NEW) - kept THEN
        RETURN NEW;
    ELSIF to_jsonb(OLD) - ending = to_jsonb(NEW) - ending THEN
        IF OLD.ended_on IS NULL AND NEW.ended_on IS NOT NULL THEN
            NEW.ended_by := app.person();
            NEW.ended_at := now();
            RETURN NEW;
        ELSIF OLD.ended_on IS NOT NULL AND NEW.ended_on IS NULL AND app.is_fresh(OLD.ended_by, OLD.ended_at) THEN
            NEW.ended_by := NULL;
            NEW.ended_at := NULL;
            RETURN NEW;
        END IF;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'a journey is never overwritten';
END $$;
DROP TRIGGER IF EXISTS hold_attempt ON attempts;
CREATE TRIGGER hold_attempt BEFORE UPDATE OR DELETE ON attempts FOR EACH ROW EXECUTE FUNCTION app.hold_attempt();

-- A referral is decided upon within the council's days; what was decided stays, and its case was open when it came.
CREATE OR REPLACE FUNCTION app.hold_referral() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE days integer := (SELECT decision_days FROM brokerage_settings WHERE tenant_id = app.tenant());
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.decision <> '' AND EXISTS (SELECT FROM young_people y WHERE y.tenant_id = OLD.tenant_id AND y.id = OLD.young_person_id) THEN
            RAISE check_violation USING MESSAGE = 'what was decided about a referral stays';
        END IF;
        RETURN OLD;
    END IF;
    IF NEW.referred_on > app.today() OR NEW.decided_on > app.today() THEN
        RAISE check_violation USING MESSAGE = 'nothing was done on a day that is to come';
    END IF;
    IF TG_OP = 'INSERT' THEN
        NEW.due_on := coalesce(NEW.due_on, NEW.referred_on + coalesce(days, 14));
    ELSIF OLD.decision <> '' AND (NEW.decision, NEW.decided_on) IS DISTINCT FROM (OLD.decision, OLD.decided_on) THEN
        RAISE check_violation USING MESSAGE = 'what was decided about a referral stays';
    ELSIF NEW.referred_on <> OLD.referred_on AND NEW.due_on = OLD.due_on THEN
        NEW.due_on := NEW.due_on + (NEW.referred_on - OLD.referred_on);
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS hold_referral ON referrals;
CREATE TRIGGER hold_referral BEFORE INSERT OR UPDATE OR DELETE ON referrals FOR EACH ROW EXECUTE FUNCTION app.hold_referral();

-- Begins an attempt with a referral, where none is open: on its day, or on the day on which the attempt before it ended.
CREATE OR REPLACE FUNCTION app.begin_referred(referral bigint) RETURNS bigint LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    person bigint;
    since  date;
    ended  date;
BEGIN
    SELECT r.young_person_id, r.referred_on INTO person, since FROM referrals r WHERE r.tenant_id = app.tenant() AND r.id = referral;
    IF EXISTS (SELECT FROM attempts a WHERE a.tenant_id = app.tenant() AND a.young_person_id = person AND a.ended_on IS NULL) THEN
        RETURN NULL;
    END IF;
    SELECT max(a.ended_on) INTO ended FROM attempts a WHERE a.tenant_id = app.tenant() AND a.young_person_id = person;
    RETURN app.begin_attempt(person, greatest(since, ended), referral);
END $$;

-- Stages that a case is or was in: whoever orders the stages learns no more of them.
CREATE OR REPLACE FUNCTION app.used_stages() RETURNS bigint[] LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN (SELECT coalesce(array_agg(s.id), '{}') FROM stages s
             WHERE s.tenant_id = app.tenant() AND (
                   EXISTS (SELECT FROM stage_entries e WHERE e.tenant_id = s.tenant_id AND e.stage_id = s.id)
                OR EXISTS (SELECT FROM young_people y WHERE y.tenant_id = s.tenant_id AND y.stage_id = s.id)));
END $$;

-- Closing a case ends its attempt on that day.
CREATE OR REPLACE FUNCTION app.after_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM attempts a WHERE a.tenant_id = NEW.tenant_id AND a.young_person_id = NEW.id AND a.ended_on IS NULL) THEN
        PERFORM app.end_attempt(NEW.id, CASE NEW.closed_reason WHEN 'destination' THEN 'destination' ELSE 'closed' END, NEW.closed_on);
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS after_closing ON young_people;
CREATE TRIGGER after_closing AFTER UPDATE OF closed_on ON young_people
    FOR EACH ROW WHEN (OLD.closed_on IS NULL AND NEW.closed_on IS NOT NULL) EXECUTE FUNCTION app.after_closing();

-- What a council settles shows on every case at once.
CREATE OR REPLACE FUNCTION app.after_brokerage() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE cases bigint[] := (SELECT array_agg(y.id) FROM young_people y WHERE y.tenant_id = app.tenant() AND y.closed_on IS NULL);
BEGIN
    IF cases IS NOT NULL THEN PERFORM app.refresh_cases(cases); END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS after_brokerage ON brokerage_settings;
CREATE TRIGGER after_brokerage AFTER UPDATE ON brokerage_settings FOR EACH STATEMENT EXECUTE FUNCTION app.after_brokerage();
DROP TRIGGER IF EXISTS after_brokerage ON stages;
CREATE TRIGGER after_brokerage AFTER INSERT OR UPDATE OR DELETE ON stages FOR EACH STATEMENT EXECUTE FUNCTION app.after_brokerage();

GRANT EXECUTE ON FUNCTION app.first_stage(), app.fitting_stage(text), app.used_stages(), app.hold_open_case(bigint, date),
    app.begin_attempt(bigint, date, bigint), app.begin_referred(bigint), app.move_case(bigint, bigint, date, text),
    app.advance_case(bigint, text, date, text),
    app.end_attempt(bigint, text, date, text, text, date), app.undo_move(bigint), app.can_undo(bigint), app.is_fresh(bigint, timestamptz)
    TO waymark_site, waymark_admin;
