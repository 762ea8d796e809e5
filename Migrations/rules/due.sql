-- When something is due: the one place. A cycle keeps the day that it began on (31 August, 30 November, 28 February, 31 May).
-- What asks tables is PL/pgSQL, whose plans a session keeps; an SQL function would be planned again by each statement that calls it.

-- The next update of an open recommendation: the council's first number of months after the plan was agreed (001.02), then
-- its repeating number of months after the update before (001.22). Where the plan is followed up only from a later day on,
-- nothing is due before the repeating number of months after that day.
CREATE OR REPLACE FUNCTION app.next_update(
    agreed_on date, last_update_on date, first_months integer, repeat_months integer, followed_from date)
RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN greatest(coalesce(last_update_on + make_interval(months => repeat_months),
                         agreed_on + make_interval(months => first_months)),
                followed_from + make_interval(months => repeat_months))::date;

-- The day of a cycle, counted from 0.
CREATE OR REPLACE FUNCTION app.cycle_day(begun_on date, every_months integer, number integer) RETURNS date
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (begun_on + make_interval(months => number * every_months))::date;

-- The last cycle that begins no later than in the month of a day.
CREATE OR REPLACE FUNCTION app.cycle_of(begun_on date, every_months integer, day date) RETURNS integer
LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN greatest(0, (12 * (extract(year FROM day) - extract(year FROM begun_on))
                    + extract(month FROM day) - extract(month FROM begun_on))::integer / every_months);

-- The next report of a recurring duty, after what was reported last (000.10).
CREATE OR REPLACE FUNCTION app.next_report(begun_on date, every_months integer, last_on date) RETURNS date
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE number integer := app.cycle_of(begun_on, every_months, last_on);
BEGIN
    IF last_on IS NULL THEN RETURN begun_on; END IF;
    IF app.cycle_day(begun_on, every_months, number) > last_on THEN
        RETURN app.cycle_day(begun_on, every_months, number);
    END IF;
    RETURN app.cycle_day(begun_on, every_months, number + 1);
END $$;

-- How often something was owed before today, `next_on` the first of them: every cycle that was missed counts.
CREATE OR REPLACE FUNCTION app.times_owed(begun_on date, every_months integer, next_on date, today date) RETURNS integer
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE number integer;
BEGIN
    IF next_on >= today THEN RETURN 0; END IF;
    IF every_months IS NULL THEN RETURN 1; END IF;
    number := app.cycle_of(begun_on, every_months, today);
    RETURN number - app.cycle_of(begun_on, every_months, next_on)
        + (app.cycle_day(begun_on, every_months, number) < today)::integer;
END $$;

-- The days of the next four reports from today on.
CREATE OR REPLACE FUNCTION app.coming_reports(begun_on date, every_months integer, next_on date, today date) RETURNS date[]
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE first integer := app.cycle_of(begun_on, every_months, next_on) + app.times_owed(begun_on, every_months, next_on, today);
BEGIN
    RETURN ARRAY[app.cycle_day(begun_on, every_months, first), app.cycle_day(begun_on, every_months, first + 1),
                 app.cycle_day(begun_on, every_months, first + 2), app.cycle_day(begun_on, every_months, first + 3)];
END $$;

-- Whether an update in force says that it answers the report of an action that was owed on a day.
CREATE OR REPLACE FUNCTION app.is_reported(action bigint, day date) RETURNS boolean LANGUAGE plpgsql STABLE
SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN EXISTS (SELECT FROM update_reports q JOIN updates u ON u.tenant_id = q.tenant_id AND u.id = q.update_id
                    WHERE q.tenant_id = app.tenant() AND q.action_id = action AND q.owed_on = day
                      AND u.state IN ('submitted', 'agreed'));
END $$;

-- The first report of a recurring duty that no update answers, after what was reported last without saying which.
CREATE OR REPLACE FUNCTION app.next_open_report(action bigint, begun_on date, every_months integer, last_on date) RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE number integer := app.cycle_of(begun_on, every_months, app.next_report(begun_on, every_months, last_on));
BEGIN
    WHILE app.is_reported(action, app.cycle_day(begun_on, every_months, number)) LOOP number := number + 1; END LOOP;
    RETURN app.cycle_day(begun_on, every_months, number);
END $$;

-- The last day of what may be only a month or a year.
CREATE OR REPLACE FUNCTION app.last_day(day date, of_precision text) RETURNS date LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (CASE of_precision WHEN 'year' THEN day + interval '1 year - 1 day' WHEN 'month' THEN day + interval '1 month - 1 day'
                          ELSE day END)::date;
