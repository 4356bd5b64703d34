CREATE SCHEMA cards;
COMMENT ON SCHEMA cards IS 'Cards: blanks, batches, parcels, life, revocation';

CREATE TABLE cards.delivery (
  delivery_id uuid PRIMARY KEY,
  supplier text NOT NULL,
  first_serial text NOT NULL,
  last_serial text NOT NULL,
  blanks int NOT NULL,
  received_at timestamptz NOT NULL,
  received_by text NOT NULL
);
COMMENT ON TABLE cards.delivery IS 'A range of blank cards received from a supplier. pii=none';
COMMENT ON COLUMN cards.delivery.delivery_id IS 'The originator''s id: the same again changes nothing. pii=none';
COMMENT ON COLUMN cards.delivery.supplier IS 'Who delivered. pii=none';
COMMENT ON COLUMN cards.delivery.first_serial IS 'First serial of the range. pii=none';
COMMENT ON COLUMN cards.delivery.last_serial IS 'Last serial of the range. pii=none';
COMMENT ON COLUMN cards.delivery.blanks IS 'How many the range holds. pii=none';
COMMENT ON COLUMN cards.delivery.received_at IS 'When it was received. pii=none';
COMMENT ON COLUMN cards.delivery.received_by IS 'Officer who received it. pii=none';

CREATE TABLE cards.blank (
  serial text PRIMARY KEY,
  delivery_id uuid NOT NULL,
  state text NOT NULL,
  person_id uuid,
  card_id uuid
);
COMMENT ON TABLE cards.blank IS 'Every blank ever received, and where it is: also the key table from serial to card. pii=none';
COMMENT ON COLUMN cards.blank.serial IS 'Serial of the blank and of the card made of it. pii=none';
COMMENT ON COLUMN cards.blank.delivery_id IS 'Delivery that brought it. pii=none';
COMMENT ON COLUMN cards.blank.state IS 'in-stock, reserved, used, spoiled or missing. pii=none';
COMMENT ON COLUMN cards.blank.person_id IS 'Whose card it is or is to be; null in stock. pii=none';
COMMENT ON COLUMN cards.blank.card_id IS 'Card that it is or is to be; null in stock. pii=none';
CREATE INDEX blank_in_stock ON cards.blank (serial) WHERE state = 'in-stock';
CREATE INDEX blank_delivery ON cards.blank (delivery_id, state);

CREATE TABLE cards.stock_count (
  count_id uuid PRIMARY KEY,
  digest text NOT NULL,
  result json NOT NULL,
  counted_at timestamptz NOT NULL,
  counted_by text NOT NULL
);
COMMENT ON TABLE cards.stock_count IS 'Counts of the stock by hand. pii=none';
COMMENT ON COLUMN cards.stock_count.count_id IS 'The originator''s id: the same again changes nothing. pii=none';
COMMENT ON COLUMN cards.stock_count.digest IS 'SHA-256 of the serials counted. pii=none';
COMMENT ON COLUMN cards.stock_count.result IS 'What was found: serials missing, found again, unexpected. pii=none';
COMMENT ON COLUMN cards.stock_count.counted_at IS 'When. pii=none';
COMMENT ON COLUMN cards.stock_count.counted_by IS 'Officer. pii=none';

