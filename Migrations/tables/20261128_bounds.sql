-- How much a council may keep and send, set from the command line; null is the usual (app.bound), 0 forms are as many as they like.
CREATE TABLE bounds (
    tenant_id integer PRIMARY KEY DEFAULT app.tenant() REFERENCES tenants,
    -- Documents, papers with all of their versions, and imports in progress together.
    megabytes integer CHECK (megabytes BETWEEN 1 AND 1048576),
    -- Updates in draft at once.
    drafts    integer CHECK (drafts BETWEEN 1 AND 1000000),
    -- Imports in progress at once.
    imports   integer CHECK (imports BETWEEN 1 AND 10000),
    -- Forms of one person in an hour.
    forms     integer CHECK (forms BETWEEN 0 AND 1000000)
);
SELECT app.register('bounds');
GRANT SELECT ON bounds TO waymark_site, waymark_admin;
GRANT INSERT, UPDATE ON bounds TO waymark_admin;

-- Whose form it was, so that one person's are counted.
ALTER TABLE submissions ADD COLUMN person_id bigint DEFAULT app.person();
CREATE INDEX submissions_person ON submissions (tenant_id, person_id, made_at);
CREATE INDEX submissions_age ON submissions (tenant_id, made_at);
CREATE INDEX pending_imports_age ON pending_imports (tenant_id, changed_at);
