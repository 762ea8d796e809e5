-- Achieved by an update of which only a paper says that members agreed it: counted apart from what a meeting here records.

ALTER TABLE recommendations
    DROP CONSTRAINT recommendations_standing_check,
    ADD CONSTRAINT recommendations_standing_check CHECK (standing IN (
        'signed_off', 'agreed', 'agreed_in_paper', 'waiting', 'refused', 'achieved_in_part', 'on_track', 'slipped', 'not_achieved',
        'not_assessed'));

DO $$
DECLARE council integer;
BEGIN
    FOR council IN SELECT id FROM tenants LOOP
        PERFORM app.enter(council);
        UPDATE recommendations r SET standing = 'agreed_in_paper'
          FROM updates u WHERE r.standing = 'agreed' AND u.tenant_id = r.tenant_id AND u.id = r.standing_update_id
           AND u.meeting_id IS NULL;
    END LOOP;
    PERFORM app.enter(NULL);
END $$;
