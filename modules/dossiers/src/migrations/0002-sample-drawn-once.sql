ALTER TABLE dossiers.batch_item ADD COLUMN drawn_in uuid;
COMMENT ON COLUMN dossiers.batch_item.drawn_in IS 'Batch whose seed decided whether it was drawn: a dossier is drawn for once while it stays clean. pii=none';
UPDATE dossiers.batch_item SET drawn_in = batch_id;
ALTER TABLE dossiers.batch_item ALTER COLUMN drawn_in SET NOT NULL;
CREATE TABLE dossiers.preview_lock (id integer PRIMARY KEY);
COMMENT ON TABLE dossiers.preview_lock IS 'One row, locked by whoever prepares a bulk approval. pii=none';
COMMENT ON COLUMN dossiers.preview_lock.id IS 'Always 1. pii=none';
INSERT INTO dossiers.preview_lock (id) VALUES (1);