CREATE TABLE cards.batch (
  batch_id uuid PRIMARY KEY,
  state text NOT NULL,
  capacity int NOT NULL,
  cards int NOT NULL,
  created_at timestamptz NOT NULL,
  created_by text NOT NULL,
  machine_file_sha256 text,
  result_file_sha256 text,
  printed int NOT NULL DEFAULT 0,
  failed int NOT NULL DEFAULT 0,
  spoiled int NOT NULL DEFAULT 0
);
COMMENT ON TABLE cards.batch IS 'Cards that go through the machine together. pii=none';
COMMENT ON COLUMN cards.batch.batch_id IS 'The originator''s id: the same again changes nothing. pii=none';
COMMENT ON COLUMN cards.batch.state IS 'created, personalised, reported or checked. pii=none';
COMMENT ON COLUMN cards.batch.capacity IS 'Most cards asked for. pii=none';
COMMENT ON COLUMN cards.batch.cards IS 'How many it was made of. pii=none';
COMMENT ON COLUMN cards.batch.created_at IS 'When it was made. pii=none';
COMMENT ON COLUMN cards.batch.created_by IS 'Officer. pii=none';
COMMENT ON COLUMN cards.batch.machine_file_sha256 IS 'SHA-256 of the machine file; null until it is made. pii=none';
COMMENT ON COLUMN cards.batch.result_file_sha256 IS 'SHA-256 of the result file; null until it is taken. pii=none';
COMMENT ON COLUMN cards.batch.printed IS 'Cards that the machine reported printed. pii=none';
COMMENT ON COLUMN cards.batch.failed IS 'Cards that were not made and whose blank is whole. pii=none';
COMMENT ON COLUMN cards.batch.spoiled IS 'Cards that the machine reported spoiled. pii=none';

CREATE TABLE cards.parcel (
  parcel_id uuid PRIMARY KEY,
  state text NOT NULL,
  unit text NOT NULL,
  carrier text,
  cards int NOT NULL,
  dispatched_at timestamptz NOT NULL,
  dispatched_by text NOT NULL,
  due_on date NOT NULL,
  received_at timestamptz,
  closed_reason text
);
COMMENT ON TABLE cards.parcel IS 'Cards that travel to a unit together. pii=none';
COMMENT ON COLUMN cards.parcel.parcel_id IS 'The originator''s id: the same again changes nothing. pii=none';
COMMENT ON COLUMN cards.parcel.state IS 'dispatched, received, incomplete or lost. pii=none';
COMMENT ON COLUMN cards.parcel.unit IS 'Code of the unit that it goes to. pii=none';
COMMENT ON COLUMN cards.parcel.carrier IS 'Who carries it. pii=none';
COMMENT ON COLUMN cards.parcel.cards IS 'How many it holds. pii=none';
COMMENT ON COLUMN cards.parcel.dispatched_at IS 'When it left. pii=none';
COMMENT ON COLUMN cards.parcel.dispatched_by IS 'Officer. pii=none';
COMMENT ON COLUMN cards.parcel.due_on IS 'Last day allowed for shipping. pii=none';
COMMENT ON COLUMN cards.parcel.received_at IS 'When the unit first received of it. pii=none';
COMMENT ON COLUMN cards.parcel.closed_reason IS 'Why it was given up as lost. pii=none';

