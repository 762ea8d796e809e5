-- Support plans, reviews and personal budgets: what the database keeps of them by itself (domain.md section 5).

-- A young person has one open support plan: a new one ends the one before it, and takes over the goals that are still open.
CREATE OR REPLACE FUNCTION app.before_support_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    -- Two at once come one after the other.
    PERFORM FROM young_people WHERE tenant_id = NEW.tenant_id AND id = NEW.young_person_id FOR UPDATE;
    UPDATE support_plans SET ended_on = NEW.made_on, version = version + 1
     WHERE tenant_id = NEW.tenant_id AND young_person_id = NEW.young_person_id AND ended_on IS NULL;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS before_support_plan ON support_plans;
CREATE TRIGGER before_support_plan BEFORE INSERT ON support_plans
    FOR EACH ROW WHEN (NEW.ended_on IS NULL) EXECUTE FUNCTION app.before_support_plan();

CREATE OR REPLACE FUNCTION app.after_support_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    UPDATE goals SET support_plan_id = NEW.id, version = version + 1
     WHERE tenant_id = NEW.tenant_id AND young_person_id = NEW.young_person_id AND support_plan_id <> NEW.id
       AND state IN ('not_started', 'under_way');
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS after_support_plan ON support_plans;
CREATE TRIGGER after_support_plan AFTER INSERT ON support_plans
    FOR EACH ROW WHEN (NEW.ended_on IS NULL) EXECUTE FUNCTION app.after_support_plan();

-- One booking at a time: a new one takes the place of one that is there.
CREATE OR REPLACE FUNCTION app.before_booking() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM FROM young_people WHERE tenant_id = NEW.tenant_id AND id = NEW.young_person_id FOR UPDATE;
    DELETE FROM reviews WHERE tenant_id = NEW.tenant_id AND young_person_id = NEW.young_person_id AND held_on IS NULL;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS before_booking ON reviews;
CREATE TRIGGER before_booking BEFORE INSERT ON reviews
    FOR EACH ROW WHEN (NEW.held_on IS NULL) EXECUTE FUNCTION app.before_booking();

-- What a young person may spend: the council's cap, unless they have one of their own.
CREATE OR REPLACE FUNCTION app.budget_cap(young_person bigint) RETURNS integer LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN coalesce((SELECT cap FROM budgets WHERE tenant_id = app.tenant() AND young_person_id = young_person),
                    (SELECT budget_cap FROM brokerage_settings WHERE tenant_id = app.tenant()));
END $$;
GRANT EXECUTE ON FUNCTION app.budget_cap(bigint) TO waymark_site, waymark_admin;

-- Planned and spent together never pass the cap; what is over it already, because the cap was lowered, may only become less.
CREATE OR REPLACE FUNCTION app.hold_budget() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE others bigint;
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.amount <= OLD.amount THEN RETURN NEW; END IF;
    -- Two at once come one after the other, and the second counts what the first has spent.
    PERFORM FROM young_people WHERE tenant_id = NEW.tenant_id AND id = NEW.young_person_id FOR UPDATE;
    SELECT coalesce(sum(amount), 0) INTO others FROM budget_lines
     WHERE tenant_id = NEW.tenant_id AND young_person_id = NEW.young_person_id AND id <> NEW.id;
    IF others + NEW.amount > app.budget_cap(NEW.young_person_id) THEN
        RAISE check_violation USING MESSAGE = 'this is more than is left of the budget';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS hold_budget ON budget_lines;
CREATE TRIGGER hold_budget BEFORE INSERT OR UPDATE OF amount ON budget_lines
    FOR EACH ROW EXECUTE FUNCTION app.hold_budget();

-- A cap of their own covers what is planned and spent already; so does the council's where their own one goes.
CREATE OR REPLACE FUNCTION app.hold_cap() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    young_person bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.young_person_id ELSE NEW.young_person_id END;
    planned      bigint;
BEGIN
    PERFORM FROM young_people WHERE tenant_id = app.tenant() AND id = young_person FOR UPDATE;
    -- Gone with their record.
    IF NOT FOUND THEN RETURN NULL; END IF;
    SELECT coalesce(sum(amount), 0) INTO planned FROM budget_lines WHERE tenant_id = app.tenant() AND young_person_id = young_person;
    IF planned > app.budget_cap(young_person) AND (TG_OP <> 'UPDATE' OR NEW.cap < OLD.cap) THEN
        RAISE check_violation USING MESSAGE = 'more than this is planned or spent already';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS hold_cap ON budgets;
CREATE TRIGGER hold_cap AFTER INSERT OR UPDATE OF cap OR DELETE ON budgets FOR EACH ROW EXECUTE FUNCTION app.hold_cap();

-- For a calendar, whose reader sees no young people: what is due in the caseload of its person, by kind, reference and day and nothing else,
-- and only while a role of theirs works with young people. Of a restricted case, and only to its team, not even the reference.
CREATE OR REPLACE FUNCTION app.my_case_days() RETURNS TABLE (number bigint, kind text, reference text, on_day date)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE hidden bigint[] := app.hidden_cases();
BEGIN
    IF NOT EXISTS (SELECT FROM person_roles r JOIN role_abilities a ON a.role = r.role
                    WHERE r.tenant_id = app.tenant() AND r.person_id = app.person() AND a.ability = 'see_young_people') THEN
        RETURN;
    END IF;
    RETURN QUERY
        SELECT CASE s.record_id WHEN 0 THEN s.young_person_id ELSE s.record_id END, s.kind,
               CASE WHEN y.is_restricted THEN '' ELSE y.reference END, coalesce(s.booked_on, s.due_on)
          FROM young_people y CROSS JOIN LATERAL (SELECT c.* FROM case_steps c
                WHERE c.tenant_id = y.tenant_id AND c.young_person_id = y.id OFFSET 0) AS s
         WHERE y.tenant_id = app.tenant() AND y.worker_id = app.person() AND y.id <> ALL (hidden);
END $$;
GRANT EXECUTE ON FUNCTION app.my_case_days() TO waymark_site;
