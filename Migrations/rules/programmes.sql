-- Figures of programmes.

-- A part has no parts, and counts what its whole counts: else their sum would say nothing.
CREATE OR REPLACE FUNCTION app.check_figure_parts() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM programme_figures w
                WHERE w.tenant_id = NEW.tenant_id AND w.id = NEW.whole_id
                  AND (w.whole_id IS NOT NULL OR w.unit <> NEW.unit OR w.is_projected <> NEW.is_projected))
       OR EXISTS (SELECT FROM programme_figures p
                   WHERE p.tenant_id = NEW.tenant_id AND p.programme_id = NEW.programme_id AND p.whole_id = NEW.id
                     AND (NEW.whole_id IS NOT NULL OR p.unit <> NEW.unit OR p.is_projected <> NEW.is_projected)) THEN
        RAISE EXCEPTION 'a part of a figure has no parts, and the unit of its whole' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS check_figure_parts ON programme_figures;
CREATE TRIGGER check_figure_parts AFTER INSERT OR UPDATE ON programme_figures FOR EACH ROW EXECUTE FUNCTION app.check_figure_parts();
