ALTER TABLE dossiers.unit_area ADD COLUMN stated_by text;
ALTER TABLE dossiers.unit_area ADD COLUMN stated_at timestamptz;
COMMENT ON COLUMN dossiers.unit_area.stated_by IS 'Code of the officer who stated it last. pii=none';
COMMENT ON COLUMN dossiers.unit_area.stated_at IS 'When. pii=none';
