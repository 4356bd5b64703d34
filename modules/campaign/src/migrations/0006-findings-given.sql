CREATE TABLE campaign.findings_given (
  giving_id uuid PRIMARY KEY,
  officer text NOT NULL,
  given_to text,
  digest text NOT NULL,
  given integer NOT NULL,
  left_over integer NOT NULL,
  given_at timestamptz NOT NULL
);
COMMENT ON TABLE campaign.findings_given IS 'Findings given to an officer, taken over or given back together: a repeat is answered from it. Each finding has an act of its own. pii=none';
COMMENT ON COLUMN campaign.findings_given.giving_id IS 'Made by who asks. pii=none';
COMMENT ON COLUMN campaign.findings_given.officer IS 'Code of the officer who gave them. pii=none';
COMMENT ON COLUMN campaign.findings_given.given_to IS 'Code of the officer who has them from then on; null when they went back to the commune. pii=none';
COMMENT ON COLUMN campaign.findings_given.digest IS 'SHA-256 of the findings and whose they were, as shown before. pii=none';
COMMENT ON COLUMN campaign.findings_given.given IS 'How many findings. pii=none';
COMMENT ON COLUMN campaign.findings_given.left_over IS 'How many of those chosen stayed as they were. pii=none';
COMMENT ON COLUMN campaign.findings_given.given_at IS 'When. pii=none';
