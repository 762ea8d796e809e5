-- Offers and the plans to expand them.

-- The first day by which a plan was to be done stays, so that a slip shows.
CREATE OR REPLACE FUNCTION app.keep_first_due() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    NEW.first_due_on := CASE WHEN TG_OP = 'UPDATE' THEN coalesce(OLD.first_due_on, NEW.due_on) ELSE NEW.due_on END;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS keep_first_due ON expansion_plans;
CREATE TRIGGER keep_first_due BEFORE INSERT OR UPDATE ON expansion_plans FOR EACH ROW EXECUTE FUNCTION app.keep_first_due();
