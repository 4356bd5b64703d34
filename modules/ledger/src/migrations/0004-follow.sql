-- Not BRIN: a summary that was broken off when the server stopped left one range open, and PostgreSQL 18.4 then took all ranges behind it for open,
-- too: what follows the ledger read 2.3 of 6.4 million acts (0.3 s) to learn that there was nothing new
DROP INDEX ledger.act_tx;
CREATE INDEX act_tx ON ledger.act (tx);
DROP INDEX ledger.read_tx;
CREATE INDEX read_tx ON ledger.read (tx);
DROP INDEX ledger.read_day;
