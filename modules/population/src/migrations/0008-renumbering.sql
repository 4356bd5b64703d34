CREATE TABLE population.renumbering (
  person_id uuid NOT NULL,
  renumbering_id uuid NOT NULL,
  keeper_id uuid NOT NULL,
  old_pin text NOT NULL,
  new_pin text NOT NULL,
  owner_before uuid NOT NULL,
  decided_at timestamptz NOT NULL,
  decided_by text NOT NULL,
  note text NOT NULL,
  PRIMARY KEY (person_id, renumbering_id)
);
COMMENT ON TABLE population.renumbering IS 'Of two people who bore one number, who was given another. An undone decision has no row. pii=personal';
COMMENT ON COLUMN population.renumbering.person_id IS 'Who was given another number. pii=none';
COMMENT ON COLUMN population.renumbering.renumbering_id IS 'Made by who asked: the same again changes nothing. pii=none';
COMMENT ON COLUMN population.renumbering.keeper_id IS 'Who keeps the number. pii=none';
COMMENT ON COLUMN population.renumbering.old_pin IS 'The number that both bore. pii=personal';
COMMENT ON COLUMN population.renumbering.new_pin IS 'The number that was given instead. pii=personal';
COMMENT ON COLUMN population.renumbering.owner_before IS 'Whom the number led to before. pii=none';
COMMENT ON COLUMN population.renumbering.decided_at IS 'When. pii=none';
COMMENT ON COLUMN population.renumbering.decided_by IS 'Code of the officer. pii=none';
COMMENT ON COLUMN population.renumbering.note IS 'Why, in the words of the officer. pii=personal';

CREATE INDEX finding_shared_number ON population.finding (person_id) WHERE kind = 'number-of-another';
CREATE INDEX renumbering_by_id ON population.renumbering (renumbering_id);

CREATE VIEW population.card_stop AS
  SELECT absorbed_id AS person_id, NULL::timestamptz AS ordered_before, 'record-merged'::text AS reason, merged_at AS since FROM population.merge
  UNION ALL SELECT person_id, decided_at, 'number-changed'::text, decided_at FROM population.renumbering;
COMMENT ON VIEW population.card_stop IS 'People whose cards must not be accepted while a decision about their record stands; published for joining. pii=none';
COMMENT ON COLUMN population.card_stop.person_id IS 'Whose cards. pii=none';
COMMENT ON COLUMN population.card_stop.ordered_before IS 'Only cards ordered before; null is all. pii=none';
COMMENT ON COLUMN population.card_stop.reason IS 'record-merged or number-changed. pii=none';
COMMENT ON COLUMN population.card_stop.since IS 'When it was decided. pii=none';
