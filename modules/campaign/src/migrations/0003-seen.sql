-- A snapshot instead of a number: what was indexed beside a transaction that still ran need not be indexed again, and how much waits can be counted
ALTER TABLE campaign.sought_state ADD COLUMN seen pg_snapshot NOT NULL DEFAULT '1:1:';
COMMENT ON COLUMN campaign.sought_state.seen IS 'Acts of transactions visible in this snapshot are indexed. pii=none';
UPDATE campaign.sought_state SET seen = (greatest(until_tx, 1) || ':' || greatest(until_tx, 1) || ':')::pg_snapshot;
ALTER TABLE campaign.sought_state DROP COLUMN until_tx;
