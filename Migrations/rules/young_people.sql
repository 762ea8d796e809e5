-- Young people: what is kept on the row of a case, who may open a restricted one, and what is next for whom.

-- A council begins with the stages of Derby's scheme (003.12 to 003.14, domain.md section 5), which it may change.
CREATE OR REPLACE FUNCTION app.seed_brokerage(council integer) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE before integer := app.tenant();
BEGIN
    SET CONSTRAINTS audit IMMEDIATE;
    PERFORM app.enter(council);
    INSERT INTO brokerage_settings DEFAULT VALUES ON CONFLICT DO NOTHING;
    INSERT INTO stages (words, kind, position, usual_weeks)
    SELECT * FROM (VALUES ('Identified', 'identified', 1, 2), ('Decision', 'decision', 2, 2), ('Preparation', 'preparation', 3, 12),
        ('Work experience', 'work_experience', 4, 8), ('Traineeship', 'traineeship', 5, 26), ('Apprenticeship', 'apprenticeship', 6, 78),
        ('Employed', 'employed', 7, NULL), ('Another destination', 'destination', 8, NULL)) AS usual
     WHERE NOT EXISTS (SELECT FROM stages WHERE tenant_id = council);
    PERFORM app.enter(before);
    SET CONSTRAINTS audit DEFERRED;
END $$;

CREATE OR REPLACE FUNCTION app.after_council() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.seed_brokerage(NEW.id);
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS seed_brokerage ON tenants;
CREATE TRIGGER seed_brokerage AFTER INSERT ON tenants FOR EACH ROW EXECUTE FUNCTION app.after_council();
DO $$ BEGIN PERFORM app.seed_brokerage(id) FROM tenants ORDER BY id; END $$;

-- Records of looked-after children and care leavers are kept for 75 years from birth (Care Planning, Placement and Case Review
-- (England) Regulations 2010, regulation 50), of SEND for 31 (until 25, and six years), others for six years from their closing.
CREATE OR REPLACE FUNCTION app.kept_until(retention text, born date, closed date) RETURNS date LANGUAGE plpgsql IMMUTABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN CASE retention WHEN 'care_leaver' THEN (born + interval '75 years')::date
        WHEN 'send' THEN (born + interval '31 years')::date ELSE (closed + interval '6 years')::date END;
END $$;
GRANT EXECUTE ON FUNCTION app.kept_until(text, date, date) TO waymark_site;

