CREATE SCHEMA exchange;
COMMENT ON SCHEMA exchange IS 'Agencies, their agreements and access, and what is sent to them';

CREATE TABLE exchange.agency (
  code text PRIMARY KEY,
  name text NOT NULL,
  secret_hash text NOT NULL,
  scopes text[] NOT NULL,
  attributes text[] NOT NULL,
  purpose text NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  added_at timestamptz NOT NULL,
  disabled_at timestamptz,
  last_used_at timestamptz
);
COMMENT ON TABLE exchange.agency IS 'An agency with its agreement: what it may ask for, what for, how long. pii=none';
COMMENT ON COLUMN exchange.agency.code IS 'Client id of OAuth 2.0; acts and reads name it as agency:code. pii=none';
COMMENT ON COLUMN exchange.agency.name IS 'Name as shown. pii=none';
COMMENT ON COLUMN exchange.agency.secret_hash IS 'argon2id of the client secret in PHC form. pii=none';
COMMENT ON COLUMN exchange.agency.scopes IS 'Scopes of OSIA that the agreement names. pii=none';
COMMENT ON COLUMN exchange.agency.attributes IS 'Attributes of persons that the agreement names. pii=none';
COMMENT ON COLUMN exchange.agency.purpose IS 'What the data is for; stands beside every read. pii=none';
COMMENT ON COLUMN exchange.agency.valid_from IS 'First day of the agreement. pii=none';
COMMENT ON COLUMN exchange.agency.valid_until IS 'Last day of the agreement; null while none is set. pii=none';
COMMENT ON COLUMN exchange.agency.added_at IS 'When it was added. pii=none';
COMMENT ON COLUMN exchange.agency.disabled_at IS 'When access was ended; null while it lasts. pii=none';
COMMENT ON COLUMN exchange.agency.last_used_at IS 'When it last fetched a token. pii=none';

