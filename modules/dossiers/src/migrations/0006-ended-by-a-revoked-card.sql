COMMENT ON COLUMN dossiers.dossier.reason IS 'Of the last return, hold, refusal or withdrawal, in words; once its card was revoked, the key of why. pii=personal';

COMMENT ON COLUMN dossiers.dossier.approved_on IS 'Day of the approval; null once the card showed what is wrong or was revoked before it was handed over. pii=none';

UPDATE dossiers.dossier d SET state = 'card-revoked', state_since = r.recorded_at, stage_due_on = NULL, approved_on = NULL, reason = r.reason
FROM (
  SELECT DISTINCT ON (w.person_id, w.dossier_id) w.person_id, w.dossier_id, a.recorded_at, a.payload ->> 'reason' AS reason
  FROM dossiers.dossier w JOIN ledger.act a ON a.subject_id = w.person_id
  WHERE w.state IN ('approved', 'in-production', 'printed', 'ready', 'undelivered')
    AND a.kind = 'card.revoked' AND a.payload ->> 'dossierId' = w.dossier_id::text
    AND NOT EXISTS (
      SELECT FROM ledger.act o WHERE o.subject_id = w.person_id AND (
        o.kind IN ('card.handed-over', 'card.spoiled', 'card.lost', 'card.damaged') AND o.payload ->> 'cardId' = a.payload ->> 'cardId'
        OR o.kind = 'card.handed-over' AND o.payload ->> 'dossierId' = w.dossier_id::text))
  ORDER BY w.person_id, w.dossier_id, a.recorded_at, a.act_id) r
WHERE d.person_id = r.person_id AND d.dossier_id = r.dossier_id;
