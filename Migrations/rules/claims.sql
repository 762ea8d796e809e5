-- Claims: spells of work and the day on which each milestone is reached, kept on the rows of claims; what a claim may become.

-- The spells of a young person's work under contracts, for each milestone. Placements of the milestone's kinds and hours that follow each
-- other within the permitted break are one spell, which must begin within the contract's period. A break is no time in work: it
-- moves the day. Months run to the corresponding day of the month in which they end, or to that month's last day where it has none
-- (the corresponding date rule, Dodds v Walker [1981] 1 WLR 1027), as PostgreSQL adds them.
CREATE OR REPLACE FUNCTION app.claim_spells(person bigint) RETURNS TABLE (
    contract_id bigint, milestone_id bigint, placement_id bigint, attempt_id bigint, from_on date, reach_on date, ended_on date,
    resume_by date, gap_days integer, stays text, checked_on date
) LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer := app.tenant();
    rule    record;
    stay    record;
    ids     bigint[];
    benefit text;
    allowed integer;
    pause   integer;
BEGIN
    FOR rule IN SELECT m.*, c.begins_on, c.ends_on FROM payment_milestones m
                  JOIN contracts c ON c.tenant_id = council AND c.id = m.contract_id
                 WHERE m.tenant_id = council AND m.contract_id IN (SELECT p.provider_contract_id FROM placements p
                        WHERE p.tenant_id = council AND p.young_person_id = person) LOOP
        ids := '{}';
        -- One row more than there are stays, so that the last spell is told too.
        FOR stay IN SELECT * FROM (
                -- A placement may be recorded before its attempt is.
                SELECT p.id, coalesce(p.attempt_id, (SELECT a.id FROM attempts a WHERE a.tenant_id = council AND a.young_person_id = person
                           AND p.started_on BETWEEN a.began_on AND coalesce(a.ended_on, p.started_on) ORDER BY a.number DESC LIMIT 1)) AS attempt_id,
                       p.started_on, p.ended_on, p.benefit FROM placements p
                 WHERE p.tenant_id = council AND p.young_person_id = person AND p.provider_contract_id = rule.contract_id
                   AND p.kind = ANY (rule.kinds) AND p.started_on IS NOT NULL AND (rule.hours IS NULL OR p.hours >= rule.hours)
                UNION ALL SELECT NULL, NULL, NULL, NULL, '') AS s ORDER BY s.started_on NULLS LAST, s.id LOOP
            allowed := CASE rule.gap_rule WHEN 'longest' THEN rule.gap_days ELSE rule.gap_days - gap_days END;
            pause := coalesce(greatest(stay.started_on - ended_on - 1, 0), 0);
            IF ids <> '{}' AND (stay.id IS NULL OR (ended_on IS NOT NULL AND pause > allowed)) THEN
                resume_by := CASE WHEN ended_on < reach_on - 1 THEN ended_on + 1 + allowed END;
                checked_on := (SELECT min(w.answered_on) FROM work_checks w
                    WHERE w.tenant_id = council AND w.placement_id = ANY (ids) AND w.is_working AND w.answered_on >= reach_on);
                IF from_on BETWEEN rule.begins_on AND rule.ends_on
                   AND (rule.benefits = '{}' OR benefit = ANY (rule.benefits)) THEN
                    RETURN NEXT;
                END IF;
                ids := '{}';
            END IF;
            EXIT WHEN stay.id IS NULL;
            IF ids = '{}' THEN
                SELECT rule.contract_id, rule.id, stay.id, stay.attempt_id, stay.started_on, stay.ended_on, 0, '', stay.benefit,
                       CASE rule.unit WHEN 'weeks' THEN stay.started_on + 7 * rule.length
                           ELSE (stay.started_on + make_interval(months => rule.length))::date END
                  INTO contract_id, milestone_id, placement_id, attempt_id, from_on, ended_on, gap_days, stays, benefit, reach_on;
            ELSE
                IF ended_on < reach_on - 1 THEN
                    gap_days := gap_days + pause;
                    reach_on := reach_on + pause;
                END IF;
                ended_on := CASE WHEN ended_on IS NOT NULL AND stay.ended_on IS NOT NULL THEN greatest(ended_on, stay.ended_on) END;
            END IF;
            ids := ids || stay.id;
            stays := trim(concat(stays, ' ', stay.started_on, '/', stay.ended_on));
        END LOOP;
    END LOOP;
