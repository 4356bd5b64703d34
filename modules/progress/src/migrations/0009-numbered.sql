ALTER TABLE progress.standing ADD COLUMN numbered_on date;
COMMENT ON COLUMN progress.standing.numbered_on IS 'Day since when the register holds an identification number of the person. pii=personal';
