-- waymark: before the tables
-- The order of a migration: rules marked like this one (what tables rest on), then Migrations/tables by name, then the
-- other rules by name. A function may therefore name whatever any file makes: bodies are looked up when they are called.
-- Rules are run again whenever their file changed. A function that takes or gives something else is dropped first.

CREATE SCHEMA IF NOT EXISTS app;
GRANT USAGE ON SCHEMA app, public TO waymark_site, waymark_admin;
ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC;

-- Who is asking: set for one transaction by open_visit, open_feed or open_council, and by nothing else.
CREATE OR REPLACE FUNCTION app.tenant() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.tenant', true), '')::integer;

CREATE OR REPLACE FUNCTION app.person() RETURNS bigint LANGUAGE sql STABLE PARALLEL SAFE
RETURN nullif(current_setting('app.person', true), '')::bigint;

-- Functions of the owner and the command line are not held to a person's abilities.
CREATE OR REPLACE FUNCTION app.can(ability text) RETURNS boolean LANGUAGE sql STABLE PARALLEL SAFE
RETURN current_user IN ('waymark_owner', 'waymark_admin')
    OR position(' ' || ability || ' ' IN current_setting('app.abilities', true)) > 0;

CREATE OR REPLACE FUNCTION app.today() RETURNS date LANGUAGE sql STABLE PARALLEL SAFE
RETURN (now() AT TIME ZONE 'Europe/London')::date;

GRANT EXECUTE ON FUNCTION app.tenant(), app.person(), app.can(text), app.today() TO waymark_site, waymark_admin;
