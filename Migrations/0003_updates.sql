-- A submitted update about one action says how far that action has come; whoever may record updates need not be one who changes plans.

CREATE FUNCTION app.achieve_action() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE latest bigint;
BEGIN
    SELECT u.assessment_id INTO latest FROM updates u
     WHERE u.tenant_id = NEW.tenant_id AND u.plan_id = NEW.plan_id AND u.recommendation_id = NEW.recommendation_id
       AND u.action_id = NEW.action_id AND u.state IN ('submitted', 'agreed') AND u.assessment_id IS NOT NULL
     ORDER BY u.period_on DESC, u.edition DESC LIMIT 1;
    IF latest IS NOT NULL THEN
        UPDATE actions SET assessment_id = latest, version = version + 1
         WHERE tenant_id = NEW.tenant_id AND plan_id = NEW.plan_id AND id = NEW.action_id AND assessment_id IS DISTINCT FROM latest;
    END IF;
    RETURN NULL;
END $$;
-- Before `follow` by name, so that the recommendation's kept values see the action's new level.
CREATE TRIGGER achieve AFTER INSERT OR UPDATE OF state ON updates
    FOR EACH ROW WHEN (NEW.state <> 'draft' AND NEW.action_id IS NOT NULL) EXECUTE FUNCTION app.achieve_action();
