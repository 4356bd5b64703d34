CREATE SCHEMA ledger;
COMMENT ON SCHEMA ledger IS 'The one append-only log of acts and of reads; its seals; the intake of acts from files';

CREATE TABLE ledger.act (
  subject_id uuid NOT NULL,
  act_id uuid NOT NULL,
  kind text NOT NULL,
  occurred_at timestamptz NOT NULL,
  recorded_at timestamptz NOT NULL,
  unit text,
  officer text,
  team text,
  device text,
  payload json,
  tx bigint NOT NULL DEFAULT (pg_current_xact_id()::text::bigint),
  PRIMARY KEY (subject_id, act_id)
);
COMMENT ON TABLE ledger.act IS 'Something that happened; never updated or deleted. pii=personal';
COMMENT ON COLUMN ledger.act.subject_id IS 'Whom or what it is about: a person, a unit, a campaign. pii=none';
COMMENT ON COLUMN ledger.act.act_id IS 'Id given by the originator; the same id again is the same act. pii=none';
COMMENT ON COLUMN ledger.act.kind IS 'Kind of act, e.g. dossier.collected. pii=none';
COMMENT ON COLUMN ledger.act.occurred_at IS 'When it happened. pii=none';
COMMENT ON COLUMN ledger.act.recorded_at IS 'When this register learned of it. pii=none';
COMMENT ON COLUMN ledger.act.unit IS 'Code of the unit where it was done. pii=none';
COMMENT ON COLUMN ledger.act.officer IS 'Code of the officer. pii=none';
COMMENT ON COLUMN ledger.act.team IS 'Code of the team. pii=none';
COMMENT ON COLUMN ledger.act.device IS 'Code of the device. pii=none';
COMMENT ON COLUMN ledger.act.payload IS 'What the kind of act carries, verbatim as written. pii=personal';
COMMENT ON COLUMN ledger.act.tx IS 'Transaction that wrote it: the order in which blocks take acts up. pii=none';
CREATE INDEX act_tx ON ledger.act USING brin (tx) WITH (pages_per_range = 16, autosummarize = on);

CREATE TABLE ledger.read (
  person_id uuid NOT NULL,
  read_id uuid NOT NULL,
  officer text NOT NULL,
  purpose text NOT NULL,
  view text NOT NULL,
  read_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, read_id)
);
COMMENT ON TABLE ledger.read IS 'Reads of personal data, shown to the person. pii=personal';
COMMENT ON COLUMN ledger.read.person_id IS 'Whose data was read. pii=none';
COMMENT ON COLUMN ledger.read.read_id IS 'Id of the read. pii=none';
COMMENT ON COLUMN ledger.read.officer IS 'Who read. pii=none';
COMMENT ON COLUMN ledger.read.purpose IS 'What for, as stated by the officer. pii=none';
COMMENT ON COLUMN ledger.read.view IS 'What was shown: person, remaining list, export. pii=none';
COMMENT ON COLUMN ledger.read.read_at IS 'When. pii=none';

CREATE TABLE ledger.block (
  bucket smallint NOT NULL,
  height integer NOT NULL,
  from_tx bigint NOT NULL,
  until_tx bigint NOT NULL,
  acts integer NOT NULL,
  previous bytea NOT NULL,
  hash bytea NOT NULL,
  PRIMARY KEY (bucket, height)
);
COMMENT ON TABLE ledger.block IS 'A sealed run of acts of one bucket of subjects, chained to the one before. pii=none';
COMMENT ON COLUMN ledger.block.bucket IS 'Last byte of the subject id modulo 64. pii=none';
COMMENT ON COLUMN ledger.block.height IS 'Position in the chain of its bucket, from 1. pii=none';
COMMENT ON COLUMN ledger.block.from_tx IS 'First transaction covered. pii=none';
COMMENT ON COLUMN ledger.block.until_tx IS 'First transaction no longer covered. pii=none';
COMMENT ON COLUMN ledger.block.acts IS 'Number of acts. pii=none';
COMMENT ON COLUMN ledger.block.previous IS 'Hash of the block before; 32 zero bytes at height 1. pii=none';
COMMENT ON COLUMN ledger.block.hash IS 'SHA-256 of: previous, then the SHA-256 of the lines of its acts. pii=none';

