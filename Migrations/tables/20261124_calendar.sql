-- The secret address of a person's calendar, one each; only its hash is kept, and the site reaches it through the functions of rules/calendar.sql.
CREATE TABLE calendar_feeds (
    tenant_id  integer NOT NULL DEFAULT app.tenant() REFERENCES tenants,
    person_id  bigint NOT NULL,
    token_hash bytea NOT NULL CHECK (length(token_hash) = 32),
    -- Only what a team of the person's leads.
    is_mine    boolean NOT NULL,
    made_at    timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (tenant_id, person_id),
    UNIQUE (tenant_id, token_hash),
    FOREIGN KEY (tenant_id, person_id) REFERENCES people ON DELETE CASCADE
);
SELECT app.register('calendar_feeds', unaudited => '{token_hash}');
