ALTER TABLE progress.standing ADD COLUMN collection_ended_on date;
ALTER TABLE progress.standing ADD COLUMN collected_anew_on date;
COMMENT ON COLUMN progress.standing.collection_ended_on IS 'Day since when no dossier stood any more: the last one had been refused or withdrawn. pii=personal';
COMMENT ON COLUMN progress.standing.collected_anew_on IS 'Day of the first dossier after that. pii=personal';
