ALTER TABLE progress.standing ADD COLUMN approval_ended_on date;
ALTER TABLE progress.standing ADD COLUMN approved_anew_on date;
ALTER TABLE progress.standing ADD COLUMN print_ended_on date;
ALTER TABLE progress.standing ADD COLUMN printed_anew_on date;
COMMENT ON COLUMN progress.standing.approval_ended_on IS 'Day since when no approval stood any more: the card of the last one showed what is wrong. pii=personal';
COMMENT ON COLUMN progress.standing.approved_anew_on IS 'Day of the first approval after that. pii=personal';
COMMENT ON COLUMN progress.standing.print_ended_on IS 'Day since when no printed card stood any more: the last one was spoiled, lost, damaged, rejected or revoked before it was handed over. pii=personal';
COMMENT ON COLUMN progress.standing.printed_anew_on IS 'Day of the first card printed after that. pii=personal';
