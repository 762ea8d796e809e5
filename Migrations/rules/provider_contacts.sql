-- A provider contact reads and changes their own provider, and nothing else of the council.

-- The provider whose contact is asking; null for everybody else.
CREATE OR REPLACE FUNCTION app.own_provider() RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN (SELECT c.provider_id FROM provider_contacts c WHERE c.tenant_id = app.tenant() AND c.person_id = app.person());
END $$;
GRANT EXECUTE ON FUNCTION app.own_provider() TO waymark_site, waymark_admin;

-- Of each table that a contact reads, the rows of their own provider. Whoever may see them by another role is not held to it: nobody has both.
DO $$
DECLARE part record;
BEGIN
    FOR part IN SELECT * FROM (VALUES
            ('providers', 'id = (SELECT app.own_provider())'), ('provider_supports', 'provider_id = (SELECT app.own_provider())'),
            ('offers', 'provider_id = (SELECT app.own_provider())'), ('offer_areas', 'offer_id IN (SELECT id FROM offers)'),
            ('offer_hosts', 'offer_id IN (SELECT id FROM offers)'), ('provider_contacts', 'person_id = (SELECT app.person())'),
            ('provider_changes', 'provider_id = (SELECT app.own_provider())')) AS t (name, own) LOOP
        EXECUTE format('DROP POLICY IF EXISTS own_provider ON %I', part.name);
        EXECUTE format('CREATE POLICY own_provider ON %I AS RESTRICTIVE USING (NOT (SELECT app.is_provider_contact()) OR %s)', part.name, part.own);
    END LOOP;
END $$;
-- What everybody of a council may read is closed to a contact (app.register), but for their own name.
DROP POLICY IF EXISTS no_contacts ON people;
DROP POLICY IF EXISTS own_provider ON people;
CREATE POLICY own_provider ON people AS RESTRICTIVE FOR SELECT USING (NOT (SELECT app.is_provider_contact()) OR id = (SELECT app.person()));

-- What a contact may change of it: who is trusted whatever their form asks, everybody else only that it was found right.
CREATE OR REPLACE FUNCTION app.hold_own_provider() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    word    text[] := '{version,assured_on,assured_by,assure_again_on,changed_at}';
    trusted boolean := (SELECT c.is_trusted FROM provider_contacts c WHERE c.tenant_id = app.tenant() AND c.person_id = app.person());
BEGIN
    -- Asked under the seal, and closed where it is broken: whoever may change all of it is not held to this.
    IF app.can(CASE TG_TABLE_NAME WHEN 'providers' THEN 'change_providers' ELSE 'change_offers' END) THEN RETURN NEW; END IF;
    IF trusted THEN
        word := word || CASE TG_TABLE_NAME
            WHEN 'providers' THEN '{words,accreditation,email,telephone,website,find_words}'::text[]
            ELSE '{state,pay,description,cohorts,needs_plan,age_from,age_to,capacity,vacancies,counted_on,starts_on,ends_on,how_to_apply,website,attendance,find_words}'
            END;
    END IF;
    IF TG_OP <> 'UPDATE' OR to_jsonb(NEW) - word <> to_jsonb(OLD) - word THEN
        RAISE insufficient_privilege USING MESSAGE = 'a provider contact changes this through the council';
    END IF;
    -- That it was found right is said today and in the provider's name.
    IF NEW.version <> OLD.version + 1 OR ((NEW.assured_on, NEW.assured_by) IS DISTINCT FROM (OLD.assured_on, OLD.assured_by)
           AND (NEW.assured_on, NEW.assured_by) IS DISTINCT FROM (app.today(),
               (SELECT p.name FROM providers p WHERE p.tenant_id = NEW.tenant_id AND p.id = app.own_provider()))) THEN
        RAISE insufficient_privilege USING MESSAGE = 'a provider contact says today and in the provider’s name that it is right';
    END IF;
    RETURN NEW;
END $$;
-- Generated columns are made after triggers that run before: in NEW they are empty.
DROP TRIGGER IF EXISTS hold_own_provider ON providers;
CREATE TRIGGER hold_own_provider AFTER INSERT OR UPDATE ON providers FOR EACH ROW EXECUTE FUNCTION app.hold_own_provider();
DROP TRIGGER IF EXISTS hold_own_provider ON offers;
CREATE TRIGGER hold_own_provider AFTER INSERT OR UPDATE ON offers FOR EACH ROW EXECUTE FUNCTION app.hold_own_provider();