CREATE TABLE exchange.access_token (
  token_hash bytea PRIMARY KEY,
  agency_code text NOT NULL REFERENCES exchange.agency (code),
  scopes text[] NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX access_token_agency ON exchange.access_token (agency_code);
COMMENT ON TABLE exchange.access_token IS 'Access tokens in force. pii=none';
COMMENT ON COLUMN exchange.access_token.token_hash IS 'SHA-256 of the token; the token itself is stored nowhere. pii=none';
COMMENT ON COLUMN exchange.access_token.agency_code IS 'Whose. pii=none';
COMMENT ON COLUMN exchange.access_token.scopes IS 'What it was given for. pii=none';
COMMENT ON COLUMN exchange.access_token.expires_at IS 'When it ends. pii=none';

CREATE TABLE exchange.token_try (
  key text PRIMARY KEY,
  tries integer NOT NULL,
  last_at timestamptz NOT NULL,
  allowed_at timestamptz NOT NULL
);
COMMENT ON TABLE exchange.token_try IS 'Tokens asked for since the last that was given, by client id and by network address. pii=none';
COMMENT ON COLUMN exchange.token_try.key IS 'client: and the id as given, or from: and the address. pii=none';
COMMENT ON COLUMN exchange.token_try.tries IS 'How many. pii=none';
COMMENT ON COLUMN exchange.token_try.last_at IS 'When the last was made. pii=none';
COMMENT ON COLUMN exchange.token_try.allowed_at IS 'When the next is let through. pii=none';

CREATE TABLE exchange.topic (
  topic_id uuid PRIMARY KEY,
  name text NOT NULL UNIQUE,
  agency_code text REFERENCES exchange.agency (code),
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE exchange.topic IS 'What can be subscribed to. pii=none';
COMMENT ON COLUMN exchange.topic.topic_id IS 'Id. pii=none';
COMMENT ON COLUMN exchange.topic.name IS 'Name; of a topic of the register, the kind of act about persons that it tells of. pii=none';
COMMENT ON COLUMN exchange.topic.agency_code IS 'Agency that publishes to it; null: the register itself. pii=none';
COMMENT ON COLUMN exchange.topic.created_at IS 'When it was created. pii=none';

CREATE TABLE exchange.subscription (
  subscription_id uuid PRIMARY KEY,
  agency_code text NOT NULL REFERENCES exchange.agency (code),
  topic_id uuid NOT NULL REFERENCES exchange.topic (topic_id),
  address text NOT NULL,
  policy text,
  confirm_token text NOT NULL UNIQUE,
  active boolean NOT NULL,
  created_at timestamptz NOT NULL,
  UNIQUE (agency_code, topic_id, address)
);
CREATE INDEX subscription_topic ON exchange.subscription (topic_id);
COMMENT ON TABLE exchange.subscription IS 'Where an agency wants to be told of what. pii=none';
COMMENT ON COLUMN exchange.subscription.subscription_id IS 'Id. pii=none';
COMMENT ON COLUMN exchange.subscription.agency_code IS 'Whose. pii=none';
COMMENT ON COLUMN exchange.subscription.topic_id IS 'To what. pii=none';
COMMENT ON COLUMN exchange.subscription.address IS 'URL to which messages are posted. pii=none';
COMMENT ON COLUMN exchange.subscription.policy IS 'Seconds between retries and how many of them, as given: countdown,max; null: 3600,168. pii=none';
COMMENT ON COLUMN exchange.subscription.confirm_token IS 'Sent to the address, which proves with it that it wants the messages. pii=none';
COMMENT ON COLUMN exchange.subscription.active IS 'Confirmed. pii=none';
COMMENT ON COLUMN exchange.subscription.created_at IS 'When it was asked for. pii=none';

CREATE TABLE exchange.message (
  message_id uuid PRIMARY KEY,
  topic_id uuid NOT NULL REFERENCES exchange.topic (topic_id),
  type text NOT NULL,
  subject text,
  body text NOT NULL,
  created_at timestamptz NOT NULL
);
COMMENT ON TABLE exchange.message IS 'Something to be delivered, to one subscription or many. pii=personal';
COMMENT ON COLUMN exchange.message.message_id IS 'Id; of an act, it follows from subject and act. pii=none';
COMMENT ON COLUMN exchange.message.topic_id IS 'Topic. pii=none';
COMMENT ON COLUMN exchange.message.type IS 'Notification or SubscriptionConfirmation. pii=none';
COMMENT ON COLUMN exchange.message.subject IS 'Subject as published. pii=none';
COMMENT ON COLUMN exchange.message.body IS 'Text: of an act, JSON with person and number. pii=personal';
COMMENT ON COLUMN exchange.message.created_at IS 'When it was published, or the act recorded. pii=none';

CREATE TABLE exchange.delivery (
  message_id uuid NOT NULL REFERENCES exchange.message (message_id),
  subscription_id uuid NOT NULL REFERENCES exchange.subscription (subscription_id),
  state text NOT NULL CHECK (state IN ('waiting', 'delivered', 'dead')),
  attempts integer NOT NULL,
  next_at timestamptz NOT NULL,
  delivered_at timestamptz,
  fault text,
  PRIMARY KEY (message_id, subscription_id)
);
CREATE INDEX delivery_due ON exchange.delivery (next_at) WHERE state = 'waiting';
CREATE INDEX delivery_subscription ON exchange.delivery (subscription_id, state);
COMMENT ON TABLE exchange.delivery IS 'One message on its way to one address. pii=none';
COMMENT ON COLUMN exchange.delivery.message_id IS 'Message. pii=none';
COMMENT ON COLUMN exchange.delivery.subscription_id IS 'Where to. pii=none';
COMMENT ON COLUMN exchange.delivery.state IS 'waiting; delivered: the address answered 2xx; dead: no further try until an operator asks for one. pii=none';
COMMENT ON COLUMN exchange.delivery.attempts IS 'Tries begun. pii=none';
COMMENT ON COLUMN exchange.delivery.next_at IS 'When the next try may begin; while one runs, when it counts as lost. pii=none';
COMMENT ON COLUMN exchange.delivery.delivered_at IS 'When the address took it. pii=none';
COMMENT ON COLUMN exchange.delivery.fault IS 'Why the last try failed, as a code. pii=none';

CREATE TABLE exchange.told (
  reader text PRIMARY KEY,
  until_tx bigint NOT NULL
);
COMMENT ON TABLE exchange.told IS 'How far the ledger has been read for messages. pii=none';
COMMENT ON COLUMN exchange.told.reader IS 'notifications. pii=none';
COMMENT ON COLUMN exchange.told.until_tx IS 'Acts of every earlier transaction have their messages. pii=none';
INSERT INTO exchange.told (reader, until_tx) SELECT 'notifications', pg_snapshot_xmin(pg_current_snapshot())::text::bigint;
INSERT INTO exchange.topic (topic_id, name, agency_code, created_at)
  SELECT md5('dinhdanh:topic:' || name)::uuid, name, NULL, now()
  FROM unnest(ARRAY['person.registered', 'person.corrected', 'person.moved', 'person.died', 'person.number-assigned']) AS of_the_register (name);
