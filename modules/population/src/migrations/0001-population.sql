CREATE SCHEMA population;
COMMENT ON SCHEMA population IS 'People, their numbers, households and data-quality findings';

CREATE TABLE population.person (
  person_id uuid PRIMARY KEY,
  pin text,
  old_ids text[],
  full_name text NOT NULL,
  search_key text NOT NULL,
  birth_date text,
  sex text NOT NULL,
  permanent_unit text,
  current_unit text,
  address text,
  household_id text,
  relation text,
  residence_status text NOT NULL,
  ethnicity text,
  religion text,
  origin text,
  father_pin text,
  mother_pin text,
  phone text,
  died_on date,
  digest text NOT NULL,
  intake_id uuid NOT NULL
);
COMMENT ON TABLE population.person IS 'What the register holds about a person now; rebuilt from acts at any time. pii=personal';
COMMENT ON COLUMN population.person.person_id IS 'Id of the person, never reused. pii=none';
COMMENT ON COLUMN population.person.pin IS 'Personal identification number, 12 digits (Decree 137/2015 art. 13). pii=personal';
COMMENT ON COLUMN population.person.old_ids IS 'Earlier 9-digit numbers. pii=personal';
COMMENT ON COLUMN population.person.full_name IS 'Name in NFC. pii=personal';
COMMENT ON COLUMN population.person.search_key IS 'Name without diacritics, lower case. pii=personal';
COMMENT ON COLUMN population.person.birth_date IS 'yyyy, yyyy-mm or yyyy-mm-dd: as precise as it is known. pii=personal';
COMMENT ON COLUMN population.person.sex IS 'male, female or unknown. pii=personal';
COMMENT ON COLUMN population.person.permanent_unit IS 'Commune code of permanent residence as given. pii=personal';
COMMENT ON COLUMN population.person.current_unit IS 'Code of the unit where the person lives now, if elsewhere. pii=personal';
COMMENT ON COLUMN population.person.address IS 'House, hamlet, street. pii=personal';
COMMENT ON COLUMN population.person.household_id IS 'Household. pii=personal';
COMMENT ON COLUMN population.person.relation IS 'Relation to the head of the household. pii=personal';
COMMENT ON COLUMN population.person.residence_status IS 'present, bedridden, away-in-country, abroad, no-contact, serving-sentence. pii=personal';
COMMENT ON COLUMN population.person.ethnicity IS 'Ethnic group as given. pii=personal';
COMMENT ON COLUMN population.person.religion IS 'Religion as given. pii=personal';
COMMENT ON COLUMN population.person.origin IS 'Place of origin as given. pii=personal';
COMMENT ON COLUMN population.person.father_pin IS 'Number of the father. pii=personal';
COMMENT ON COLUMN population.person.mother_pin IS 'Number of the mother. pii=personal';
COMMENT ON COLUMN population.person.phone IS 'Telephone. pii=personal';
COMMENT ON COLUMN population.person.died_on IS 'Day of death. pii=personal';
COMMENT ON COLUMN population.person.digest IS 'SHA-1 of the facts and findings of the last row that told of the person: an equal row changes nothing. pii=none';
COMMENT ON COLUMN population.person.intake_id IS 'Import that last told of the person. pii=none';
CREATE INDEX person_household ON population.person (household_id) WHERE household_id IS NOT NULL;

CREATE TABLE population.number (
  pin text PRIMARY KEY,
  person_id uuid NOT NULL
);
COMMENT ON TABLE population.number IS 'Key table: identification number to person; holds its uniqueness. pii=personal';
COMMENT ON COLUMN population.number.pin IS 'Personal identification number. pii=personal';
COMMENT ON COLUMN population.number.person_id IS 'Whose number it is. pii=none';

CREATE TABLE population.unnumbered (
  natural_key text PRIMARY KEY,
  person_id uuid NOT NULL
);
COMMENT ON TABLE population.unnumbered IS 'Key table for people without a number: makes their row repeatable. pii=personal';
COMMENT ON COLUMN population.unnumbered.natural_key IS 'SHA-256 of name, birth date, sex, unit, household and address. pii=personal';
COMMENT ON COLUMN population.unnumbered.person_id IS 'Whose key it is. pii=none';

CREATE TABLE population.finding (
  person_id uuid NOT NULL,
  kind text NOT NULL,
  field text NOT NULL,
  given text NOT NULL,
  conflict boolean NOT NULL,
  found_at timestamptz NOT NULL,
  PRIMARY KEY (person_id, kind, field)
);
COMMENT ON TABLE population.finding IS 'What is wrong with a record, until a later row mends it. pii=personal';
COMMENT ON COLUMN population.finding.person_id IS 'Whose record. pii=none';
COMMENT ON COLUMN population.finding.kind IS 'Kind of finding. pii=none';
COMMENT ON COLUMN population.finding.field IS 'Field at fault. pii=none';
COMMENT ON COLUMN population.finding.given IS 'Text that was given. pii=personal';
COMMENT ON COLUMN population.finding.conflict IS 'Must be mended before a dossier can be collected. pii=none';
COMMENT ON COLUMN population.finding.found_at IS 'When it was found. pii=none';
