CREATE SCHEMA dossiers;
COMMENT ON SCHEMA dossiers IS 'Dossiers from the counter to the card: steps, captures, checks, bulk approval';

CREATE TABLE dossiers.dossier (
  person_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  kind text NOT NULL,
  channel text NOT NULL,
  state text NOT NULL,
  state_since timestamptz NOT NULL,
  unit text NOT NULL,
  unit_id integer NOT NULL,
  team text,
  device text,
  opened_at timestamptz NOT NULL,
  occurred_at timestamptz NOT NULL,
  submitted_at timestamptz,
  collectors text[] NOT NULL,
  due_on date,
  stage_due_on date,
  causes text[] NOT NULL DEFAULT '{}',
  manual_review boolean NOT NULL DEFAULT false,
  reason text,
  approved_on date,
  PRIMARY KEY (person_id, dossier_id)
) WITH (fillfactor = 80);
COMMENT ON TABLE dossiers.dossier IS 'A dossier: what is asked for, and where it stands; its acts are in the ledger. pii=personal';
COMMENT ON COLUMN dossiers.dossier.person_id IS 'Whose dossier. pii=none';
COMMENT ON COLUMN dossiers.dossier.dossier_id IS 'UUIDv7 given by who opened it. pii=none';
COMMENT ON COLUMN dossiers.dossier.kind IS 'first, change or reissue. pii=none';
COMMENT ON COLUMN dossiers.dossier.channel IS 'counter, mobile or device. pii=none';
COMMENT ON COLUMN dossiers.dossier.state IS 'Where it stands: a row of the table of states. pii=none';
COMMENT ON COLUMN dossiers.dossier.state_since IS 'When it came there. pii=none';
COMMENT ON COLUMN dossiers.dossier.unit IS 'Code of the unit that collects. pii=none';
COMMENT ON COLUMN dossiers.dossier.unit_id IS 'That unit on the day of the collection. pii=none';
COMMENT ON COLUMN dossiers.dossier.team IS 'Code of the team. pii=none';
COMMENT ON COLUMN dossiers.dossier.device IS 'Code of the device. pii=none';
COMMENT ON COLUMN dossiers.dossier.opened_at IS 'When this register learned of it. pii=none';
COMMENT ON COLUMN dossiers.dossier.occurred_at IS 'When the citizen was served, by the clock of who collected. pii=none';
COMMENT ON COLUMN dossiers.dossier.submitted_at IS 'When it was submitted here, first. pii=none';
COMMENT ON COLUMN dossiers.dossier.collectors IS 'Officers who had a hand in collecting it: they decide nothing about it. pii=none';
COMMENT ON COLUMN dossiers.dossier.due_on IS 'By when the law wants the card. pii=none';
COMMENT ON COLUMN dossiers.dossier.stage_due_on IS 'By when the present stage ends. pii=none';
COMMENT ON COLUMN dossiers.dossier.causes IS 'Why it is delayed: of failed checks, and as officers stated. pii=none';
COMMENT ON COLUMN dossiers.dossier.manual_review IS 'Drawn into a sample: approved one by one only. pii=none';
COMMENT ON COLUMN dossiers.dossier.reason IS 'Words of the last return, hold, refusal or withdrawal. pii=personal';
COMMENT ON COLUMN dossiers.dossier.approved_on IS 'Day of the approval. pii=none';
CREATE INDEX dossier_queue ON dossiers.dossier (unit_id, state);

CREATE TABLE dossiers.key (
  dossier_id uuid PRIMARY KEY,
  person_id uuid NOT NULL
);
COMMENT ON TABLE dossiers.key IS 'Key table: dossier to person. pii=none';
COMMENT ON COLUMN dossiers.key.dossier_id IS 'Dossier. pii=none';
COMMENT ON COLUMN dossiers.key.person_id IS 'Whose it is. pii=none';

