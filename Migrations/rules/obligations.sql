-- Obligations: how each promise stands, and how a firm confirms what it delivered.

-- The one rule of how a promise stands today. What is confirmed is delivered; what is recorded as delivered and not confirmed stands
-- apart; what is projected counts nowhere. What a firm delivered counts as committed by it. Due before today is all of it once its day has
-- passed, else the sum of the parts whose days have passed; null where no day is set. As its reader: policies hold.
CREATE OR REPLACE FUNCTION app.promise_standing(asked bigint) RETURNS TABLE (
    committed numeric, delivered numeric, to_confirm numeric, disputed integer, projected numeric, due numeric, state text)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT e.committed, e.delivered, e.to_confirm, e.disputed, e.projected, d.due,
           CASE WHEN p.amount IS NULL THEN 'words'
                WHEN NOT p.is_yearly AND e.delivered >= p.amount THEN 'delivered'
                WHEN d.due IS NULL AND p.is_yearly THEN 'no_parts'
                WHEN d.due IS NULL THEN 'no_day'
                WHEN d.due = 0 THEN 'not_due'
                WHEN e.delivered >= d.due * (100 - o.allowed_percent) / 100 THEN 'on_course'
                WHEN e.delivered + e.to_confirm >= d.due * (100 - o.allowed_percent) / 100 THEN 'to_confirm'
                ELSE 'behind' END
      FROM promises p
      JOIN obligations o ON o.tenant_id = p.tenant_id AND o.id = p.obligation_id
     CROSS JOIN LATERAL (
           SELECT coalesce(sum(greatest(f.committed, f.delivered + f.to_confirm)), 0) AS committed, coalesce(sum(f.delivered), 0) AS delivered,
                  coalesce(sum(f.to_confirm), 0) AS to_confirm, coalesce(sum(f.disputed), 0)::integer AS disputed,
                  coalesce(sum(f.projected), 0) AS projected
             FROM (SELECT coalesce(sum(x.amount) FILTER (WHERE x.kind = 'committed'), 0) AS committed,
                          coalesce(sum(x.amount) FILTER (WHERE x.kind = 'delivered' AND x.confirmed_on IS NOT NULL), 0) AS delivered,
                          coalesce(sum(x.amount) FILTER (WHERE x.kind = 'delivered' AND x.confirmed_on IS NULL), 0) AS to_confirm,
                          count(*) FILTER (WHERE x.said IS NOT NULL) AS disputed,
                          coalesce(sum(x.amount) FILTER (WHERE x.kind = 'projected'), 0) AS projected
                     FROM promise_entries x WHERE x.tenant_id = p.tenant_id AND x.promise_id = p.id
                    GROUP BY coalesce(x.counterparty_id, p.counterparty_id)) AS f) AS e
     CROSS JOIN LATERAL (
           SELECT CASE WHEN NOT p.is_yearly AND p.due_on < app.today() THEN p.amount
                       WHEN count(*) > 0 THEN coalesce(sum(i.amount) FILTER (WHERE i.due_on < app.today()), 0)
                       WHEN p.is_yearly OR p.due_on IS NULL THEN NULL
                       ELSE 0 END AS due
             FROM promise_instalments i WHERE i.tenant_id = p.tenant_id AND i.promise_id = p.id) AS d
     WHERE p.id = asked
$$;
GRANT EXECUTE ON FUNCTION app.promise_standing(bigint) TO waymark_site, waymark_admin;