END $$;

-- Keeps the claims of a young person as their placements are. What was submitted stays, and shows where the records no longer bear it.
CREATE OR REPLACE FUNCTION app.refresh_claims(person bigint) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE council integer := app.tenant();
BEGIN
    -- Two changes to the work of one person come one after the other: the next statement sees what the other did.
    PERFORM pg_advisory_xact_lock(hashtextextended('claims ' || person, council));
    INSERT INTO claims AS c (young_person_id, contract_id, milestone_id, placement_id, attempt_id, from_on, reach_on, ended_on, resume_by,
                             gap_days, stays, checked_on)
    SELECT person, s.contract_id, s.milestone_id, s.placement_id, s.attempt_id, s.from_on, s.reach_on, s.ended_on, s.resume_by, s.gap_days,
           s.stays, s.checked_on FROM app.claim_spells(person) AS s
    ON CONFLICT (tenant_id, milestone_id, placement_id) DO UPDATE SET young_person_id = excluded.young_person_id,
        attempt_id = CASE WHEN c.submitted_on IS NULL THEN excluded.attempt_id ELSE c.attempt_id END,
        from_on = excluded.from_on, reach_on = excluded.reach_on, ended_on = excluded.ended_on, resume_by = excluded.resume_by,
        gap_days = excluded.gap_days, stays = excluded.stays, checked_on = excluded.checked_on
     WHERE (c.young_person_id, CASE WHEN c.submitted_on IS NULL THEN c.attempt_id ELSE excluded.attempt_id END, c.from_on, c.reach_on, c.ended_on, c.resume_by, c.gap_days, c.stays, c.checked_on) IS DISTINCT FROM
           (excluded.young_person_id, excluded.attempt_id, excluded.from_on, excluded.reach_on, excluded.ended_on, excluded.resume_by, excluded.gap_days,
            excluded.stays, excluded.checked_on);
    DELETE FROM claims c WHERE c.tenant_id = council AND c.young_person_id = person AND c.submitted_on IS NULL
       AND NOT EXISTS (SELECT FROM app.claim_spells(person) AS s WHERE s.milestone_id = c.milestone_id AND s.placement_id = c.placement_id);
    UPDATE claims c SET from_on = NULL, reach_on = NULL, ended_on = NULL, resume_by = NULL, gap_days = 0, stays = '', checked_on = NULL
     WHERE c.tenant_id = council AND c.young_person_id = person AND c.from_on IS NOT NULL
       AND NOT EXISTS (SELECT FROM app.claim_spells(person) AS s WHERE s.milestone_id = c.milestone_id AND s.placement_id = c.placement_id);
END $$;

CREATE OR REPLACE FUNCTION app.after_claimed() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    was     jsonb := to_jsonb(OLD);
    becomes jsonb := to_jsonb(NEW);
    person  bigint;
BEGIN
    IF TG_TABLE_NAME = 'attempts' AND NOT EXISTS (SELECT FROM claims c WHERE c.tenant_id = app.tenant()
            AND c.young_person_id = (becomes ->> 'young_person_id')::bigint) THEN
        RETURN NULL;
    END IF;
    FOR person IN
        SELECT DISTINCT p.person FROM unnest(ARRAY[(was ->> 'young_person_id')::bigint, (becomes ->> 'young_person_id')::bigint]) AS p (person)
         WHERE p.person IS NOT NULL
        UNION
        SELECT p.young_person_id FROM placements p
         WHERE p.tenant_id = app.tenant() AND p.provider_contract_id = CASE TG_TABLE_NAME
               WHEN 'payment_milestones' THEN (coalesce(becomes, was) ->> 'contract_id')::bigint
               WHEN 'contracts' THEN (becomes ->> 'id')::bigint END
         ORDER BY 1 LOOP
        PERFORM app.refresh_claims(person);
    END LOOP;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS refresh_claims ON placements;
