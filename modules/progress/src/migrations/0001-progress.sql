CREATE SCHEMA progress;
COMMENT ON SCHEMA progress IS 'Standing of people and the tally of units: derived from acts, never written by hand';

CREATE TABLE progress.standing (
  person_id uuid NOT NULL,
  stay_from date NOT NULL,
  stay_until date,
  unit_id integer,
  birth_year smallint,
  residence_status text NOT NULL,
  eligible_from date,
  left_on date,
  away_from date,
  collected_on date,
  approved_on date,
  printed_on date,
  handed_over_on date,
  eid_requested_on date,
  eid_approved_on date,
  eid_activated_on date,
  archive_digitised_on date,
  excluded_on date,
  exclusion_ended_on date,
  excluded_reason text,
  PRIMARY KEY (person_id, stay_from)
) WITH (fillfactor = 60);
COMMENT ON TABLE progress.standing IS 'Where a person stands in each programme, a row per person and stay. pii=personal';
COMMENT ON COLUMN progress.standing.person_id IS 'Person. pii=none';
COMMENT ON COLUMN progress.standing.stay_from IS 'First day of permanent residence in the unit; the opening day for the first stay. pii=personal';
COMMENT ON COLUMN progress.standing.stay_until IS 'First day no longer there; null while there. pii=personal';
COMMENT ON COLUMN progress.standing.unit_id IS 'Commune of permanent residence; null when unknown. pii=personal';
COMMENT ON COLUMN progress.standing.birth_year IS 'Year of birth, for cohorts. pii=personal';
COMMENT ON COLUMN progress.standing.residence_status IS 'present, bedridden, away-in-country, … pii=personal';
COMMENT ON COLUMN progress.standing.eligible_from IS 'Day of certainly being 14. pii=personal';
COMMENT ON COLUMN progress.standing.left_on IS 'Day of death. pii=personal';
COMMENT ON COLUMN progress.standing.away_from IS 'Day since when the person is away; the opening day when only the fact is known. pii=personal';
COMMENT ON COLUMN progress.standing.collected_on IS 'Day of the first collected dossier. pii=personal';
COMMENT ON COLUMN progress.standing.approved_on IS 'Day of the first approval. pii=personal';
COMMENT ON COLUMN progress.standing.printed_on IS 'Day of the first printed card. pii=personal';
COMMENT ON COLUMN progress.standing.handed_over_on IS 'Day of the first card handed over. pii=personal';
COMMENT ON COLUMN progress.standing.eid_requested_on IS 'Day of the first e-ID request. pii=personal';
COMMENT ON COLUMN progress.standing.eid_approved_on IS 'Day of the first e-ID approval. pii=personal';
COMMENT ON COLUMN progress.standing.eid_activated_on IS 'Day of the first e-ID activation. pii=personal';
COMMENT ON COLUMN progress.standing.archive_digitised_on IS 'Day when the paper file was digitised. pii=personal';
COMMENT ON COLUMN progress.standing.excluded_on IS 'Day of the exclusion in force. pii=personal';
COMMENT ON COLUMN progress.standing.exclusion_ended_on IS 'Day when the exclusion ended. pii=personal';
COMMENT ON COLUMN progress.standing.excluded_reason IS 'Reason of the exclusion. pii=personal';
CREATE INDEX standing_unit ON progress.standing (unit_id);

CREATE TABLE progress.pending (
  unit_id integer NOT NULL,
  day date NOT NULL,
  measure smallint NOT NULL,
  n integer NOT NULL
);
COMMENT ON TABLE progress.pending IS 'Deltas written with standing, waiting to be folded into the tally; insert-only. pii=none';
COMMENT ON COLUMN progress.pending.unit_id IS 'Commune. pii=none';
COMMENT ON COLUMN progress.pending.day IS 'Day on which people enter or leave. pii=none';
COMMENT ON COLUMN progress.pending.measure IS 'Number of the measure. pii=none';
COMMENT ON COLUMN progress.pending.n IS 'People entering less people leaving. pii=none';

CREATE TABLE progress.tally (
  unit_id integer NOT NULL,
  day date NOT NULL,
  measure smallint NOT NULL,
  n integer NOT NULL,
  PRIMARY KEY (unit_id, day, measure) INCLUDE (n)
);
COMMENT ON TABLE progress.tally IS 'How many people enter or leave a measure, per unit of any level and day. pii=none';
COMMENT ON COLUMN progress.tally.unit_id IS 'Unit of any level. pii=none';
COMMENT ON COLUMN progress.tally.day IS 'Day, not before the opening day. pii=none';
COMMENT ON COLUMN progress.tally.measure IS 'Number of the measure. pii=none';
COMMENT ON COLUMN progress.tally.n IS 'People entering less people leaving. pii=none';

CREATE TABLE progress.balance (
  unit_id integer NOT NULL,
  on_day date NOT NULL,
  totals integer[] NOT NULL,
  PRIMARY KEY (unit_id, on_day)
) WITH (fillfactor = 80);
COMMENT ON TABLE progress.balance IS 'Prefix sums of the tally at the end of each week in which the unit changed, so that a figure reads at most six days of deltas. pii=none';
COMMENT ON COLUMN progress.balance.unit_id IS 'Unit of any level. pii=none';
COMMENT ON COLUMN progress.balance.on_day IS 'Opening day plus a multiple of seven. pii=none';
COMMENT ON COLUMN progress.balance.totals IS 'Sum of all deltas up to and with this day; the position is the number of the measure. pii=none';

CREATE TABLE progress.fold (
  only_row boolean PRIMARY KEY CHECK (only_row),
  horizon date,
  version bigint NOT NULL
);
COMMENT ON TABLE progress.fold IS 'State of the folder. pii=none';
COMMENT ON COLUMN progress.fold.only_row IS 'Always true: there is one row. pii=none';
COMMENT ON COLUMN progress.fold.horizon IS 'Last day up to which balances are kept: the last whole week. What lies after it is read from the tally. pii=none';
COMMENT ON COLUMN progress.fold.version IS 'Grows with every change of the tally: what is computed from it may be kept until then. pii=none';
INSERT INTO progress.fold (only_row, horizon, version) VALUES (true, NULL, 0);
