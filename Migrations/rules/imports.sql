-- Only who imports a paper sees it while it is in progress.

DROP POLICY IF EXISTS mine ON pending_imports;
CREATE POLICY mine ON pending_imports AS RESTRICTIVE USING (author_id = (SELECT app.person())) WITH CHECK (author_id = (SELECT app.person()));