CREATE TRIGGER refresh_claims AFTER UPDATE ON placements FOR EACH ROW
    WHEN (coalesce(OLD.provider_contract_id, NEW.provider_contract_id) IS NOT NULL) EXECUTE FUNCTION app.after_claimed();
DROP TRIGGER IF EXISTS refresh_claims_added ON placements;
CREATE TRIGGER refresh_claims_added AFTER INSERT ON placements FOR EACH ROW
    WHEN (NEW.provider_contract_id IS NOT NULL) EXECUTE FUNCTION app.after_claimed();
DROP TRIGGER IF EXISTS refresh_claims_removed ON placements;
CREATE TRIGGER refresh_claims_removed AFTER DELETE ON placements FOR EACH ROW
    WHEN (OLD.provider_contract_id IS NOT NULL) EXECUTE FUNCTION app.after_claimed();
-- Only an answer confirms anything.
DROP TRIGGER IF EXISTS refresh_claims ON work_checks;
CREATE TRIGGER refresh_claims AFTER UPDATE ON work_checks FOR EACH ROW
    WHEN (OLD.answered_on IS DISTINCT FROM NEW.answered_on) EXECUTE FUNCTION app.after_claimed();
DROP TRIGGER IF EXISTS refresh_claims ON attempts;
CREATE TRIGGER refresh_claims AFTER INSERT ON attempts FOR EACH ROW EXECUTE FUNCTION app.after_claimed();
DROP TRIGGER IF EXISTS refresh_claims ON payment_milestones;
CREATE TRIGGER refresh_claims AFTER INSERT OR UPDATE ON payment_milestones FOR EACH ROW EXECUTE FUNCTION app.after_claimed();
DROP TRIGGER IF EXISTS refresh_claims ON contracts;
CREATE TRIGGER refresh_claims AFTER UPDATE OF begins_on, ends_on ON contracts FOR EACH ROW EXECUTE FUNCTION app.after_claimed();

-- Whether the same milestone was claimed already, which no refusal undid: in the same attempt (two without one count as the same, as in
-- the index claims_once), or for days of the same work. Pages and the database ask this one rule.
CREATE OR REPLACE FUNCTION app.is_claimed_elsewhere(
    claim bigint, person bigint, milestone bigint, attempt bigint, first_day date, reached date
) RETURNS boolean LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM claims o WHERE o.tenant_id = app.tenant() AND o.young_person_id = person AND o.milestone_id = milestone
        AND o.id <> claim AND o.submitted_on IS NOT NULL AND o.refused_on IS NULL
        AND (o.attempt_id IS NOT DISTINCT FROM attempt
             OR coalesce((o.claimed_from, o.claimed_reach + 1) OVERLAPS (first_day, reached + 1), false)));
END $$;
GRANT EXECUTE ON FUNCTION app.is_claimed_elsewhere(bigint, bigint, bigint, bigint, date, date) TO waymark_site, waymark_admin;

-- Whether a claim may become what it is to become. The pages say the same in sentences before.
CREATE OR REPLACE FUNCTION app.hold_claim() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    rule     payment_milestones;
    is_page  boolean := current_user = 'waymark_site';
    is_again boolean;
