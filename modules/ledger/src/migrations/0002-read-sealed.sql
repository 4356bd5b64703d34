ALTER TABLE ledger.read ADD COLUMN tx bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint);
COMMENT ON COLUMN ledger.read.tx IS 'Transaction that wrote the read: seals cover runs of transactions. pii=none';
CREATE INDEX read_tx ON ledger.read USING brin (tx) WITH (pages_per_range = 16, autosummarize = on);
CREATE INDEX read_day ON ledger.read USING brin (read_at) WITH (pages_per_range = 16, autosummarize = on);
COMMENT ON TABLE ledger.read IS 'Reads of personal data, shown to the person and to auditors, sealed with the acts. pii=personal';
COMMENT ON COLUMN ledger.block.acts IS 'Acts and reads in the block. pii=none';
COMMENT ON COLUMN ledger.checkpoint.acts IS 'Acts and reads covered since the beginning. pii=none';
