ALTER TABLE progress.standing ADD COLUMN walk_key text COLLATE "C";
COMMENT ON COLUMN progress.standing.walk_key IS 'Address without diacritics, numbers in the order of their value: the order in which a list of the commune is walked. pii=personal';
DROP INDEX progress.standing_unit;
CREATE INDEX standing_unit ON progress.standing (unit_id, walk_key);