-- A contact sends, sends again and withdraws what waits; others decide. What was decided stays, and nobody decides what they sent.
CREATE OR REPLACE FUNCTION app.hold_provider_change() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE decision text[] := '{version,state,decided_on,decided_by,because}';
BEGIN
    IF current_user IN ('waymark_owner', 'waymark_admin') THEN RETURN NEW; END IF;
    IF TG_OP = 'INSERT' THEN
        IF NOT app.holds('update_own_provider') OR NEW.state <> 'waiting' OR NEW.sent_by IS DISTINCT FROM app.person()
           OR NEW.sent_on <> app.today() THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a contact of the provider sends a change, in their own name';
        END IF;
    ELSIF OLD.state <> 'waiting' THEN
        RAISE check_violation USING MESSAGE = 'what was decided stays as it is';
    ELSIF NEW.state = 'waiting' OR NEW.state = 'withdrawn' THEN
        IF NOT app.holds('update_own_provider') OR (NEW.provider_id, NEW.offer_id) IS DISTINCT FROM (OLD.provider_id, OLD.offer_id)
           OR (NEW.state = 'waiting' AND (NEW.sent_by, NEW.sent_on) IS DISTINCT FROM (app.person(), app.today()))
           OR (NEW.state = 'withdrawn' AND to_jsonb(NEW) - decision <> to_jsonb(OLD) - decision) THEN
            RAISE insufficient_privilege USING MESSAGE = 'only a contact of the provider sends it again or withdraws it';
        END IF;
    ELSIF NOT app.holds('change_providers') OR NEW.sent_by = app.person() OR to_jsonb(NEW) - decision <> to_jsonb(OLD) - decision THEN
        RAISE insufficient_privilege USING MESSAGE = 'somebody of the council publishes it or not, as it was sent';
    END IF;
    IF NEW.decided_by IS NOT NULL AND NEW.decided_by IS DISTINCT FROM app.person() THEN
        RAISE insufficient_privilege USING MESSAGE = 'a decision is made in one’s own name';
    END IF;
    -- What was sent of an offer that went to another provider since can only be refused or withdrawn.
    IF NEW.offer_id IS NOT NULL AND NEW.state IN ('waiting', 'published') AND NOT EXISTS (SELECT FROM offers o WHERE o.tenant_id = NEW.tenant_id AND o.id = NEW.offer_id AND o.provider_id = NEW.provider_id) THEN
        RAISE check_violation USING MESSAGE = 'the offer is another provider’s';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS hold_provider_change ON provider_changes;
CREATE TRIGGER hold_provider_change BEFORE INSERT OR UPDATE ON provider_changes FOR EACH ROW EXECUTE FUNCTION app.hold_provider_change();

-- What the contact's provider is paid for: its contracts with their targets and how far they have come, in numbers alone.
CREATE OR REPLACE FUNCTION app.own_targets() RETURNS TABLE (
    contract text, reference text, begins_on date, ends_on date, year integer, measure text, cohort text, number integer, reached bigint
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NOT app.holds('update_own_provider') THEN RETURN; END IF;
    RETURN QUERY SELECT c.name, c.reference, c.begins_on, c.ends_on, t.year, t.measure, t.cohort, t.number, app.count_target(t.id)
      FROM contracts c LEFT JOIN contract_targets t ON t.tenant_id = c.tenant_id AND t.contract_id = c.id
     WHERE c.tenant_id = app.tenant() AND c.provider_id = app.own_provider()
     ORDER BY c.ends_on DESC, c.id, t.year, t.id;
END $$;

-- Its claims by milestone: how many are submitted, validated, paid or refused, and what was paid. Nobody is named, and no case is opened.
CREATE OR REPLACE FUNCTION app.own_claims() RETURNS TABLE (
    reference text, milestone text, amount integer, submitted bigint, validated bigint, paid bigint, refused bigint, paid_amount bigint
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NOT app.holds('update_own_provider') THEN RETURN; END IF;
    RETURN QUERY SELECT c.reference, m.name, m.amount,
           count(*) FILTER (WHERE k.submitted_on IS NOT NULL AND k.validated_on IS NULL AND k.refused_on IS NULL),
           count(*) FILTER (WHERE k.validated_on IS NOT NULL AND k.paid_on IS NULL AND k.refused_on IS NULL),
           count(*) FILTER (WHERE k.paid_on IS NOT NULL), count(*) FILTER (WHERE k.refused_on IS NOT NULL),
           coalesce(sum(k.amount) FILTER (WHERE k.paid_on IS NOT NULL), 0)::bigint
      FROM contracts c JOIN payment_milestones m ON m.tenant_id = c.tenant_id AND m.contract_id = c.id
      LEFT JOIN claims k ON k.tenant_id = m.tenant_id AND k.milestone_id = m.id
     WHERE c.tenant_id = app.tenant() AND c.provider_id = app.own_provider()
     GROUP BY c.id, c.reference, c.ends_on, m.id, m.name, m.amount, m.length ORDER BY c.ends_on DESC, c.id, m.length, m.id;
END $$;
GRANT EXECUTE ON FUNCTION app.own_targets(), app.own_claims() TO waymark_site;

-- Whoever is a contact has no other role: their reach is their own provider. Looked at when all of a person's roles are in.
CREATE OR REPLACE FUNCTION app.hold_provider_role() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF (SELECT bool_or(r.role = 'provider') AND count(*) > 1 FROM person_roles r WHERE r.tenant_id = NEW.tenant_id AND r.person_id = NEW.person_id) THEN
        RAISE check_violation USING MESSAGE = 'a provider contact has no other role';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS hold_provider_role ON person_roles;
CREATE CONSTRAINT TRIGGER hold_provider_role AFTER INSERT OR UPDATE ON person_roles DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION app.hold_provider_role();