CREATE TABLE dossiers.step (
  person_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  step text NOT NULL,
  version integer NOT NULL,
  content json NOT NULL,
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  PRIMARY KEY (person_id, dossier_id, step)
);
COMMENT ON TABLE dossiers.step IS 'A step of the wizard as saved last. pii=personal';
COMMENT ON COLUMN dossiers.step.person_id IS 'Whose dossier. pii=none';
COMMENT ON COLUMN dossiers.step.dossier_id IS 'Dossier. pii=none';
COMMENT ON COLUMN dossiers.step.step IS 'Which step. pii=none';
COMMENT ON COLUMN dossiers.step.version IS 'Grows with every save. pii=none';
COMMENT ON COLUMN dossiers.step.content IS 'What the officer entered. pii=personal';
COMMENT ON COLUMN dossiers.step.saved_at IS 'When. pii=none';
COMMENT ON COLUMN dossiers.step.saved_by IS 'Code of the officer. pii=none';

CREATE TABLE dossiers.capture (
  person_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  slot text NOT NULL,
  media_type text,
  bytes bytea,
  quality smallint,
  missing text,
  saved_at timestamptz NOT NULL,
  saved_by text NOT NULL,
  PRIMARY KEY (person_id, dossier_id, slot), CHECK ((bytes IS NULL) = (media_type IS NULL) AND (bytes IS NULL) <> (missing IS NULL))
);
COMMENT ON TABLE dossiers.capture IS 'The portrait, or one finger: its image, or why there is none. pii=biometric';
COMMENT ON COLUMN dossiers.capture.person_id IS 'Whose dossier. pii=none';
COMMENT ON COLUMN dossiers.capture.dossier_id IS 'Dossier. pii=none';
COMMENT ON COLUMN dossiers.capture.slot IS 'portrait, or finger-1 to finger-10 (positions of ISO/IEC 19794). pii=none';
COMMENT ON COLUMN dossiers.capture.media_type IS 'Media type of the image; null for a missing finger. pii=none';
COMMENT ON COLUMN dossiers.capture.bytes IS 'The image. pii=biometric';
COMMENT ON COLUMN dossiers.capture.quality IS 'NFIQ 2, 0 to 100, as the device gave it. pii=biometric';
COMMENT ON COLUMN dossiers.capture.missing IS 'Why the finger cannot be taken. pii=biometric';
COMMENT ON COLUMN dossiers.capture.saved_at IS 'When. pii=none';
COMMENT ON COLUMN dossiers.capture.saved_by IS 'Code of the officer. pii=none';

CREATE TABLE dossiers.checking (
  person_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  ready_at timestamptz NOT NULL,
  attempts integer NOT NULL DEFAULT 0,
  PRIMARY KEY (person_id, dossier_id)
) WITH (fillfactor = 70);
COMMENT ON TABLE dossiers.checking IS 'Dossiers whose checks are to be made; a row leaves with the last answer. pii=none';
COMMENT ON COLUMN dossiers.checking.person_id IS 'Whose dossier. pii=none';
COMMENT ON COLUMN dossiers.checking.dossier_id IS 'Dossier. pii=none';
COMMENT ON COLUMN dossiers.checking.ready_at IS 'Not before: now, or when to ask again; while a worker has it, when another may take it up. pii=none';
COMMENT ON COLUMN dossiers.checking.attempts IS 'How often it was taken up. pii=none';
CREATE INDEX checking_ready ON dossiers.checking (ready_at);

CREATE TABLE dossiers.finding (
  person_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  check_key text NOT NULL,
  outcome text NOT NULL,
  cause text,
  evidence json NOT NULL,
  mends json NOT NULL,
  checked_at timestamptz NOT NULL,
  overridden_by text,
  override_reason text,
  PRIMARY KEY (person_id, dossier_id, check_key)
);
COMMENT ON TABLE dossiers.finding IS 'What each check of a dossier found last. pii=personal';
COMMENT ON COLUMN dossiers.finding.person_id IS 'Whose dossier. pii=none';
COMMENT ON COLUMN dossiers.finding.dossier_id IS 'Dossier. pii=none';
COMMENT ON COLUMN dossiers.finding.check_key IS 'Which check. pii=none';
COMMENT ON COLUMN dossiers.finding.outcome IS 'passed, failed, waiting or overridden. pii=none';
COMMENT ON COLUMN dossiers.finding.cause IS 'Cause of a failure. pii=none';
COMMENT ON COLUMN dossiers.finding.evidence IS 'What was compared: keys and counts. pii=personal';
COMMENT ON COLUMN dossiers.finding.mends IS 'What the collecting unit is to put right. pii=none';
COMMENT ON COLUMN dossiers.finding.checked_at IS 'When. pii=none';
COMMENT ON COLUMN dossiers.finding.overridden_by IS 'Who accepted the failure. pii=none';
COMMENT ON COLUMN dossiers.finding.override_reason IS 'Why. pii=personal';

