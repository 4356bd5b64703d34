CREATE SCHEMA campaign;
COMMENT ON SCHEMA campaign IS 'Campaigns: programme, target, deadlines, commitments';

CREATE TABLE campaign.campaign (
  campaign_key text PRIMARY KEY,
  name_vi text NOT NULL,
  name_en text NOT NULL,
  programme text NOT NULL,
  basis text NOT NULL,
  unit text NOT NULL,
  starts_on date NOT NULL,
  directive_on date,
  frozen_on date,
  simulated boolean NOT NULL
);
COMMENT ON TABLE campaign.campaign IS 'A drive to cover everyone of a unit in a programme. pii=none';
COMMENT ON COLUMN campaign.campaign.campaign_key IS 'Short name. pii=none';
COMMENT ON COLUMN campaign.campaign.name_vi IS 'Name in Vietnamese. pii=none';
COMMENT ON COLUMN campaign.campaign.name_en IS 'Name in English. pii=none';
COMMENT ON COLUMN campaign.campaign.programme IS 'card, eid or archive: which measure counts as done. pii=none';
COMMENT ON COLUMN campaign.campaign.basis IS 'permanent, present or frozen: who is the target. pii=none';
COMMENT ON COLUMN campaign.campaign.unit IS 'Code of the unit it covers. pii=none';
COMMENT ON COLUMN campaign.campaign.starts_on IS 'First day. pii=none';
COMMENT ON COLUMN campaign.campaign.directive_on IS 'Deadline of the ministry''s directive. pii=none';
COMMENT ON COLUMN campaign.campaign.frozen_on IS 'Day on which the target was frozen. pii=none';
COMMENT ON COLUMN campaign.campaign.simulated IS 'Its people and acts are simulated. pii=none';

CREATE TABLE campaign.commitment (
  campaign_key text NOT NULL,
  unit text NOT NULL,
  committed_on date NOT NULL,
  PRIMARY KEY (campaign_key, unit)
);
COMMENT ON TABLE campaign.commitment IS 'The day by which a unit itself has promised to be complete. pii=none';
COMMENT ON COLUMN campaign.commitment.campaign_key IS 'Campaign. pii=none';
COMMENT ON COLUMN campaign.commitment.unit IS 'Code of the unit. pii=none';
COMMENT ON COLUMN campaign.commitment.committed_on IS 'Promised day. pii=none';
