ALTER TABLE population.person ADD COLUMN spouse_pin text;
ALTER TABLE population.person ADD COLUMN nationality text;
ALTER TABLE population.person ADD COLUMN features text;
ALTER TABLE population.person ADD COLUMN missing_since date;
COMMENT ON COLUMN population.person.spouse_pin IS 'Number of the husband or wife. pii=personal';
COMMENT ON COLUMN population.person.nationality IS 'Three letters (ISO 3166-1); null is Vietnamese. pii=personal';
COMMENT ON COLUMN population.person.features IS 'Identifying features. pii=personal';
COMMENT ON COLUMN population.person.missing_since IS 'Day since which the person is declared missing. pii=personal';

CREATE TABLE population.history (
  person_id uuid NOT NULL,
  act_id uuid NOT NULL,
  field text NOT NULL,
  value text,
  valid_from timestamptz,
  recorded_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, act_id, field)
);
COMMENT ON TABLE population.history IS 'What changed of a person after the registration, which states the first value; rebuilt from acts. pii=personal';
COMMENT ON COLUMN population.history.person_id IS 'Whose attribute. pii=none';
COMMENT ON COLUMN population.history.act_id IS 'Act that states it. pii=none';
COMMENT ON COLUMN population.history.field IS 'Attribute, as in the facts. pii=none';
COMMENT ON COLUMN population.history.value IS 'Value from then on; null is none. pii=personal';
COMMENT ON COLUMN population.history.valid_from IS 'Since when it holds; null is from birth. Until the next that is valid later. pii=none';
COMMENT ON COLUMN population.history.recorded_at IS 'Since when the register knows; until a later one about the same time. pii=none';

CREATE TABLE population.correction (
  person_id uuid NOT NULL,
  correction_id uuid NOT NULL,
  unit_id integer NOT NULL,
  form text NOT NULL,
  changes json NOT NULL,
  since date,
  evidence text NOT NULL,
  state text NOT NULL,
  proposed_by text NOT NULL,
  proposed_at timestamptz NOT NULL,
  decided_by text,
  decided_at timestamptz,
  reason text,
  PRIMARY KEY (person_id, correction_id)
);
COMMENT ON TABLE population.correction IS 'Proposals to correct what the register holds, decided by somebody else. pii=personal';
COMMENT ON COLUMN population.correction.person_id IS 'Whose data. pii=none';
COMMENT ON COLUMN population.correction.correction_id IS 'Id made by who proposed. pii=none';
COMMENT ON COLUMN population.correction.unit_id IS 'Commune of the person when it was proposed: whose chief decides. pii=none';
COMMENT ON COLUMN population.correction.form IS 'DC01 changed since, DC02 the register is wrong. pii=none';
COMMENT ON COLUMN population.correction.changes IS 'Field, value held, value proposed. pii=personal';
COMMENT ON COLUMN population.correction.since IS 'Day of the change, DC01 only. pii=none';
COMMENT ON COLUMN population.correction.evidence IS 'Papers that prove it. pii=personal';
COMMENT ON COLUMN population.correction.state IS 'proposed, approved, refused. pii=none';
COMMENT ON COLUMN population.correction.proposed_by IS 'Officer. pii=none';
COMMENT ON COLUMN population.correction.proposed_at IS 'When. pii=none';
COMMENT ON COLUMN population.correction.decided_by IS 'Officer, another one. pii=none';
COMMENT ON COLUMN population.correction.decided_at IS 'When. pii=none';
COMMENT ON COLUMN population.correction.reason IS 'Why it was refused. pii=personal';
CREATE INDEX correction_open ON population.correction (unit_id, proposed_at) WHERE state = 'proposed';
