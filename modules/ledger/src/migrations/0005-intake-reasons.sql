CREATE TABLE ledger.intake_reason (
  intake_id uuid NOT NULL,
  chunk_no integer NOT NULL,
  outcome text NOT NULL,
  reason text NOT NULL,
  rows integer NOT NULL,
  PRIMARY KEY (intake_id, chunk_no, outcome, reason)
);
COMMENT ON TABLE ledger.intake_reason IS 'How many rows of a chunk were rejected, or entered with findings, for which reason: counted as it is written, so that telling it reads no rows. pii=none';
COMMENT ON COLUMN ledger.intake_reason.intake_id IS 'Import. pii=none';
COMMENT ON COLUMN ledger.intake_reason.chunk_no IS 'Position in the file, from 0; -1: rows that were rejected before this was counted. pii=none';
COMMENT ON COLUMN ledger.intake_reason.outcome IS 'rejected or acceptedWithFindings. pii=none';
COMMENT ON COLUMN ledger.intake_reason.reason IS 'Code of the reason, or kind of the finding. pii=none';
COMMENT ON COLUMN ledger.intake_reason.rows IS 'Rows; one with several findings counts for each. pii=none';
INSERT INTO ledger.intake_reason (intake_id, chunk_no, outcome, reason, rows)
  SELECT intake_id, -1, 'rejected', reason, count(*) FROM ledger.intake_reject GROUP BY intake_id, reason;
