-- The one door through which a visit enters a council; sessions and passwords, which the site reaches by these functions alone.

DROP POLICY IF EXISTS council ON tenants;
CREATE POLICY council ON tenants FOR SELECT USING (id = nullif(current_setting('app.tenant', true), '')::integer);
DROP POLICY IF EXISTS everything ON tenants;
CREATE POLICY everything ON tenants TO waymark_owner, waymark_admin USING (true) WITH CHECK (true);

-- A form that is saved and what the script keeps of it while that happens come one after the other.
CREATE OR REPLACE FUNCTION app.lock_form(form bytea) RETURNS void LANGUAGE sql
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT pg_advisory_xact_lock(hashtextextended(encode(form, 'hex'), 0))
$$;

-- Seals council, person and abilities for this transaction (app.seal) and says who is asking.
-- No row: there is no such council, or it is suspended. A null person: nobody is signed in here.
-- With a key (a form's), claims it; `done_location` is where the first submission with this key led.
-- With the session that a form was opened in, over or not, says whose it was and what proves it.
CREATE OR REPLACE FUNCTION app.open_visit(council text, token bytea, key bytea, form bytea DEFAULT NULL, opened_in bigint DEFAULT NULL)
RETURNS TABLE (tenant_id integer, council_name text, person_id bigint, person_name text, roles text[], abilities text,
               session_id bigint, theme text, today date, is_stale boolean, is_repeat boolean, done_location text,
               earlier_location text, writer_id bigint, writer_token bytea, has_unsent boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE claimed boolean;
BEGIN
    SELECT t.id, t.name INTO tenant_id, council_name FROM tenants t WHERE t.slug = council AND t.state = 'active';
    PERFORM set_config('app.tenant', coalesce(tenant_id::text, ''), true);
    IF tenant_id IS NOT NULL AND token IS NOT NULL THEN
        -- Idle for 8 hours or 12 hours old: no longer a session (security.md, pages and accounts). Its abilities are those
        -- it began with: a change of rights ends it.
        SELECT s.id, p.id, p.name, p.theme, s.roles, s.abilities, s.seen_at < now() - interval '5 minutes'
          INTO session_id, person_id, person_name, theme, roles, abilities, is_stale
          FROM sessions s JOIN people p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
         WHERE s.tenant_id = open_visit.tenant_id AND s.token_hash = token AND p.state = 'active' AND s.ended_at IS NULL
           AND s.seen_at > now() - interval '8 hours' AND s.began_at > now() - interval '12 hours';
    END IF;
    roles := coalesce(roles, '{}');
    abilities := coalesce(abilities, '');
    IF tenant_id IS NULL THEN
        PERFORM app.seal_visit(NULL, NULL, NULL, NULL, '');
        RETURN;
    END IF;
    theme := coalesce(theme, '');
    today := app.today();
    is_stale := coalesce(is_stale, false);
    is_repeat := false;
    IF opened_in IS NOT NULL THEN
        SELECT s.person_id, s.token_hash INTO writer_id, writer_token
          FROM sessions s JOIN people p ON p.tenant_id = s.tenant_id AND p.id = s.person_id
         WHERE s.tenant_id = open_visit.tenant_id AND s.id = opened_in AND p.state = 'active'
           AND s.began_at > now() - interval '7 days';
    END IF;
    PERFORM app.seal_visit(tenant_id, person_id, session_id, writer_id, abilities);
    has_unsent := person_id IS NOT NULL AND EXISTS (
        SELECT FROM unsent_forms u WHERE u.tenant_id = open_visit.tenant_id AND u.person_id = open_visit.person_id
           AND u.kept_at > now() - interval '1 day');
    IF key IS NOT NULL THEN
        PERFORM app.lock_form(form);
        INSERT INTO submissions (tenant_id, key_hash, form_hash) VALUES (open_visit.tenant_id, key, form)
        ON CONFLICT DO NOTHING RETURNING true INTO claimed;
        IF claimed IS NULL THEN
            is_repeat := true;
            SELECT s.location INTO done_location FROM submissions s
             WHERE s.tenant_id = open_visit.tenant_id AND s.key_hash = key;
        ELSE
            SELECT s.location INTO earlier_location FROM submissions s
             WHERE s.tenant_id = open_visit.tenant_id AND s.form_hash = form AND s.key_hash <> key
             ORDER BY s.made_at DESC LIMIT 1;
        END IF;
    END IF;
    RETURN NEXT;
END $$;

-- After the work: where the submission led, or, when nothing was made, the key is free again. What an earlier one led to stays.
CREATE OR REPLACE FUNCTION app.settle_submission(key bytea, led_to text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF led_to IS NULL THEN
        DELETE FROM submissions WHERE tenant_id = app.tenant() AND key_hash = key AND location IS NULL;
    ELSE
        UPDATE submissions SET location = led_to WHERE tenant_id = app.tenant() AND key_hash = key;
        DELETE FROM unsent_forms u USING submissions s
         WHERE s.tenant_id = app.tenant() AND s.key_hash = key AND u.tenant_id = s.tenant_id AND u.form_hash = s.form_hash;
    END IF;
END $$;

-- Keeps what was typed for who typed it, who is signed in or opened the form: the ten newest of a person, for a day. Sent again,
-- it is still one.
CREATE OR REPLACE FUNCTION app.keep_unsent(writer bigint, key_nonce bytea, form bytea, sent_to text, typed_at text, sent boolean,
                                           field_names text[], field_texts text[], files boolean) RETURNS bigint LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE kept bigint;
BEGIN
    IF writer IS DISTINCT FROM app.person() AND writer IS DISTINCT FROM app.writer() THEN
        RAISE insufficient_privilege USING MESSAGE = 'a form is kept only for who opened it';
    END IF;
    PERFORM app.lock_form(form);
    -- What the script sent on leaving may come after the form itself: that is saved already.
    IF NOT sent AND EXISTS (SELECT FROM submissions s
            WHERE s.tenant_id = app.tenant() AND s.form_hash = form AND s.location IS NOT NULL) THEN
        RETURN NULL;
    END IF;
    INSERT INTO unsent_forms AS u (person_id, nonce, form_hash, target, page, was_sent, names, texts, had_files)
    VALUES (writer, key_nonce, form, sent_to, typed_at, sent, field_names, field_texts, files)
    ON CONFLICT (tenant_id, form_hash) DO UPDATE
       SET target = sent_to, page = typed_at, was_sent = sent, names = field_names, texts = field_texts, had_files = files, kept_at = now()
     WHERE u.person_id = writer
    RETURNING id INTO kept;
    DELETE FROM unsent_forms WHERE tenant_id = app.tenant() AND kept_at < now() - interval '1 day';
    DELETE FROM unsent_forms WHERE tenant_id = app.tenant() AND person_id = writer AND id NOT IN (
        SELECT id FROM unsent_forms WHERE tenant_id = app.tenant() AND person_id = writer ORDER BY kept_at DESC, id DESC LIMIT 10);
    RETURN kept;
END $$;

-- What the person asking typed and did not get saved, without its texts.
CREATE OR REPLACE FUNCTION app.my_unsent() RETURNS TABLE (id bigint, page text, kept_at timestamptz) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT u.id, u.page, u.kept_at FROM unsent_forms u
     WHERE u.tenant_id = app.tenant() AND u.person_id = app.person() AND u.kept_at > now() - interval '1 day'
     ORDER BY u.kept_at DESC, u.id DESC
$$;

-- One of them, whole.
CREATE OR REPLACE FUNCTION app.unsent_form(form bigint) RETURNS SETOF unsent_forms LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT * FROM unsent_forms
     WHERE tenant_id = app.tenant() AND person_id = app.person() AND id = form AND kept_at > now() - interval '1 day'
$$;

-- Thrown away by who typed it.
CREATE OR REPLACE FUNCTION app.discard_unsent(form bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    DELETE FROM unsent_forms WHERE tenant_id = app.tenant() AND person_id = app.person() AND id = form;
    RETURN FOUND;
END $$;

-- For whoever is asked to sign in: that something waits, and whether files belong to it; nothing of what it is.
CREATE OR REPLACE FUNCTION app.unsent_waits(form bigint) RETURNS boolean LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT had_files FROM unsent_forms
     WHERE tenant_id = app.tenant() AND id = form AND kept_at > now() - interval '1 day'
$$;

-- After a page, which may not write by itself: by the hash of the session's token, which the site's login cannot read.
DROP FUNCTION IF EXISTS app.touch_session(integer, bigint);
CREATE OR REPLACE FUNCTION app.touch_session(council integer, token bytea) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    PERFORM set_config('app.tenant', council::text, true);
    UPDATE sessions SET seen_at = now()
     WHERE tenant_id = council AND token_hash = token AND seen_at < now() AND ended_at IS NULL;
END $$;

-- For sign-in: the person behind an e-mail with the hash to check, or nothing.
CREATE OR REPLACE FUNCTION app.sign_in_candidate(address text) RETURNS TABLE (person_id bigint, hash text) LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT p.id, w.hash FROM people p JOIN passwords w ON w.tenant_id = p.tenant_id AND w.person_id = p.id
     WHERE p.tenant_id = app.tenant() AND p.email = address AND p.state = 'active'
$$;

-- What attempts to sign in are counted by, and how many failures are free. `keys` are hashes of the e-mail with the network, the
-- network, and the e-mail: a stranger far away makes nobody wait before the thirtieth failure, an office shares twenty. A browser in
-- which this person signed in before is counted by itself alone.
CREATE OR REPLACE FUNCTION app.sign_in_counts(keys bytea[], browser bytea, address text) RETURNS TABLE (key bytea, free integer)
LANGUAGE sql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
    WITH known AS (
        SELECT FROM known_browsers b JOIN people p ON p.tenant_id = b.tenant_id AND p.id = b.person_id
         WHERE b.tenant_id = app.tenant() AND b.token_hash = browser AND p.email = address
           AND b.seen_at > now() - interval '180 days')
    SELECT browser, 4 FROM known
    UNION ALL
    SELECT k.key, k.free FROM (VALUES (keys[1], 4), (keys[2], 20), (keys[3], 30)) AS k (key, free)
     WHERE NOT EXISTS (SELECT FROM known)
$$;

-- Seconds to wait before the next attempt: 2, 4, 8 ... 60 after the free ones; forgotten after 15 minutes.
CREATE OR REPLACE FUNCTION app.sign_in_wait(keys bytea[], browser bytea, address text) RETURNS integer LANGUAGE sql STABLE SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT coalesce(max(greatest(0, ceil(extract(epoch FROM f.last_at - now()) + least(60, 2 ^ least(f.failures - k.free, 6))))), 0)::integer
      FROM sign_in_failures f JOIN app.sign_in_counts(keys, browser, address) AS k ON k.key = f.key_hash
     WHERE f.tenant_id = app.tenant() AND f.failures > k.free AND f.last_at > now() - interval '15 minutes'
$$;

-- Signing in leaves an entry, and so does the failure with a known e-mail after which waiting begins; of an unknown one nothing is
-- kept but the hash that counts it. `browser` is known from now on.
CREATE OR REPLACE FUNCTION app.note_sign_in(keys bytea[], browser bytea, address text, network text, succeeded boolean, person bigint) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE known boolean := EXISTS (SELECT FROM people WHERE tenant_id = app.tenant() AND id = person);
BEGIN
    IF succeeded THEN
        -- Not the network's: a password that someone does know must not excuse trying others from the same place.
        DELETE FROM sign_in_failures WHERE tenant_id = app.tenant() AND key_hash IN (keys[1], browser);
        DELETE FROM known_browsers WHERE tenant_id = app.tenant() AND seen_at < now() - interval '180 days';
        INSERT INTO known_browsers (person_id, token_hash) SELECT person, browser WHERE known
        ON CONFLICT (tenant_id, person_id, token_hash) DO UPDATE SET seen_at = now();
    ELSE
        WITH counted AS (
            INSERT INTO sign_in_failures AS f (key_hash, failures)
            SELECT key, 1 FROM app.sign_in_counts(keys, browser, address) ORDER BY key
            ON CONFLICT (tenant_id, key_hash) DO UPDATE
               SET failures = CASE WHEN f.last_at < now() - interval '15 minutes' THEN 1 ELSE f.failures + 1 END, last_at = now()
            RETURNING f.key_hash, f.failures)
        SELECT known AND EXISTS (
            SELECT FROM counted c JOIN app.sign_in_counts(keys, browser, address) AS k ON k.key = c.key_hash
             WHERE c.failures = k.free + 1 AND k.key IS DISTINCT FROM keys[2]) INTO known;
        DELETE FROM sign_in_failures WHERE tenant_id = app.tenant() AND last_at < now() - interval '1 day';
    END IF;
    IF known THEN
        PERFORM app.add_entry(CASE WHEN succeeded THEN person END, 'sign_ins', person, NULL, 'added', NULL,
            jsonb_build_object('kind', CASE WHEN succeeded THEN 'signed_in' ELSE 'refused' END,
                'network', network), app.tenant());
    END IF;
END $$;

-- What a person's roles let them do, a blank before and behind each ability; nothing with a password that was given.
CREATE OR REPLACE FUNCTION app.abilities_of(person bigint) RETURNS text LANGUAGE sql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT ' ' || coalesce(string_agg(DISTINCT a.ability, ' '), '') || ' '
      FROM person_roles r JOIN role_abilities a ON a.role = r.role
     WHERE r.tenant_id = app.tenant() AND r.person_id = person AND NOT EXISTS (
        SELECT FROM passwords w WHERE w.tenant_id = r.tenant_id AND w.person_id = r.person_id AND w.is_temporary)
$$;

CREATE OR REPLACE FUNCTION app.begin_session(person bigint, token bytea, user_agent text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    DELETE FROM sessions WHERE tenant_id = app.tenant() AND began_at < now() - interval '7 days';
    -- Whoever changes this person's rights meanwhile waits, and then ends this session too (app.end_sessions).
    PERFORM FROM people WHERE tenant_id = app.tenant() AND id = person FOR KEY SHARE;
    INSERT INTO sessions (person_id, token_hash, agent, roles, abilities)
    SELECT person, token, left(user_agent, 300), coalesce(array_agg(r.role ORDER BY r.role), '{}'), app.abilities_of(person)
      FROM person_roles r WHERE r.tenant_id = app.tenant() AND r.person_id = person;
END $$;

-- After a migration, which writes the list of roles anew: sessions of every council do what their roles may do now.
CREATE OR REPLACE FUNCTION app.renew_abilities() RETURNS void LANGUAGE plpgsql
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE council integer;
BEGIN
    FOR council IN SELECT id FROM tenants LOOP
        PERFORM app.enter(council);
        UPDATE sessions SET abilities = app.abilities_of(person_id)
         WHERE tenant_id = council AND abilities <> app.abilities_of(person_id);
    END LOOP;
    PERFORM app.enter(NULL);
END $$;

-- A person's own sessions only.
CREATE OR REPLACE FUNCTION app.my_sessions() RETURNS TABLE (id bigint, agent text, began_at timestamptz, seen_at timestamptz)
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT s.id, s.agent, s.began_at, s.seen_at FROM sessions s
     WHERE s.tenant_id = app.tenant() AND s.person_id = app.person() AND s.ended_at IS NULL
       AND s.began_at > now() - interval '12 hours' AND s.seen_at > now() - interval '8 hours' ORDER BY s.seen_at DESC, s.id DESC
$$;

CREATE OR REPLACE FUNCTION app.end_my_session(session bigint) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    UPDATE sessions SET ended_at = now()
     WHERE tenant_id = app.tenant() AND person_id = app.person() AND id = session AND ended_at IS NULL;
    IF NOT FOUND THEN RETURN false; END IF;
    PERFORM app.add_entry(app.person(), 'sign_ins', app.person(), NULL, 'added', NULL,
        jsonb_build_object('kind', 'signed_out'), app.tenant());
    RETURN true;
END $$;

CREATE OR REPLACE FUNCTION app.my_password() RETURNS text LANGUAGE sql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
    SELECT hash FROM passwords WHERE tenant_id = app.tenant() AND person_id = app.person()
$$;

-- A changed password ends every other session of the person.
CREATE OR REPLACE FUNCTION app.change_my_password(new_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    UPDATE passwords SET hash = new_hash, changed_at = now(), is_temporary = false
     WHERE tenant_id = app.tenant() AND person_id = app.person();
    UPDATE sessions SET ended_at = now() WHERE tenant_id = app.tenant() AND person_id = app.person() AND ended_at IS NULL;
END $$;

-- Whoever holds a session may not guess its password: the fifth wrong one in a quarter of an hour ends the session, and is entered.
-- True where it did.
CREATE OR REPLACE FUNCTION app.note_wrong_password(key bytea) RETURNS boolean LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE wrong integer;
BEGIN
    INSERT INTO sign_in_failures AS f (key_hash, failures) VALUES (key, 1)
    ON CONFLICT (tenant_id, key_hash) DO UPDATE
       SET failures = CASE WHEN f.last_at < now() - interval '15 minutes' THEN 1 ELSE f.failures + 1 END, last_at = now()
    RETURNING failures INTO wrong;
    IF wrong < 5 THEN RETURN false; END IF;
    DELETE FROM sign_in_failures WHERE tenant_id = app.tenant() AND key_hash = key;
    UPDATE sessions SET ended_at = now()
     WHERE tenant_id = app.tenant() AND id = app.session() AND ended_at IS NULL;
    PERFORM app.add_entry(app.person(), 'sign_ins', app.person(), NULL, 'added', NULL,
        jsonb_build_object('kind', 'guessed'), app.tenant());
    RETURN true;
END $$;

-- An administrator of the council sets another's password, which that person then changes. The owner's rights are not the caller's,
-- so the ability is asked of the visit itself.
CREATE OR REPLACE FUNCTION app.give_password(person bigint, new_hash text) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF NOT app.holds('manage_people') THEN
        RAISE insufficient_privilege USING MESSAGE = 'only an administrator sets another''s password';
    END IF;
    IF person = app.person() THEN
        RAISE insufficient_privilege USING MESSAGE = 'nobody gives themselves a password: they change it, and prove the one they have';
    END IF;
    INSERT INTO passwords (person_id, hash, is_temporary) VALUES (person, new_hash, true)
    ON CONFLICT (tenant_id, person_id) DO UPDATE SET hash = excluded.hash, changed_at = now(), is_temporary = true;
    UPDATE sessions SET ended_at = now() WHERE tenant_id = app.tenant() AND person_id = person AND ended_at IS NULL;
END $$;

-- A change of rights, of the address to sign in with, or of being allowed in at all, ends the sessions that began without it.
CREATE OR REPLACE FUNCTION app.end_sessions() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    changed jsonb := to_jsonb(coalesce(NEW, OLD));
    council integer := changed ->> 'tenant_id';
    person  bigint := coalesce(changed ->> 'person_id', changed ->> 'id');
BEGIN
    PERFORM FROM people p WHERE p.tenant_id = council AND p.id = person FOR UPDATE;
    UPDATE sessions s SET ended_at = now() WHERE s.tenant_id = council AND s.person_id = person AND s.ended_at IS NULL;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS end_sessions ON person_roles;
CREATE TRIGGER end_sessions AFTER INSERT OR UPDATE OR DELETE ON person_roles FOR EACH ROW EXECUTE FUNCTION app.end_sessions();
DROP TRIGGER IF EXISTS end_sessions ON people;
CREATE TRIGGER end_sessions AFTER UPDATE ON people FOR EACH ROW
    WHEN (ROW(OLD.state, OLD.email) IS DISTINCT FROM ROW(NEW.state, NEW.email)) EXECUTE FUNCTION app.end_sessions();

-- A suspended council's people are signed out for good: resuming it brings no old session back.
CREATE OR REPLACE FUNCTION app.end_every_session() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    DELETE FROM sessions WHERE tenant_id = NEW.id;
    RETURN NULL;
END $$;
DROP TRIGGER IF EXISTS end_sessions ON tenants;
CREATE TRIGGER end_sessions AFTER UPDATE OF state ON tenants FOR EACH ROW EXECUTE FUNCTION app.end_every_session();

-- Rehashing at sign-in when the cost has risen.
CREATE OR REPLACE FUNCTION app.rehash(person bigint, old_hash text, new_hash text) RETURNS void LANGUAGE sql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
    UPDATE passwords SET hash = new_hash WHERE tenant_id = app.tenant() AND person_id = person AND hash = old_hash
$$;

CREATE OR REPLACE FUNCTION app.choose_theme(chosen text) RETURNS void LANGUAGE sql SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
    UPDATE people SET theme = chosen WHERE tenant_id = app.tenant() AND id = app.person()
$$;

GRANT EXECUTE ON FUNCTION app.open_visit(text, bytea, bytea, bytea, bigint), app.settle_submission(bytea, text), app.touch_session(integer, bytea),
    app.keep_unsent(bigint, bytea, bytea, text, text, boolean, text[], text[], boolean), app.my_unsent(), app.unsent_form(bigint), app.discard_unsent(bigint), app.unsent_waits(bigint),
    app.my_sessions(), app.end_my_session(bigint), app.choose_theme(text) TO waymark_site;

-- Hashes, and whom a session begins for, are for the workers that hash passwords: no other connection of the site's is in this role.
REVOKE EXECUTE ON FUNCTION app.sign_in_candidate(text), app.sign_in_wait(bytea[], bytea, text),
    app.note_sign_in(bytea[], bytea, text, text, boolean, bigint), app.begin_session(bigint, bytea, text),
    app.my_password(), app.note_wrong_password(bytea), app.change_my_password(text), app.rehash(bigint, text, text),
    app.give_password(bigint, text) FROM waymark_site;
GRANT EXECUTE ON FUNCTION app.sign_in_candidate(text), app.sign_in_wait(bytea[], bytea, text),
    app.note_sign_in(bytea[], bytea, text, text, boolean, bigint), app.begin_session(bigint, bytea, text),
    app.my_password(), app.note_wrong_password(bytea), app.change_my_password(text), app.rehash(bigint, text, text),
    app.give_password(bigint, text) TO waymark_door;

-- The door of the front page: councils by what somebody types of their name, who is nobody yet. That a council uses Waymark can be
-- learned one name at a time, as by its address; they are not to be listed. So each word typed begins one of the council's, one that
-- is not in the names of many has four letters or more, and where more than three fit, none is named.
CREATE OR REPLACE FUNCTION app.find_councils(typed text) RETURNS TABLE (is_enough boolean, is_many boolean, slugs text[], names text[], whole boolean[])
LANGUAGE plpgsql STABLE SECURITY DEFINER SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    said text[] := ARRAY(
        SELECT w FROM unnest(string_to_array(btrim(app.find_words(left(typed, 200))), ' ')) AS w
         WHERE w <> '' AND w <> ALL ('{council,councils,borough,city,county,district,town,royal,london,metropolitan,unitary,authority,combined,cyngor,comhairle,the,of,and,on,upon,in,with,for}'));
BEGIN
    -- The whole name, or the one in its address, is enough as it is, whatever words it has.
    SELECT array_agg(f.slug ORDER BY f.name COLLATE app.names), array_agg(f.name ORDER BY f.name COLLATE app.names), array_agg(true)
      INTO slugs, names, whole
      FROM (SELECT t.slug, t.name FROM tenants t
             WHERE t.state = 'active' AND app.find_words(left(typed, 200)) IN (app.find_words(t.name), app.find_words(t.slug)) LIMIT 3) AS f
     WHERE btrim(app.find_words(left(typed, 200))) <> '';
    IF slugs IS NOT NULL THEN
        is_enough := true;
        is_many := false;
        RETURN NEXT;
        RETURN;
    END IF;
    is_enough := coalesce((SELECT max(length(w)) >= 4 FROM unnest(said) AS w), false);
    SELECT coalesce(array_agg(f.slug ORDER BY f.name COLLATE app.names), '{}'), coalesce(array_agg(f.name ORDER BY f.name COLLATE app.names), '{}'),
           coalesce(array_agg(f.whole ORDER BY f.name COLLATE app.names), '{}')
      INTO slugs, names, whole
      FROM (SELECT t.slug, t.name, NOT EXISTS (SELECT FROM unnest(said) AS w WHERE position(' ' || w || ' ' IN n.words) = 0) AS whole
              FROM tenants t CROSS JOIN LATERAL (SELECT app.find_words(t.name || ' ' || t.slug) AS words) AS n
             WHERE is_enough AND t.state = 'active' AND NOT EXISTS (SELECT FROM unnest(said) AS w WHERE position(' ' || w IN n.words) = 0)
             LIMIT 4) AS f;
    is_many := cardinality(slugs) > 3;
    IF is_many THEN SELECT '{}', '{}', '{}' INTO slugs, names, whole; END IF;
    RETURN NEXT;
END $$;
GRANT EXECUTE ON FUNCTION app.find_councils(text) TO waymark_site;

-- The command line's door: no session, a council by its slug, suspended or not.
CREATE OR REPLACE FUNCTION app.open_council(council text) RETURNS integer LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE found_id integer;
BEGIN
    SELECT id INTO found_id FROM tenants WHERE slug = council;
    PERFORM app.enter(found_id);
    RETURN found_id;
END $$;

CREATE OR REPLACE FUNCTION app.set_password(person bigint, new_hash text, temporary boolean) RETURNS void LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    INSERT INTO passwords (person_id, hash, is_temporary) VALUES (person, new_hash, temporary)
    ON CONFLICT (tenant_id, person_id) DO UPDATE
       SET hash = excluded.hash, changed_at = now(), is_temporary = excluded.is_temporary;
    UPDATE sessions SET ended_at = now() WHERE tenant_id = app.tenant() AND person_id = person AND ended_at IS NULL;
END $$;

GRANT EXECUTE ON FUNCTION app.open_council(text), app.set_password(bigint, text, boolean) TO waymark_admin;
