CREATE INDEX person_of_father ON population.person USING hash (father_pin) WHERE father_pin IS NOT NULL;
CREATE INDEX person_of_mother ON population.person USING hash (mother_pin) WHERE mother_pin IS NOT NULL;
CREATE INDEX person_first_old_id ON population.person USING hash ((old_ids[1])) WHERE old_ids[1] IS NOT NULL;
CREATE INDEX person_more_old_ids ON population.person USING gin (old_ids) WHERE cardinality(old_ids) > 1;
