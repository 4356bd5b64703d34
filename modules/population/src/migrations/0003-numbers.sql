CREATE TABLE population.number_bucket (
  bucket text PRIMARY KEY,
  key_id text NOT NULL,
  opened_at timestamptz NOT NULL
);
COMMENT ON TABLE population.number_bucket IS 'Province, sex with century, and year of birth from which numbers have been given. pii=none';
COMMENT ON COLUMN population.number_bucket.bucket IS 'First six digits of its numbers. pii=none';
COMMENT ON COLUMN population.number_bucket.key_id IS 'Key whose order its positions follow; another key may not give numbers from it. pii=none';
COMMENT ON COLUMN population.number_bucket.opened_at IS 'When it was opened and the numbers assigned before were taken up. pii=none';

CREATE TABLE population.number_block (
  bucket text NOT NULL,
  block_id uuid NOT NULL,
  first_position integer NOT NULL,
  end_position integer NOT NULL,
  free_count integer NOT NULL,
  free bytea,
  PRIMARY KEY (bucket, block_id)
);
COMMENT ON TABLE population.number_block IS 'Up to a thousand free numbers of a bucket; who gives numbers locks blocks, not the bucket. pii=none';
COMMENT ON COLUMN population.number_block.bucket IS 'Bucket. pii=none';
COMMENT ON COLUMN population.number_block.block_id IS 'Time-ordered id. pii=none';
COMMENT ON COLUMN population.number_block.first_position IS 'First position in the secret order that it covers. pii=none';
COMMENT ON COLUMN population.number_block.end_position IS 'First position after it. pii=none';
COMMENT ON COLUMN population.number_block.free_count IS 'Positions in it that are free. pii=none';
COMMENT ON COLUMN population.number_block.free IS 'Distances between the free positions, 7 bits a byte; null when all are free. pii=none';

CREATE TABLE population.number_reserve (
  reserve_id uuid PRIMARY KEY,
  bucket text NOT NULL,
  device text NOT NULL,
  officer text NOT NULL,
  reserved_at timestamptz NOT NULL,
  positions text NOT NULL,
  returned_at timestamptz
);
COMMENT ON TABLE population.number_reserve IS 'Numbers set apart for a device that works without a connection. pii=none';
COMMENT ON COLUMN population.number_reserve.reserve_id IS 'Id made by who asked. pii=none';
COMMENT ON COLUMN population.number_reserve.bucket IS 'Bucket. pii=none';
COMMENT ON COLUMN population.number_reserve.device IS 'Device that may give them. pii=none';
COMMENT ON COLUMN population.number_reserve.officer IS 'Who set them apart. pii=none';
COMMENT ON COLUMN population.number_reserve.reserved_at IS 'When. pii=none';
COMMENT ON COLUMN population.number_reserve.positions IS 'Positions that the device still holds, or used: distances between them, 7 bits a byte, in base64. pii=none';
COMMENT ON COLUMN population.number_reserve.returned_at IS 'When unused ones were last given back. pii=none';

CREATE INDEX person_without_number ON population.person (person_id) WHERE pin IS NULL;
