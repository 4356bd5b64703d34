ALTER TABLE population.correction ADD COLUMN dossier_id uuid;
COMMENT ON COLUMN population.correction.dossier_id IS 'Dossier in which the change was declared; null for a proposal made by itself. pii=none';
COMMENT ON COLUMN population.correction.state IS 'proposed, approved, refused, withdrawn (with its dossier, or replaced in it). pii=none';

CREATE INDEX correction_of_dossier ON population.correction (person_id, dossier_id) WHERE dossier_id IS NOT NULL;
