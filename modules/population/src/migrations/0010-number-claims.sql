CREATE TABLE population.number_claim (
  person_id uuid NOT NULL,
  claim_id uuid NOT NULL,
  pin text NOT NULL,
  search_key text NOT NULL,
  birth_date text,
  record_id uuid,
  facts json NOT NULL,
  units_on date NOT NULL,
  intake_id uuid NOT NULL,
  row_no integer NOT NULL,
  claimed_at timestamptz NOT NULL,
  state text NOT NULL,
  entered_id uuid,
  judged_by text,
  judged_at timestamptz,
  note text,
  PRIMARY KEY (person_id, claim_id)
);
CREATE INDEX number_claim_state ON population.number_claim (state, claimed_at);
COMMENT ON TABLE population.number_claim IS 'Rows of rolls that were refused because their number belongs to somebody of another name and birth date: two people with one number, to be decided. pii=personal';
COMMENT ON COLUMN population.number_claim.person_id IS 'To whom the number belongs. pii=none';
COMMENT ON COLUMN population.number_claim.claim_id IS 'Follows from that person and name and birth date of the row: the same row again is the same claim. pii=none';
COMMENT ON COLUMN population.number_claim.pin IS 'The number. pii=personal';
COMMENT ON COLUMN population.number_claim.search_key IS 'Name of the row without diacritics. pii=personal';
COMMENT ON COLUMN population.number_claim.birth_date IS 'Birth date of the row as far as it is known. pii=personal';
COMMENT ON COLUMN population.number_claim.record_id IS 'Id that the row gives the person, of nobody in the register; null when none. pii=none';
COMMENT ON COLUMN population.number_claim.facts IS 'What the row says, as last refused. pii=personal';
COMMENT ON COLUMN population.number_claim.units_on IS 'Day whose unit codes the row uses. pii=none';
COMMENT ON COLUMN population.number_claim.intake_id IS 'Import that refused it last. pii=none';
COMMENT ON COLUMN population.number_claim.row_no IS 'Row of that file. pii=none';
COMMENT ON COLUMN population.number_claim.claimed_at IS 'When it was refused first. pii=none';
COMMENT ON COLUMN population.number_claim.state IS 'open, visit, same or different. pii=none';
COMMENT ON COLUMN population.number_claim.entered_id IS 'Record that the decision different has made. pii=none';
COMMENT ON COLUMN population.number_claim.judged_by IS 'Code of the officer who decided last. pii=none';
COMMENT ON COLUMN population.number_claim.judged_at IS 'When. pii=none';
COMMENT ON COLUMN population.number_claim.note IS 'Why, in the words of the officer. pii=personal';