-- Nothing was delivered on a day that is to come, and another amount than the one that was confirmed is to be confirmed again.
CREATE OR REPLACE FUNCTION app.hold_promise_entry() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NEW.kind = 'delivered' AND NEW.on_day > app.today() OR NEW.confirmed_on > app.today() THEN
        RAISE check_violation USING MESSAGE = 'nothing was delivered or confirmed on a day that is to come';
    END IF;
    -- What was confirmed is another thing now, unless the council says that this is confirmed.
    IF TG_OP = 'UPDATE' AND (NEW.amount, NEW.kind, NEW.promise_id, NEW.counterparty_id, NEW.on_day, NEW.words)
           IS DISTINCT FROM (OLD.amount, OLD.kind, OLD.promise_id, OLD.counterparty_id, OLD.on_day, OLD.words) THEN
        IF (NEW.confirmed_on, NEW.confirmed_by) IS NOT DISTINCT FROM (OLD.confirmed_on, OLD.confirmed_by) THEN
            NEW.confirmed_on := NULL;
            NEW.confirmed_by := '';
            NEW.confirmed_link_id := NULL;
        END IF;
        -- The amount that the firm gave is now the council's too: both agree.
        IF NEW.said = NEW.amount AND NEW.kind = 'delivered' THEN
            NEW.confirmed_on := app.today();
            NEW.confirmed_by := NEW.said_by;
        END IF;
        IF NEW.said = NEW.amount OR NEW.kind <> 'delivered' THEN
            NEW.said := NULL;
            NEW.said_on := NULL;
            NEW.said_by := '';
        END IF;
    END IF;
    -- What the council writes about a confirmation is its own from then on.
    IF TG_OP = 'UPDATE' AND NOT app.holds('confirm_delivery') AND (NEW.confirmed_on, NEW.confirmed_by) IS DISTINCT FROM (OLD.confirmed_on, OLD.confirmed_by) THEN
        NEW.confirmed_link_id := NULL;
    END IF;
    -- Once it is confirmed, what was said before is settled.
    IF NEW.confirmed_on IS NOT NULL THEN
        NEW.said := NULL;
        NEW.said_on := NULL;
        NEW.said_by := '';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS hold_promise_entry ON promise_entries;
CREATE TRIGGER hold_promise_entry BEFORE INSERT OR UPDATE ON promise_entries FOR EACH ROW EXECUTE FUNCTION app.hold_promise_entry();

-- Nor does a promise of another unit, thing or firm keep what was confirmed of the one before.
CREATE OR REPLACE FUNCTION app.after_promise() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    UPDATE promise_entries e SET confirmed_on = NULL, confirmed_by = '', confirmed_link_id = NULL, version = e.version + 1
     WHERE e.tenant_id = NEW.tenant_id AND e.promise_id = NEW.id AND e.confirmed_on IS NOT NULL;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS after_promise ON promises;
CREATE TRIGGER after_promise AFTER UPDATE ON promises FOR EACH ROW
    WHEN ((NEW.what, NEW.unit, NEW.counterparty_id) IS DISTINCT FROM (OLD.what, OLD.unit, OLD.counterparty_id))
    EXECUTE FUNCTION app.after_promise();

-- The link that a token opens today; none where it ended, was withdrawn or never was.
CREATE OR REPLACE FUNCTION app.open_link(token bytea) RETURNS SETOF confirmation_links LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT * FROM confirmation_links l
     WHERE l.tenant_id = app.tenant() AND l.token_hash = token AND l.withdrawn_on IS NULL AND l.ends_on >= app.today()
$$;

-- For whoever holds a link: whose it is and for which days. Nothing of the obligation but its name.
CREATE OR REPLACE FUNCTION app.confirmation(token bytea) RETURNS TABLE (
    firm text, lot text, obligation text, first_on date, last_on date, ends_on date, answered_on date, answered_by text, answered_post text,
    note text)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT c.name, c.lot, o.name, l.first_on, l.last_on, l.ends_on, (l.answered_at AT TIME ZONE 'Europe/London')::date, l.answered_by,
           l.answered_post, l.note
      FROM app.open_link(token) AS l
      JOIN counterparties c ON c.tenant_id = l.tenant_id AND c.id = l.counterparty_id
      JOIN obligations o ON o.tenant_id = l.tenant_id AND o.id = l.obligation_id
$$;

