CREATE INDEX person_born ON population.person (birth_date);

CREATE TABLE population.link_model (
  trained_at timestamptz PRIMARY KEY,
  records integer NOT NULL,
  model json NOT NULL
);
COMMENT ON TABLE population.link_model IS 'Models that searches for duplicates were made with; the latest scores single records. pii=personal';
COMMENT ON COLUMN population.link_model.trained_at IS 'When it was trained, on the register as it was. pii=none';
COMMENT ON COLUMN population.link_model.records IS 'Records that it was trained on. pii=none';
COMMENT ON COLUMN population.link_model.model IS 'Comparisons, levels, likelihoods, and how common values are. pii=personal';