CREATE TABLE cards.card (
  person_id uuid NOT NULL,
  card_id uuid NOT NULL,
  dossier_id uuid NOT NULL,
  attempt int NOT NULL,
  state text NOT NULL,
  order_reason text NOT NULL,
  priority int NOT NULL,
  due_on date,
  ordered_at timestamptz NOT NULL,
  unit text NOT NULL,
  serial text,
  batch_id uuid,
  place int,
  reason text,
  issued_on date,
  expires_on date,
  sod_sha256 text,
  parcel_id uuid,
  received_at timestamptz,
  handed_over_at timestamptz,
  hand_over_id uuid,
  replaces uuid,
  PRIMARY KEY (person_id, card_id)
);
COMMENT ON TABLE cards.card IS 'A card from order to end; one piece of plastic, made for one dossier. pii=personal';
COMMENT ON COLUMN cards.card.person_id IS 'Whose card. pii=none';
COMMENT ON COLUMN cards.card.card_id IS 'Id derived from dossier and attempt: an order cannot be made twice. pii=none';
COMMENT ON COLUMN cards.card.dossier_id IS 'Approved dossier it is made for. pii=none';
COMMENT ON COLUMN cards.card.attempt IS '1 for the first card of the dossier, 2 for the one after a spoiled one, …. pii=none';
COMMENT ON COLUMN cards.card.state IS 'State of its life. pii=none';
COMMENT ON COLUMN cards.card.order_reason IS 'dossier, spoiled, lost-in-transit or damaged-in-transit. pii=none';
COMMENT ON COLUMN cards.card.priority IS 'Higher goes first. pii=none';
COMMENT ON COLUMN cards.card.due_on IS 'Day by which the dossier''s time limit ends. pii=personal';
COMMENT ON COLUMN cards.card.ordered_at IS 'When it was ordered. pii=none';
COMMENT ON COLUMN cards.card.unit IS 'Code of the unit that hands it over. pii=none';
COMMENT ON COLUMN cards.card.serial IS 'Serial of its blank; null before a batch. pii=none';
COMMENT ON COLUMN cards.card.batch_id IS 'Batch it is made in. pii=none';
COMMENT ON COLUMN cards.card.place IS 'Place in the batch, from 1. pii=none';
COMMENT ON COLUMN cards.card.reason IS 'Why it was spoiled, returned or not made. pii=personal';
COMMENT ON COLUMN cards.card.issued_on IS 'Day of issue that is printed. pii=none';
COMMENT ON COLUMN cards.card.expires_on IS 'Last day of validity; null with a day of issue: does not expire. pii=personal';
COMMENT ON COLUMN cards.card.sod_sha256 IS 'SHA-256 of EF.SOD: names the card to who reads the chip. pii=none';
COMMENT ON COLUMN cards.card.parcel_id IS 'Parcel it was shipped in last. pii=none';
COMMENT ON COLUMN cards.card.received_at IS 'When the unit received it. pii=none';
COMMENT ON COLUMN cards.card.handed_over_at IS 'When it was handed over. pii=none';
COMMENT ON COLUMN cards.card.hand_over_id IS 'The originator''s id of the handing over. pii=none';
COMMENT ON COLUMN cards.card.replaces IS 'Card that was to be before it. pii=none';
CREATE INDEX card_waiting ON cards.card (priority DESC, due_on, ordered_at, card_id) WHERE state = 'ordered';
CREATE INDEX card_batch ON cards.card (batch_id, place) WHERE batch_id IS NOT NULL;
CREATE INDEX card_parcel ON cards.card (parcel_id) WHERE parcel_id IS NOT NULL;
CREATE INDEX card_at_unit ON cards.card (unit, state) WHERE state IN ('quality-checked', 'received');
CREATE INDEX card_in_force ON cards.card (expires_on) WHERE state = 'handed-over' AND expires_on IS NOT NULL;

CREATE TABLE cards.revocation (
  person_id uuid NOT NULL,
  card_id uuid NOT NULL,
  serial text,
  sod_sha256 text,
  reason text NOT NULL,
  revoked_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, card_id)
);
COMMENT ON TABLE cards.revocation IS 'Cards that must not be accepted any more, listed in the transaction that took them out of force. pii=personal';
COMMENT ON COLUMN cards.revocation.person_id IS 'Whose card. pii=none';
COMMENT ON COLUMN cards.revocation.card_id IS 'Card. pii=none';
COMMENT ON COLUMN cards.revocation.serial IS 'Its serial. pii=none';
COMMENT ON COLUMN cards.revocation.sod_sha256 IS 'SHA-256 of its EF.SOD. pii=none';
COMMENT ON COLUMN cards.revocation.reason IS 'replaced, lost-by-citizen, lost-in-transit, …. pii=personal';
COMMENT ON COLUMN cards.revocation.revoked_at IS 'When. pii=none';
CREATE INDEX revocation_at ON cards.revocation (revoked_at);

CREATE TABLE cards.content_digest (
  digest text NOT NULL,
  card_id uuid NOT NULL,
  person_id uuid NOT NULL,
  PRIMARY KEY (digest, card_id)
);
COMMENT ON TABLE cards.content_digest IS 'Key table: SHA-256 of a QR text, an MRZ or an EF.SOD that was issued, to its card; verification needs no data of a person. pii=personal';
COMMENT ON COLUMN cards.content_digest.digest IS 'qr:, mrz: or sod: and the SHA-256 in hex. pii=personal';
COMMENT ON COLUMN cards.content_digest.card_id IS 'Card that carries it; a card made anew for a dossier may carry the same QR and MRZ. pii=none';
COMMENT ON COLUMN cards.content_digest.person_id IS 'Whose card. pii=none';
