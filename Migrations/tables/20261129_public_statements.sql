-- What a council says of itself in the accessibility statement (Public Sector Bodies (Websites and Mobile Applications) (No. 2)
-- Accessibility Regulations 2018, regulation 8) and in the privacy notice (UK GDPR, article 13). No row: nothing yet.
CREATE TABLE public_statements (
    tenant_id     integer NOT NULL DEFAULT app.tenant() REFERENCES tenants,
    version       integer NOT NULL DEFAULT 1,
    compliance    text CHECK (compliance IN ('full', 'partial', 'none')),
    -- What does not work and why: not compliant, a disproportionate burden, or outside the regulations.
    gaps          text NOT NULL DEFAULT '' CHECK (length(gaps) <= 4000),
    tested_how    text NOT NULL DEFAULT '' CHECK (length(tested_how) <= 1000),
    tested_on     date,
    prepared_on   date,
    reviewed_on   date,
    email         text NOT NULL DEFAULT '' CHECK (length(email) <= 254),
    telephone     text NOT NULL DEFAULT '' CHECK (length(telephone) <= 40),
    -- Who decides why and how personal data are used, with the address.
    controller    text NOT NULL DEFAULT '' CHECK (length(controller) <= 500),
    -- How to reach the data protection officer.
    officer       text NOT NULL DEFAULT '' CHECK (length(officer) <= 500),
    lawful_basis  text NOT NULL DEFAULT '' CHECK (length(lawful_basis) <= 4000),
    recipients    text NOT NULL DEFAULT '' CHECK (length(recipients) <= 4000),
    retention     text NOT NULL DEFAULT '' CHECK (length(retention) <= 4000),
    PRIMARY KEY (tenant_id),
    CHECK (compliance = 'full' OR compliance IS NULL OR gaps <> ''),
    CHECK (reviewed_on >= prepared_on)
);
SELECT app.register('public_statements', change => '{change_settings}');
