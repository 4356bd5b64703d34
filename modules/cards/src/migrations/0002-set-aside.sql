CREATE INDEX card_set_aside ON cards.card (due_on, ordered_at, card_id) WHERE state = 'set-aside';
COMMENT ON COLUMN cards.card.reason IS 'Why it was spoiled, returned or not made, or set aside (a code then). pii=personal';
CREATE INDEX card_serial ON cards.card (serial) WHERE serial IS NOT NULL;
INSERT INTO cards.revocation (person_id, card_id, serial, sod_sha256, reason, revoked_at)
SELECT c.person_id, c.card_id, c.serial, c.sod_sha256, 'spoiled', now() FROM cards.card c WHERE c.state = 'spoiled' AND c.sod_sha256 IS NOT NULL;
CREATE INDEX card_returned ON cards.card (unit) WHERE state = 'returned-undelivered';