-- What it is asked: what the council has on record as delivered by this firm in these days, and what it answered by this link.
-- An amount that something else confirmed is not asked, nor asked again.
CREATE OR REPLACE FUNCTION app.confirmation_questions(token bytea) RETURNS TABLE (
    id bigint, what text, unit text, amount numeric, on_day date, words text, said numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT e.id, p.what, p.unit, e.amount, e.on_day, e.words, a.said
      FROM app.open_link(token) AS l
      JOIN promises p ON p.tenant_id = l.tenant_id AND p.obligation_id = l.obligation_id
      JOIN promise_entries e ON e.tenant_id = p.tenant_id AND e.promise_id = p.id
      LEFT JOIN LATERAL (SELECT x.said FROM confirmation_answers x
                          WHERE x.tenant_id = l.tenant_id AND x.link_id = l.id AND x.entry_id = e.id ORDER BY x.id DESC LIMIT 1) AS a ON true
     WHERE e.kind = 'delivered' AND coalesce(e.counterparty_id, p.counterparty_id) = l.counterparty_id
       AND e.on_day BETWEEN l.first_on AND l.last_on AND (e.confirmed_on IS NULL OR e.confirmed_link_id = l.id)
     ORDER BY p.id, e.on_day, e.id
$$;

-- What it answered, as it was asked then and whatever became of it since: the latest answer to each question.
CREATE OR REPLACE FUNCTION app.confirmation_given(token bytea) RETURNS TABLE (asked text, unit text, was numeric, said numeric)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT a.asked, a.unit, a.was, a.said FROM app.open_link(token) AS l
      JOIN confirmation_answers a ON a.tenant_id = l.tenant_id AND a.link_id = l.id
     WHERE NOT EXISTS (SELECT FROM confirmation_answers n
                        WHERE n.tenant_id = a.tenant_id AND n.link_id = a.link_id AND n.entry_id = a.entry_id AND n.id > a.id)
     ORDER BY a.id
$$;

-- That a link was opened: after its page, which may not write by itself.
CREATE OR REPLACE FUNCTION app.note_link_opened(council integer, token bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM app.seal_visit(council, NULL, NULL, NULL, '');
    UPDATE confirmation_links l SET opened_at = coalesce(l.opened_at, now()), openings = l.openings + 1
     WHERE l.tenant_id = council AND l.id IN (SELECT o.id FROM app.open_link(token) AS o);
    PERFORM app.seal_visit(NULL, NULL, NULL, NULL, '');
END $$;

-- Takes the answers of a firm, all at once: to what is asked today and to nothing else. What it confirms is confirmed, what it says
-- otherwise stands beside the council's number, which stays. In the audit it stands under the name that was given, with the firm's.
-- False where the link no longer opens, or was answered twenty times; an error where the questions, with the council's numbers, are not those
-- that were answered.
CREATE OR REPLACE FUNCTION app.answer_confirmation(token bytea, given_name text, given_post text, given_note text, entries bigint[],
                                                   seen numeric[], amounts numeric[]) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    council   integer := app.tenant();
    person    bigint := app.person();
    session   bigint := app.session();
    writer    bigint := app.writer();
    abilities text := current_setting('app.abilities', true);
    link      confirmation_links;
    firm      text;
    asked     bigint[];
    holding   numeric[];
BEGIN
    SELECT * INTO link FROM confirmation_links l WHERE l.id IN (SELECT o.id FROM app.open_link(token) AS o) AND l.tenant_id = council FOR UPDATE;
    -- As the row is now that it is locked.
    IF NOT FOUND OR link.withdrawn_on IS NOT NULL OR link.ends_on < app.today() OR link.answers >= 20 THEN RETURN false; END IF;
    SELECT coalesce(array_agg(q.id), '{}'), coalesce(array_agg(q.amount), '{}') INTO asked, holding FROM app.confirmation_questions(token) AS q;
    IF entries IS DISTINCT FROM asked OR seen IS DISTINCT FROM holding
       OR cardinality(entries) IS DISTINCT FROM cardinality(amounts) OR array_position(amounts, NULL) IS NOT NULL THEN
        RAISE serialization_failure USING MESSAGE = 'other questions are asked now';
    END IF;
    SELECT given_name || ', ' || given_post || ', ' || c.name INTO firm FROM counterparties c
     WHERE c.tenant_id = council AND c.id = link.counterparty_id;
    PERFORM app.seal_visit(council, NULL, NULL, NULL, ' confirm_delivery '), set_config('app.operator', 'signed link: ' || firm, true);
    INSERT INTO confirmation_answers (link_id, entry_id, asked, unit, was, said)
    SELECT link.id, q.id, q.what || ': ' || q.words, q.unit, q.amount, n.amount
      FROM unnest(entries, amounts) AS n (id, amount) JOIN app.confirmation_questions(token) AS q ON q.id = n.id;
    UPDATE promise_entries e
       SET confirmed_on = CASE WHEN n.amount = e.amount THEN app.today() END,
           confirmed_link_id = CASE WHEN n.amount = e.amount THEN link.id END,
           confirmed_by = CASE WHEN n.amount = e.amount THEN left(firm, 300) ELSE '' END,
           said = CASE WHEN n.amount <> e.amount THEN n.amount END,
           said_on = CASE WHEN n.amount <> e.amount THEN app.today() END,
           said_by = CASE WHEN n.amount <> e.amount THEN left(firm, 300) ELSE '' END,
           version = e.version + 1
      FROM unnest(entries, amounts) AS n (id, amount)
     WHERE e.tenant_id = council AND e.id = n.id;
    UPDATE confirmation_links l SET answered_at = now(), answers = l.answers + 1, answered_by = given_name, answered_post = given_post, note = given_note
     WHERE l.tenant_id = council AND l.id = link.id;
    -- The entries of the audit are written here, under that name, and nothing else is.
    SET CONSTRAINTS audit IMMEDIATE;
    SET CONSTRAINTS audit DEFERRED;
    PERFORM set_config('app.operator', '', true), app.seal_visit(council, person, session, writer, abilities);
    RETURN true;
END $$;
GRANT EXECUTE ON FUNCTION app.confirmation(bytea), app.confirmation_questions(bytea), app.confirmation_given(bytea), app.note_link_opened(integer, bytea),
    app.answer_confirmation(bytea, text, text, text, bigint[], numeric[], numeric[]) TO waymark_site;

-- What became of the placements from opportunities, as far as its reader may open their cases.
CREATE OR REPLACE FUNCTION app.outcomes(asked bigint[]) RETURNS TABLE (opportunity_id bigint, started bigint, under_way bigint, went_on bigint)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT p.opportunity_id, count(*) FILTER (WHERE p.started_on IS NOT NULL),
           count(*) FILTER (WHERE p.started_on IS NOT NULL AND p.ended_on IS NULL),
           count(*) FILTER (WHERE p.outcome = 'job' OR p.destination IN ('employed', 'apprenticeship'))
      FROM placements p WHERE p.tenant_id = app.tenant() AND p.opportunity_id = ANY (asked) GROUP BY p.opportunity_id
$$;

-- The same for those who may not open the cases: of all of them, to the nearest five, 0 where five or fewer (app.coarse). Whoever does not
-- see obligations is told nothing.
CREATE OR REPLACE FUNCTION app.told_outcomes(asked bigint[]) RETURNS TABLE (
    opportunity_id bigint, started bigint, under_way bigint, went_on bigint) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT o.opportunity_id, app.coarse(o.started)::bigint, app.coarse(o.under_way)::bigint, app.coarse(o.went_on)::bigint
      FROM app.outcomes(asked) AS o WHERE app.holds('see_obligations')
$$;
GRANT EXECUTE ON FUNCTION app.outcomes(bigint[]), app.told_outcomes(bigint[]) TO waymark_site;
