CREATE TABLE campaign.sought (
  person_id uuid PRIMARY KEY,
  name text NOT NULL,
  name_key text COLLATE "C" NOT NULL,
  doc tsvector NOT NULL
);
COMMENT ON TABLE campaign.sought IS 'What people are searched by, a row a person; follows the ledger and can be made anew at any time. pii=personal';
COMMENT ON COLUMN campaign.sought.person_id IS 'Person. pii=none';
COMMENT ON COLUMN campaign.sought.name IS 'Name in small letters. pii=personal';
COMMENT ON COLUMN campaign.sought.name_key IS 'Name without diacritics. pii=personal';
COMMENT ON COLUMN campaign.sought.doc IS 'Words with a letter before each that says what it is: n name, y m d birth as year, month, day, i birth as far as it is known, o old number, f telephone, h household, k number of a parent, u unit that the person counts towards. pii=personal';
CREATE INDEX sought_name ON campaign.sought (name_key, person_id);
CREATE INDEX sought_doc ON campaign.sought USING gin (doc);

CREATE TABLE campaign.sought_word (
  word text PRIMARY KEY,
  people integer NOT NULL
);
COMMENT ON TABLE campaign.sought_word IS 'Words of names and how many people bear them: rarity, and what a mistyped word may mean. pii=none';
COMMENT ON COLUMN campaign.sought_word.word IS 'Word without diacritics. pii=none';
COMMENT ON COLUMN campaign.sought_word.people IS 'People who bore it when they were first indexed. pii=none';

CREATE TABLE campaign.sought_state (
  only_row boolean PRIMARY KEY CHECK (only_row),
  until_tx bigint NOT NULL,
  units text NOT NULL
);
COMMENT ON TABLE campaign.sought_state IS 'How far the index of the search has followed the ledger. pii=none';
COMMENT ON COLUMN campaign.sought_state.only_row IS 'Always true: there is one row. pii=none';
COMMENT ON COLUMN campaign.sought_state.until_tx IS 'Acts of transactions below this one are indexed. pii=none';
COMMENT ON COLUMN campaign.sought_state.units IS 'Version of the territory that the units in the index are of. pii=none';
INSERT INTO campaign.sought_state (only_row, until_tx, units) VALUES (true, 0, '');
