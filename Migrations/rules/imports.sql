-- Only who imports a paper sees it while it is in progress.

DROP POLICY IF EXISTS mine ON readings_in_progress;
CREATE POLICY mine ON readings_in_progress AS RESTRICTIVE USING (author_id = app.person()) WITH CHECK (author_id = app.person());
