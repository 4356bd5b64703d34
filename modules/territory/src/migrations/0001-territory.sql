CREATE SCHEMA territory;
COMMENT ON SCHEMA territory IS 'Administrative units through time: tree, mergers, splits, closure';

CREATE EXTENSION IF NOT EXISTS btree_gist;

CREATE TABLE territory.unit (
  unit_id integer PRIMARY KEY,
  code text NOT NULL,
  name text NOT NULL,
  level text NOT NULL CHECK (level IN ('country', 'province', 'district', 'commune')),
  parent_id integer REFERENCES territory.unit (unit_id),
  valid_from date NOT NULL,
  valid_until date CHECK (valid_until > valid_from),
  search_key text NOT NULL,
  UNIQUE (code, valid_from),
  CHECK ((parent_id IS NULL) = (level = 'country')),
  EXCLUDE USING gist (code WITH =, daterange(valid_from, valid_until) WITH &&)
);
COMMENT ON TABLE territory.unit IS 'An administrative unit for as long as it existed; codes are reused, so its key in the world is (code, valid_from). pii=none';
COMMENT ON COLUMN territory.unit.unit_id IS 'Small key inside this register; 0 is the country. pii=none';
COMMENT ON COLUMN territory.unit.code IS 'Statistical code: 2 digits a province, 3 a district, 5 a commune, 00 the country. pii=none';
COMMENT ON COLUMN territory.unit.name IS 'Name with its type. pii=none';
COMMENT ON COLUMN territory.unit.level IS 'country, province, district or commune. pii=none';
COMMENT ON COLUMN territory.unit.parent_id IS 'Unit above it on its first day; for other days see territory.placement. pii=none';
COMMENT ON COLUMN territory.unit.valid_from IS 'First day. pii=none';
COMMENT ON COLUMN territory.unit.valid_until IS 'First day on which it no longer exists; null while it does. pii=none';
COMMENT ON COLUMN territory.unit.search_key IS 'Name in small letters without diacritics. pii=none';

CREATE TABLE territory.lineage (
  from_id integer NOT NULL REFERENCES territory.unit (unit_id),
  to_id integer NOT NULL REFERENCES territory.unit (unit_id),
  whole boolean NOT NULL,
  on_day date NOT NULL,
  PRIMARY KEY (from_id, to_id)
);
CREATE INDEX lineage_to ON territory.lineage (to_id);
COMMENT ON TABLE territory.lineage IS 'Which unit went into which. pii=none';
COMMENT ON COLUMN territory.lineage.from_id IS 'Predecessor. pii=none';
COMMENT ON COLUMN territory.lineage.to_id IS 'Successor. pii=none';
COMMENT ON COLUMN territory.lineage.whole IS 'Whether the successor took the predecessor over whole, not a part of it. pii=none';
COMMENT ON COLUMN territory.lineage.on_day IS 'First day of the successor. pii=none';

CREATE TABLE territory.placement (
  unit_id integer NOT NULL,
  parent_id integer NOT NULL,
  valid_from date NOT NULL,
  valid_until date,
  PRIMARY KEY (unit_id, valid_from)
);
CREATE INDEX placement_parent ON territory.placement (parent_id);
COMMENT ON TABLE territory.placement IS 'The tree of each day: the unit right above a unit, for a period. Derived from unit and lineage. pii=none';
COMMENT ON COLUMN territory.placement.unit_id IS 'Unit. pii=none';
COMMENT ON COLUMN territory.placement.parent_id IS 'Unit right above it in this period. pii=none';
COMMENT ON COLUMN territory.placement.valid_from IS 'First day of the period. pii=none';
COMMENT ON COLUMN territory.placement.valid_until IS 'First day after the period; null while it lasts. pii=none';

CREATE TABLE territory.ancestor (
  unit_id integer NOT NULL,
  ancestor_id integer NOT NULL,
  PRIMARY KEY (unit_id, ancestor_id)
);
CREATE INDEX ancestor_below ON territory.ancestor (ancestor_id, unit_id);
COMMENT ON TABLE territory.ancestor IS 'Closure: every unit under itself, under all that stands above it, and under what took any of these over whole. Derived. pii=none';
COMMENT ON COLUMN territory.ancestor.unit_id IS 'Unit. pii=none';
COMMENT ON COLUMN territory.ancestor.ancestor_id IS 'A unit whose figures include those of unit_id. pii=none';
