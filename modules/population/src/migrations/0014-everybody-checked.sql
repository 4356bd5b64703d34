ALTER TABLE population.quality_state ADD COLUMN everybody_at timestamptz;
COMMENT ON COLUMN population.quality_state.everybody_at IS 'When everybody was last checked, as of the beginning of that check; null is never. pii=none';
