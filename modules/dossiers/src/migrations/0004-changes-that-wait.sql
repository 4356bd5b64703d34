ALTER TABLE dossiers.batch ADD COLUMN changes_waiting integer NOT NULL DEFAULT 0;
ALTER TABLE dossiers.batch ADD COLUMN changes_refused integer NOT NULL DEFAULT 0;
COMMENT ON COLUMN dossiers.batch.changes_waiting IS 'Clean dossiers left out because a change that they declare is not decided. pii=none';
COMMENT ON COLUMN dossiers.batch.changes_refused IS 'Clean dossiers left out because a change that they declare was refused: to be returned. pii=none';
