CREATE TABLE population.told (
  intake_id uuid NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (intake_id, person_id)
);
COMMENT ON TABLE population.told IS 'People of whom a row of an import under way told nothing new; emptied when it ends. pii=none';
COMMENT ON COLUMN population.told.intake_id IS 'Import. pii=none';
COMMENT ON COLUMN population.told.person_id IS 'Of whom. pii=none';
