ALTER TABLE exchange.agency ADD COLUMN adjudicates boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN exchange.agency.adjudicates IS 'Whether the agreement lets the agency merge records itself; else a merge is proposed. pii=none';
