ALTER TABLE progress.standing ADD COLUMN place text;
COMMENT ON COLUMN progress.standing.place IS 'Code of the unit where somebody away in the country is now: what a list of the remaining is counted by. pii=personal';
