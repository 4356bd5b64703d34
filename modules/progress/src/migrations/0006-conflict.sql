ALTER TABLE progress.standing ADD COLUMN conflict_on date;
COMMENT ON COLUMN progress.standing.conflict_on IS 'Since when something in the record must be mended before a dossier can be collected; none when nothing must. pii=personal';
UPDATE progress.standing s SET conflict_on = f.found_on FROM
  (SELECT person_id, min(found_at)::date AS found_on FROM population.finding WHERE conflict GROUP BY person_id) f WHERE f.person_id = s.person_id;
