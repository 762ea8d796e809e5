-- Only who imports a paper sees it while it is in progress. The owner's functions count what there is, and clear what was abandoned.

DROP POLICY IF EXISTS mine ON pending_imports;
CREATE POLICY mine ON pending_imports AS RESTRICTIVE
    USING (author_id = (SELECT app.person()) OR current_user = 'waymark_owner') WITH CHECK (author_id = (SELECT app.person()));
DROP POLICY IF EXISTS mine ON pending_rows;
CREATE POLICY mine ON pending_rows AS RESTRICTIVE
    USING (author_id = (SELECT app.person()) OR current_user = 'waymark_owner') WITH CHECK (author_id = (SELECT app.person()));
