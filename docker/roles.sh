#!/bin/bash
# Makes Waymark's four roles when a database is new. The postgres image runs it once; elsewhere run it by hand
# with PGHOST, PGUSER and the four passwords set, as a superuser.
set -euo pipefail

psql --no-psqlrc --quiet --set ON_ERROR_STOP=1 \
    --username "${POSTGRES_USER:-${PGUSER:-postgres}}" --dbname "${POSTGRES_DB:-${PGDATABASE:-waymark}}" <<'SQL'
\getenv owner WAYMARK_OWNER_PASSWORD
\getenv site WAYMARK_SITE_PASSWORD
\getenv door WAYMARK_DOOR_PASSWORD
\getenv admin WAYMARK_ADMIN_PASSWORD

-- Passwords are not written to the log.
SET log_statement = 'none';
SET log_min_error_statement = 'panic';

CREATE ROLE waymark_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner';
CREATE ROLE waymark_site LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'site';
CREATE ROLE waymark_door LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'door';
CREATE ROLE waymark_admin LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'admin';
-- What the site may, the door may too; the site is no member of the door, which alone reads password hashes.
GRANT waymark_site TO waymark_door;

SELECT current_database() AS name \gset
ALTER DATABASE :"name" OWNER TO waymark_owner;
REVOKE ALL ON DATABASE :"name" FROM PUBLIC;
-- No temporary tables: one could stand in for a real table inside a function of the owner's.
GRANT CONNECT ON DATABASE :"name" TO waymark_site, waymark_door, waymark_admin;
ALTER SCHEMA public OWNER TO waymark_owner;
REVOKE ALL ON SCHEMA public FROM PUBLIC;
GRANT USAGE ON SCHEMA public TO waymark_site, waymark_admin;
SQL
