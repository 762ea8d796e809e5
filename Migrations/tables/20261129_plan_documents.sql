-- The file that a plan was imported from is a document of the plan itself. It waits with the import until the plan is saved.
ALTER TABLE documents
    ALTER COLUMN recommendation_id DROP NOT NULL,
    ALTER COLUMN update_id DROP NOT NULL,
    ADD FOREIGN KEY (tenant_id, plan_id) REFERENCES plans ON DELETE CASCADE,
    ADD CHECK (CASE WHEN update_id IS NULL THEN recommendation_id IS NULL AND kind <> 'link' AND carried_from IS NULL
                    ELSE recommendation_id IS NOT NULL END);
CREATE UNIQUE INDEX documents_of_plan ON documents (tenant_id, plan_id) WHERE update_id IS NULL;

ALTER TABLE pending_imports
    ADD COLUMN file_name text NOT NULL DEFAULT '' CHECK (length(file_name) <= 120),
    ADD COLUMN file bytea CHECK (length(file) BETWEEN 1 AND 10485760),
    ADD CHECK ((file IS NULL) = (file_name = ''));
ALTER TABLE pending_imports ALTER COLUMN file SET STORAGE EXTERNAL;