CREATE TABLE ledger.checkpoint (
  checkpoint_no integer PRIMARY KEY,
  until_tx bigint NOT NULL,
  sealed_at timestamptz NOT NULL,
  heads text NOT NULL,
  acts bigint NOT NULL,
  key_id text NOT NULL,
  signature bytea NOT NULL
);
COMMENT ON TABLE ledger.checkpoint IS 'A signed statement of all chain heads. pii=none';
COMMENT ON COLUMN ledger.checkpoint.checkpoint_no IS 'From 1, without gaps. pii=none';
COMMENT ON COLUMN ledger.checkpoint.until_tx IS 'Every act of an earlier transaction is covered. pii=none';
COMMENT ON COLUMN ledger.checkpoint.sealed_at IS 'When it was signed. pii=none';
COMMENT ON COLUMN ledger.checkpoint.heads IS 'Lines bucket:height:hash, in order of bucket. pii=none';
COMMENT ON COLUMN ledger.checkpoint.acts IS 'Acts covered from the beginning. pii=none';
COMMENT ON COLUMN ledger.checkpoint.key_id IS 'First 16 hex digits of the SHA-256 of the public key. pii=none';
COMMENT ON COLUMN ledger.checkpoint.signature IS 'Ed25519 over number, until_tx, acts and heads. pii=none';

CREATE TABLE ledger.intake (
  intake_id uuid PRIMARY KEY,
  kind text NOT NULL,
  file_digest text NOT NULL,
  file_name text NOT NULL,
  state text NOT NULL,
  officer text NOT NULL,
  started_at timestamptz NOT NULL,
  finished_at timestamptz
);
COMMENT ON TABLE ledger.intake IS 'One import of one file. pii=none';
COMMENT ON COLUMN ledger.intake.intake_id IS 'Id of the import. pii=none';
COMMENT ON COLUMN ledger.intake.kind IS 'roll or acts. pii=none';
COMMENT ON COLUMN ledger.intake.file_digest IS 'SHA-256 of the file and of the column mapping: the same file resumes. pii=none';
COMMENT ON COLUMN ledger.intake.file_name IS 'Name without folder. pii=none';
COMMENT ON COLUMN ledger.intake.state IS 'running or finished. pii=none';
COMMENT ON COLUMN ledger.intake.officer IS 'Who imports. pii=none';
COMMENT ON COLUMN ledger.intake.started_at IS 'When it first began. pii=none';
COMMENT ON COLUMN ledger.intake.finished_at IS 'When the last chunk was written. pii=none';

CREATE TABLE ledger.intake_chunk (
  intake_id uuid NOT NULL,
  chunk_no integer NOT NULL,
  accepted integer NOT NULL,
  accepted_with_findings integer NOT NULL,
  rejected integer NOT NULL,
  unchanged integer NOT NULL,
  PRIMARY KEY (intake_id, chunk_no)
);
COMMENT ON TABLE ledger.intake_chunk IS 'A run of rows that was written in one transaction. pii=none';
COMMENT ON COLUMN ledger.intake_chunk.intake_id IS 'Import. pii=none';
COMMENT ON COLUMN ledger.intake_chunk.chunk_no IS 'Position in the file, from 0. pii=none';
COMMENT ON COLUMN ledger.intake_chunk.accepted IS 'Rows that entered. pii=none';
COMMENT ON COLUMN ledger.intake_chunk.accepted_with_findings IS 'Rows that entered with findings. pii=none';
COMMENT ON COLUMN ledger.intake_chunk.rejected IS 'Rows that did not enter. pii=none';
COMMENT ON COLUMN ledger.intake_chunk.unchanged IS 'Rows that said nothing new. pii=none';

CREATE TABLE ledger.intake_reject (
  intake_id uuid NOT NULL,
  row_no integer NOT NULL,
  field text NOT NULL,
  reason text NOT NULL,
  source text NOT NULL,
  PRIMARY KEY (intake_id, row_no)
);
COMMENT ON TABLE ledger.intake_reject IS 'A row that did not enter, kept until it is mended. pii=personal';
COMMENT ON COLUMN ledger.intake_reject.intake_id IS 'Import. pii=none';
COMMENT ON COLUMN ledger.intake_reject.row_no IS 'Row in the file, the header being row 1. pii=none';
COMMENT ON COLUMN ledger.intake_reject.field IS 'Column at fault. pii=none';
COMMENT ON COLUMN ledger.intake_reject.reason IS 'Code of the reason. pii=none';
COMMENT ON COLUMN ledger.intake_reject.source IS 'The cells of the row as a JSON array. pii=personal';
