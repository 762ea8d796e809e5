-- The local offer for work: what residents read of a council without signing in.

-- Whether an offer that is marked for residents is shown on the day: while it runs, and before it begins where its day is to come.
CREATE OR REPLACE FUNCTION app.is_on_offer(state text, starts date, ends date) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN CASE state WHEN 'planned' THEN starts >= app.today() WHEN 'ended' THEN false ELSE coalesce(ends >= app.today(), true) END;
GRANT EXECUTE ON FUNCTION app.is_on_offer(text, date, date) TO waymark_site, waymark_admin;

CREATE OR REPLACE FUNCTION app.stamp_offer() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    NEW.changed_at := now();
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS stamp ON offers;
CREATE TRIGGER stamp BEFORE INSERT OR UPDATE ON offers FOR EACH ROW EXECUTE FUNCTION app.stamp_offer();

-- So that what a stranger asks for stays small.
DROP TRIGGER IF EXISTS within_public_offers ON offers;
CREATE TRIGGER within_public_offers AFTER INSERT OR UPDATE ON offers FOR EACH STATEMENT EXECUTE FUNCTION app.check_bound('public_offers', 'WB005');

-- The council whose local offer this visit reads, as the door sealed it among the abilities; null in every other visit.
CREATE OR REPLACE FUNCTION app.public_council() RETURNS integer LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN CASE WHEN app.holds('see_public_offers')
            THEN substring(current_setting('app.abilities', true) FROM ' of_council_([0-9]+) ')::integer END;

-- The door of the public pages and of the feed. The visit is nobody's and in no council: every table is empty to it, and it reads
-- app.public_contact and app.public_offers alone. No row: there is no such council, it is suspended, or it shows no local offer.
CREATE OR REPLACE FUNCTION app.open_local_offer(council text) RETURNS TABLE (tenant_id integer, council_name text, abilities text, today date)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE is_shown boolean;
BEGIN
    PERFORM app.seal_visit(NULL, NULL, NULL, NULL, '');
    IF current_setting('transaction_read_only') <> 'on' THEN
        RAISE insufficient_privilege USING MESSAGE = 'the local offer is only read';
    END IF;
    SELECT t.id, t.name INTO tenant_id, council_name FROM tenants t WHERE t.slug = council AND t.state = 'active';
    PERFORM set_config('app.tenant', coalesce(tenant_id::text, ''), true);
    SELECT s.is_public INTO is_shown FROM local_offer_settings s WHERE s.tenant_id = open_local_offer.tenant_id;
    abilities := CASE WHEN is_shown THEN ' see_public_offers of_council_' || tenant_id || ' ' ELSE '' END;
    PERFORM app.seal_visit(NULL, NULL, NULL, NULL, abilities);
    IF is_shown IS NOT TRUE THEN RETURN; END IF;
    today := app.today();
    RETURN NEXT;
END $$;

-- Whom residents ask.
CREATE OR REPLACE FUNCTION app.public_contact() RETURNS TABLE (telephone text, email text, hours text, send_link text) LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE council integer := app.public_council();
BEGIN
    IF council IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.tenant', council::text, true);
    RETURN QUERY SELECT s.telephone, s.email, s.hours, s.send_link FROM local_offer_settings s WHERE s.tenant_id = council AND s.is_public;
    PERFORM set_config('app.tenant', '', true);
END $$;

-- What is shown of offers, providers, areas and hosts, column by column: nobody's name, nothing of who assured it or of plans.
DROP FUNCTION IF EXISTS app.public_offers();
CREATE OR REPLACE FUNCTION app.public_offers() RETURNS TABLE (
    id bigint, name text, description text, kind text, state text, pay text, cohorts text[], needs_plan boolean, age_from integer, age_to integer,
    starts_on date, ends_on date, capacity integer, vacancies integer, counted_on date, assured_on date, attendance text, how_to_apply text,
    website text, changed_at timestamptz, area_ids bigint[], area_names text[], area_short_names text[], host_ids bigint[], host_names text[],
    provider_id bigint, provider_name text, provider_kind text, provider_words text, provider_accreditation text, provider_email text,
    provider_telephone text, provider_website text, find_words text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE council integer := app.public_council();
BEGIN
    IF council IS NULL THEN RETURN; END IF;
    PERFORM set_config('app.tenant', council::text, true);
    RETURN QUERY
    SELECT o.id, o.name, o.description, o.kind, o.state, o.pay, o.cohorts, o.needs_plan, o.age_from, o.age_to,
           o.starts_on, o.ends_on, o.capacity, o.vacancies, o.counted_on, o.assured_on, o.attendance, o.how_to_apply,
           o.website, o.changed_at, a.ids, a.names, a.short_names, h.ids, h.names,
           p.id, p.name, p.kind, p.words, p.accreditation, p.email, p.telephone, p.website,
           o.find_words || p.find_words || app.find_words(array_to_string(a.names || h.names, ' '))
      FROM offers o JOIN providers p ON p.tenant_id = o.tenant_id AND p.id = o.provider_id
     CROSS JOIN LATERAL (
           SELECT coalesce(array_agg(a.id ORDER BY a.name_key COLLATE app.names, a.id), '{}') AS ids,
                  coalesce(array_agg(a.name ORDER BY a.name_key COLLATE app.names, a.id), '{}') AS names,
                  coalesce(array_agg(coalesce(nullif(a.short_name, ''), a.name) ORDER BY a.name_key COLLATE app.names, a.id), '{}') AS short_names
             FROM offer_areas l JOIN areas a ON a.tenant_id = l.tenant_id AND a.id = l.area_id
            WHERE l.tenant_id = o.tenant_id AND l.offer_id = o.id) AS a
     CROSS JOIN LATERAL (
           SELECT coalesce(array_agg(h.id ORDER BY h.id), '{}') AS ids, coalesce(array_agg(h.name ORDER BY h.id), '{}') AS names
             FROM offer_hosts h WHERE h.tenant_id = o.tenant_id AND h.offer_id = o.id) AS h
     WHERE o.tenant_id = council AND o.is_public AND app.is_on_offer(o.state, o.starts_on, o.ends_on)
     ORDER BY o.name_key COLLATE app.names, o.id;
    PERFORM set_config('app.tenant', '', true);
END $$;
GRANT EXECUTE ON FUNCTION app.open_local_offer(text), app.public_contact(), app.public_offers() TO waymark_site;
