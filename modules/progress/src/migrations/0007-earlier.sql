ALTER TABLE progress.standing ADD COLUMN earlier text;
COMMENT ON COLUMN progress.standing.earlier IS 'Spans before the last one of what came and went several times: JSON, measure to datemultirange; null for nearly everybody. pii=personal';
