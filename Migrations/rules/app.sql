-- waymark: before the tables
-- The order of a migration: rules marked like this one (what tables rest on), then Migrations/tables by name, then the
-- other rules by name. A function may therefore name whatever any file makes: bodies are looked up when they are called.
-- Rules are run again whenever their file changed. A function that takes or gives something else is dropped first.

CREATE SCHEMA IF NOT EXISTS app;
GRANT USAGE ON SCHEMA app, public TO waymark_site, waymark_admin;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Who is asking stands in settings of this transaction. Whoever holds the site's login can set settings, so the door seals
-- them, and all that is written, and whatever names a person, believes them only with the seal.

-- The key as HMAC takes it: filled to a block of 64 bytes, each with `byte` (RFC 2104, section 2). The key is made once with
-- the database and stays: called immutable, it is read once a connection.
CREATE OR REPLACE FUNCTION app.seal_pad(byte integer) RETURNS bytea LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE pad bytea := (SELECT key FROM app.seal_key) || decode(repeat('00', 32), 'hex');
BEGIN
    FOR place IN 0..63 LOOP pad := set_byte(pad, place, get_byte(pad, place) # byte); END LOOP;
    RETURN pad;
END $$;

-- The seal of the settings as they are: HMAC-SHA256 under the owner's key. It names this connection and this transaction: one
-- that writes by its number, which no other ever has, one that reads by its moment. Null where one was never set.
CREATE OR REPLACE FUNCTION app.seal() RETURNS text LANGUAGE sql STABLE
RETURN encode(sha256(app.seal_pad(92) || sha256(app.seal_pad(54)
    || int4send(pg_backend_pid()) || timestamptz_send(now()) || textsend(
        coalesce(pg_current_xact_id_if_assigned()::text, '') || '|' || current_setting('transaction_read_only')
        || '|' || current_setting('app.tenant', true) || '|' || current_setting('app.person', true)
        || '|' || current_setting('app.session', true) || '|' || current_setting('app.writer', true)
        || '|' || current_setting('app.abilities', true)))), 'hex');

-- Sets and seals them. For the doors alone, open_visit, open_feed, note_opening and enter, whose search_path it has.
CREATE OR REPLACE FUNCTION app.seal_visit(council integer, person bigint, session bigint, writer bigint, abilities text)
RETURNS void LANGUAGE plpgsql AS $$
DECLARE said text;
BEGIN
    said := set_config('app.tenant', coalesce(council::text, ''), true);
    said := set_config('app.person', coalesce(person::text, ''), true);
    said := set_config('app.session', coalesce(session::text, ''), true);
    said := set_config('app.writer', coalesce(writer::text, ''), true);
    said := set_config('app.abilities', abilities, true);
    -- What writes has a number from here on.
    IF current_setting('transaction_read_only') = 'off' THEN PERFORM pg_current_xact_id(); END IF;
    said := set_config('app.seal', app.seal(), true);
END $$;

-- The owner and the command line enter a council without a session; what they do there is entered under the operator's name.
CREATE OR REPLACE FUNCTION app.enter(council integer) RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN PERFORM app.seal_visit(council, NULL, NULL, NULL, ' administration '); END $$;

-- Whether the settings are as a door of this transaction sealed them; never null. Asked for each table of a statement: setting
-- a search_path would cost as much as all the rest, so every name is written with its schema instead.
CREATE OR REPLACE FUNCTION app.is_sealed() RETURNS boolean LANGUAGE plpgsql STABLE PARALLEL RESTRICTED SECURITY DEFINER AS $$
BEGIN RETURN coalesce(pg_catalog.current_setting('app.seal', true) OPERATOR(pg_catalog.=) app.seal(), false); END $$;

-- Null in a visit that no door opened.
CREATE OR REPLACE FUNCTION app.tenant() RETURNS integer LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN CASE WHEN app.is_sealed() THEN nullif(current_setting('app.tenant', true), '')::integer END;

CREATE OR REPLACE FUNCTION app.person() RETURNS bigint LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN CASE WHEN app.is_sealed() THEN nullif(current_setting('app.person', true), '')::bigint END;

CREATE OR REPLACE FUNCTION app.session() RETURNS bigint LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN CASE WHEN app.is_sealed() THEN nullif(current_setting('app.session', true), '')::bigint END;

-- Whose the form was that came with this visit.
CREATE OR REPLACE FUNCTION app.writer() RETURNS bigint LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN CASE WHEN app.is_sealed() THEN nullif(current_setting('app.writer', true), '')::bigint END;

-- Whether the visit itself has an ability, whoever's function asks.
CREATE OR REPLACE FUNCTION app.holds(ability text) RETURNS boolean LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN app.is_sealed() AND position(' ' || ability || ' ' IN current_setting('app.abilities', true)) > 0;

-- Functions of the owner and the command line are not held to a person's abilities.
CREATE OR REPLACE FUNCTION app.can(ability text) RETURNS boolean LANGUAGE sql STABLE PARALLEL RESTRICTED
RETURN current_user IN ('waymark_owner', 'waymark_admin') OR app.holds(ability);

-- For policies of reading alone: the settings without their seal, which would cost a page more than the rest of its policies.
-- A table that must not be read so is registered with `sealed`.
CREATE OR REPLACE FUNCTION app.sees(ability text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_user IN ('waymark_owner', 'waymark_admin')
    OR position(' ' || ability || ' ' IN current_setting('app.abilities', true)) > 0;

-- Whether the visit is a provider contact's, as policies of reading ask it; functions of the owner are not held to it.
CREATE OR REPLACE FUNCTION app.is_provider_contact() RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_user NOT IN ('waymark_owner', 'waymark_admin')
    AND position(' update_own_provider ' IN current_setting('app.abilities', true)) > 0;

CREATE OR REPLACE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN (now() AT TIME ZONE 'Europe/London')::date;

GRANT EXECUTE ON FUNCTION app.is_sealed(), app.tenant(), app.person(), app.session(), app.writer(), app.holds(text), app.can(text),
    app.sees(text), app.is_provider_contact(), app.today() TO waymark_site, waymark_admin;
