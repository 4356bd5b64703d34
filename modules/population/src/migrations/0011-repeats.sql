CREATE TABLE population.undone (
  decision_id uuid PRIMARY KEY,
  act_id uuid NOT NULL,
  person_id uuid NOT NULL,
  other_id uuid NOT NULL
);
COMMENT ON TABLE population.undone IS 'Merges and decisions about a number that were undone: whoever asks again is answered as the first time. pii=none';
COMMENT ON COLUMN population.undone.decision_id IS 'The merge, or the decision about a number. pii=none';
COMMENT ON COLUMN population.undone.act_id IS 'The act that undid it. pii=none';
COMMENT ON COLUMN population.undone.person_id IS 'Whose record was absorbed, or who had been given another number. pii=none';
COMMENT ON COLUMN population.undone.other_id IS 'The record that absorbed it, or who had kept the number. pii=none';

ALTER TABLE population.bulk_mend ADD COLUMN undone_by text, ADD COLUMN undone_people integer, ADD COLUMN undone_left integer;
COMMENT ON COLUMN population.bulk_mend.undone_by IS 'Who undid it. pii=none';
COMMENT ON COLUMN population.bulk_mend.undone_people IS 'How many records are as they were. pii=none';
COMMENT ON COLUMN population.bulk_mend.undone_left IS 'How many were left because they had changed since. pii=none';

CREATE TABLE population.number_request (
  request_id uuid PRIMARY KEY,
  bucket text NOT NULL
);
COMMENT ON TABLE population.number_request IS 'In which bucket a request for numbers was answered: its id is of no other. pii=none';
COMMENT ON COLUMN population.number_request.request_id IS 'Id made by who asked. pii=none';
COMMENT ON COLUMN population.number_request.bucket IS 'Bucket. pii=none';
INSERT INTO population.number_request (request_id, bucket) SELECT reserve_id, bucket FROM population.number_reserve;
