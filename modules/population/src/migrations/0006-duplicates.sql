CREATE TABLE population.pair (
  person_id uuid NOT NULL,
  other_id uuid NOT NULL,
  probability real NOT NULL,
  explanation json,
  found_by text NOT NULL,
  found_at timestamptz NOT NULL,
  state text NOT NULL,
  merge_id uuid,
  judged_by text,
  judged_at timestamptz,
  note text,
  PRIMARY KEY (person_id, other_id)
);
COMMENT ON TABLE population.pair IS 'Two records that may be of one person, and what was decided. Never deleted: who was found to be different is not asked about again. pii=none';
COMMENT ON COLUMN population.pair.person_id IS 'The record with the smaller id. pii=none';
COMMENT ON COLUMN population.pair.other_id IS 'The record with the larger id. pii=none';
COMMENT ON COLUMN population.pair.probability IS 'That both are of one person, 0 to 1, by the model in force when the pair was found. pii=none';
COMMENT ON COLUMN population.pair.explanation IS 'How the score came about: prior, and each comparison with its level and weight; no values. pii=none';
COMMENT ON COLUMN population.pair.found_by IS 'search, import, entry or officer. pii=none';
COMMENT ON COLUMN population.pair.found_at IS 'When the pair was found first. pii=none';
COMMENT ON COLUMN population.pair.state IS 'open, same, different or visit. pii=none';
COMMENT ON COLUMN population.pair.merge_id IS 'The merge that a decision same has led to. pii=none';
COMMENT ON COLUMN population.pair.judged_by IS 'Code of the officer who decided last. pii=none';
COMMENT ON COLUMN population.pair.judged_at IS 'When. pii=none';
COMMENT ON COLUMN population.pair.note IS 'Why, in the words of the officer. pii=personal';

CREATE INDEX pair_other ON population.pair (other_id);
CREATE INDEX pair_waiting ON population.pair (probability DESC, person_id, other_id) WHERE state IN ('open', 'visit');

CREATE TABLE population.merge (
  absorbed_id uuid PRIMARY KEY,
  survivor_id uuid NOT NULL,
  merge_id uuid NOT NULL,
  merged_at timestamptz NOT NULL,
  merged_by text NOT NULL
);
COMMENT ON TABLE population.merge IS 'Records that are taken up in another one of the same person. An undone merge has no row. pii=none';
COMMENT ON COLUMN population.merge.absorbed_id IS 'The record that counts no longer; its acts, dossiers and cards stay with it. pii=none';
COMMENT ON COLUMN population.merge.survivor_id IS 'The record that stands for the person. pii=none';
COMMENT ON COLUMN population.merge.merge_id IS 'Made by who asked: the same again changes nothing. pii=none';
COMMENT ON COLUMN population.merge.merged_at IS 'When. pii=none';
COMMENT ON COLUMN population.merge.merged_by IS 'Code of the officer. pii=none';

CREATE INDEX merge_survivor ON population.merge (survivor_id);