GRANT EXECUTE ON FUNCTION app.last_day(date, text) TO waymark_site, waymark_admin;

-- When an action's report is due, `update_on` the day of its recommendation's next update; null where none is owed.
CREATE OR REPLACE FUNCTION app.report_due(
    owing actions, update_on date, followed_from date, repeat_months integer)
RETURNS date
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    RETURN CASE
        -- Owed once: by the day of the meeting that it names, until an update says that it answers it, or one that does
        -- not say which it answers comes after it was asked for. What is said of one action answers no other's report.
        -- What would have been owed before the plan is followed up is owed by the first day on which an update can be due;
        -- what is owed in the month or year in which that begins, by the end of it.
        WHEN owing.report_duty = 'once' THEN (
            SELECT CASE WHEN d.last_on < followed_from THEN (followed_from + make_interval(months => repeat_months))::date
                        WHEN d.day < followed_from THEN d.last_on ELSE d.day END
              FROM (SELECT coalesce(m.held_on, owing.report_on, update_on) AS day,
                           coalesce(m.held_on, app.last_day(owing.report_on, owing.report_precision), update_on) AS last_on
                      FROM (SELECT 1) AS one
                      LEFT JOIN meetings m ON m.tenant_id = owing.tenant_id AND m.id = owing.report_meeting_id) AS d
             WHERE NOT EXISTS (SELECT FROM updates u
                     WHERE u.tenant_id = owing.tenant_id AND u.plan_id = owing.plan_id
                       AND u.recommendation_id = owing.recommendation_id
                       AND CASE WHEN u.names_reports THEN EXISTS (
                                    SELECT FROM update_reports q
                                     WHERE q.tenant_id = u.tenant_id AND q.update_id = u.id AND q.action_id = owing.id)
                                ELSE u.action_id IS NULL OR u.action_id = owing.id END
                       AND u.state IN ('submitted', 'agreed')
                       AND (owing.report_asked_on IS NULL
                            OR (u.submitted_at AT TIME ZONE 'Europe/London')::date >= owing.report_asked_on)))
        -- One that is owed in a month or a year is owed while that lasts.
        WHEN owing.report_duty = 'recurring' THEN app.next_open_report(
            owing.id, owing.report_on, owing.report_every_months,
            greatest(date_trunc(owing.report_precision, followed_from::timestamp)::date - 1, (
                SELECT max(coalesce(u.as_of, u.period_on)) FROM updates u
                 WHERE u.tenant_id = owing.tenant_id AND u.plan_id = owing.plan_id
                   AND u.recommendation_id = owing.recommendation_id AND NOT u.names_reports
                   AND (u.action_id IS NULL OR u.action_id = owing.id) AND u.state IN ('submitted', 'agreed'))))
        END;
END $$;

-- How many of those that were owed before today no update answers.
CREATE OR REPLACE FUNCTION app.reports_owed(action bigint, begun_on date, every_months integer, next_on date, today date)
RETURNS integer LANGUAGE plpgsql STABLE SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE owed integer := app.times_owed(begun_on, every_months, next_on, today);
BEGIN
    IF owed = 0 OR every_months IS NULL THEN RETURN owed; END IF;
    RETURN owed - (
        SELECT count(DISTINCT q.owed_on) FROM update_reports q JOIN updates u ON u.tenant_id = q.tenant_id AND u.id = q.update_id
         WHERE q.tenant_id = app.tenant() AND q.action_id = action AND u.state IN ('submitted', 'agreed')
           AND q.owed_on >= next_on AND q.owed_on < today
           AND q.owed_on = app.cycle_day(begun_on, every_months, app.cycle_of(begun_on, every_months, q.owed_on)));
END $$;
GRANT EXECUTE ON FUNCTION app.is_reported(bigint, date), app.next_open_report(bigint, date, integer, date),
    app.report_due(actions, date, date, integer),
    app.reports_owed(bigint, date, integer, date, date) TO waymark_site, waymark_admin;

GRANT EXECUTE ON FUNCTION app.next_update(date, date, integer, integer, date), app.cycle_day(date, integer, integer),
    app.cycle_of(date, integer, date), app.next_report(date, integer, date), app.times_owed(date, integer, date, date),
    app.coming_reports(date, integer, date, date) TO waymark_site, waymark_admin;
