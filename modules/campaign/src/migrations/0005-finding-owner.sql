CREATE TABLE campaign.finding_owner (
  person_id uuid NOT NULL,
  kind text NOT NULL,
  field text NOT NULL,
  officer text NOT NULL,
  since timestamptz NOT NULL,
  PRIMARY KEY (person_id, kind, field)
);
COMMENT ON TABLE campaign.finding_owner IS 'Which officer has taken a finding over; without a row it is the work of the commune. Holds while the finding stands that was there at that moment. pii=none';
COMMENT ON COLUMN campaign.finding_owner.person_id IS 'Whose record. pii=none';
COMMENT ON COLUMN campaign.finding_owner.kind IS 'Kind of finding. pii=none';
COMMENT ON COLUMN campaign.finding_owner.field IS 'Field at fault. pii=none';
COMMENT ON COLUMN campaign.finding_owner.officer IS 'Code of the officer. pii=none';
COMMENT ON COLUMN campaign.finding_owner.since IS 'Since when. pii=none';
