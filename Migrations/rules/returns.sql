-- What the returns are told, of the records as they are.

-- What somebody mainly did from a day on: as it was recorded, and as it follows from a placement that has begun, where that is certain.
-- An apprenticeship, a traineeship and a supported internship are a main activity whatever else somebody does; of a job only a person
-- knows whether it is, and whether somebody is trained in it. What was recorded of a placement ends with it, but not what begins on its
-- last day. As its reader: policies hold.
DROP VIEW IF EXISTS activity_spells;
CREATE VIEW activity_spells WITH (security_invoker = true) AS
    SELECT a.tenant_id, a.young_person_id, a.id AS activity_id, NULL::bigint AS placement_id, a.began_on, w.ended_on,
           a.main, a.mode, a.hours, a.paid_hours, a.is_seeking
      FROM activities a
      LEFT JOIN LATERAL (SELECT p.ended_on FROM placements p
            WHERE p.tenant_id = a.tenant_id AND p.young_person_id = a.young_person_id AND p.started_on <= a.began_on
              AND coalesce(p.ended_on > a.began_on, true)
              AND p.kind = CASE WHEN a.main IN ('employment', 'employment_with_training', 'employment_with_study', 'temporary_employment')
                                THEN 'job' ELSE a.main END
            ORDER BY p.ended_on DESC NULLS FIRST LIMIT 1) AS w ON true
    UNION ALL
    SELECT p.tenant_id, p.young_person_id, NULL, p.id, p.started_on, p.ended_on, p.kind, CASE WHEN p.hours >= 16 THEN 'full' ELSE 'part' END,
           p.hours, NULL, false
      FROM placements p
     WHERE p.started_on IS NOT NULL AND p.hours IS NOT NULL AND p.kind IN ('apprenticeship', 'traineeship', 'supported_internship');
GRANT SELECT ON activity_spells TO waymark_site, waymark_admin;
