-- Documents come and go with the draft of an update; the file that a plan was imported from is the plan's, for those who see drafts.

DROP POLICY IF EXISTS no_draft_updates ON documents;
CREATE POLICY no_draft_updates ON documents AS RESTRICTIVE FOR SELECT
    USING ((SELECT app.sees('see_drafts')) OR update_id IN (SELECT id FROM updates));

DROP POLICY IF EXISTS readers ON document_contents;
CREATE POLICY readers ON document_contents AS RESTRICTIVE FOR SELECT
    USING (EXISTS (SELECT FROM documents d WHERE d.tenant_id = document_contents.tenant_id AND d.id = document_contents.document_id));

-- Documents come and go with a draft that the person may write, the last of them in the transaction that submits it. The command
-- line brings whole updates in, and a draft that is removed takes its documents along: they act as the administration and the owner.
CREATE OR REPLACE FUNCTION app.check_document() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
DECLARE
    document documents := coalesce(NEW, OLD);
    is_open  boolean;
BEGIN
    IF current_user IN ('waymark_owner', 'waymark_admin') THEN RETURN document; END IF;
    IF document.update_id IS NULL THEN
        IF NOT app.can('import_plans') OR TG_OP = 'UPDATE' THEN
            RAISE insufficient_privilege USING MESSAGE = 'the file of a plan comes with its import, and is not changed';
        END IF;
        RETURN document;
    END IF;
    IF NOT (app.can('record_updates') OR app.leads_recommendation(document.recommendation_id)) THEN
        RAISE insufficient_privilege USING MESSAGE = 'no team of this person leads the recommendation';
    END IF;
    SELECT state = 'draft' OR (TG_OP = 'INSERT' AND state = 'submitted' AND submitted_at = now()) INTO is_open
      FROM updates WHERE tenant_id = document.tenant_id AND id = document.update_id FOR SHARE;
    IF is_open IS NOT TRUE OR TG_OP = 'UPDATE' THEN
        RAISE insufficient_privilege USING MESSAGE = 'the documents of a submitted update are frozen';
    END IF;
    RETURN document;
END $$;
DROP TRIGGER IF EXISTS frozen ON documents;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON documents FOR EACH ROW EXECUTE FUNCTION app.check_document();

CREATE OR REPLACE FUNCTION app.check_content() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, public, app, pg_temp AS $$
BEGIN
    IF TG_OP <> 'INSERT' AND current_user NOT IN ('waymark_owner', 'waymark_admin') THEN
        RAISE insufficient_privilege USING MESSAGE = 'the content of a document is not changed';
    END IF;
    IF TG_OP = 'DELETE' THEN RETURN OLD; END IF;
    IF NOT EXISTS (SELECT FROM documents d WHERE d.tenant_id = NEW.tenant_id AND d.id = NEW.document_id
                      AND d.size = length(NEW.content) AND d.sha256 = sha256(NEW.content)) THEN
        RAISE check_violation USING MESSAGE = 'the content is not the document''s';
    END IF;
    RETURN NEW;
END $$;
DROP TRIGGER IF EXISTS frozen ON document_contents;
CREATE TRIGGER frozen BEFORE INSERT OR UPDATE OR DELETE ON document_contents FOR EACH ROW EXECUTE FUNCTION app.check_content();
