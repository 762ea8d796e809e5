-- What members see of the brokerage: numbers as they were at the end of a month, made too coarse to tell of anybody, and never changed.

CREATE TABLE brokerage_counts (
    tenant_id integer NOT NULL DEFAULT app.tenant() REFERENCES tenants,
    -- The last day of the month.
    as_of     date NOT NULL,
    figure    text NOT NULL CHECK (figure IN ('open', 'reached', 'started', 'sustained', 'exits')),
    -- The stage's kind, the kind of placement, the reason; empty for the whole.
    part      text NOT NULL DEFAULT '',
    -- People, to the nearest five; 0 is five or fewer, none included.
    people    integer NOT NULL CHECK (people >= 0 AND people % 5 = 0),
    PRIMARY KEY (tenant_id, as_of, figure, part)
);
SELECT app.register('brokerage_counts', audited => false);
GRANT SELECT ON brokerage_counts TO waymark_site, waymark_admin;