BEGIN
    IF TG_OP = 'DELETE' THEN
        IF OLD.submitted_on IS NOT NULL THEN
            RAISE check_violation USING MESSAGE = 'a claim that was submitted stays';
        END IF;
        RETURN OLD;
    END IF;
    IF is_page AND (TG_OP = 'INSERT'
            OR (NEW.young_person_id, NEW.contract_id, NEW.milestone_id, NEW.placement_id, NEW.attempt_id, NEW.from_on, NEW.reach_on,
                NEW.ended_on, NEW.resume_by, NEW.gap_days, NEW.stays, NEW.checked_on) IS DISTINCT FROM
               (OLD.young_person_id, OLD.contract_id, OLD.milestone_id, OLD.placement_id, OLD.attempt_id, OLD.from_on, OLD.reach_on,
                OLD.ended_on, OLD.resume_by, OLD.gap_days, OLD.stays, OLD.checked_on)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'what a claim stands on follows from the placements';
    END IF;
    IF TG_OP = 'INSERT' THEN
        IF NEW.submitted_on IS NOT NULL THEN
            RAISE check_violation USING MESSAGE = 'a claim is submitted once it is there';
        END IF;
        RETURN NEW;
    END IF;
    SELECT m.* INTO rule FROM payment_milestones m WHERE m.tenant_id = NEW.tenant_id AND m.id = NEW.milestone_id;
    IF NEW.evidence_on IS DISTINCT FROM OLD.evidence_on AND (NEW.evidence_on > app.today() OR NEW.evidence_on < NEW.reach_on) THEN
        RAISE check_violation USING MESSAGE = 'evidence is of a day on or after the milestone';
    END IF;
    IF OLD.submitted_on IS NOT NULL AND NEW.submitted_on IS NULL THEN
        RAISE check_violation USING MESSAGE = 'a claim that was submitted stays';
    END IF;
    is_again := OLD.refused_on IS NOT NULL AND NEW.refused_on IS NULL;
    IF NEW.submitted_on IS NOT NULL AND (OLD.submitted_on IS NULL OR is_again) THEN
        IF NEW.reach_on IS NULL OR NEW.reach_on > NEW.submitted_on OR NEW.submitted_on > app.today() OR NEW.resume_by IS NOT NULL THEN
            RAISE check_violation USING MESSAGE = 'the milestone is not reached, so nothing can be claimed yet';
        END IF;
        IF rule.needs_check AND NEW.checked_on IS NULL AND coalesce(NEW.evidence_on < NEW.reach_on, true) THEN
            RAISE check_violation USING MESSAGE = 'nothing shows yet that the work went on until the milestone';
        END IF;
        PERFORM pg_advisory_xact_lock(hashtextextended('claims ' || NEW.young_person_id, NEW.tenant_id));
        IF app.is_claimed_elsewhere(NEW.id, NEW.young_person_id, NEW.milestone_id, NEW.attempt_id, NEW.from_on, NEW.reach_on) THEN
            RAISE unique_violation USING MESSAGE = 'the same milestone was claimed already';
        END IF;
        NEW.amount := rule.amount;
        NEW.claimed_from := NEW.from_on;
        NEW.claimed_reach := NEW.reach_on;
        NEW.validated_on := NULL;
        NEW.validated_by := NULL;
        IF is_page AND (NEW.submitted_on, NEW.submitted_by) IS DISTINCT FROM (app.today(), app.person()) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a claim is submitted today, by who submits it';
        END IF;
    ELSIF (NEW.submitted_on, NEW.submitted_by, NEW.amount, NEW.claimed_from, NEW.claimed_reach) IS DISTINCT FROM
          (OLD.submitted_on, OLD.submitted_by, OLD.amount, OLD.claimed_from, OLD.claimed_reach)
       OR (OLD.submitted_on IS NOT NULL AND (NEW.evidence_on, NEW.evidence) IS DISTINCT FROM (OLD.evidence_on, OLD.evidence)
           AND OLD.refused_on IS NULL) THEN
        RAISE check_violation USING MESSAGE = 'what was submitted stays as it was';
    END IF;
    IF OLD.paid_on IS NOT NULL AND (NEW.paid_on, NEW.paid_by, NEW.validated_on, NEW.validated_by)
            IS DISTINCT FROM (OLD.paid_on, OLD.paid_by, OLD.validated_on, OLD.validated_by) THEN
        RAISE check_violation USING MESSAGE = 'what was paid stays paid';
    END IF;
    IF NOT is_again AND (NEW.validated_on, NEW.validated_by, NEW.refused_on, NEW.refused_by, NEW.paid_on, NEW.paid_by)
           IS DISTINCT FROM (OLD.validated_on, OLD.validated_by, OLD.refused_on, OLD.refused_by, OLD.paid_on, OLD.paid_by) THEN
        IF NOT app.can('change_claims') THEN
            RAISE insufficient_privilege USING MESSAGE = 'claims are not theirs to decide';
        END IF;
        IF OLD.refused_on IS NOT NULL THEN
            RAISE check_violation USING MESSAGE = 'a claim that was refused is submitted again first';
        END IF;
        IF ((NEW.validated_on IS NOT NULL AND OLD.validated_on IS NULL) OR (NEW.paid_on IS NOT NULL AND OLD.paid_on IS NULL))
           AND (NEW.reach_on IS NULL OR NEW.resume_by IS NOT NULL OR NEW.reach_on > NEW.submitted_on
                OR (OLD.validated_on IS NULL AND rule.needs_check AND NEW.checked_on IS NULL AND coalesce(NEW.evidence_on < NEW.reach_on, true))) THEN
            RAISE check_violation USING MESSAGE = 'the records no longer bear this claim';
        END IF;
        IF greatest(NEW.validated_on, NEW.refused_on, NEW.paid_on) > app.today() THEN
            RAISE check_violation USING MESSAGE = 'nothing was decided on a day that is to come';
        END IF;
        IF is_page AND (coalesce(NEW.validated_by <> app.person() AND OLD.validated_by IS NULL, false)
                        OR coalesce(NEW.refused_by <> app.person(), false) OR coalesce(NEW.paid_by <> app.person() AND OLD.paid_by IS NULL, false)) THEN
            RAISE insufficient_privilege USING MESSAGE = 'a claim is decided in the name of who decides it';
        END IF;
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS hold_claim ON claims;
CREATE TRIGGER hold_claim BEFORE INSERT OR UPDATE OR DELETE ON claims FOR EACH ROW EXECUTE FUNCTION app.hold_claim();

-- Writes down what was done.
CREATE OR REPLACE FUNCTION app.after_claim() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    INSERT INTO claim_moves (young_person_id, claim_id, move, made_on, made_by, words)
    SELECT NEW.young_person_id, NEW.id, m.move, m.made_on, m.made_by, m.words FROM (VALUES
        ('evidence', app.today(), app.person(), NEW.evidence,
            NEW.evidence_on IS NOT NULL AND (NEW.evidence_on, NEW.evidence) IS DISTINCT FROM (OLD.evidence_on, OLD.evidence)),
        ('submitted', NEW.submitted_on, NEW.submitted_by, '', NEW.submitted_on IS NOT NULL
            AND (OLD.submitted_on IS NULL OR (OLD.refused_on IS NOT NULL AND NEW.refused_on IS NULL))),
        ('validated', NEW.validated_on, NEW.validated_by, '', NEW.validated_on IS NOT NULL AND OLD.validated_on IS NULL),
        ('refused', NEW.refused_on, NEW.refused_by, NEW.refused_because, NEW.refused_on IS NOT NULL AND OLD.refused_on IS NULL),
        ('paid', NEW.paid_on, NEW.paid_by, '', NEW.paid_on IS NOT NULL AND OLD.paid_on IS NULL)
    ) AS m (move, made_on, made_by, words, is_new) WHERE m.is_new;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS after_claim ON claims;
CREATE TRIGGER after_claim AFTER UPDATE ON claims FOR EACH ROW EXECUTE FUNCTION app.after_claim();

-- What stands in the way of removing a contract or a milestone: placements under it, referrals and claims that were submitted, of cases that the
-- person asking may not open too.
DROP FUNCTION IF EXISTS app.claims_made(bigint, bigint);
CREATE OR REPLACE FUNCTION app.claims_made(wanted bigint, milestone bigint DEFAULT NULL)
RETURNS TABLE (placed bigint, claimed bigint, referred bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NOT app.holds('see_contracts') THEN
        RAISE insufficient_privilege USING MESSAGE = 'contracts are not theirs to see';
    END IF;
    RETURN QUERY SELECT (SELECT count(*) FROM placements p WHERE p.tenant_id = app.tenant() AND p.provider_contract_id = wanted),
        (SELECT count(*) FROM claims c WHERE c.tenant_id = app.tenant() AND c.contract_id = wanted AND c.submitted_on IS NOT NULL
            AND (milestone IS NULL OR c.milestone_id = milestone)),
        (SELECT count(*) FROM provider_referrals r WHERE r.tenant_id = app.tenant() AND r.contract_id = wanted);
END $$;
GRANT EXECUTE ON FUNCTION app.claims_made(bigint, bigint) TO waymark_site;

-- Providers side by side (002.24, 002.35): those who were referred to each between two days, by support need, and what became of them by today.
-- Everybody counts once for a provider, with their first referral. In paid work after 13 or 26 weeks is who was in a job or an
-- apprenticeship under its contract on that day after their first day of such work. Restricted cases count like all others: who reads it
-- sees numbers.
CREATE OR REPLACE FUNCTION app.joint_review(first_day date, last_day date) RETURNS TABLE (
    provider_id bigint, need text, referred bigint, started bigint, employed bigint, at_13 bigint, at_26 bigint, running bigint,
    experienced bigint, converted bigint
) LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE council integer := app.tenant();
BEGIN
    IF NOT app.holds('see_contracts') THEN
        RAISE insufficient_privilege USING MESSAGE = 'contracts are not theirs to see';
    END IF;
    RETURN QUERY
    WITH sent AS MATERIALIZED (
        SELECT c.provider_id, r.young_person_id, min(r.referred_on) AS referred_on, (array_agg(r.need ORDER BY r.referred_on, r.id))[1] AS need
          FROM provider_referrals r JOIN contracts c ON c.tenant_id = council AND c.id = r.contract_id
         WHERE r.tenant_id = council AND r.referred_on BETWEEN first_day AND last_day
         GROUP BY c.provider_id, r.young_person_id),
    work AS MATERIALIZED (
        SELECT s.provider_id, s.young_person_id, p.kind IN ('job', 'apprenticeship') AS is_paid, p.kind = 'work_experience' AS is_experience,
               p.started_on, p.ended_on
          FROM sent s JOIN placements p ON p.tenant_id = council AND p.young_person_id = s.young_person_id AND p.started_on >= s.referred_on
          JOIN contracts c ON c.tenant_id = council AND c.id = p.provider_contract_id AND c.provider_id = s.provider_id),
    came AS MATERIALIZED (
        SELECT s.provider_id, s.young_person_id, s.need, count(w.started_on) > 0 AS has_started,
               min(w.started_on) FILTER (WHERE w.is_paid) AS paid_on, min(w.started_on) FILTER (WHERE w.is_experience) AS experience_on
          FROM sent s LEFT JOIN work w ON w.provider_id = s.provider_id AND w.young_person_id = s.young_person_id
         GROUP BY s.provider_id, s.young_person_id, s.need)
    SELECT a.provider_id, a.need, count(*), count(*) FILTER (WHERE a.has_started), count(a.paid_on),
           count(*) FILTER (WHERE a.paid_on + 91 <= app.today() AND EXISTS (SELECT FROM work w WHERE w.provider_id = a.provider_id
               AND w.young_person_id = a.young_person_id AND w.is_paid AND w.started_on <= a.paid_on + 91
               AND coalesce(w.ended_on >= a.paid_on + 91, true))),
           count(*) FILTER (WHERE a.paid_on + 182 <= app.today() AND EXISTS (SELECT FROM work w WHERE w.provider_id = a.provider_id
               AND w.young_person_id = a.young_person_id AND w.is_paid AND w.started_on <= a.paid_on + 182
               AND coalesce(w.ended_on >= a.paid_on + 182, true))),
           count(*) FILTER (WHERE a.paid_on + 182 > app.today() AND EXISTS (SELECT FROM work w WHERE w.provider_id = a.provider_id
               AND w.young_person_id = a.young_person_id AND w.is_paid AND w.ended_on IS NULL)),
           count(a.experience_on), count(*) FILTER (WHERE a.paid_on >= a.experience_on)
      FROM came a GROUP BY a.provider_id, a.need;
END $$;

-- Why those did not start who have not started with the provider since, of the same referrals: by provider and reason.
CREATE OR REPLACE FUNCTION app.joint_review_declined(first_day date, last_day date) RETURNS TABLE (provider_id bigint, reason text, people bigint)
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE council integer := app.tenant();
BEGIN
    IF NOT app.holds('see_contracts') THEN
        RAISE insufficient_privilege USING MESSAGE = 'contracts are not theirs to see';
    END IF;
    RETURN QUERY
    WITH sent AS MATERIALIZED (
        SELECT c.provider_id, r.young_person_id, r.declined_because,
               min(r.referred_on) OVER (PARTITION BY c.provider_id, r.young_person_id) AS first_on
          FROM provider_referrals r JOIN contracts c ON c.tenant_id = council AND c.id = r.contract_id
         WHERE r.tenant_id = council AND r.referred_on BETWEEN first_day AND last_day)
    SELECT s.provider_id, s.declined_because, count(DISTINCT s.young_person_id)
      FROM sent s
     WHERE s.declined_because <> '' AND NOT EXISTS (
           SELECT FROM placements p JOIN contracts c ON c.tenant_id = council AND c.id = p.provider_contract_id
            WHERE p.tenant_id = council AND p.young_person_id = s.young_person_id AND p.started_on >= s.first_on
              AND c.provider_id = s.provider_id)
     GROUP BY s.provider_id, s.declined_because;
END $$;
GRANT EXECUTE ON FUNCTION app.joint_review(date, date), app.joint_review_declined(date, date) TO waymark_site, waymark_admin;

-- How far a target of a contract has come: people in that year of the contract, each once, of the group on the day. Sustained is who reached
-- the longest of its milestones.
CREATE OR REPLACE FUNCTION app.count_target(target bigint) RETURNS bigint LANGUAGE plpgsql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council integer := app.tenant();
    aim     record;
BEGIN
    SELECT t.contract_id, t.measure, t.cohort, c.provider_id, (c.begins_on + make_interval(years => t.year - 1))::date AS first_day,
           least((c.begins_on + make_interval(years => t.year))::date - 1, c.ends_on, app.today()) AS last_day INTO aim
      FROM contract_targets t JOIN contracts c ON c.tenant_id = council AND c.id = t.contract_id
     WHERE t.tenant_id = council AND t.id = target;
    IF aim.first_day > app.today() OR NOT (app.holds('see_contracts') OR (app.holds('update_own_provider') AND aim.provider_id = app.own_provider())) THEN
        RETURN NULL;
    END IF;
    RETURN (
        WITH days AS (
            SELECT r.young_person_id, min(r.referred_on) AS on_day FROM provider_referrals r
             WHERE r.tenant_id = council AND r.contract_id = aim.contract_id AND aim.measure = 'referred' GROUP BY 1
            UNION ALL
            SELECT p.young_person_id, min(p.started_on) FROM placements p
             WHERE p.tenant_id = council AND p.provider_contract_id = aim.contract_id AND aim.measure = 'started' GROUP BY 1
            UNION ALL
            SELECT k.young_person_id, min(k.reach_on) FROM claims k
             WHERE k.tenant_id = council AND k.contract_id = aim.contract_id AND aim.measure = 'sustained' AND k.resume_by IS NULL
               AND k.milestone_id = (SELECT m.id FROM payment_milestones m WHERE m.tenant_id = council AND m.contract_id = aim.contract_id
                    ORDER BY m.length * CASE m.unit WHEN 'weeks' THEN 7 ELSE 30 END DESC, m.id LIMIT 1) GROUP BY 1)
        SELECT count(*) FROM days d WHERE d.on_day BETWEEN aim.first_day AND aim.last_day
           AND (aim.cohort = '' OR EXISTS (SELECT FROM cohorts g WHERE g.tenant_id = council AND g.young_person_id = d.young_person_id
                AND g.cohort = aim.cohort AND coalesce(g.began_on <= d.on_day, true) AND coalesce(g.ended_on > d.on_day, true))));
END $$;
GRANT EXECUTE ON FUNCTION app.count_target(bigint) TO waymark_site, waymark_admin;
