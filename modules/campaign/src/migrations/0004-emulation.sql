-- Deadlines stack: the ministry's directive, its emulation drive, the unit's own commitment
ALTER TABLE campaign.campaign ADD COLUMN emulation_on date;
COMMENT ON COLUMN campaign.campaign.emulation_on IS 'Day set by the ministry''s emulation drive. pii=none';
