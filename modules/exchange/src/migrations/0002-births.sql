CREATE TABLE exchange.generated (
  pin text PRIMARY KEY,
  agency_code text NOT NULL REFERENCES exchange.agency,
  generated_at timestamptz NOT NULL
);
COMMENT ON TABLE exchange.generated IS 'Numbers that generateUIN gave to an agency for births which it registers. pii=none';
COMMENT ON COLUMN exchange.generated.pin IS 'The number; nobody bears it before a registration. pii=none';
COMMENT ON COLUMN exchange.generated.agency_code IS 'Who asked for it, and alone may register somebody with it. pii=none';
COMMENT ON COLUMN exchange.generated.generated_at IS 'When it was given first. pii=none';

CREATE TABLE exchange.announced (
  person_id uuid PRIMARY KEY,
  agency_code text NOT NULL REFERENCES exchange.agency,
  transaction_id text NOT NULL,
  announced_at timestamptz NOT NULL
);
COMMENT ON TABLE exchange.announced IS 'Persons whom createPerson has announced: an identity of the same agency registers them. pii=none';
COMMENT ON COLUMN exchange.announced.person_id IS 'Id that the agency gave. pii=none';
COMMENT ON COLUMN exchange.announced.agency_code IS 'Who announced the person. pii=none';
COMMENT ON COLUMN exchange.announced.transaction_id IS 'The agency''s id of the request: the same again is the same. pii=none';
COMMENT ON COLUMN exchange.announced.announced_at IS 'When it was told. pii=none';