CREATE TABLE dossiers.passage (
  unit_id integer NOT NULL,
  day date NOT NULL,
  stage text NOT NULL,
  n integer NOT NULL
);
COMMENT ON TABLE dossiers.passage IS 'Dossiers that left a stage; insert-only, for the rate of a stage. pii=none';
COMMENT ON COLUMN dossiers.passage.unit_id IS 'Unit that collected. pii=none';
COMMENT ON COLUMN dossiers.passage.day IS 'Day. pii=none';
COMMENT ON COLUMN dossiers.passage.stage IS 'Stage that they left. pii=none';
COMMENT ON COLUMN dossiers.passage.n IS 'How many. pii=none';
CREATE INDEX passage_day ON dossiers.passage (day, unit_id);

CREATE TABLE dossiers.batch (
  batch_id uuid PRIMARY KEY,
  unit text NOT NULL,
  officer text NOT NULL,
  seed text NOT NULL,
  sample_rate double precision NOT NULL,
  own_left_out integer NOT NULL,
  previewed_at timestamptz NOT NULL,
  confirmed_at timestamptz
);
COMMENT ON TABLE dossiers.batch IS 'A bulk approval. pii=none';
COMMENT ON COLUMN dossiers.batch.batch_id IS 'UUIDv7 given by who prepared it. pii=none';
COMMENT ON COLUMN dossiers.batch.unit IS 'Code of the unit whose dossiers it takes. pii=none';
COMMENT ON COLUMN dossiers.batch.officer IS 'Code of the officer. pii=none';
COMMENT ON COLUMN dossiers.batch.seed IS '256 random bits, hexadecimal, that the sample was drawn with. pii=none';
COMMENT ON COLUMN dossiers.batch.sample_rate IS 'How likely each dossier was drawn. pii=none';
COMMENT ON COLUMN dossiers.batch.own_left_out IS 'Clean dossiers left out because the officer collected them. pii=none';
COMMENT ON COLUMN dossiers.batch.previewed_at IS 'When it was prepared. pii=none';
COMMENT ON COLUMN dossiers.batch.confirmed_at IS 'When all of it was decided. pii=none';

CREATE TABLE dossiers.batch_item (
  person_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  batch_id uuid NOT NULL,
  sampled boolean NOT NULL,
  outcome text,
  PRIMARY KEY (person_id, dossier_id, batch_id)
);
COMMENT ON TABLE dossiers.batch_item IS 'A dossier of a bulk approval. pii=none';
COMMENT ON COLUMN dossiers.batch_item.person_id IS 'Whose dossier. pii=none';
COMMENT ON COLUMN dossiers.batch_item.dossier_id IS 'Dossier. pii=none';
COMMENT ON COLUMN dossiers.batch_item.batch_id IS 'Batch. pii=none';
COMMENT ON COLUMN dossiers.batch_item.sampled IS 'Drawn: to be looked at by itself. pii=none';
COMMENT ON COLUMN dossiers.batch_item.outcome IS 'approved, or skipped because it had changed; null until decided. pii=none';
CREATE INDEX batch_item_batch ON dossiers.batch_item (batch_id);

CREATE TABLE dossiers.calendar_day (
  day date PRIMARY KEY,
  kind text NOT NULL CHECK (kind IN ('off', 'worked'))
);
COMMENT ON TABLE dossiers.calendar_day IS 'Days off and worked that add to the built-in calendar or replace it. pii=none';
COMMENT ON COLUMN dossiers.calendar_day.day IS 'Day. pii=none';
COMMENT ON COLUMN dossiers.calendar_day.kind IS 'off or worked. pii=none';

CREATE TABLE dossiers.unit_area (
  unit_id integer PRIMARY KEY,
  area text NOT NULL CHECK (area IN ('urban', 'remote', 'other'))
);
COMMENT ON TABLE dossiers.unit_area IS 'Areas of units whose name does not tell: the legal limit goes by them. pii=none';
COMMENT ON COLUMN dossiers.unit_area.unit_id IS 'Unit of any level; holds for all below it. pii=none';
COMMENT ON COLUMN dossiers.unit_area.area IS 'urban, remote or other. pii=none';
