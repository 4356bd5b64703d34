CREATE TABLE population.mended (
  person_id uuid NOT NULL,
  kind text NOT NULL,
  field text NOT NULL,
  found_at timestamptz NOT NULL,
  mended_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, kind, field, found_at)
);
COMMENT ON TABLE population.mended IS 'Findings that are no more: how long each stood. pii=personal';
COMMENT ON COLUMN population.mended.person_id IS 'Whose record. pii=none';
COMMENT ON COLUMN population.mended.kind IS 'Kind of finding. pii=none';
COMMENT ON COLUMN population.mended.field IS 'Field at fault. pii=none';
COMMENT ON COLUMN population.mended.found_at IS 'When it was found. pii=none';
COMMENT ON COLUMN population.mended.mended_at IS 'When it was seen to be gone. pii=none';

CREATE TABLE population.quality_state (
  only_row boolean PRIMARY KEY CHECK (only_row),
  until_tx bigint NOT NULL
);
COMMENT ON TABLE population.quality_state IS 'How far the checks of quality have followed the ledger. pii=none';
COMMENT ON COLUMN population.quality_state.only_row IS 'Always true: there is one row. pii=none';
COMMENT ON COLUMN population.quality_state.until_tx IS 'What transactions below this one told of people has been checked. pii=none';
INSERT INTO population.quality_state (only_row, until_tx) VALUES (true, 0);

CREATE TABLE population.bulk_mend (
  mend_id uuid PRIMARY KEY,
  mend text NOT NULL,
  unit text NOT NULL,
  officer text NOT NULL,
  people integer NOT NULL,
  mended_at timestamptz NOT NULL,
  undone_at timestamptz
);
COMMENT ON TABLE population.bulk_mend IS 'Mends of many records at once, so that they can be undone. pii=none';
COMMENT ON COLUMN population.bulk_mend.mend_id IS 'Id made by who asked; the same again changes nothing. pii=none';
COMMENT ON COLUMN population.bulk_mend.mend IS 'What was mended. pii=none';
COMMENT ON COLUMN population.bulk_mend.unit IS 'Code of the unit whose people were mended. pii=none';
COMMENT ON COLUMN population.bulk_mend.officer IS 'Who did it. pii=none';
COMMENT ON COLUMN population.bulk_mend.people IS 'How many records changed. pii=none';
COMMENT ON COLUMN population.bulk_mend.mended_at IS 'When. pii=none';
COMMENT ON COLUMN population.bulk_mend.undone_at IS 'When it was undone; null while it stands. pii=none';

CREATE TABLE population.bulk_mend_item (
  person_id uuid NOT NULL,
  mend_id uuid NOT NULL,
  field text NOT NULL,
  before text NOT NULL,
  after text NOT NULL,
  PRIMARY KEY (person_id, mend_id, field)
);
COMMENT ON TABLE population.bulk_mend_item IS 'What a bulk mend changed. pii=personal';
COMMENT ON COLUMN population.bulk_mend_item.person_id IS 'Whose record. pii=none';
COMMENT ON COLUMN population.bulk_mend_item.mend_id IS 'Which mend. pii=none';
COMMENT ON COLUMN population.bulk_mend_item.field IS 'Field that was changed. pii=none';
COMMENT ON COLUMN population.bulk_mend_item.before IS 'Text before. pii=personal';
COMMENT ON COLUMN population.bulk_mend_item.after IS 'Text after. pii=personal';
CREATE INDEX bulk_mend_item_mend ON population.bulk_mend_item (mend_id);
