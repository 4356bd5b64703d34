ALTER TABLE progress.standing ADD COLUMN place text;
COMMENT ON COLUMN progress.standing.place IS 'Code of the unit where somebody away in the country is now: what a list of the remaining is counted by. pii=personal';
UPDATE progress.standing s SET place = p.current_unit FROM population.person p WHERE p.person_id = s.person_id AND s.residence_status = 'away-in-country';