-- What is kept on the rows of these cases: where they are, since when, what is due, how long they are kept.
-- One after the other, each by its key, whatever the planner thought of the tables while they were small.
CREATE OR REPLACE FUNCTION app.refresh_cases(cases bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp SET enable_seqscan = off AS $$
DECLARE
    council integer := app.tenant();
    months  integer := (SELECT review_months FROM brokerage_settings WHERE tenant_id = council);
    first   bigint := app.first_stage();
    each_id bigint;
    kept    record;
BEGIN
    FOREACH each_id IN ARRAY cases LOOP
        SELECT coalesce(e.stage_id, CASE WHEN r.referred_on IS NOT NULL OR a.id IS NOT NULL THEN first END) AS stage_id,
               coalesce(e.entered_on, a.ended_on, r.referred_on) AS stage_since, coalesce(a.number, 0) AS attempt,
               CASE WHEN y.closed_on IS NULL THEN (coalesce(w.held_on, b.began_on) + make_interval(months => months))::date END AS next_review_on,
               CASE WHEN y.closed_on IS NOT NULL THEN NULL
                    WHEN a.ending = 'early_exit' AND (c.made_on IS NULL OR c.made_on < a.ended_on) THEN a.recontact_on
                    ELSE c.next_on END AS next_contact_on,
               g.retention,
               app.kept_until(g.retention, y.born_on, y.closed_on) AS kept_until
          INTO kept
          FROM young_people y
          LEFT JOIN LATERAL (SELECT id, number, ended_on, ending, recontact_on FROM attempts
                WHERE tenant_id = council AND young_person_id = each_id ORDER BY number DESC LIMIT 1) AS a ON true
          LEFT JOIN LATERAL (SELECT stage_id, entered_on FROM stage_entries
                WHERE tenant_id = council AND attempt_id = a.id AND a.ended_on IS NULL AND left_on IS NULL) AS e ON true
          CROSS JOIN LATERAL (SELECT min(began_on) AS began_on FROM attempts WHERE tenant_id = council AND young_person_id = each_id) AS b
          CROSS JOIN LATERAL (SELECT max(referred_on) AS referred_on FROM referrals WHERE tenant_id = council AND young_person_id = each_id) AS r
          CROSS JOIN LATERAL (SELECT max(held_on) AS held_on FROM reviews WHERE tenant_id = council AND young_person_id = each_id) AS w
          LEFT JOIN LATERAL (SELECT made_on, next_on FROM case_contacts
                WHERE tenant_id = council AND young_person_id = each_id ORDER BY made_on DESC, id DESC LIMIT 1) AS c ON true
          CROSS JOIN LATERAL (SELECT CASE WHEN bool_or(cohort IN ('looked_after', 'care_leaver')) THEN 'care_leaver'
                                          WHEN bool_or(cohort = 'send') THEN 'send' ELSE 'other' END AS retention
                FROM cohorts WHERE tenant_id = council AND young_person_id IN (each_id, y.merged_into)) AS g
         WHERE y.tenant_id = council AND y.id = each_id;
        UPDATE young_people y
           SET (stage_id, stage_since, attempt, next_review_on, next_contact_on, retention, kept_until)
             = (kept.stage_id, kept.stage_since, kept.attempt, kept.next_review_on, kept.next_contact_on, kept.retention, kept.kept_until)
         WHERE y.tenant_id = council AND y.id = each_id
           AND (y.stage_id, y.stage_since, y.attempt, y.next_review_on, y.next_contact_on, y.retention, y.kept_until)
               IS DISTINCT FROM (kept.stage_id, kept.stage_since, kept.attempt, kept.next_review_on, kept.next_contact_on, kept.retention, kept.kept_until);
    END LOOP;
END $$;

-- The same where only groups changed: how long these records are kept.
CREATE OR REPLACE FUNCTION app.refresh_retention(cases bigint[]) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp SET enable_seqscan = off AS $$
DECLARE
    council integer := app.tenant();
    each_id bigint;
    one     record;
    kept    text;
    until   date;
BEGIN
    FOREACH each_id IN ARRAY cases LOOP
        SELECT y.merged_into, y.born_on, y.closed_on, y.retention, y.kept_until INTO one
          FROM young_people y WHERE y.tenant_id = council AND y.id = each_id;
        SELECT CASE WHEN bool_or(cohort IN ('looked_after', 'care_leaver')) THEN 'care_leaver'
                    WHEN bool_or(cohort = 'send') THEN 'send' ELSE 'other' END INTO kept
          FROM cohorts WHERE tenant_id = council AND young_person_id IN (each_id, one.merged_into);
        until := app.kept_until(kept, one.born_on, one.closed_on);
        IF (kept, until) IS DISTINCT FROM (one.retention, one.kept_until) THEN
            UPDATE young_people y SET retention = kept, kept_until = until WHERE y.tenant_id = council AND y.id = each_id;
        END IF;
    END LOOP;
END $$;

-- Once a statement, however many rows it wrote.
CREATE OR REPLACE FUNCTION app.after_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE cases bigint[];
BEGIN
    IF TG_TABLE_NAME = 'young_people' AND TG_OP = 'INSERT' THEN
        -- Nothing lies under a new row yet: as it begins it is right, unless it says more; how long it is kept is asked at the end.
        SELECT array_agg(id) INTO cases FROM changed
         WHERE coalesce(stage_since, closed_on, next_review_on, next_contact_on) IS NOT NULL OR stage_id IS NOT NULL OR attempt <> 0;
    ELSIF TG_TABLE_NAME = 'young_people' THEN
        SELECT array_agg(DISTINCT id) INTO cases FROM changed;
    ELSE
        SELECT array_agg(DISTINCT young_person_id) INTO cases FROM changed;
    END IF;
    IF TG_TABLE_NAME = 'cohorts' THEN
        PERFORM app.refresh_retention(coalesce(cases, '{}'));
    ELSIF cases IS NOT NULL THEN
        PERFORM app.refresh_cases(cases);
    END IF;
    RETURN NULL;
END $$;
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY '{young_people,cohorts,case_contacts,referrals,attempts,stage_entries,reviews}'::text[] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS after_insert ON %I', part);
        EXECUTE format('DROP TRIGGER IF EXISTS after_update ON %I', part);
        EXECUTE format('DROP TRIGGER IF EXISTS after_delete ON %I', part);
        EXECUTE format('CREATE TRIGGER after_insert AFTER INSERT ON %I REFERENCING NEW TABLE AS changed
            FOR EACH STATEMENT EXECUTE FUNCTION app.after_case()', part);
        -- Refreshing changes the row itself, which need not be refreshed again.
        EXECUTE format('CREATE TRIGGER after_update AFTER UPDATE ON %I REFERENCING NEW TABLE AS changed FOR EACH STATEMENT %s
            EXECUTE FUNCTION app.after_case()', part, CASE part WHEN 'young_people' THEN 'WHEN (pg_trigger_depth() = 0)' ELSE '' END);
        IF part <> 'young_people' THEN
            EXECUTE format('CREATE TRIGGER after_delete AFTER DELETE ON %I REFERENCING OLD TABLE AS changed
                FOR EACH STATEMENT EXECUTE FUNCTION app.after_case()', part);
        END IF;
    END LOOP;
END $$;

-- A new row may say how long it is kept before its groups are there: by the end of its transaction that holds.
CREATE OR REPLACE FUNCTION app.settle_retention() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.refresh_retention(ARRAY[NEW.id]);
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS settle_retention ON young_people;
CREATE CONSTRAINT TRIGGER settle_retention AFTER INSERT ON young_people DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.retention <> 'other' OR NEW.kept_until IS NOT NULL) EXECUTE FUNCTION app.settle_retention();

-- Whoever restricts a case is in its team, so that somebody can open it, and so is its worker; the last of a team stays.
CREATE OR REPLACE FUNCTION app.after_restricting() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    INSERT INTO case_team (young_person_id, person_id)
    SELECT NEW.id, p.person FROM unnest(ARRAY[app.person(), NEW.worker_id]) AS p (person) WHERE p.person IS NOT NULL
    ON CONFLICT DO NOTHING;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS after_restricting ON young_people;
CREATE TRIGGER after_restricting AFTER INSERT OR UPDATE OF is_restricted, worker_id ON young_people
    FOR EACH ROW WHEN (NEW.is_restricted) EXECUTE FUNCTION app.after_restricting();

CREATE OR REPLACE FUNCTION app.hold_team() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM young_people WHERE tenant_id = OLD.tenant_id AND id = OLD.young_person_id AND is_restricted)
       AND NOT EXISTS (SELECT FROM case_team WHERE tenant_id = OLD.tenant_id AND young_person_id = OLD.young_person_id) THEN
        RAISE check_violation USING MESSAGE = 'somebody must be able to open a restricted case';
    END IF;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS hold_team ON case_team;
CREATE CONSTRAINT TRIGGER hold_team AFTER DELETE ON case_team DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION app.hold_team();

-- A case is closed when nothing of it is open; a job that has begun goes on.
CREATE OR REPLACE FUNCTION app.hold_closing() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF EXISTS (SELECT FROM placements WHERE tenant_id = NEW.tenant_id AND young_person_id = NEW.id AND ended_on IS NULL
                        AND (kind <> 'job' OR started_on IS NULL)) THEN
        RAISE check_violation USING MESSAGE = 'a placement of this case is still open';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS hold_closing ON young_people;
CREATE TRIGGER hold_closing BEFORE UPDATE OF closed_on ON young_people
    FOR EACH ROW WHEN (OLD.closed_on IS NULL AND NEW.closed_on IS NOT NULL) EXECUTE FUNCTION app.hold_closing();

-- What is kept and no longer worked with stays as it is (UK GDPR article 18); its own row says so until that is lifted. A request for what
-- is held is no work with the case: it is recorded and answered all the same.
CREATE OR REPLACE FUNCTION app.hold_case() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    held    bigint := CASE TG_OP WHEN 'DELETE' THEN OLD.young_person_id ELSE NEW.young_person_id END;
    council integer := CASE TG_OP WHEN 'DELETE' THEN OLD.tenant_id ELSE NEW.tenant_id END;
BEGIN
    IF EXISTS (SELECT FROM young_people WHERE tenant_id = council AND id = held AND processing_ended_on IS NOT NULL) THEN
        RAISE check_violation USING MESSAGE = 'this record is kept and no longer worked with';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE OR REPLACE FUNCTION app.hold_record() RETURNS trigger LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RAISE check_violation USING MESSAGE = 'this record is kept and no longer worked with';
END $$;
DROP TRIGGER IF EXISTS hold_record ON young_people;
CREATE TRIGGER hold_record BEFORE UPDATE OF reference, name, preferred_name, born_on, pronouns, telephone, email, contact_words, worker_id,
        adviser, skills, strengths, aspirations, support_needs, what_works, consent, consent_on, basis, is_restricted, restricted_on,
        restricted_until, closed_on, closed_reason, merged_into ON young_people
    FOR EACH ROW WHEN (OLD.processing_ended_on IS NOT NULL AND NEW.processing_ended_on IS NOT NULL) EXECUTE FUNCTION app.hold_record();
DO $$
DECLARE part text;
BEGIN
    FOREACH part IN ARRAY '{cohorts,readiness,wishes,case_contacts,activities,referrals,attempts,stage_entries,interests,placements,rearrangements,work_checks,provider_referrals,support_plans,goals,reviews,budgets,budget_lines}'::text[] LOOP
        EXECUTE format('DROP TRIGGER IF EXISTS hold_case ON %I', part);
        EXECUTE format('CREATE TRIGGER hold_case BEFORE INSERT OR UPDATE OR DELETE ON %I FOR EACH ROW EXECUTE FUNCTION app.hold_case()', part);
    END LOOP;
END $$;

-- Whether there is a record of a person of this name born on this day already, and its reference where the person asking may open it:
-- that there is one must be known, so that a child is not recorded twice.
CREATE OR REPLACE FUNCTION app.same_person(called text, born date, besides bigint) RETURNS SETOF text LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE hidden bigint[] := app.hidden_cases();
BEGIN
    IF NOT app.holds('see_young_people') THEN
        RAISE insufficient_privilege USING MESSAGE = 'young people are not theirs to see';
    END IF;
    RETURN QUERY SELECT CASE WHEN y.id <> ALL (hidden) THEN y.reference ELSE '' END FROM young_people y
        WHERE y.tenant_id = app.tenant() AND y.name_key = app.fold(called) AND y.born_on = born AND y.merged_into IS NULL
          AND y.id IS DISTINCT FROM besides
        ORDER BY y.id LIMIT 20;
END $$;
GRANT EXECUTE ON FUNCTION app.same_person(text, date, bigint) TO waymark_site;

-- The same of many at once, for the rows of a file: of each the place in it, and the references as above.
CREATE OR REPLACE FUNCTION app.same_people(called text[], born date[]) RETURNS TABLE (place bigint, reference text) LANGUAGE plpgsql STABLE
SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE hidden bigint[] := app.hidden_cases();
BEGIN
    IF NOT app.holds('change_young_people') THEN
        RAISE insufficient_privilege USING MESSAGE = 'young people are not theirs to add';
    END IF;
    RETURN QUERY SELECT n.place, CASE WHEN y.id <> ALL (hidden) THEN y.reference ELSE '' END
        FROM unnest(called, born) WITH ORDINALITY AS n (name, born_on, place)
        JOIN young_people y ON y.tenant_id = app.tenant() AND y.name_key = app.fold(n.name) AND y.born_on = n.born_on AND y.merged_into IS NULL
        ORDER BY n.place, y.id;
END $$;
GRANT EXECUTE ON FUNCTION app.same_people(text[], date[]) TO waymark_site;

-- Takes one record into another of the same person: what lies under it moves, attempts are numbered by their days, its own row stays as it was,
-- closed, and says where it went. Both histories stay.
CREATE OR REPLACE FUNCTION app.merge_young_people(gone bigint, kept bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    part   text;
    hidden bigint[] := app.hidden_cases();
BEGIN
    IF NOT app.holds('change_young_people') OR gone = ANY (hidden) OR kept = ANY (hidden) THEN
        RAISE insufficient_privilege USING MESSAGE = 'these records are not theirs to merge';
    END IF;
    PERFORM FROM young_people WHERE tenant_id = app.tenant() AND id IN (gone, kept) ORDER BY id FOR UPDATE;
    IF gone = kept OR (SELECT count(*) FROM young_people WHERE tenant_id = app.tenant() AND id IN (gone, kept)
                          AND merged_into IS NULL AND processing_ended_on IS NULL AND NOT is_restricted) <> 2 THEN
        RAISE check_violation USING MESSAGE = 'these two records cannot be merged';
    END IF;
    IF (SELECT count(*) FROM attempts WHERE tenant_id = app.tenant() AND young_person_id IN (gone, kept) AND ended_on IS NULL) > 1
       OR (SELECT count(*) FROM support_plans WHERE tenant_id = app.tenant() AND young_person_id IN (gone, kept) AND ended_on IS NULL) > 1
       OR (SELECT count(*) FROM reviews WHERE tenant_id = app.tenant() AND young_person_id IN (gone, kept) AND held_on IS NULL) > 1
       OR (SELECT count(*) FROM budgets WHERE tenant_id = app.tenant() AND young_person_id IN (gone, kept)) > 1
       OR EXISTS (SELECT FROM interests a JOIN interests b ON b.tenant_id = a.tenant_id AND b.opportunity_id = a.opportunity_id
                   WHERE a.tenant_id = app.tenant() AND a.young_person_id = gone AND b.young_person_id = kept)
       OR EXISTS (SELECT FROM claims a JOIN claims b ON b.tenant_id = a.tenant_id AND b.milestone_id = a.milestone_id
                   WHERE a.tenant_id = app.tenant() AND a.young_person_id = gone AND b.young_person_id = kept
                     AND a.submitted_on IS NOT NULL AND a.refused_on IS NULL AND b.submitted_on IS NOT NULL AND b.refused_on IS NULL
                     AND a.attempt_id IS NULL AND b.attempt_id IS NULL) THEN
        RAISE check_violation USING MESSAGE = 'both records have something of which there can be one';
    END IF;
    DELETE FROM readiness r WHERE r.tenant_id = app.tenant() AND r.young_person_id = gone AND EXISTS (
        SELECT FROM readiness k WHERE k.tenant_id = r.tenant_id AND k.young_person_id = kept AND k.item = r.item);
    DELETE FROM wishes w WHERE w.tenant_id = app.tenant() AND w.young_person_id = gone AND EXISTS (
        SELECT FROM wishes k WHERE k.tenant_id = w.tenant_id AND k.young_person_id = kept AND (k.kind, k.sector) = (w.kind, w.sector));
    UPDATE attempts a SET number = a.number + (SELECT coalesce(max(number), 0) FROM attempts
            WHERE tenant_id = app.tenant() AND young_person_id IN (gone, kept))
     WHERE a.tenant_id = app.tenant() AND a.young_person_id = gone;
    FOREACH part IN ARRAY '{cohorts,readiness,wishes,case_contacts,activities,referrals,attempts,stage_entries,interests,placements,pledge_placements,rearrangements,work_checks,claims,claim_moves,provider_referrals,support_plans,goals,reviews,budgets,budget_lines,access_requests}'::text[] LOOP
        EXECUTE format('UPDATE %I SET young_person_id = $1 WHERE tenant_id = app.tenant() AND young_person_id = $2', part) USING kept, gone;
    END LOOP;
    -- By their days, the open one last; numbers are taken twice over because each stands once.
    UPDATE attempts a SET number = 500 + n.place FROM (
        SELECT id, row_number() OVER (ORDER BY ended_on IS NULL, began_on, id) AS place FROM attempts
         WHERE tenant_id = app.tenant() AND young_person_id = kept) AS n
     WHERE a.tenant_id = app.tenant() AND a.id = n.id;
    UPDATE attempts SET number = number - 500 WHERE tenant_id = app.tenant() AND young_person_id = kept;
    UPDATE young_people SET closed_on = app.today(), closed_reason = 'merged', merged_into = kept, version = version + 1
     WHERE tenant_id = app.tenant() AND id = gone;
    UPDATE young_people SET version = version + 1 WHERE tenant_id = app.tenant() AND id = kept;
END $$;
GRANT EXECUTE ON FUNCTION app.merge_young_people(bigint, bigint) TO waymark_site;

-- Everything that is still to be done for young people whose cases are open, and requests to be answered whether or not they are, one row
-- each: the broker's home, a young person's page, the board's flags and the calendar ask it, so that they cannot disagree. As its
-- reader: policies hold.
DROP VIEW IF EXISTS case_steps;
CREATE VIEW case_steps WITH (security_invoker = true) AS
    SELECT y.tenant_id, y.id AS young_person_id, 'review' AS kind, coalesce(w.id, 0) AS record_id, y.next_review_on AS due_on,
           w.booked_on, w.booked_time AS at_time
      FROM young_people y LEFT JOIN reviews w ON w.tenant_id = y.tenant_id AND w.young_person_id = y.id AND w.held_on IS NULL
     WHERE y.closed_on IS NULL AND y.next_review_on IS NOT NULL
    UNION ALL
    SELECT y.tenant_id, y.id, 'contact', 0, y.next_contact_on, NULL, NULL FROM young_people y
     WHERE y.closed_on IS NULL AND y.next_contact_on IS NOT NULL
    UNION ALL
    SELECT r.tenant_id, r.young_person_id, 'referral', r.id, r.due_on, NULL, NULL
      FROM referrals r JOIN young_people y ON y.tenant_id = r.tenant_id AND y.id = r.young_person_id
     WHERE r.decided_on IS NULL AND y.closed_on IS NULL
    UNION ALL
    SELECT i.tenant_id, i.young_person_id, 'interview', i.id, i.interview_on, i.interview_on, i.interview_time
      FROM interests i JOIN young_people y ON y.tenant_id = i.tenant_id AND y.id = i.young_person_id
     WHERE i.result = '' AND i.interview_on IS NOT NULL AND y.closed_on IS NULL
    UNION ALL
    SELECT i.tenant_id, i.young_person_id, 'application', i.id, o.closes_on, NULL, NULL
      FROM interests i JOIN opportunities o ON o.tenant_id = i.tenant_id AND o.id = i.opportunity_id
      JOIN young_people y ON y.tenant_id = i.tenant_id AND y.id = i.young_person_id
     WHERE i.result = '' AND i.applied_on IS NULL AND i.interview_on IS NULL AND o.closes_on IS NOT NULL AND o.withdrawn_on IS NULL
       AND y.closed_on IS NULL
    UNION ALL
    -- A place that was accepted, until its placement is recorded.
    SELECT i.tenant_id, i.young_person_id, 'placement', i.id, i.result_on, NULL, NULL
      FROM interests i JOIN young_people y ON y.tenant_id = i.tenant_id AND y.id = i.young_person_id
     WHERE i.result = 'accepted' AND y.closed_on IS NULL
       AND NOT EXISTS (SELECT FROM placements p WHERE p.tenant_id = i.tenant_id AND p.young_person_id = i.young_person_id
                          AND p.opportunity_id = i.opportunity_id)
    UNION ALL
    SELECT p.tenant_id, p.young_person_id, 'start', p.id, p.planned_on, NULL, NULL
      FROM placements p JOIN young_people y ON y.tenant_id = p.tenant_id AND y.id = p.young_person_id
     WHERE p.started_on IS NULL AND p.ended_on IS NULL AND y.closed_on IS NULL
    UNION ALL
    SELECT p.tenant_id, p.young_person_id, 'end', p.id, p.planned_end_on, NULL, NULL
      FROM placements p JOIN young_people y ON y.tenant_id = p.tenant_id AND y.id = p.young_person_id
     WHERE p.started_on IS NOT NULL AND p.ended_on IS NULL AND p.planned_end_on IS NOT NULL AND y.closed_on IS NULL
    UNION ALL
    SELECT c.tenant_id, c.young_person_id, 'work_check', c.id, c.due_on, NULL, NULL
      FROM work_checks c JOIN young_people y ON y.tenant_id = c.tenant_id AND y.id = c.young_person_id
     WHERE c.answered_on IS NULL AND y.closed_on IS NULL
    UNION ALL
    SELECT g.tenant_id, g.young_person_id, 'goal', g.id, g.due_on, NULL, NULL
      FROM goals g JOIN young_people y ON y.tenant_id = g.tenant_id AND y.id = g.young_person_id
     WHERE g.state IN ('not_started', 'under_way') AND y.closed_on IS NULL
    UNION ALL
    SELECT a.tenant_id, a.young_person_id, 'access_request', a.id, a.due_on, NULL, NULL FROM access_requests a WHERE a.answered_on IS NULL;
GRANT SELECT ON case_steps TO waymark_site, waymark_admin;
