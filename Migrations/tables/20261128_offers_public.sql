-- What residents read of offers without signing in: the local offer for work, and its feed (Open Referral UK 3.0).

ALTER TABLE providers
    -- For enquiries, as the e-mail and the telephone are: the organisation's own.
    ADD COLUMN website text NOT NULL DEFAULT '' CHECK (length(website) <= 300) CHECK (website = '' OR website ~ '^https?://');
SELECT app.register('providers', see => '{see_providers,update_own_provider}', change => '{change_providers,update_own_provider}', remove => '{change_providers}',
    find => app.texts('providers', leaving => '{email,telephone,website,assured_by}'));

ALTER TABLE offers
    ADD COLUMN is_public    boolean NOT NULL DEFAULT false,
    ADD COLUMN attendance   text NOT NULL DEFAULT '' CHECK (attendance IN ('', 'in_person', 'online', 'telephone', 'mixed')),
    ADD COLUMN how_to_apply text NOT NULL DEFAULT '' CHECK (length(how_to_apply) <= 500),
    ADD COLUMN website      text NOT NULL DEFAULT '' CHECK (length(website) <= 300) CHECK (website = '' OR website ~ '^https?://'),
    -- Kept by a trigger: programs that read the feed ask for it.
    ADD COLUMN changed_at   timestamptz NOT NULL DEFAULT now(),
    -- Residents are told when what is planned begins.
    ADD CHECK (NOT is_public OR state <> 'planned' OR starts_on IS NOT NULL);
CREATE INDEX offers_public ON offers (tenant_id) WHERE is_public;
SELECT app.register('offers', see => '{see_offers,update_own_provider}', change => '{change_offers,update_own_provider}', remove => '{change_offers}', unaudited => '{changed_at}',
    find => app.texts('offers', leaving => '{website,assured_by}'));

-- Whether a council shows its local offer for work, and whom residents ask where an offer does not say. No row: it does not.
CREATE TABLE local_offer_settings (
    tenant_id integer NOT NULL DEFAULT app.tenant() REFERENCES tenants,
    version   integer NOT NULL DEFAULT 1,
    is_public boolean NOT NULL DEFAULT false,
    -- A team's, not a person's.
    telephone text NOT NULL DEFAULT '' CHECK (length(telephone) <= 40),
    email     text NOT NULL DEFAULT '' CHECK (length(email) <= 254),
    -- "Monday to Friday, 9 to 5."
    hours     text NOT NULL DEFAULT '' CHECK (length(hours) <= 200),
    -- The council's SEND Local Offer, which is another thing (Children and Families Act 2014, section 30).
    send_link text NOT NULL DEFAULT '' CHECK (length(send_link) <= 300) CHECK (send_link = '' OR send_link ~ '^https?://'),
    PRIMARY KEY (tenant_id),
    CHECK (NOT is_public OR telephone <> '' OR email <> '')
);
SELECT app.register('local_offer_settings', change => '{change_settings}');
